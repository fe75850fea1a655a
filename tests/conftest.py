"""What every test may ask for."""

from __future__ import annotations

import pytest

from skill_lowback.library import OURS, read
from skill_lowback.routine import Routine
from skill_lowback.words import Words, locale_folder

from .fakes import Sitting, World


@pytest.fixture(scope="session")
def words() -> Words:
    return Words(locale_folder())


@pytest.fixture(scope="session")
def routine() -> Routine:
    return read(OURS / "lower_back.yaml")


@pytest.fixture
def world(routine: Routine, words: Words) -> World:
    return World(routine, words)


@pytest.fixture
def sitting(world: World) -> Sitting:
    return world.sitting()
