"""Every language, both ways: nothing missing, nothing unused, the same slots."""

from __future__ import annotations

import json
import re

import pytest

from skill_lowback.cues import Act
from skill_lowback.ears import Ears, parse
from skill_lowback.words import SLOT, SOURCE_LANGUAGE, locale_folder

from .fakes import World

LANGUAGES = sorted(folder.name for folder in locale_folder().iterdir())
CODE = re.compile(r'["\']([a-z]+(?:_[a-z]+)+)["\']')


def dialogs(language):
    return {path.stem: path.read_text("utf-8").splitlines() for path in (locale_folder() / language).glob("*.dialog")}


def wanted(routine):
    """The dialog keys that the routine and the code may say."""
    package = locale_folder().parent / "skill_lowback"
    code = set().union(*(CODE.findall(path.read_text("utf-8")) for path in package.glob("*.py")))
    built = {f"where_{name}" for name in ("opening", "closing", "one_side", "other_side")}
    return routine.keys() | built | (code & set(dialogs(SOURCE_LANGUAGE)))


def test_no_sentence_is_missing_and_none_is_unused(routine):
    assert wanted(routine) == set(dialogs(SOURCE_LANGUAGE))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_sentences_with_the_same_slots(language):
    source, here = dialogs(SOURCE_LANGUAGE), dialogs(language)
    assert set(here) == set(source)
    for key, sentences in here.items():
        assert sentences and all(sentence.strip() for sentence in sentences), key
        for sentence in sentences:
            assert set(SLOT.findall(sentence)) == set(SLOT.findall(source[key][0])), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_safety_line_has_exactly_one_wording(language, routine):
    safety = {*routine.disclaimer, *(key for step in routine.steps for key in step.cautions)}
    assert {key for key in safety if len(dialogs(language)[key]) != 1} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_is_short_enough_for_one_breath(language):
    assert {s for sentences in dialogs(language).values() for s in sentences if len(s.split()) > 19} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_can_be_said_and_every_template_reads(language, words, routine):
    vocabulary = words.vocabulary(language)
    assert {act.value for act in Act} - {"question"} <= set(vocabulary)
    for lines in vocabulary.values():
        for line in lines:
            parse(line)
    Ears(vocabulary, routine)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_and_part_can_be_named(language, words, routine):
    vocabulary = words.vocabulary(language)
    for step in routine.steps:
        for name in (step.name, *(part.name for part in step.parts if part.name)):
            assert vocabulary.get(f"step_{name}"), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_lengths_of_time_are_known_from_seconds_to_hours(language, words):
    spoken = json.loads((locale_folder() / language / "spoken.json").read_text("utf-8"))
    assert min(map(float, spoken["spans"])) <= 5 and max(map(float, spoken["spans"])) >= 7200
    assert all(str(number) in spoken["numbers"] for number in range(1, 21))


def test_every_intent_is_an_act(words):
    intents = {path.stem for path in (locale_folder() / SOURCE_LANGUAGE).glob("*.intent")}
    assert intents <= {act.value for act in Act} and {"start", "next"} <= intents


def test_the_ears_understand_every_line_of_an_intent_as_that_intent(routine, words):
    ears = World(routine, words).ears
    wrong = []
    for act in Act:
        path = locale_folder() / SOURCE_LANGUAGE / f"{act.value}.intent"
        for line in path.read_text("utf-8").splitlines() if path.exists() else ():
            command = ears.hear(line.replace("(one|two|three|four|five|six|seven)", "three"))
            if command is None or command.act is not act:
                wrong.append((line, act.value, command))
    assert wrong == []
