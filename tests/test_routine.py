"""The check at the door: every problem of a routine, with place, problem and value."""

from __future__ import annotations

import copy

import pytest
import yaml

from skill_lowback.library import OURS
from skill_lowback.routine import RoutineError, from_dict

OURS_AS_DATA = yaml.safe_load((OURS / "lower_back.yaml").read_text("utf-8"))


def changed(path: str, value: object) -> dict:
    content = copy.deepcopy(OURS_AS_DATA)
    at = content
    *way, last = path.split(".")
    for name in way:
        at = at[int(name)] if name.isdigit() else at[name]
    at[last] = value
    return content


def problems(content: object) -> list[str]:
    with pytest.raises(RoutineError) as refused:
        from_dict(content, "lower_back.yaml")
    return refused.value.problems


@pytest.mark.parametrize("path, value, problem", [
    ("steps.6.hold_seconds", -20, "steps[6].hold_seconds: must be a positive number of seconds, not -20"),
    ("steps.6.hold_seconds", 90, "steps[6].hold_seconds: must lie between 5 and 60, not 90.0"),
    ("steps.4.passes", 2.5, "steps[4].passes: must be a whole number from 1 to 20, not 2.5"),
    ("steps.2.seconds", "long", "steps[2].seconds: must be a positive number of seconds, not 'long'"),
    ("steps.2.seconds", 99999, "steps[2].seconds: must be a positive number of seconds to 3600, not 99999"),
    ("steps.2.seconds_range", [1], "steps[2].seconds_range: must be two numbers, least and most, not [1]"),
    ("steps.2.name", "../etc", "steps[2].name: must be a name of small letters, digits and underscores, not '../etc'"),
    ("steps.2.color", "red", "steps[2].color: is not a known entry; known are"),
    ("steps.2.passes", 3, "steps[2]: must name one kind of work: seconds, passes, hold_seconds, breaths, prompts, not ['seconds', 'passes']"),
    ("steps.2.sides", ["a"], "steps[2].sides: does not belong to work of the kind 'seconds', not ['a']"),
    ("steps.2.name", "kneading", "must differ from"),
    ("steps.4.rules", [{"after": ["dancing"], "say": "x"}], "steps[4].rules[0].after: must name a step of this routine, not 'dancing'"),
    ("steps.2.optional", "perhaps", "steps[2].optional: must be true or false, not 'perhaps'"),
    ("disclaimer", [], "disclaimer: must have at least one line, not []"),
    ("steps", [], "steps: must have at least one step, not []"),
    ("steps", "none", "steps: must be a list, not 'none'"),
    ("format", 2, "format: must be 1, not 2"),
    ("opening", ["Hello there!"], "opening[0]: must be a dialog key such as kneading_pressure, not 'Hello there!'"),
])
def test_a_wrong_entry_is_named_with_its_place_problem_and_value(path, value, problem):
    assert any(found.startswith(problem) or problem in found for found in problems(changed(path, value)))


def test_all_problems_are_listed_at_once():
    content = changed("steps.6.hold_seconds", -20)
    content["steps"][4]["passes"] = "many"
    del content["disclaimer"]
    assert len(problems(content)) == 3


@pytest.mark.parametrize("content", [None, 7, "text", [], {}, {"steps": [None]}, {"steps": [{"name": None, "parts": [None]}]}])
def test_what_is_no_routine_at_all_is_refused(content):
    assert problems(content)


def test_the_error_names_the_file():
    with pytest.raises(RoutineError) as refused:
        from_dict(changed("steps.6.hold_seconds", -20), "lower_back.yaml")
    assert str(refused.value) == "lower_back.yaml: steps[6].hold_seconds: must be a positive number of seconds, not -20"
