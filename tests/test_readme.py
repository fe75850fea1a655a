"""The README: its diagram is drawn from the table of the player. `python -m tests.test_readme` redraws it."""

from __future__ import annotations

import re
from pathlib import Path

from skill_lowback.cues import Act
from skill_lowback.player import TABLE

README = Path(__file__).parent.parent / "README.md"
FRAME = re.compile(r"(<!-- table: .*? -->\n).*?(<!-- end of table -->)", re.DOTALL)


def drawn() -> str:
    lines = ["| in | on | goes to |", "| --- | --- | --- |"]
    for state, rows in TABLE.items():
        ways: dict[str, list[str]] = {}
        for what, row in rows.items():
            to = ", ".join(sorted(other.value for other in row.to))
            ways.setdefault(to, []).append(what.value if isinstance(what, Act) else f"*{what.__name__.lower()}*")
        lines += [f"| {state.value} | {', '.join(whats)} | {to} |" for to, whats in ways.items()]
    return "\n".join(lines) + "\n"


def with_table(text: str) -> str:
    return FRAME.sub(lambda found: found[1] + drawn() + found[2], text)


def test_the_table_in_the_readme_is_that_of_the_player():
    text = README.read_text("utf-8")
    assert FRAME.search(text) and with_table(text) == text


def test_every_command_of_the_bus_is_named():
    commands = README.read_text("utf-8").split("The commands are")[1].split(".")[0]
    assert set(re.findall(r"[a-z_]+", commands)) >= {act.value for act in Act}


if __name__ == "__main__":
    README.write_text(with_table(README.read_text("utf-8")), "utf-8")
