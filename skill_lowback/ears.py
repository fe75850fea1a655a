"""What was said -> a Command, or None.

Pure: text and vocabulary in, a value out. Two ways to understand, both of them data in locale/:

- `ears.txt`: a section named after a command lists how it is said, in the OVOS template syntax:
  `(a|b)` one of these, `[c]` perhaps, `<name>` any line of section `name`. A line has to account
  for the whole of what was said, once the courtesies (section `courtesy`) around it are taken off.
- `ears.json`: what was learned from examples (see `sense`), for all the other ways of saying it,
  unless the sentence names what belongs to other skills (section `others`).

Names of steps and numbers are found by the sections `step_<name>`, `number`, `ordinal` and so on; what
recognisers make of the names (`misheard_<name>`) counts only where a step is gone to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Union

from .cues import Act, Command, Topic
from .routine import Routine
from .sense import Sense, split

TOKEN = re.compile(r"[()\[\]|]|<\w+>|[^\s()\[\]|<>]+")
NOT_SPOKEN = re.compile(r"[^\w\s']")
MOST_CHARACTERS = 200       # a longer sentence is no command; ours
MOST_DEPTH = 20
NEVER = re.compile("(?!)")

Vocabulary = Mapping[str, Iterable[str]]
Node = Union[str, "list[list[Node]]"]       # a word, or a group of alternatives, each a sequence

# what the labels of the examples mean; a label that is the name of a command means that command
LABELS = {
    "whats_next": Command(Act.CURRENT_STEP, topic=Topic.FOLLOWING),
    "steps_left": Command(Act.TIME_LEFT, topic=Topic.STEPS),
    "step_duration": Command(Act.QUESTION, topic=Topic.DURATION),
    "skip": Command(Act.GOTO_STEP, past=True),
    **{f"question_{topic.value}": Command(Act.QUESTION, topic=topic) for topic in Topic},
    **{act.value: Command(act) for act in Act},
}
ABOUT = {"about_needs": Act.WHAT_DO_I_NEED, "about_time": Act.TIME_LEFT, "about_steps": Act.LIST_STEPS}


class Ears:
    """Understands one language. What the steps and parts of the routine are called stands in the
    sections `step_<name>`; `senses` are the learned models, `running` and `idle`."""

    def __init__(self, vocabulary: Vocabulary, routine: Routine, senses: Mapping[str, Sense] | None = None):
        self._vocabulary, self._senses = vocabulary, senses or {}
        names = [name for step in routine.steps for name in (step.name, *(part.name for part in step.parts)) if name]
        self._slots: dict[str, Mapping[str, object]] = {
            "step": {phrase: step for step in names for phrase in self._phrases(f"step_{step}")},
            "misheard": {phrase: step for step in names for phrase in self._phrases(f"misheard_{step}")},
            "number": self._numbered("number"),
            "ordinal": self._numbered("ordinal"),
            "last": {phrase: -1 for phrase in self._phrases("last")},
            "word": {phrase: word for word in routine.words for phrase in self._phrases(f"word_{word}")},
        }
        self._found = {name: _any_of(phrases, digits=name == "number") for name, phrases in self._slots.items()}
        counted = _alternatives(self._phrases("counted"))
        self._placed = re.compile(rf"\b(?:{counted}) ({_alternatives(self._slots['number'], digits=True)})(?!\w)")
        self._mentions = {name: _any_of(self._phrases(name)) for name in
                          ("massage", "minute", "second", "backwards", "forwards", "this_step", *ABOUT)}
        self._marked = {"#step": self._found["step"], "#number": _any_of(
            [phrase for phrase, number in self._slots["number"].items() if number != 1], digits=True)}
        courtesy = self._expression("<courtesy>") if "courtesy" in vocabulary else NEVER.pattern
        self._courtesy = re.compile(f"(?:{courtesy})*")
        self._courtesy_after = re.compile(f"(?:(?<= ){courtesy})+$")
        self._others = re.compile(rf"\b(?:{self._expression('<others>')})" if "others" in vocabulary else NEVER.pattern)
        self._patterns = [(label, re.compile(self._expression(line)))
                          for label in LABELS for line in vocabulary.get(label, ())]

    def hear(self, text: str, running: bool = True) -> Command | None:
        """The command that `text` is. With nothing running, only what names a massage is for us."""
        if not text or len(text) > MOST_CHARACTERS:
            return None
        sentence = normal(text)
        if not sentence or not running and not self.names_massage(text):
            return None
        return self._by_template(sentence) or self._by_sense(sentence, "running" if running else "idle")

    def names_massage(self, text: str) -> bool:
        """Whether a massage is mentioned at all."""
        return bool(self._mentions["massage"].search(normal(text)))

    def words(self, text: str) -> list[str]:
        """The words of a sentence as `sense` is given them: names and numbers are marked as such."""
        sentence = normal(text)
        for mark, expression in self._marked.items():
            sentence = expression.sub(mark, sentence)
        return split(sentence)

    def _by_template(self, sentence: str) -> Command | None:
        plain = self._plain(sentence)
        for candidate in dict.fromkeys((sentence + " ", plain, self._courtesy_after.sub("", plain))):
            for label, expression in self._patterns:
                if expression.fullmatch(candidate):
                    return self._command(label, sentence)
        return None

    def _plain(self, sentence: str) -> str:
        """The sentence without the courtesies before it."""
        found = self._courtesy.match(sentence + " ")
        return (sentence + " ")[found.end() if found else 0:]

    def _by_sense(self, sentence: str, which: str) -> Command | None:
        if which not in self._senses or self._others.search(sentence + " "):
            return None
        label = self._senses[which].label(self.words(sentence))
        if label == "about":
            return Command(next((act for name, act in ABOUT.items() if self._mentions[name].search(sentence)), Act.HELP))
        if label is None or not self._plain(sentence) and LABELS[label].act not in (Act.YES, Act.NO):
            return None
        return self._command(label, sentence)

    def _command(self, label: str, sentence: str) -> Command:
        """The command of a label, with what the sentence names."""
        command = LABELS[label]
        act = command.act
        numbers = [number for number in self._all("number", sentence) if isinstance(number, int)]
        if act is Act.GOTO_STEP:
            return self._goto(sentence, command.past, numbers)
        if act in (Act.NEXT, Act.PREVIOUS, Act.ONCE_MORE):
            return Command(act, times=min(max(*numbers, 1), 20) if numbers else 1)
        if act is Act.MORE_TIME:
            return Command(act, seconds=self._seconds(sentence, numbers))
        if act is Act.TIME_LEFT and command.topic is None and self._mentions["this_step"].search(sentence):
            return Command(act, topic=Topic.STEP)
        if command.topic is Topic.WORD:
            return Command(act, topic=Topic.WORD, word=str(next(iter(self._all("word", sentence)), "")))
        return command

    def _goto(self, sentence: str, past: bool, numbers: list[int]) -> Command:
        """Where a goto_step goes: to a name; to a place in the order ("step three", "the last");
        so many steps on or back ("two steps back"); or nowhere that the ears know."""
        steps = self._all("step", sentence) or self._all("misheard", sentence)
        if steps:
            return Command(Act.GOTO_STEP, str(steps[0 if past else -1]), past=past)
        placed = [self._slots["number"].get(phrase, _digits(phrase)) for phrase in self._placed.findall(sentence)]
        for number in (*placed, *self._all("ordinal", sentence), *self._all("last", sentence)):
            if isinstance(number, int):
                return Command(Act.GOTO_STEP, number=number, past=past)
        steps_away = next(iter(numbers), None)
        for name, act in (("backwards", Act.PREVIOUS), ("forwards", Act.NEXT)):
            if steps_away and not past and self._mentions[name].search(sentence):
                return Command(act, times=min(steps_away, 20))
        if past:
            return Command(Act.GOTO_STEP, past=True)
        return Command(Act.GOTO_STEP, number=steps_away) if steps_away is not None else Command(Act.GOTO_STEP, step="")

    def _seconds(self, sentence: str, numbers: list[int]) -> float | None:
        count = next((number for number in numbers if number > 0), None)
        if self._mentions["minute"].search(sentence):
            return 60.0 * (count or 1)
        return float(count) if count and self._mentions["second"].search(sentence) else None

    def _all(self, slot: str, sentence: str) -> list[object]:
        """What the phrases of a slot that stand in the sentence mean, in order."""
        return [self._slots[slot].get(phrase, _digits(phrase))
                for phrase in self._found[slot].findall(sentence)]

    def _phrases(self, section: str) -> list[str]:
        return [phrase for line in self._vocabulary.get(section, ()) for phrase in expand(line)]

    def _numbered(self, section: str) -> dict[str, int]:
        return {phrase: number for number, line in enumerate(self._vocabulary.get(section, ()), 1) for phrase in expand(line)}

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
            if name in self._slots:
                return f"(?:{_alternatives(self._slots[name], digits=name == 'number')}) "
            return "(?:" + "|".join(self._expression(other) for other in self._vocabulary[name]) + ")"

        return sequence(parse(line))


def _digits(phrase: str) -> int | None:
    return int(phrase) if phrase.isdecimal() and phrase.isascii() else None


def _alternatives(phrases: Iterable[str], *, digits: bool = False) -> str:
    body = [re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True)] + [r"\d{1,3}"] * digits
    return "|".join(body) or NEVER.pattern


def _any_of(phrases: Iterable[str], *, digits: bool = False) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_alternatives(phrases, digits=digits)})(?!\w)")


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
