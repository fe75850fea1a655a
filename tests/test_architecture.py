"""Who may import whom: the walls of the floor plan."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import skill_lowback

PACKAGE = Path(skill_lowback.__file__).parent
MAY_IMPORT = {
    "cues": set(),
    "routine": {"cues"},
    "score": {"cues", "routine"},
    "answers": {"cues", "routine", "score"},
    "player": {"answers", "cues", "routine", "score"},
    "conductor": {"cues", "routine", "score", "player"},
    "ears": {"cues", "routine", "sense"},
    "sense": set(),
    "library": {"routine"},
    "clock": set(),
    "words": set(),
    "version": set(),
    "skill": {"clock", "conductor", "cues", "ears", "library", "score", "sense", "words"},
    "demo": {"clock", "skill"},
    "__main__": {"demo"},
    "__init__": {"version", "skill"},
}
OUTSIDE = {"skill": {"ovos_bus_client", "ovos_utils", "ovos_workshop"}, "demo": {"ovos_bus_client", "ovoscope"}, "library": {"yaml"}}
PURE = {"sense", "answers", "cues", "routine", "score", "player", "ears"}
NOT_PURE = {"time", "threading", "os", "io", "logging", "random", "socket", "pathlib", "datetime", "subprocess"}


def imports(room: str) -> tuple[set[str], set[str]]:
    ours, others = set(), set()
    for node in ast.walk(ast.parse((PACKAGE / f"{room}.py").read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            ours |= {(node.module or alias.name).split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            others.add(node.module.split(".")[0])
        elif isinstance(node, ast.Import):
            others |= {alias.name.split(".")[0] for alias in node.names}
    return ours, others


def test_every_room_is_on_the_plan():
    assert {path.stem for path in PACKAGE.glob("*.py")} == set(MAY_IMPORT)


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_imports_go_inward_only(room):
    assert imports(room)[0] <= MAY_IMPORT[room]


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_only_the_edges_know_what_is_not_the_standard_library(room):
    outside = {name for name in imports(room)[1] if name not in sys.stdlib_module_names}
    assert outside <= OUTSIDE.get(room, set())


@pytest.mark.parametrize("room", sorted(PURE))
def test_the_pure_rooms_do_nothing_to_the_world(room):
    assert imports(room)[1] & NOT_PURE == set()


def test_nobody_sleeps():
    for path in [*PACKAGE.glob("*.py"), *Path(__file__).parent.rglob("*.py")]:
        calls = [ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
        assert not [call for call in calls if call.endswith("sleep")], path
