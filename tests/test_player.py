"""The player, in sittings: what was said and what was heard."""

from __future__ import annotations

import pytest

from skill_lowback.cues import Act, Command, Elapsed, Hush, NothingRunning, Say, Spoken, State, Wait
from skill_lowback.player import TABLE, Player
from skill_lowback.score import write

DISCLAIMER = ("disclaimer_education", "disclaimer_diagnosis", "disclaimer_physician", "disclaimer_fit", "disclaimer_consult")


def test_the_disclaimer_is_spoken_first_and_whole(sitting):
    sitting.says("start a back massage").let(20).hears(*DISCLAIMER, "opening_needs")


@pytest.mark.parametrize("said", ["next", "go back", "skip to kneading", "how long is left", "start over", "help",
                                   "what are the steps", "start a back massage", "what do i need", "step 14"])
def test_nothing_that_is_said_gets_past_the_disclaimer(sitting, said):
    sitting.says("start a back massage").let(4).says(said).let(40)
    spoken = [key for key in sitting.keys if key in DISCLAIMER]
    others = [key for key in sitting.keys if key not in DISCLAIMER]
    assert set(DISCLAIMER) <= set(spoken)
    assert sitting.keys.index(others[0]) > sitting.keys.index("disclaimer_consult")


def test_a_step_asked_for_during_the_disclaimer_is_gone_to_after_it(sitting):
    sitting.says("start a back massage").let(4).says("skip to kneading")
    sitting.until("preparation_rule").until("kneading_start")
    assert "rolling_start" not in sitting.keys


def test_repeat_during_the_disclaimer_begins_it_again(sitting):
    sitting.says("start a back massage").let(9).says("repeat").let(20).hears(*DISCLAIMER)


def test_pause_during_the_disclaimer_holds_it_and_resume_goes_on_with_the_line(sitting):
    sitting.says("start a back massage").let(4).says("pause").let(600).hears("pause_done")
    sitting.says("resume").let(20)
    assert sitting.heard[:2] == ["resume_now", "disclaimer_diagnosis"]


def test_stop_during_the_disclaimer_stops(sitting):
    sitting.says("start a back massage").let(4).says("stop").let(600).hears_nothing()
    assert sitting.status.state is State.STOPPED


def test_a_whole_massage_left_alone_ends(sitting):
    sitting.says("start a back massage").let(3600)
    assert sitting.keys[-1] == "closing_done"
    assert sitting.reports[-1].status.state is State.FINISHED


def test_a_wait_begins_when_the_words_have_ended(sitting):
    sitting.begun().until("pass_begin")
    sitting.let(2).let(29.9)
    assert sitting.keys[-1] == "pass_begin"
    sitting.let(0.3)
    assert sitting.keys[-1] == "pass_number"


def test_a_voice_that_speaks_long_takes_nothing_from_the_wait(world):
    sitting = world.sitting()
    sitting.begun().until("plucking_repeat")
    world.voice.seconds_a_line = 7.0
    began = sitting.until("pass_begin").all[-1].at
    after = sitting.until("pass_number").all[-1].at
    assert after - began == pytest.approx(7 + 30, abs=0.2)


def test_passes_are_counted_aloud_one_by_one(sitting):
    sitting.begun().until("pass_last")
    passes = [(u.line.key, u.line.slots[0][1].value) for u in sitting.all if u.line.key.startswith("pass_")]
    assert passes == [("pass_begin", 1), ("pass_number", 2), ("pass_last", 3)]


def test_both_sides_of_the_stretch_get_their_full_time_and_time_to_change(sitting):
    sitting.begun().until("stretch_hold")
    first = sitting.all[-1].at
    released = sitting.until("stretch_release").all[-1].at
    changed = sitting.until("stretch_other_side").all[-1].at
    counted = sitting.until("count_number").all[-1].at
    second = sitting.until("stretch_hold").all[-1].at
    released_again = sitting.until("stretch_release").all[-1].at
    assert released - first == pytest.approx(2 + 15, abs=0.2)
    assert released_again - second == pytest.approx(2 + 15, abs=0.2)
    assert counted - changed == pytest.approx(2 + 8, abs=0.2)


