"""The ears: what was said -> a command, or nothing."""

from __future__ import annotations

import pytest

from skill_lowback.cues import Act, Command, Topic
from skill_lowback.ears import expand, parse


@pytest.fixture
def hear(world):
    return world.ears.hear


@pytest.mark.parametrize("text, command", [
    ("start a back massage", Command(Act.START)),
    ("Next step!", Command(Act.NEXT)),
    ("okay, next please", Command(Act.NEXT)),
    ("skip to kneading", Command(Act.GOTO_STEP, "kneading")),
    ("Could you skip to the sacral push, please?", Command(Act.GOTO_STEP, "push")),
    ("go to step three", Command(Act.GOTO_STEP, number=3)),
    ("step 14", Command(Act.GOTO_STEP, number=14)),
    ("the third step", Command(Act.GOTO_STEP, number=3)),
    ("skip to the last step", Command(Act.GOTO_STEP, number=-1)),
    ("skip the forearm", Command(Act.GOTO_STEP, "forearm", past=True)),
    ("skip this one", Command(Act.GOTO_STEP, past=True)),
    ("go back two steps", Command(Act.PREVIOUS, times=2)),
    ("jump to step three", Command(Act.GOTO_STEP, number=3)),
    ("take me two steps ahead please", Command(Act.NEXT, times=2)),
    ("how many are left", Command(Act.TIME_LEFT, topic=Topic.STEPS)),
    ("what comes after this one", Command(Act.CURRENT_STEP, topic=Topic.FOLLOWING)),
    ("how long should i do this", Command(Act.QUESTION, topic=Topic.DURATION)),
    ("what is the sacrum", Command(Act.QUESTION, topic=Topic.WORD, word="sacrum")),
    ("how hard should i press", Command(Act.QUESTION, topic=Topic.PRESSURE)),
    ("another two minutes please", Command(Act.MORE_TIME, seconds=120.0)),
    ("ouch that hurts", Command(Act.EASE_OFF)),
    ("skip to needing", Command(Act.GOTO_STEP, "kneading")),
    ("boys", Command(Act.PAUSE)),
    ("how long is left", Command(Act.TIME_LEFT)),
])
def test_a_command_is_heard_with_what_it_names(hear, text, command):
    assert hear(text) == command


@pytest.mark.parametrize("text", ["", " ", "what's the weather", "next song", "pause the music", "set a timer for ten minutes",
                                  "skip this song", "stop the timer", "\x00", "?" * 100, "next " * 1000, "start kneading the dough"])
def test_what_is_not_a_command_is_not_heard(hear, text):
    assert hear(text) is None


@pytest.mark.parametrize("line, phrases", [
    ("a (b|c) d", ["a b d", "a c d"]),
    ("[a] b", ["a b", "b"]),
    ("(a [b]|c)", ["a b", "a", "c"]),
])
def test_a_template_stands_for_its_phrases(line, phrases):
    assert expand(line) == phrases


@pytest.mark.parametrize("line", ["(a", "a)", "a|b", "[a", "(a]", "(" * 30 + "a" + ")" * 30])
def test_a_template_whose_brackets_do_not_match_is_refused(line):
    with pytest.raises(ValueError, match="vocabulary: "):
        parse(line)


@pytest.mark.parametrize("text", ["my back hurts", "book me a massage", "i need a massage appointment", "start kneading the dough", "next",
                                  "repeat that", "stop", "boys", "how long is left", "what is a hot stone massage"])
def test_with_nothing_running_only_what_is_about_this_massage_is_heard(hear, text):
    assert hear(text, running=False) is None


@pytest.mark.parametrize("text, act", [("start a twenty minute back massage", Act.START), ("resume the massage", Act.RESUME),
                                       ("what do i need for the back massage", Act.WHAT_DO_I_NEED),
                                       ("how long does the massage take", Act.TIME_LEFT)])
def test_with_nothing_running_a_massage_can_be_started_resumed_and_asked_about(hear, text, act):
    assert hear(text, running=False).act is act
