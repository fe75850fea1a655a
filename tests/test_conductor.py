"""The conductor: sessions apart, ends of speech, nothing left over."""

from __future__ import annotations

import threading

import pytest

from skill_lowback.cues import Act, Command, NothingRunning, State

from .fakes import World


def test_two_sessions_play_two_massages(world):
    one, two = world.sitting("one"), world.sitting("two")
    one.begun()
    two.says("start a back massage").let(3)
    one.says("skip to kneading").let(5)
    assert "kneading_start" in one.heard
    assert set(two.keys) <= {"disclaimer_education", "disclaimer_diagnosis", "disclaimer_physician", "disclaimer_fit"}


def test_stop_reaches_one_session_only(world):
    one, two = world.sitting("one").begun(), world.sitting("two").begun()
    one.says("stop")
    assert not world.conductor.running("one") and world.conductor.running("two")
    two.until("rolling_start")


def test_a_refused_command_leaves_no_session_behind(world):
    with pytest.raises(NothingRunning):
        world.conductor.tell("stranger", Command(Act.NEXT))
    assert world.conductor.status("stranger") is None


def test_a_finished_massage_leaves_nothing_behind(world):
    world.sitting("one").says("start a back massage").let(4000)
    assert world.conductor.status("one") is None
    assert world.clock.pending == 0


def test_a_client_that_reports_no_speech_is_given_the_estimated_time(routine, words):
    world = World(routine, words, reports=False)
    sitting = world.sitting().says("start a back massage").let(60)
    begins = [utterance.at for utterance in sitting.all]
    assert begins[1] - begins[0] == pytest.approx(2.8)
    assert len(sitting.all) > 10


def test_a_client_whose_audio_dies_in_the_middle_of_a_line_is_not_waited_for_for_ever(world):
    sitting = world.sitting().begun()
    world.voice.end = lambda utterance: None
    heard = len(sitting.all)
    sitting.let(30)
    assert len(sitting.all) > heard


@pytest.mark.parametrize("turn", [1, 10_000])
def test_the_end_of_another_line_does_not_end_this_one(world, turn):
    sitting = world.sitting().begun()
    heard = list(sitting.keys)
    world.conductor.speech_ended("default", turn)
    world.conductor.speech_ended("nobody", turn)
    assert sitting.keys == heard and sitting.status.state is State.SPEAKING


def test_an_end_without_a_turn_counts_only_if_the_line_can_have_ended(routine, words):
    world = World(routine, words, reports=False)
    sitting = world.sitting().says("start a back massage").let(0.1)
    world.conductor.speech_ended("default")
    assert sitting.status.state is State.SPEAKING
    sitting.let(1.5)
    world.conductor.speech_ended("default")
    assert sitting.status.state is State.RESTING


def test_converse_is_kept_open_through_a_silence_of_twenty_minutes(world):
    sitting = world.sitting().begun().says("pause")
    before = len(world.voice.attended)
    sitting.let(20 * 60)
    assert len(world.voice.attended) - before == 5


def test_a_voice_that_fails_does_not_end_the_massage(world):
    say = world.voice.say

    def broken(session, line, turn):
        raise OSError("the bus is gone")

    world.voice.say = broken
    sitting = world.sitting().says("start a back massage").let(10)
    world.voice.say = say
    sitting.until("preparation_slow")
    assert "the bus is gone" in str(world.voice.troubles[0][1])


def test_every_command_is_reported_with_its_name(world):
    sitting = world.sitting().begun().until("work_begin")
    for said, name in [("how long is left", "time_left"), ("pause", "pause"), ("resume", "resume"), ("next", "next"), ("stop", "stop")]:
        sitting.says(said)
        assert (sitting.reports[-1].cause, sitting.reports[-1].command) == ("command", name)


def test_commands_from_many_threads_never_make_two_voices(world):
    sitting = world.sitting().begun()
    acts = [Act.NEXT, Act.PREVIOUS, Act.PAUSE, Act.RESUME, Act.REPEAT, Act.TIME_LEFT, Act.HELP]

    def talk(offset: int) -> None:
        for turn in range(30):
            world.conductor.tell("default", Command(acts[(turn + offset) % len(acts)]) if world.conductor.running("default")
                                 else Command(Act.START))

    threads = [threading.Thread(target=talk, args=(offset,)) for offset in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert not any(thread.is_alive() for thread in threads)
    assert world.voice.overlaps == [] and world.voice.troubles == []
    assert sum(not (u.ended or u.cut) for u in sitting.all) <= 1


def test_closing_the_house_leaves_nothing_to_ring(world):
    world.sitting("one").begun()
    world.sitting("two").begun()
    world.conductor.close()
    heard = len(world.voice.spoken)
    world.clock.let(1000)
    assert len(world.voice.spoken) == heard
