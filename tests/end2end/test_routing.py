"""Which skill takes what: golden utterances, and the words of a running massage, through real pipelines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ovos_routing_judge import HIT, Claim, judge

from ..understanding import report
from .conftest import SKILL_ID

GOLDEN = [json.loads(line) for line in (Path(__file__).parent / "golden_utterances_en-US.jsonl").read_text("utf-8").splitlines()]
EACH = 1    # sentence of each kind of request that go through a whole core


@pytest.mark.parametrize("core", ["ovoscope"], indirect=True)
def test_every_golden_utterance_reaches_its_intent(client):
    wrong = []
    for row in GOLDEN:
        device = client()
        device.says(row["utterance"]).until_dealt_with()
        verdict = judge(Claim.from_messages(device.new, {SKILL_ID}, device.session), {SKILL_ID}, expected=row["intent"])
        if verdict.kind != HIT:
            wrong.append((row["utterance"], verdict.kind, verdict.detail))
        device.close()
    assert wrong == []


def paused(device):
    """A massage that is under way and waits, so that nothing but a command moves it."""
    if not device.skill.conductor.running(device.session):
        device.begun()
    device.send("lowback.command", command="pause")
    return device


def test_what_the_ears_understand_arrives_as_that_command_while_a_massage_runs(client):
    hear, wrong, device = report.hearing("en-US"), [], client()
    for label in report.labels("en-US"):
        if label in ("stop", "yes", "no"):
            continue
        understood = [text for text in (line.split("\t")[0] for line in report.sentences("en-US", label)) if hear(text)][:EACH]
        for text in understood:
            paused(device).says(text).until_dealt_with()
            commands = [status.get("command") for status in device.statuses if status["cause"] == "command"]
            if commands != [hear(text).act.value]:
                wrong.append((text, commands))
    assert wrong == []


def test_what_is_said_to_others_passes_on_untouched_while_a_massage_runs(client):
    hear, device = report.hearing("en-US"), client()
    for text in [line for line in report.sentences("en-US", "no_match") if not hear(line)][::150]:
        paused(device).says(text).until_dealt_with()
        assert [status for status in device.statuses if status["cause"] == "command"] == [], text
