"""The score: a routine written out flat."""

from __future__ import annotations

import pytest

from skill_lowback.score import Kind, Wishes, write


@pytest.fixture(scope="module")
def score(routine):
    return write(routine, Wishes(), lambda line: 2.0)


def keys(score):
    return [beat.line.key for beat in score.beats]


def test_the_disclaimer_comes_first(score, routine):
    assert tuple(keys(score)[:len(routine.disclaimer)]) == routine.disclaimer
    assert {beat.kind for beat in score.beats[:len(routine.disclaimer)]} == {Kind.DISCLAIMER}


def test_every_key_of_the_routine_that_is_no_answer_is_spoken_in_a_full_run(score, routine):
    optional = {k for step in routine.steps if step.optional for k in
                (f"{step.name}_announce", *(s.key for s in step.say), *(k for p in step.parts for k in p.work.keys))}
    answers = {k for step in routine.steps for part in (step, *step.parts) for _, k in part.answers}
    silent = {k for k in routine.keys() if k.endswith(("_name", "_rule")) or k.startswith("word_")} | set(routine.needs)
    assert routine.keys() - set(keys(score)) - answers == (silent | optional) - answers


def test_the_cautions_of_a_step_stand_before_its_work(score):
    for number, step in enumerate(score.steps):
        beats = [beat for beat in score.beats if beat.step == number]
        work = next(i for i, beat in enumerate(beats) if beat.kind is Kind.WORK)
        assert [beat.line.key for beat in beats[:work] if beat.kind is Kind.CAUTION] == list(step.cautions)


def test_the_time_left_is_the_sum_of_what_follows(score):
    assert score.seconds_left(0) == pytest.approx(sum(beat.seconds for beat in score.beats))
    assert score.seconds_left(len(score.beats)) == 0
    last = len(score.beats) - 1
    assert score.seconds_left(last) == score.beats[last].seconds


def test_things_to_do_are_numbered_in_order(score):
    things = [beat.thing for beat in score.beats]
    assert things == sorted(things) and set(things) == set(range(things[-1] + 1))


def test_the_facts_counts_holds_and_sides_are_there(score):
    def work(step):
        return [beat for beat in score.beats if beat.kind is Kind.WORK and score.steps[beat.step].name == step]
    assert sum(beat.rest_seconds for beat in work("rolling")) == 180
    assert [beat.rest_seconds for beat in work("plucking")] == [30] * 3
    assert [beat.rest_seconds for beat in work("stroking")] == [20] * 3
    assert [(beat.side, beat.rest_seconds) for beat in work("stretch") if beat.line.key == "stretch_hold"] == [
        ("one_side", 15), ("other_side", 15)]
    assert [beat.rest_seconds for beat in work("push") if beat.line.key == "push_hold"] == [5]
    assert {part: sum(b.rest_seconds for b in work("kneading") if b.part == part) for part in ("thumbs", "forearm")} == {
        "thumbs": 180, "forearm": 60}
    assert [beat.rest_seconds for beat in work("preparation")] == [4, 6] * 6


def test_an_optional_step_is_written_only_when_it_is_wanted(routine, score):
    assert "reflection_balance" not in keys(score)
    wanted = write(routine, Wishes(optional=frozenset({"reflection"})), lambda line: 2.0)
    assert keys(wanted).index("disclaimer_consult") < keys(wanted).index("reflection_balance") < keys(wanted).index("preparation_slow")


def test_the_pace_stretches_the_gaps_and_leaves_the_work_alone(routine, score):
    slow = write(routine, Wishes(pace=2.0), lambda line: 2.0)
    for beat, slower in zip(score.beats, slow.beats):
        if beat.kind is Kind.SETTLE:
            assert slower.rest_seconds == 2 * beat.rest_seconds
    assert [b.rest_seconds for b in slow.beats if b.line.key.startswith("pass")] == [
        b.rest_seconds for b in score.beats if b.line.key.startswith("pass")]


@pytest.mark.parametrize("without", ["kneading", "forearm", "stretch"])
def test_the_same_beat_is_found_again_in_a_score_written_anew(routine, score, without):
    shorter = write(routine, Wishes(without=frozenset({without})), lambda line: 2.0)
    for index, beat in enumerate(score.beats):
        if beat.step is not None and score.steps[beat.step].name not in ("kneading", "stretch") and beat.kind is not Kind.SETTLE:
            found = shorter.beats[shorter.same(score, index)]
            assert (found.line, found.count, found.side, found.part) == (beat.line, beat.count, beat.side, beat.part)
