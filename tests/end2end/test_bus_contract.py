"""The public bus contract: lowback.status, lowback.command, lowback.status.get."""

from __future__ import annotations

import pytest

KEYS = {"session_id", "state", "routine", "step", "step_number", "steps_total", "part", "side", "count", "count_total",
        "seconds_left_step", "seconds_left", "cause"}


def test_every_transition_is_reported_with_all_its_entries(client):
    device = client("default").says("start a back massage").until("kneading_tissue")
    for status in device.statuses:
        assert set(status) - {"command"} == KEYS
        assert status["state"] in ("speaking", "resting", "waiting", "paused", "finished", "stopped")
        assert status["cause"] in ("command", "time", "speech", "restore")
        assert ("command" in status) == (status["cause"] == "command")
        assert status["session_id"] == "default"
    assert device.statuses[-1]["step"] == "kneading"
    assert (device.statuses[-1]["step_number"], device.statuses[-1]["steps_total"]) == (3, 7)
    assert device.statuses[0]["step"] == "disclaimer"


def test_a_read_only_command_is_reported_with_the_state_unchanged(client):
    device = client("default").begun().until("work_begin")
    device.says("pause").until_state("paused", "pause")
    device.says("how long is left")
    assert device.until_state("paused", "time_left")["seconds_left"] > 0


@pytest.mark.parametrize("data, state, line", [
    ({"command": "next"}, "speaking", "preparation_receiver"),
    ({"command": "pause"}, "paused", "pause_done"),
    ({"command": "goto_step", "step": "kneading"}, "speaking", "kneading_start"),
    ({"command": "goto_step", "number": -1}, "speaking", "push_start"),
])
def test_a_command_on_the_bus_does_what_the_spoken_word_does(client, data, state, line):
    device = client().begun()
    device.send("lowback.command", **data)
    device.until_state(state, data["command"])
    device.until(line)


def test_a_button_can_start_the_massage_of_its_room(client):
    device = client()
    device.send("lowback.command", command="start")
    device.hears("disclaimer_education")
    assert device.messages[-1].context["session"]["session_id"] == device.session


@pytest.mark.parametrize("data", [{}, {"command": None}, {"command": "dance"}, {"command": ["next"]}, {"command": "next", "times": 1e9},
                                  {"command": "goto_step", "step": {"a": 1}}, {"command": "goto_step", "number": "4"}, {"command": "next", "times": True}])
def test_a_bad_command_on_the_bus_moves_nothing_and_the_next_good_one_works(client, data):
    device = client().begun()
    device.send("lowback.command", **data)
    device.send("lowback.command", command="pause")
    assert device.until_state("paused", "pause")["step"] == "preparation"


def test_the_status_is_told_when_it_is_asked_for(client):
    device = client().begun()
    device.send("lowback.status.get")
    response = device.wait(lambda: next((m for m in device.new if m.msg_type == "lowback.status.response"), None), "no response")
    assert response.data["step"] == "preparation" and set(response.data) == KEYS - {"cause"}


def test_the_status_of_a_session_without_a_massage_is_stopped(client):
    device = client()
    device.send("lowback.status.get")
    response = device.wait(lambda: next((m for m in device.new if m.msg_type == "lowback.status.response"), None), "no response")
    assert response.data["state"] == "stopped" and response.data["step"] is None
