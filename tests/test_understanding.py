"""What is understood, on sentences that nothing was learned from: floors that must not be fallen below.

`make understanding` prints the whole report.
"""

from __future__ import annotations

import pytest

from skill_lowback.cues import Act
from skill_lowback.words import locale_folder

from .understanding import report

LANGUAGES = sorted({path.parent.name for path in report.CASES.glob("*/next.txt")})
# measured on 2026-11-22, less a little; the wished-for recall is 0.95
LEAST_RECALL, LEAST_OF_ONE, LEAST_STARTING = 0.88, 0.70, 0.88
MOST_FOREIGN, MOST_ROOM = 0.005, 0.03


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_are_understood(language):
    found, _, _ = report.recall(language)
    assert sum(found.values()) / len(found) >= LEAST_RECALL
    assert {label: share for label, share in found.items() if share < LEAST_OF_ONE} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name, running, most", [("no_match", True, MOST_FOREIGN), ("no_match_room", True, MOST_ROOM), ("no_match", False, 0.0),
                                                 ("no_match_idle", False, 0.03)])
def test_what_is_said_to_others_is_left_to_them(language, name, running, most):
    foreign = report.taken(language, name, running)
    assert len(foreign) <= most * len(report.sentences(language, name)), foreign


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_to_others_never_moves_the_massage(language):
    moving = [entry for name in ("no_match", "no_match_room") for entry in report.taken(language, name, True)
              if entry[1] in (Act.NEXT.value, Act.PREVIOUS.value, Act.GOTO_STEP.value, Act.START_OVER.value)]
    lines = sum(len(report.sentences(language, name)) for name in ("no_match", "no_match_room"))
    assert len(moving) <= 0.003 * lines, moving


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_massage_is_started_when_one_is_asked_for(language):
    assert report.starting(language) >= LEAST_STARTING


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_cases_and_nothing_was_learned_from_them(language):
    learned = {line.split("\t")[0] for path in (locale_folder() / language / "examples").glob("*.txt")
               for line in path.read_text("utf-8").splitlines()}
    for label in [*report.labels(language), "start"]:
        cases = {line.split("\t")[0] for line in report.sentences(language, label)}
        assert len(cases) >= 30 and not cases & learned, label
    for name in ("no_match", "no_match_idle"):
        assert not set(report.sentences(language, name)) & learned
    assert len(report.sentences(language, "no_match")) >= 400
