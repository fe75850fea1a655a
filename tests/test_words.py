"""Words: the nearest language, slots, numbers, lengths of time."""

from __future__ import annotations

import json

import pytest

from skill_lowback.words import Words


@pytest.fixture
def small(tmp_path):
    folder = tmp_path / "en-US"
    folder.mkdir()
    (folder / "hello.dialog").write_text("Hello {name}.\nGood day {name}.\n")
    (folder / "spoken.json").write_text(json.dumps({"characters_per_second": 10, "seconds_a_line": 1,
                                                    "numbers": {"1": "one"}, "spans": {"60": "about one minute", "3": "a few seconds"}}))
    warnings: list[str] = []
    words = Words(tmp_path, warnings.append)
    words.warnings = warnings
    return words


@pytest.mark.parametrize("wanted", ["en-US", "en-us", "en_us", "en-GB", "en"])
def test_another_region_of_a_language_is_served(small, wanted):
    assert small.nearest(wanted) == "en-US" and small.warnings == []


@pytest.mark.parametrize("wanted", ["xx", "", "tlh-QX", "../../etc"])
def test_an_unknown_language_is_said_once_in_the_log_and_served_in_the_source_language(small, wanted):
    assert small.nearest(wanted) == small.nearest(wanted) == "en-US"
    assert small.warnings == [f"locale: no words for the language {wanted!r}; using en-US"]


def test_a_missing_sentence_is_said_once_in_the_log_with_its_file(small):
    assert small.sentence("en-US", "kneading_pressure", {}) == "Kneading pressure"
    small.sentence("en-US", "kneading_pressure", {})
    assert small.warnings == ["locale: en-US/kneading_pressure.dialog: there is no such sentence"]


def test_a_language_that_lacks_a_sentence_borrows_it(small):
    (small.folder / "de-DE").mkdir()
    assert small.sentence("de-DE", "hello", {"name": "Ann"}) in ("Hello Ann.", "Good day Ann.")
    assert small.warnings == ["locale: de-DE/hello.dialog: there is no such sentence"]


def test_the_same_sentence_is_not_said_twice_in_a_row(small):
    said = [small.sentence("en-US", "hello", {"name": "Ann"}) for _ in range(10)]
    assert all(one != two for one, two in zip(said, said[1:]))


@pytest.mark.parametrize("name", ["{name}", "{0.__class__}", "%s", "<speak>", "$name", "\\1"])
def test_what_goes_into_a_slot_is_never_looked_at_for_slots(small, name):
    assert name in small.sentence("en-US", "hello", {"name": name})


def test_a_length_of_time_is_rounded_to_one_that_the_language_knows(small):
    assert small.span("en-US", 55) == "about one minute" and small.span("en-US", 4) == "a few seconds"


def test_a_number_without_a_word_is_given_in_digits(small):
    assert small.number("en-US", 1) == "one" and small.number("en-US", 140) == "140"


def test_the_estimate_is_that_of_the_longest_sentence(small):
    assert small.seconds("en-US", "hello", {"name": "Ann"}) == pytest.approx(1 + len("Good day Ann.") / 10)


def test_a_spoken_json_that_cannot_be_read_is_said_and_borrowed(small):
    (small.folder / "de-DE").mkdir()
    (small.folder / "de-DE" / "spoken.json").write_text("{")
    assert small.number("de-DE", 1) == "one"
    assert small.warnings[0].startswith("locale: de-DE/spoken.json: cannot be used")