def test_breaths_keep_their_pace_from_the_time_they_were_due(sitting):
    sitting.begun().until("breath_in")
    start = sitting.all[-1].at
    sitting.until("preparation_receiver")
    times = [u.at - start for u in sitting.all if u.line.key.startswith("breath")]
    assert times == pytest.approx([0, 4, 10, 14, 20, 24], abs=1e-9)


def test_a_breath_whose_words_last_too_long_moves_the_pace_and_hurries_nothing(world):
    sitting = world.sitting()
    sitting.begun().until("breath_in")
    world.voice.seconds_a_line = 9.0
    slow = sitting.until("breath_out").all[-1].at
    world.voice.seconds_a_line = 1.0
    following = sitting.until("breath_in").all[-1].at
    assert following - slow == pytest.approx(9.0, abs=0.01)
    assert sitting.until("breath_out").all[-1].at - following == pytest.approx(4.0, abs=0.01)


def test_the_next_technique_is_announced_with_what_to_fetch_before_it_starts(sitting):
    sitting.begun().until("push_announce")
    announced = sitting.all[-1].at
    assert sitting.until("push_start").all[-1].at - announced == pytest.approx(2 + 10, abs=0.2)


def test_next_goes_to_the_next_part_and_then_to_the_next_technique(sitting):
    sitting.begun().until("kneading_tissue").says("next").let(1).hears("kneading_buttocks")
    sitting.says("next step").let(1).hears("plucking_start")


def test_next_goes_from_one_side_of_the_stretch_to_the_other(sitting):
    sitting.begun().until("stretch_hold").says("next").let(1).hears("stretch_other_side")
    assert sitting.status.side == "other_side"


def test_next_cuts_a_long_wait_short(sitting):
    sitting.begun().until("work_begin").let(60).says("done").let(1).hears("kneading_start")


def test_next_in_the_settling_time_begins_what_was_announced(sitting):
    sitting.begun().until("kneading_announce").let(4).says("ready").let(1).hears("kneading_start")


def test_next_forty_times_in_a_row_ends_the_massage_and_says_each_caution_that_was_entered(sitting):
    sitting.begun()
    for _ in range(40):
        try:
            sitting.command(Act.NEXT)
        except NothingRunning:
            break
    assert sitting.reports[-1].status.state is State.FINISHED
    assert sitting.world.voice.overlaps == []


@pytest.mark.parametrize("said", ["go back", "previous", "back"])
def test_back_after_a_wrong_next_is_exactly_where_we_were(sitting, said):
    sitting.begun().until("pass_number").let(12)
    before = sitting.status
    sitting.says("next").let(5).says(said)
    sitting.hears("back_to").let(2)
    after = sitting.status
    assert (after.step, after.count, after.seconds_left) == (before.step, before.count, before.seconds_left)


def test_back_without_a_wrong_next_goes_to_the_thing_before(sitting):
    sitting.begun().until("kneading_buttocks").until("work_begin").let(5).says("go back").let(1).hears("kneading_start")


def test_back_twice_goes_two_things_back(sitting):
    sitting.begun().until("plucking_start").says("go back two").let(1).hears("kneading_start")


def test_repeat_tells_again_how_to_do_this_with_its_cautions_and_holds_the_clock(sitting):
    sitting.begun().until("kneading_no_pain").until("work_begin").let(30)
    left = sitting.status.seconds_left
    sitting.says("repeat").let(10)
    sitting.hears("kneading_start", "kneading_tissue", "kneading_pressure", "kneading_no_pain", "kneading_sensitive")
    assert sitting.status.seconds_left == left


def test_repeat_after_an_answer_repeats_the_answer(sitting):
    sitting.begun().until("work_begin").let(30).says("how long is left").let(3).says("what was that").let(1).hears("time_left")


def test_repeat_in_the_instructions_begins_them_again(sitting):
    sitting.begun().until("rolling_up").says("repeat").let(1).hears("rolling_start")


def test_pause_holds_the_clock_and_resume_goes_on_with_what_was_left(sitting):
    sitting.begun().until("pass_number").let(2 + 20)
    sitting.says("pause").let(900).hears("pause_done")
    assert sitting.status.state is State.PAUSED
    sitting.says("resume").let(2 + 9.5)
    assert sitting.heard == ["resume_going_on"]
    sitting.let(1)
    assert sitting.heard == ["resume_going_on", "pass_last"]


