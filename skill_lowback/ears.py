"""What was said -> a Command, or None.

Pure: text and vocabulary in, a value out. The vocabulary is the language's `ears.txt`: a section
named after a command lists how it is said, in the OVOS template syntax: `(a|b)` one of these,
`[c]` perhaps, `<name>` any line of section `name`. `<step>` is the name of a step or part of the
routine, `<number>`, `<ordinal>` and `<last>` are numbers, `<past>` turns "go to" into
"leave". A sentence is understood only if one line accounts for all of it, once the courtesies
(section `courtesy`) around it are taken off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Union

from .cues import Act, Command

TOKEN = re.compile(r"[()\[\]|]|<\w+>|[^\s()\[\]|<>]+")
NOT_SPOKEN = re.compile(r"[^\w\s']")
MOST_CHARACTERS = 200       # a longer sentence is no command; ours
MOST_DEPTH = 20

Vocabulary = Mapping[str, Iterable[str]]
Node = Union[str, "list[list[Node]]"]       # a word, or a group of alternatives, each a sequence


class Ears:
    """Understands one language. `steps` are the names of the steps and parts of the routine;
    what one is called stands in section `step_<name>`."""

    def __init__(self, vocabulary: Vocabulary, steps: Iterable[str]):
        self._vocabulary = vocabulary
        numbers = _numbered(vocabulary.get("number", ()))
        self._slots: dict[str, Mapping[str, object]] = {
            "step": {phrase: step for step in steps for phrase in _phrases(vocabulary.get(f"step_{step}", ()))},
            "number": numbers,
            "ordinal": _numbered(vocabulary.get("ordinal", ())),
            "last": {phrase: -1 for phrase in _phrases(vocabulary.get("last", ()))},
            "past": {phrase: True for phrase in _phrases(vocabulary.get("past", ()))},
        }
        courtesy = self._expression("<courtesy>") if "courtesy" in vocabulary else "(?!)"
        self._courtesy = re.compile(f"(?:{courtesy})*")
        self._courtesy_after = re.compile(f"(?:(?<= ){courtesy})+$")
        self._massage = re.compile(rf"\b(?:{self._expression('<massage>')})" if "massage" in vocabulary else "(?!)")
        self._patterns = [(act, re.compile(self._expression(line)))
                          for act in Act for line in vocabulary.get(act.value, ())]

    def hear(self, text: str, running: bool = True) -> Command | None:
        """The command that `text` is, if all of it is one. With nothing running, only what
        names a massage (section `massage`) is for us."""
        if len(text) > MOST_CHARACTERS:
            return None
        whole = normal(text) + " "
        if not running and not self._massage.search(whole):
            return None
        rest = whole[self._courtesy.match(whole).end():]    # type: ignore[union-attr]
        for sentence in dict.fromkeys((whole, rest, self._courtesy_after.sub("", rest))):
            for act, expression in self._patterns:
                found = expression.fullmatch(sentence)
                if found:
                    return self._command(act, found.groupdict(""))
        return None

    def _command(self, act: Act, said: Mapping[str, str]) -> Command:
        slots = {name: self._slots[name].get(phrase.strip(), _digits(phrase)) for name, phrase in said.items() if phrase}
        number = next((slots[name] for name in ("number", "ordinal", "last") if name in slots), None)
        if act in (Act.NEXT, Act.PREVIOUS):
            return Command(act, times=number or 1)  # type: ignore[arg-type]
        return Command(act, slots.get("step"), number, past=bool(slots.get("past")))  # type: ignore[arg-type]

    def _expression(self, line: str) -> str:
        """A line of vocabulary as a regular expression over words, each with a space behind it."""
        def sequence(nodes: list[Node]) -> str:
            return "".join(group(node) if isinstance(node, list) else word(node) for node in nodes)

        def group(alternatives: list[list[Node]]) -> str:
            return "(?:" + "|".join(sequence(nodes) for nodes in alternatives) + ")"

        def word(token: str) -> str:
            if not token.startswith("<"):
                return re.escape(token) + " "
            name = token[1:-1]
            if name not in self._slots:
                return "(?:" + "|".join(self._expression(other) for other in self._vocabulary[name]) + ")"
            phrases = [re.escape(phrase) for phrase in sorted(self._slots[name], key=len, reverse=True)]
            if name == "number":
                phrases.append(r"\d{1,3}")
            return f"(?P<{name}>(?:{'|'.join(phrases) or '(?!)'}) )"

        return sequence(parse(line))


def normal(text: str) -> str:
    """`text` in small letters, without punctuation, single-spaced."""
    return " ".join(NOT_SPOKEN.sub(" ", text.lower().replace("\u2019", "'")).split())


def parse(line: str) -> list[Node]:
    """The sequence of words and groups that a template line is.

    Raises ValueError where its brackets do not match.
    """
    tokens = TOKEN.findall(line)[::-1]

    def sequence(depth: int) -> list[Node]:
        nodes: list[Node] = []
        while tokens and tokens[-1] not in "|)]":
            token = tokens.pop()
            nodes.append(group(")" if token == "(" else "]", depth + 1) if token in "([" else token)
        return nodes

    def group(closing: str, depth: int) -> list[list[Node]]:
        alternatives = [sequence(depth)]
        while tokens and tokens[-1] == "|":
            tokens.pop()
            alternatives.append(sequence(depth))
        if not tokens or tokens.pop() != closing or depth > MOST_DEPTH:
            raise ValueError(f"vocabulary: {line!r}: a group is not closed by {closing!r}")
        return [*alternatives, []] if closing == "]" else alternatives

    nodes = sequence(0)
    if tokens:
        raise ValueError(f"vocabulary: {line!r}: {tokens[-1]!r} stands outside a group")
    return nodes


def expand(line: str) -> list[str]:
    """Every phrase that a template line without references stands for."""
    def phrases(nodes: list[Node]) -> list[str]:
        choices = [[node] if isinstance(node, str) else [p for nodes in node for p in phrases(nodes)] for node in nodes]
        return [" ".join(filter(None, words)) for words in product(*choices)]

    return phrases(parse(line))


def _phrases(lines: Iterable[str]) -> list[str]:
    return [phrase for line in lines for phrase in expand(line)]


def _numbered(lines: Iterable[str]) -> dict[str, int]:
    return {phrase: number for number, line in enumerate(lines, 1) for phrase in expand(line)}


def _digits(phrase: str) -> int | None:
    return int(phrase) if phrase.strip().isdigit() else None
