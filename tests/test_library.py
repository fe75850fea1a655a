"""Routine files: what cannot be read is named, and the others go on working."""

from __future__ import annotations

import pytest

from skill_lowback.library import OURS, read, read_all
from skill_lowback.routine import RoutineError


def test_our_routine_plays(routine):
    assert [step.name for step in routine.steps] == ["reflection", "preparation", "rolling", "kneading", "plucking",
                                                      "stroking", "stretch", "push"]


@pytest.mark.parametrize("content, problem", [
    (b"steps: [", "the file is not YAML: line 1, column 9"),
    (b"\xff\xfe", "the file must be UTF-8 text: byte 0 is 0xff"),
    (b"a: &a [1]\nb: *a", "the file is not YAML: line 2, column 4: aliases are not allowed"),
    (b"name: a\nname: b", "the file is not YAML: line 1, column 1: 'name' stands here twice"),
    (b"!!python/object/apply:os.system ['true']", "the file is not YAML"),
    (b"[" * 5000, "the file is not YAML"),
    (b"x" * 300_000, "the file must have at most 262144 bytes"),
])
def test_a_file_that_cannot_be_read_is_refused_with_its_place(tmp_path, content, problem):
    path = tmp_path / "mine.yaml"
    path.write_bytes(content)
    with pytest.raises(RoutineError) as refused:
        read(path)
    assert str(refused.value).startswith(f"mine.yaml: {problem}")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(RoutineError, match="none.yaml: the file cannot be read: No such file"):
        read(tmp_path / "none.yaml")


def test_a_broken_file_leaves_the_others_working(tmp_path):
    (tmp_path / "broken.yaml").write_text("steps: 3")
    troubles: list[RoutineError] = []
    routines = read_all([tmp_path, OURS], troubles.append)
    assert list(routines) == ["lower_back"]
    assert [error.place for error in troubles] == ["broken.yaml"]


def test_two_routines_of_one_name_are_said_to_be(tmp_path):
    (tmp_path / "again.yaml").write_bytes((OURS / "lower_back.yaml").read_bytes())
    troubles: list[RoutineError] = []
    read_all([OURS, tmp_path], troubles.append)
    assert str(troubles[0]) == "again.yaml: name: must differ from the other routines', not 'lower_back'"