def test_a_hold_that_was_paused_is_counted_in_again(sitting):
    sitting.begun().until("push_hold").let(4).says("pause").let(60).says("resume").let(4)
    assert sitting.heard[:2] == ["resume_going_on", "count_number"]


def test_a_question_is_answered_in_a_pause_and_the_pause_goes_on(sitting):
    sitting.begun().until("work_begin").says("pause").let(30).says("how long is left").let(600).hears("time_left")
    assert sitting.status.state is State.PAUSED


def test_a_question_holds_the_clock_and_changes_nothing_else(sitting):
    sitting.begun().until("work_begin").let(30)
    before = sitting.status
    sitting.says("which step is this").let(2).hears("where_step")
    assert sitting.status == before


def test_a_question_in_the_middle_of_a_line_has_the_line_said_again(sitting):
    sitting.begun().until("rolling_up").let(0.5).says("how long is left").let(4)
    assert sitting.heard == ["time_left", "rolling_up"]


def test_stop_is_silent_and_remembers_the_place(sitting):
    sitting.begun().until("pass_number").let(12).says("stop").let(100).hears_nothing()
    left = sitting.status.seconds_left
    sitting.says("resume the massage").let(2)
    sitting.hears("resume_going_on")
    assert (sitting.status.step, sitting.status.count, sitting.status.seconds_left) == ("plucking", 2, left)


def test_a_massage_stopped_for_more_than_a_day_hears_the_disclaimer_again(sitting):
    sitting.begun().until("pass_number").let(12).says("stop").let(25 * 3600)
    sitting.says("resume the massage").let(20).hears(*DISCLAIMER)
    sitting.let(3)
    assert sitting.status.step == "plucking" and sitting.status.count == 2


def test_start_over_begins_with_the_disclaimer(sitting):
    sitting.begun().until("pass_number").says("start over").let(20).hears(*DISCLAIMER)
    assert sitting.status.step_number in (0, 1)


def test_start_while_a_massage_is_running_moves_nothing(sitting):
    sitting.begun().until("work_begin").let(10).says("start a back massage").let(10).hears("start_running")
    assert sitting.status.step == "rolling"


def test_a_caution_is_spoken_even_when_its_step_is_jumped_to(sitting):
    sitting.begun().says("skip to the sacral push").until("push_not_hard")


def test_a_part_that_is_jumped_to_has_the_cautions_of_its_step(sitting):
    sitting.begun().says("skip to the forearm").until("work_begin")
    assert sitting.heard.index("kneading_no_pain") < sitting.heard.index("work_begin")
    assert sitting.heard.index("kneading_sensitive") < sitting.heard.index("work_begin")


def test_cautions_cut_by_a_next_are_spoken_before_the_next_part_is_worked(sitting):
    sitting.begun().until("kneading_no_pain").let(0.5).says("next").until("work_begin")
    assert sitting.heard[-3:] == ["kneading_no_pain", "kneading_sensitive", "work_begin"]


def test_jumping_ahead_of_an_order_rule_says_the_rule_and_does_it(sitting):
    sitting.begun().says("skip to plucking").let(5)
    sitting.hears("plucking_rule", "plucking_start")


def test_going_in_order_says_no_rule(sitting):
    sitting.says("start a back massage").let(3600)
    assert not [key for key in sitting.keys if key.endswith("_rule")]


@pytest.mark.parametrize("said, line", [("step 14", "error_no_such_step"), ("go to step 0", "error_no_such_step")])
def test_a_step_that_there_is_not_is_said_and_moves_nothing(sitting, said, line):
    sitting.begun().until("work_begin").let(10).says(said).let(10).hears(line)
    assert sitting.status.step == "rolling"


def test_the_last_step_can_be_gone_to(sitting):
    sitting.begun().says("skip to the last step").until("push_start")


def test_skip_this_leaves_the_whole_technique(sitting):
    sitting.begun().until("kneading_tissue").says("skip this").let(1).hears("plucking_start")


def test_a_later_step_that_is_skipped_is_left_out_when_its_time_comes(sitting):
    sitting.begun().until("work_begin").let(10).says("skip kneading").let(3).hears("skip_later")
    assert sitting.status.step == "rolling"
    sitting.until("plucking_start")
    assert "kneading_start" not in sitting.keys
    sitting.says("start over").until("kneading_start")


def test_a_later_part_that_is_skipped_is_left_out(sitting):
    sitting.begun().until("kneading_tissue").says("skip the forearm").until("plucking_start")
    assert "kneading_buttocks" not in sitting.keys


