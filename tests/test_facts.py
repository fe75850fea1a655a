"""Every fact of the source guide is said, and no line says a fact that is not there."""

from __future__ import annotations

from pathlib import Path

import yaml

TIES = yaml.safe_load((Path(__file__).parent / "facts.yaml").read_text("utf-8"))
FACTS, OURS = TIES["facts"], set(TIES["ours"])


def test_every_fact_has_a_line_of_the_routine(routine):
    assert {fact for fact, tie in FACTS.items() if not tie["keys"] or set(tie["keys"]) - routine.keys()} == set()


def test_every_line_of_the_routine_says_a_fact_or_is_named_as_ours(routine):
    tied = {key for tie in FACTS.values() for key in tie["keys"]}
    assert routine.keys() == tied | OURS
    assert tied & OURS == set()


def test_the_facts_of_a_full_run_are_heard_in_every_full_run(sitting):
    heard = set(sitting.says("start a back massage").let(3600).keys)
    assert {fact for fact, tie in FACTS.items() if tie["full_run"] and not heard & set(tie["keys"])} == set()
    assert {fact for fact, tie in FACTS.items() if not tie["full_run"] and heard & set(tie["keys"])} == set()


def test_all_cautions_are_among_the_facts(routine):
    cautions = {key for step in routine.steps for key in step.cautions}
    assert cautions <= {key for fact in ("K5", "K6", "U7", "V6", "V7") for key in FACTS[fact]["keys"]}
