"""Finds and reads routine files; the only room that knows YAML.

A file that cannot be played is named with its problems and left out; the others go on working.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import yaml

from .routine import Routine, RoutineError, from_dict

OURS = Path(__file__).resolve().parent / "routines"
MOST_BYTES = 256 * 1024


def read(path: Path) -> Routine:
    """The routine in the file `path`.

    Raises RoutineError with every problem, also where the file cannot be read at all.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            raise RoutineError(path.name, [f"the file must have at most {MOST_BYTES} bytes"])
        content = yaml.load(raw.decode("utf-8"), Loader=_Loader)
    except OSError as error:
        raise RoutineError(path.name, [f"the file cannot be read: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        raise RoutineError(path.name, [f"the file must be UTF-8 text: byte {error.start} is {raw[error.start]:#x}"]) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise RoutineError(path.name, [f"the file is not YAML: {_first_line(error)}"]) from error
    return from_dict(content, path.name)


def read_all(folders: Iterable[Path], trouble: Callable[[RoutineError], None]) -> dict[str, Routine]:
    """The routines of all files in `folders`, by name; each broken file is reported to `trouble`."""
    routines: dict[str, Routine] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            try:
                routine = read(path)
                if routine.name in routines:
                    raise RoutineError(path.name, [f"name: must differ from the other routines', not {routine.name!r}"])
                routines[routine.name] = routine
            except RoutineError as error:
                trouble(error)
    return routines


class _Loader(yaml.SafeLoader):
    """Safe YAML without aliases (one small file could describe gigabytes with them) and without
    silent repeated names."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "aliases are not allowed", event.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        names = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        for name in names:
            if names.count(name) > 1:
                raise yaml.constructor.ConstructorError(None, None, f"{name!r} stands here twice", node.start_mark)
        return super().construct_mapping(node, deep)


def _first_line(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
    return place + str(getattr(error, "problem", None) or error).splitlines()[0]
