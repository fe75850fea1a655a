"""Each sentence reaches the right skill, with a massage running and without."""

from __future__ import annotations

import pytest

from ..end2end.conftest import SKILL_ID
from .conftest import NEIGHBOURS

DATE_TIME, VOLUME, HELLO, ALERTS = NEIGHBOURS
THEIRS = [("what time is it", DATE_TIME), ("what day is it", DATE_TIME), ("set a timer for ten minutes", ALERTS), ("turn up the volume", VOLUME),
          ("hello world", HELLO)]
OURS = ["next step", "how long is left", "skip to kneading", "ouch", "repeat"]


def taker(device, text):
    """The skill to which OVOS handed the sentence."""
    device.says(text)
    return device.wait(lambda: next((m.msg_type.partition(":")[0] for m in device.new
                                     if m.msg_type.partition(":")[0] in (*NEIGHBOURS, SKILL_ID) and ":" in m.msg_type), None),
                       "waited for a skill")


@pytest.mark.parametrize("running", [False, True])
@pytest.mark.parametrize("text, skill", THEIRS)
def test_a_sentence_for_a_neighbour_reaches_the_neighbour(client, text, skill, running):
    device = client()
    if running:
        device.begun()
        device.send("lowback.command", command="pause")
    before = device.skill.conductor.status(device.session)
    assert taker(device, text) == skill
    assert device.skill.conductor.status(device.session) == before


@pytest.mark.parametrize("text", OURS)
def test_a_command_reaches_the_massage_that_is_running(client, text):
    device = client().begun()
    device.says(text).until_dealt_with()
    assert [status for status in device.statuses if status["cause"] == "command"]


def test_starting_reaches_the_massage(client):
    assert taker(client(), "start a back massage") == SKILL_ID


def test_stop_stops_the_massage_that_is_running(client):
    one, two = client().begun(), client().begun()
    one.says("stop").until_state("stopped", "stop")
    assert two.skill.conductor.running(two.session)
