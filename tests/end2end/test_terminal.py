"""`python -m skill_lowback`, as a pipe sees it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest


def terminal(lines: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "skill_lowback", *options], input=lines, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def massage() -> list[dict]:
    result = terminal("start a back massage\n@3600\n", "--speed", "120", "--json")
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_whole_massage_is_printed_in_order_and_ends_by_itself(massage, routine):
    said = [entry["dialog"] for entry in massage if "said" in entry]
    assert said[:5] == list(routine.disclaimer)
    assert said[-1] == "closing_done"
    assert massage[0] == {"heard": "start a back massage"}
    assert massage[-1]["status"]["state"] == "finished"


def test_every_line_of_json_is_something_heard_said_or_a_status(massage):
    assert {frozenset(entry) for entry in massage} == {frozenset({"heard"}), frozenset({"said", "dialog"}), frozenset({"status"})}


def test_commands_in_the_middle_do_what_a_person_would_expect():
    result = terminal("start a back massage\n@60\nskip to the stretch\n@3\npause\n@60\nhow long is left\nresume\n@2\nstop\n", "--speed", "40")
    assert result.returncode == 0, result.stderr
    lines = result.stdout.splitlines()
    commands = [line for line in lines if line.startswith("> ")]
    assert commands == ["> start a back massage", "> skip to the stretch", "> pause", "> how long is left", "> resume", "> stop"]
    sections = result.stdout.split("> ")
    answers = {section.splitlines()[0]: section for section in sections if section}
    assert "just worked" in answers["skip to the stretch"]
    assert "Paused" in answers["pause"]
    assert "left" in answers["how long is left"]
    assert "on with" in answers["resume"]
    assert len(answers["stop"].splitlines()) <= 2     # a line may have begun while OVOS was dealing with it


@pytest.mark.parametrize("line", ["@soon", "@-3", "@"])
def test_a_wait_that_is_no_number_is_named(line):
    assert "must" in (out := terminal(line + "\n").stdout) or "takes a number of seconds" in out


@pytest.mark.parametrize("options, problem", [(["--speed", "0"], "more than 0"), (["--speed", "fast"], "invalid"), (["--tempo"], "unrecognized")])
def test_a_wrong_option_is_refused_with_its_value(options, problem):
    result = terminal("", *options)
    assert result.returncode == 2 and problem in result.stderr
