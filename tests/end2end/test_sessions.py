"""Rooms apart: two sessions in one core."""

from __future__ import annotations

from ovos_bus_client.message import Message
from ovos_bus_client.session import Session


def test_two_sessions_play_two_massages_and_nothing_of_one_is_heard_in_the_other(client):
    one, two = client().begun(), client().begun()
    one.says("skip to the sacral push").until("push_start")
    two.says("skip to plucking").until("plucking_start")
    assert not [key for key in one.heard if key.startswith("plucking")]
    assert not [key for key in two.heard if key.startswith("push")]


def test_stop_in_one_room_stops_nobody_else(client):
    one, two = client().begun(), client().begun()
    one.says("stop").until_state("stopped", "stop")
    assert not one.skill.conductor.running(one.session)
    two.says("skip to rolling").hears("rolling_start")


def test_speech_from_a_timer_goes_to_the_session_it_belongs_to(client):
    device = client().begun().until("breath_in")
    spoken = [m for m in device.messages if m.msg_type in ("speak", "ovos.utterance.speak")]
    assert all(m.context["destination"] == f"client-{device.session}" for m in spoken)
    assert all(m.context["skill_id"] == "skill-lowback.openbodywork" for m in spoken)


def test_a_reported_end_of_speech_goes_on_at_once_and_only_in_its_session(client):
    one, two = client(), client()
    one.says("start a back massage").hears("disclaimer_education")
    for topic in ("recognizer_loop:audio_output_start", "recognizer_loop:audio_output_end"):
        one.bus.emit(Message(topic, {}, {"session": Session(two.session).serialize(), "skill_id": "skill-lowback.openbodywork"}))
    assert one.skill.conductor.status(two.session) is None


def test_a_global_stop_stops_the_session_of_its_message_only(client):
    one, two = client().begun(), client().begun()
    one.send("mycroft.stop")
    one.until_state("stopped", "stop")
    assert two.skill.conductor.running(two.session)
