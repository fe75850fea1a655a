"""How well the ears understand: `make understanding` prints recall per command, the confusions, and
what foreign sentences were taken, on sentences in tests/cases/ that nothing was learned from."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

from skill_lowback.cues import Act, Command
from skill_lowback.ears import LABELS
from skill_lowback.library import OURS, read
from skill_lowback.words import Words, locale_folder

from ..fakes import ears

CASES = Path(__file__).parent.parent / "cases"
NOT_COMMANDS = ("no_match", "no_match_room", "no_match_idle", "start", "about")


def sentences(language: str, name: str) -> list[str]:
    """The sentences of one file of cases; what stands behind a tab is what they name."""
    path = CASES / language / f"{name}.txt"
    return [line for line in path.read_text("utf-8").splitlines() if line.strip()]


def labels(language: str) -> list[str]:
    return sorted(path.stem for path in (CASES / language).glob("*.txt") if path.stem not in NOT_COMMANDS)


def meant(command: Command | None) -> str:
    """A command in short: its name, and its topic if it has one."""
    if command is None:
        return "-"
    return command.act.value + (f" {command.topic.value}" if command.topic else "")


def expected(label: str, target: str) -> str:
    if label == "goto_step" and target[:1] in "+-":
        return "previous" if target.startswith("-") else "next"
    return meant(LABELS[label])


def hearing(language: str):  # type: ignore[no-untyped-def]
    return ears(read(OURS / "lower_back.yaml"), Words(locale_folder())).hear


def recall(language: str) -> tuple[dict[str, float], Counter[tuple[str, str]], list[tuple[str, str, str]]]:
    """Per label, the share of its sentences that are understood; the confusions; the sentences."""
    hear, found, confused, wrong = hearing(language), {}, Counter(), []
    for label in labels(language):
        right, lines = 0, sentences(language, label)
        for line in lines:
            text, _, target = line.partition("\t")
            command = hear(text)
            want, got = expected(label, target), meant(command)
            same = got.split()[0] == want.split()[0] if label in ("time_left", "current_step") else got == want
            right += same
            if not same:
                confused[label, got] += 1
                wrong.append((label, got, text))
        found[label] = right / len(lines)
    return found, confused, wrong


def taken(language: str, name: str, running: bool) -> list[tuple[str, str]]:
    """The foreign sentences of a file that are taken, with what they are taken for."""
    hear = hearing(language)
    return [(text, meant(command)) for text in sentences(language, name) if (command := hear(text, running))]


def starting(language: str) -> float:
    hear, lines = hearing(language), sentences(language, "start")
    return sum((hear(line, False) or Command(Act.HELP)).act is Act.START for line in lines) / len(lines)


def main(language: str, verbose: bool) -> None:
    found, confused, wrong = recall(language)
    by_command: dict[str, list[float]] = {}
    for label, share in found.items():
        by_command.setdefault(meant(LABELS[label]).split()[0], []).append(share)
    print(f"recall per kind of request ({language}, while running)")
    for label, share in sorted(found.items(), key=lambda item: item[1]):
        others = ", ".join(f"{got} {count}" for (was, got), count in confused.most_common() if was == label)
        print(f"  {label:20} {share:6.3f}   {others}")
    mean = sum(sum(shares) / len(shares) for shares in by_command.values()) / len(by_command)
    print(f"mean over kinds of request {sum(found.values()) / len(found):.3f}, over commands {mean:.3f}")
    for name, running in (("no_match", True), ("no_match_room", True), ("no_match", False), ("no_match_idle", False)):
        foreign, lines = taken(language, name, running), sentences(language, name)
        print(f"{name}{'' if running else ' (idle)'}: {len(foreign)} of {len(lines)} taken ({1000 * len(foreign) / len(lines):.1f} in 1,000)")
        for text, what in foreign:
            print(f"    {text!r} as {what}")
    print(f"starting: {starting(language):.3f} of {len(sentences(language, 'start'))} requests")
    hear, times = hearing(language), []
    for label in labels(language):
        for line in sentences(language, label):
            began = time.perf_counter()
            hear(line)
            times.append(time.perf_counter() - began)
    times.sort()
    print(f"one sentence takes {1000 * times[len(times) // 2]:.2f} ms (median), {1000 * times[int(len(times) * 0.99)]:.2f} ms (99th percentile)")
    if verbose:
        for label, got, text in wrong:
            print(f"  {label}: {text!r} heard as {got}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "en-US", "--verbose" in sys.argv)
