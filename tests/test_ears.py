"""The ears: what was said -> a command, or nothing."""

from __future__ import annotations

import pytest

from skill_lowback.cues import Act, Command
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
    ("how long is left", Command(Act.TIME_LEFT)),
])
def test_a_command_is_heard_with_what_it_names(hear, text, command):
    assert hear(text) == command


@pytest.mark.parametrize("text", ["", " ", "okay", "please", "what's the weather", "next song", "pause the music", "set a timer for ten minutes",
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
