"""What a routine is: frozen values, and the check at the door.

A routine file holds structure only (order, parts, counts, seconds) and the dialog keys of its
words. `from_dict` lists every problem of a file at once, each with its place and value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Union

from .cues import Line, LowBackError, Topic

FORMAT = 1
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
KEY = re.compile(r"[a-z][a-z0-9_]{0,79}")
MOST_STEPS, MOST_LINES, MOST_SECONDS = 50, 50, 3600.0


class RoutineError(LowBackError):
    """A routine that cannot be played; `problems` names each place, problem and value."""

    def __init__(self, source: str, problems: list[str]):
        super().__init__(source, "; ".join(problems), line=Line("error_routine"))
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(f"{self.place}: {problem}" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Amount:
    """A count or a number of seconds with the range in which it may be adjusted."""

    value: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line of the routine and the seconds that hands need after its words."""

    key: str
    rest_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Timed:
    """Work for a length of time."""

    seconds: Amount


@dataclass(frozen=True, slots=True)
class Passes:
    """Work done over and over, counted aloud."""

    count: Amount
    seconds: Amount


@dataclass(frozen=True, slots=True)
class Hold:
    """A position that is counted in, held and released, on each side in turn."""

    seconds: Amount
    sides: tuple[str, ...]
    change_seconds: Amount
    hold_key: str
    release_key: str


@dataclass(frozen=True, slots=True)
class Breaths:
    """Breaths paced aloud."""

    count: Amount
    in_seconds: Amount
    out_seconds: Amount


@dataclass(frozen=True, slots=True)
class Prompts:
    """Questions asked one at a time, with silence after each."""

    keys: tuple[str, ...]
    silence_seconds: Amount


Work = Union[Timed, Passes, Hold, Breaths, Prompts]
Answers = tuple[tuple[Topic, str], ...]     # which line answers a question about a topic
TOPICS = (Topic.PRESSURE, Topic.SPEED, Topic.PLACE, Topic.TOOL, Topic.COUNT, Topic.DURATION, Topic.SIDE, Topic.REASON,
          Topic.CAUTION)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to do within a step. A step without named parts has one, of name None."""

    name: str | None
    say: tuple[Spoken, ...]
    work: Work
    answers: Answers = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """`key` is said when a step is jumped to before all of `after` have been entered."""

    after: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Step:
    """One technique: what to say, what to take care of, what to do."""

    name: str
    say: tuple[Spoken, ...]
    cautions: tuple[str, ...]
    parts: tuple[Part, ...]
    rules: tuple[Rule, ...] = ()
    optional: bool = False
    answers: Answers = ()


@dataclass(frozen=True, slots=True)
class Routine:
    """A whole routine, checked. Its words are dialog keys of the same names in every language."""

    name: str
    disclaimer: tuple[str, ...]
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    needs: tuple[str, ...]
    gap_seconds: Amount
    settle_seconds: Amount
    steps: tuple[Step, ...]
    words: tuple[str, ...] = ()     # unusual words that are explained when asked for

    def keys(self) -> set[str]:
        """Every dialog key that this routine's words need."""
        keys = {*self.disclaimer, *self.opening, *self.closing, *self.needs, *(f"word_{word}" for word in self.words)}
        for step in self.steps:
            keys |= {f"{step.name}_name", f"{step.name}_announce", *step.cautions}
            keys |= {spoken.key for spoken in step.say} | {rule.key for rule in step.rules}
            keys |= {key for answers in (step.answers, *(part.answers for part in step.parts)) for _, key in answers}
            for part in step.parts:
                keys |= {spoken.key for spoken in part.say}
                if part.name:
                    keys.add(f"{step.name}_{part.name}_name")
                if isinstance(part.work, Hold):
                    keys |= {part.work.hold_key, part.work.release_key}
                    keys |= {f"{step.name}_{side}" for side in part.work.sides}
                if isinstance(part.work, Prompts):
                    keys |= set(part.work.keys)
        return keys


def from_dict(content: object, source: str) -> Routine:
    """The routine that `content` (a routine file, parsed) describes.

    Raises RoutineError listing every problem as `place: problem, not value`.
    """
    check = _Check()
    routine = check.routine(content)
    if check.problems:
        raise RoutineError(source, check.problems)
    return routine


