"""A massage by voice in a real OVOS core, through each door, with both kinds of pipeline."""

from __future__ import annotations

import pytest

DISCLAIMER = ["disclaimer_education", "disclaimer_diagnosis", "disclaimer_physician", "disclaimer_fit", "disclaimer_consult"]


def test_a_whole_massage_is_heard_from_the_disclaimer_to_the_end(client, routine):
    device = client("default").says("start a back massage")
    device.hears(*DISCLAIMER).until("closing_done")
    device.let_until(lambda: device.statuses[-1]["state"] == "finished", "waited for the end")
    order = [key for key in device.heard if key.endswith("_announce")]
    assert order == [f"{step.name}_announce" for step in routine.steps if not step.optional]


@pytest.mark.parametrize("said", ["start a back massage", "Start a lower back massage", "begin the massage", "guide me through a back massage",
                                  "give me a back massage"])
def test_a_massage_starts_in_many_words(client, said):
    client().says(said).hears("disclaimer_education")


@pytest.mark.parametrize("session", ["default", None])
def test_every_command_works_in_the_local_session_and_on_a_satellite_that_carries_no_session(client, session):
    device = client(session).begun()
    device.says("next step").hears("preparation_receiver")
    device.says("skip to the stretch").hears("stretch_rule", "stretch_start")
    device.says("go back").until_command("previous")
    device.says("how long is left").hears("time_left")
    device.says("which step is this").hears("where_step")
    device.says("pause").hears("pause_done")
    device.says("resume").hears("resume_going_on")
    device.says("repeat").until_command("repeat")
    device.says("step 14").hears("error_no_such_step")
    device.says("what are the steps").hears("list_intro", "list_item")
    device.says("what do i need").hears("need_oil", "need_towel")
    device.says("read the disclaimer").hears("disclaimer_education")
    device.says("help").hears("help_running")
    device.says("stop").until_state("stopped", "stop")
    device.says("resume the massage").hears("resume_going_on")
    device.says("start over").hears(*DISCLAIMER)


def test_bare_words_work_where_the_client_carries_its_session_back(client):
    device = client(carries_session=True).begun()
    device.says("next").hears("preparation_receiver")


def test_what_a_running_massage_does_not_understand_passes_on_untouched(client):
    device = client("default").begun()
    device.says("what is the weather in berlin").until_unhandled()
    assert device.skill.conductor.running("default")
    assert not [status for status in device.statuses if status["cause"] == "command"]


@pytest.mark.parametrize("core", ["shipped"], indirect=True)
@pytest.mark.parametrize("said", ["next", "repeat", "pause", "how long is left", "what is the weather"])
def test_with_nothing_running_the_short_words_are_left_alone(client, said):
    device = client("default")
    device.says(said).until_unhandled()
    assert device.heard == [] and device.statuses == []


def test_with_nothing_running_a_command_about_the_massage_gets_a_helpful_sentence(client):
    client().says("pause the massage").hears("error_nothing_running")


def test_all_alternatives_of_the_listener_are_considered(client):
    client().says("tart a bag massage", "start a back massage").hears("disclaimer_education")


def test_an_empty_utterance_does_nothing_and_the_next_one_works(client):
    device = client().says("")
    device.says("start a back massage").hears("disclaimer_education")


def test_an_unknown_language_is_served_in_the_source_language(client):
    device = client()
    device.send("lowback.command", command="start", lang="xx-XX")
    device.hears("disclaimer_education")