@pytest.mark.parametrize("said", ["next", "go back", "repeat", "pause", "resume", "skip to kneading", "which step is this"])
def test_with_nothing_running_a_command_is_refused_and_changes_nothing(sitting, said):
    sitting.says(said).hears_nothing()
    assert isinstance(sitting.refusal, NothingRunning)


@pytest.mark.parametrize("said, line", [("what do i need", "need_oil"), ("what are the steps", "list_intro"),
                                         ("help", "help_about"), ("how long is left", "time_whole")])
def test_with_nothing_running_a_question_is_answered_and_nothing_starts(sitting, said, line):
    command = sitting.world.ears.hear(said) or Command(Act.TIME_LEFT)
    sitting.command(command.act).let(100)
    assert sitting.heard[0] == line
    assert not sitting.world.conductor.running("default")


def test_slower_stretches_what_the_guide_waits_and_not_the_work(sitting):
    sitting.begun().until("work_begin").let(10)
    left = sitting.status.seconds_left_step
    sitting.says("slow down please").let(2).hears("pace_slower")
    sitting.until("kneading_announce")
    announced = sitting.all[-1].at
    assert sitting.until("kneading_start").all[-1].at - announced == pytest.approx(2 + 12.5, abs=0.2)
    assert left > 0


def test_faster_has_an_end(sitting):
    sitting.begun()
    for _ in range(20):
        sitting.command(Act.FASTER).let(3)
    sitting.until("kneading_announce")
    announced = sitting.all[-1].at
    assert sitting.until("kneading_start").all[-1].at - announced == pytest.approx(2 + 5, abs=0.2)


def test_more_time_makes_the_work_that_is_going_on_longer(sitting):
    sitting.begun().until("pass_number").let(12)
    before = sitting.status.seconds_left
    sitting.command(Act.MORE_TIME, seconds=60.0).hears("more_time_given").let(2)
    assert sitting.status.seconds_left == before + 60


def test_more_time_asked_for_in_the_instructions_is_given_to_the_work_that_follows(sitting):
    sitting.begun().until("rolling_up")
    before = sitting.status.seconds_left_step
    sitting.says("i need more time").let(1).hears("more_time_given")
    assert before + 25 <= sitting.status.seconds_left_step <= before + 31


def test_work_is_not_lengthened_without_end(sitting):
    sitting.begun().until("work_begin").let(5)
    for _ in range(5):
        sitting.command(Act.MORE_TIME, seconds=600.0).let(3)
    assert sitting.heard == ["more_time_most"]


def test_once_more_adds_a_pass_up_to_five(sitting):
    sitting.begun().until("pass_number").let(5).says("one more pass").let(1).hears("once_more_added")
    assert sitting.status.count_total == 4
    sitting.command(Act.ONCE_MORE, times=3).let(1).hears("once_more_added")
    assert sitting.status.count_total == 5
    sitting.command(Act.ONCE_MORE).let(1).hears("once_more_most")
    sitting.until("pass_last").until("stroking_announce")
    assert [u.line.slots[0][1].value for u in sitting.all if u.line.key.startswith("pass_")] == [1, 2, 3, 4, 5]


def test_once_more_after_the_last_pass_makes_another(sitting):
    sitting.begun().until("stroking_announce").let(1).says("one more pass").let(1).hears("pass_last")
    assert (sitting.status.step, sitting.status.count, sitting.status.count_total) == ("plucking", 4, 4)


def test_once_more_in_a_hold_counts_it_in_again(sitting):
    sitting.begun().until("push_hold").let(4).says("do it again").let(1).hears("count_number")


@pytest.mark.parametrize("said", ["ouch", "that hurts", "softer", "too hard", "she says it hurts"])
def test_when_it_hurts_everything_is_held_and_the_caution_that_applies_is_said(sitting, said):
    sitting.begun().until("kneading_no_pain").until("work_begin").let(20).says(said).let(600)
    sitting.hears("ease_off", "kneading_no_pain", "kneading_sensitive", "ease_off_go_on")
    assert sitting.heard[4:] == [] and sitting.status.state is State.PAUSED
    sitting.says("go on").let(3).hears("resume_going_on")