@dataclass
class _Check:
    """Reads values out of parsed content and collects what is wrong with it."""

    problems: list[str] = field(default_factory=list)

    def wrong(self, place: str, problem: str, value: object) -> None:
        shown = repr(value)
        self.problems.append(f"{place}: {problem}, not {shown if len(shown) <= 60 else shown[:57] + '...'}")

    def mapping(self, value: object, place: str, known: set[str]) -> Mapping[str, Any]:
        if not isinstance(value, Mapping):
            self.wrong(place, "must be a mapping of names to values", value)
            return {}
        for name in value:
            if name not in known:
                self.wrong(f"{place}.{name}" if place != "routine" else str(name),
                           "is not a known entry; known are " + ", ".join(sorted(known)), value[name])
        return value

    def items(self, value: object, place: str, most: int = MOST_LINES) -> list[Any]:
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(place, "must be a list", value)
            return []
        if len(value) > most:
            self.wrong(place, f"must have at most {most} entries", len(value))
        return value[:most]

    def text(self, value: object, place: str, pattern: re.Pattern[str], what: str) -> str:
        if isinstance(value, str) and len(value) <= 80 and pattern.fullmatch(value):
            return value
        self.wrong(place, f"must be {what}", value)
        return "unknown"

    def name(self, value: object, place: str) -> str:
        return self.text(value, place, NAME, "a name of small letters, digits and underscores")

    def key(self, value: object, place: str) -> str:
        return self.text(value, place, KEY, "a dialog key such as kneading_pressure")

    def keys(self, value: object, place: str) -> tuple[str, ...]:
        return tuple(self.key(v, f"{place}[{i}]") for i, v in enumerate(self.items(value, place)))

    def seconds(self, value: object, place: str, *, zero: bool = False) -> float:
        good = isinstance(value, (int, float)) and not isinstance(value, bool)
        if good and (0 if zero else 1e-9) <= value <= MOST_SECONDS:  # type: ignore[operator]
            return float(value)  # type: ignore[arg-type]
        kind = "a number of seconds from 0" if zero else "a positive number of seconds"
        self.wrong(place, f"must be {kind} to {MOST_SECONDS:.0f}" if good and value > 0  # type: ignore[operator]
                   else f"must be {kind}", value)
        return 1.0

    def count(self, value: object, place: str) -> float:
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 20:
            return float(value)
        self.wrong(place, "must be a whole number from 1 to 20", value)
        return 1.0

    def amount(self, found: Mapping[str, Any], name: str, place: str, default: float | None = None,
               *, counted: bool = False, zero: bool = False) -> Amount:
        """`name` and its `name_range: [least, most]`; without a range it cannot be adjusted."""
        at = f"{place}.{name}" if place else name

        def read(value: object, where: str) -> float:
            return self.count(value, where) if counted else self.seconds(value, where, zero=zero)

        before = len(self.problems)
        value = read(found.get(name, default), at)
        span = found.get(f"{name}_range", [value, value])
        if not isinstance(span, list) or len(span) != 2:
            self.wrong(f"{at}_range", "must be two numbers, least and most", span)
            return Amount(value, value, value)
        least, most = (read(v, f"{at}_range[{i}]") for i, v in enumerate(span))
        if before == len(self.problems) and not least <= value <= most:
            self.wrong(at, f"must lie between {least:g} and {most:g}", value)
        return Amount(value, least, most)

    def say(self, value: object, place: str) -> tuple[Spoken, ...]:
        lines = []
        for i, entry in enumerate(self.items(value, place)):
            if isinstance(entry, Mapping):
                found = self.mapping(entry, f"{place}[{i}]", {"line", "rest_seconds"})
                lines.append(Spoken(self.key(found.get("line"), f"{place}[{i}].line"),
                                    self.seconds(found.get("rest_seconds"), f"{place}[{i}].rest_seconds", zero=True)))
            else:
                lines.append(Spoken(self.key(entry, f"{place}[{i}]")))
        return tuple(lines)

    def answers(self, value: object, place: str) -> Answers:
        if value is None:
            return ()
        found = self.mapping(value, place, {topic.value for topic in TOPICS})
        return tuple((topic, self.key(found[topic.value], f"{place}.{topic.value}")) for topic in TOPICS if topic.value in found)

    def work(self, found: Mapping[str, Any], place: str) -> Work:
        named = [kind for kind in WORK if kind in found]
        if len(named) != 1:
            self.wrong(place, "must name one kind of work: " + ", ".join(WORK), named)
            return Timed(Amount(1, 1, 1))
        kind = named[0]
        for name in WORK_ENTRIES & set(found) - WORK[kind]:
            self.wrong(f"{place}.{name}", f"does not belong to work of the kind {kind!r}", found[name])
        if kind == "seconds":
            return Timed(self.amount(found, "seconds", place))
        if kind == "passes":
            return Passes(self.amount(found, "passes", place, counted=True), self.amount(found, "pass_seconds", place))
        if kind == "breaths":
            return Breaths(self.amount(found, "breaths", place, counted=True),
                           self.amount(found, "in_seconds", place), self.amount(found, "out_seconds", place))
        if kind == "prompts":
            return Prompts(self.keys(found["prompts"], f"{place}.prompts"), self.amount(found, "silence_seconds", place))
        sides = tuple(self.name(v, f"{place}.sides[{i}]")
                      for i, v in enumerate(self.items(found.get("sides"), f"{place}.sides", 4)))
        return Hold(self.amount(found, "hold_seconds", place), sides, self.amount(found, "change_seconds", place, 0.0, zero=True),
                    self.key(found.get("hold"), f"{place}.hold"), self.key(found.get("release"), f"{place}.release"))

    def parts(self, found: Mapping[str, Any], place: str) -> tuple[Part, ...]:
        if "parts" not in found:
            return (Part(None, (), self.work(found, place)),)
        for name in WORK_ENTRIES & set(found):
            self.wrong(f"{place}.{name}", "must stand in one of the parts", found[name])
        parts = []
        for i, entry in enumerate(self.items(found["parts"], f"{place}.parts", 10)):
            at = f"{place}.parts[{i}]"
            part = self.mapping(entry, at, {"name", "say", "answers"} | WORK_ENTRIES)
            parts.append(Part(self.name(part.get("name"), f"{at}.name"), self.say(part.get("say"), f"{at}.say"),
                              self.work(part, at), self.answers(part.get("answers"), f"{at}.answers")))
        if not parts:
            self.wrong(f"{place}.parts", "must have at least one part", found["parts"])
        return tuple(parts)

    def step(self, entry: object, place: str) -> Step:
        found = self.mapping(entry, place, {"name", "say", "cautions", "rules", "optional", "parts", "answers"} | WORK_ENTRIES)
        optional = found.get("optional", False)
        if not isinstance(optional, bool):
            self.wrong(f"{place}.optional", "must be true or false", optional)
        rules = []
        for i, rule in enumerate(self.items(found.get("rules"), f"{place}.rules", 10)):
            at = f"{place}.rules[{i}]"
            read = self.mapping(rule, at, {"after", "say"})
            after = self.items(read.get("after"), f"{at}.after", MOST_STEPS)
            rules.append(Rule(tuple(self.name(v, f"{at}.after[{j}]") for j, v in enumerate(after)),
                              self.key(read.get("say"), f"{at}.say")))
        return Step(self.name(found.get("name"), f"{place}.name"), self.say(found.get("say"), f"{place}.say"),
                    self.keys(found.get("cautions"), f"{place}.cautions"), self.parts(found, place),
                    tuple(rules), optional is True, self.answers(found.get("answers"), f"{place}.answers"))

    def routine(self, content: object) -> Routine:
        found = self.mapping(content, "routine", {"format", "name", "disclaimer", "opening", "closing", "needs",
                                                  "gap_seconds", "gap_seconds_range", "settle_seconds",
                                                  "settle_seconds_range", "steps", "words"})
        if found.get("format") != FORMAT:
            self.wrong("format", f"must be {FORMAT}", found.get("format"))
        steps = tuple(self.step(v, f"steps[{i}]") for i, v in enumerate(self.items(found.get("steps"), "steps", MOST_STEPS)))
        disclaimer = self.keys(found.get("disclaimer"), "disclaimer")
        if not disclaimer:
            self.wrong("disclaimer", "must have at least one line", found.get("disclaimer"))
        if not steps:
            self.wrong("steps", "must have at least one step", found.get("steps"))
        self._names(steps)
        return Routine(self.name(found.get("name"), "name"), disclaimer, self.keys(found.get("opening"), "opening"),
                       self.keys(found.get("closing"), "closing"), self.keys(found.get("needs"), "needs"),
                       self.amount(found, "gap_seconds", "", 1.0, zero=True),
                       self.amount(found, "settle_seconds", "", 10.0, zero=True), steps,
                       tuple(self.name(v, f"words[{i}]") for i, v in enumerate(self.items(found.get("words"), "words"))))

    def _names(self, steps: tuple[Step, ...]) -> None:
        seen: dict[str, str] = {}
        for i, step in enumerate(steps):
            for name, at in [(step.name, f"steps[{i}].name"),
                             *((part.name, f"steps[{i}].parts[{j}].name") for j, part in enumerate(step.parts))]:
                if name in seen:
                    self.wrong(at, f"must differ from {seen[name]}", name)
                if name:
                    seen[name] = at
        for i, step in enumerate(steps):
            for j, rule in enumerate(step.rules):
                for name in rule.after:
                    if name not in {other.name for other in steps}:
                        self.wrong(f"steps[{i}].rules[{j}].after", "must name a step of this routine", name)


WORK = {
    "seconds": {"seconds", "seconds_range"},
    "passes": {"passes", "passes_range", "pass_seconds", "pass_seconds_range"},
    "hold_seconds": {"hold_seconds", "hold_seconds_range", "sides", "change_seconds", "change_seconds_range", "hold", "release"},
    "breaths": {"breaths", "breaths_range", "in_seconds", "in_seconds_range", "out_seconds", "out_seconds_range"},
    "prompts": {"prompts", "silence_seconds", "silence_seconds_range"},
}
WORK_ENTRIES = set().union(*WORK.values())
