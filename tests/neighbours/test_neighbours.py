"""Each sentence reaches the right skill, with a massage running and without."""

from __future__ import annotations

import pytest
from ovos_routing_judge import Claim, judge

from ..end2end.conftest import SKILL_ID
from .conftest import NEIGHBOURS

DATE_TIME, VOLUME, HELLO, ALERTS = NEIGHBOURS
THEIRS = [("what time is it", DATE_TIME), ("what day is it", DATE_TIME), ("set a timer for ten minutes", ALERTS), ("turn up the volume", VOLUME),
          ("hello world", HELLO)]
OURS = ["next step", "how long is left", "skip to kneading", "ouch", "repeat"]


def taker(device, text):
    device.says(text).until_dealt_with()
    known = {*NEIGHBOURS, SKILL_ID}
    return Claim.from_messages(device.new, known, device.session).taker(known, strict=True)


@pytest.mark.parametrize("running", [False, True])
@pytest.mark.parametrize("text, skill", THEIRS)
def test_a_sentence_for_a_neighbour_reaches_the_neighbour(client, text, skill, running):
    device = client("default")
    if running:
        device.begun()
        device.send("lowback.command", command="pause")
    before = device.skill.conductor.status("default")
    assert taker(device, text) == skill
    assert device.skill.conductor.status("default") == before


@pytest.mark.parametrize("text", OURS)
def test_a_command_reaches_the_massage_that_is_running(client, text):
    device = client("default").begun()
    device.says(text).until_dealt_with()
    assert [status for status in device.statuses if status["cause"] == "command"]


def test_stop_stops_the_massage_and_nothing_else(client):
    device = client("default").begun()
    device.says("stop").until_state("stopped", "stop")
    assert judge(Claim.from_messages(device.new, {*NEIGHBOURS, SKILL_ID}, device.session), {SKILL_ID}).kind in ("hit", "unhandled")