def test_when_it_hurts_while_the_voice_is_speaking_the_voice_is_cut(sitting):
    sitting.begun().until("rolling_up").let(0.3).says("ouch").let(0.1).hears("ease_off")
    assert [u.cut for u in sitting.all][-2:] == [True, False]


def test_tired_arms_pause_without_the_caution(sitting):
    sitting.begun().until("work_begin").says("my arms are tired").let(60)
    assert sitting.heard == ["pause_done"]


@pytest.mark.parametrize("step, said, line", [
    ("rolling_up", "how hard should i press", "rolling_pressure"),
    ("rolling_up", "how fast should i go", "rolling_speed"),
    ("rolling_up", "where do i press", "rolling_where"),
    ("rolling_up", "which hand", "rolling_tool"),
    ("kneading_tissue", "where should i press", "kneading_tissue"),
    ("kneading_buttocks", "where should i press", "kneading_buttocks"),
    ("kneading_tissue", "why do i do this", "kneading_reason"),
    ("kneading_tissue", "what should i watch out for", "kneading_no_pain"),
    ("plucking_where", "how hard should i press", "answer_silent"),
    ("plucking_where", "how many times should i do this", "answer_guide_count"),
    ("stroking_how", "how long should i do this", "answer_duration"),
    ("stretch_hands", "which side first", "stretch_sides"),
    ("push_hands", "what is the sacrum", "word_sacrum"),
    ("push_hands", "how long do i hold it", "answer_hold"),
    ("push_hands", "what should i watch out for", "push_not_hard"),
    ("rolling_up", "how do i do this", "rolling_start"),
])
def test_a_question_about_the_step_is_answered_from_the_routine_and_the_clock_is_held(sitting, step, said, line):
    sitting.begun().until(step).let(0.5)
    left = sitting.status.seconds_left
    sitting.says(said).let(1).hears(line)
    assert sitting.status.seconds_left >= left


@pytest.mark.parametrize("said, line", [("how many are left", "steps_left"), ("what comes after this", "where_following"),
                                        ("how long is left", "time_left"), ("how much longer is this step", "time_left_step"),
                                        ("what's next", "kneading_start")])
def test_questions_that_sound_alike_each_get_the_answer_they_ask_for(sitting, said, line):
    sitting.begun().until("work_begin").let(20).says(said).let(1).hears(line)


def test_what_the_state_has_no_use_for_is_not_taken(sitting):
    sitting.begun().until("work_begin")
    assert not sitting.world.conductor.takes("default", Command(Act.YES))
    sitting.says("pause")
    assert sitting.world.conductor.takes("default", Command(Act.YES))


def test_the_time_left_never_grows_while_nobody_asks(sitting):
    sitting.says("start a back massage")
    before = sitting.status.seconds_left
    while sitting.world.conductor.running("default"):
        sitting.let(0.37)
        now = sitting.status.seconds_left if sitting.status else 0
        assert now <= before
        before = now
    assert before == 0


def test_no_two_lines_are_ever_spoken_at_once(sitting):
    sitting.says("start a back massage")
    for said in ["pause", "help", "resume", "what are the steps", "next", "repeat", "go back", "skip to plucking", "next"] * 4:
        sitting.let(0.7).says(said)
    assert sitting.world.voice.overlaps == []


def test_the_table_names_only_moves_that_exist_and_every_state():
    assert set(TABLE) == set(State)
    for rows in TABLE.values():
        for row in rows.values():
            assert callable(getattr(Player, row.move)) and row.to <= set(State)


@pytest.fixture
def player(routine):
    return Player(lambda wishes: write(routine, wishes, lambda line: 2.0))


def test_a_late_report_changes_nothing(player):
    [say] = [cue for cue in player.handle(Command(Act.START), 0.0) if isinstance(cue, Say)]
    [wait] = [cue for cue in player.handle(Spoken(say.turn), 2.0) if isinstance(cue, Wait)]
    before = player.status(2.0)
    assert player.handle(Spoken(say.turn), 2.1) == ()
    assert player.handle(Elapsed(wait.turn + 1), 2.1) == ()
    assert player.status(2.0) == before


def test_what_is_being_said_is_cut_before_anything_else_is_said(player):
    player.handle(Command(Act.START), 0.0)
    cues = player.handle(Command(Act.PAUSE), 1.0)
    assert [type(cue) for cue in cues[:2]] == [Hush, Say]
