"""A routine written out flat: beats.

A beat is "say this, then rest so long". Counts, holds, sides, breaths and repetitions are opened
here once, so that the player knows no kinds of work, and next, back and "how long is left" are
arithmetic on an index.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import accumulate

from .cues import Line, Number, Topic, Word
from .routine import Amount, Breaths, Hold, Part, Passes, Prompts, Routine, Step, Timed, Work

COUNT_IN_SECONDS = 1.5      # from one number of a count-in to the next; ours
HALF_FROM_SECONDS = 60.0    # timed work from this length on is told when half of it is over; ours
PLACE_SECONDS = 4.0         # to bring the hands into place before a count-in; ours


class Kind(str, Enum):
    """What a beat is for."""

    DISCLAIMER = "disclaimer"
    OPENING = "opening"
    HOW = "how"
    CAUTION = "caution"
    WORK = "work"
    SETTLE = "settle"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Beat:
    """Say `line`, then rest for `rest_seconds` after its words have ended.

    A `paced` beat lasts `rest_seconds` from the moment it was due, words included, so that
    breaths and counts do not drift. `thing` numbers the things to do one after the other: it is
    what "next" moves along. A pause in this beat is taken up `taken_up` beats earlier, because
    a hold has to be counted in again and a breath begun again.
    """

    kind: Kind
    line: Line
    rest_seconds: float = 0.0
    thing: int = 0
    step: int | None = None
    part: str | None = None
    side: str | None = None
    count: int | None = None
    count_total: int | None = None
    paced: bool = False
    taken_up: int = 0
    speech_seconds: float = 0.0

    @property
    def seconds(self) -> float:
        """How long this beat is expected to last."""
        return max(self.speech_seconds, self.rest_seconds) if self.paced else self.speech_seconds + self.rest_seconds


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a score is written for.

    `pace` multiplies the gaps, the settling times and the count-in; `optional` names the optional steps that are
    wanted, `without` the steps and parts that are not.
    """

    pace: float = 1.0
    optional: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()

    def wanted(self, step: Step) -> Step | None:
        """`step` less the parts that are not wanted; None if nothing of it is."""
        if step.name in self.without or (step.optional and step.name not in self.optional):
            return None
        parts = tuple(part for part in step.parts if part.name not in self.without)
        return replace(step, parts=parts) if parts else None


@dataclass(frozen=True, slots=True)
class Score:
    """The beats of one routine, in order, and the sums over them."""

    routine: Routine
    steps: tuple[Step, ...]
    beats: tuple[Beat, ...]
    _left: tuple[float, ...] = field(repr=False)

    def seconds_left(self, index: int) -> float:
        """From the beginning of beat `index` to the end of the routine."""
        return self._left[index]

    def seconds_left_step(self, index: int) -> float:
        """From the beginning of beat `index` to the end of its step."""
        end = index
        while end < len(self.beats) and self.beats[end].step == self.beats[index].step:
            end += 1
        return self._left[index] - self._left[end]

    def thing(self, number: int) -> int:
        """The first beat of the thing to do with this number; the closing beat past the last."""
        number = min(max(number, 0), self.beats[-1].thing)
        return bisect_left(self.beats, number, key=lambda beat: beat.thing)

    def entrance(self, step: int, part: str | None = None) -> int:
        """The first beat of a step, or of one of its parts."""
        for index, beat in enumerate(self.beats):
            if beat.step == step and part in (None, beat.part):
                return index
        raise IndexError(f"no step {step} with a part {part!r}")

    def after(self, step: int, part: str | None = None) -> int:
        """The first beat of the first thing to do behind a step, or behind one of its parts."""
        last = max(beat.thing for beat in self.beats if beat.step == step and part in (None, beat.part))
        return self.thing(last + 1)

    def find(self, name: str) -> tuple[int, str | None] | None:
        """The step, or the step and part, that has this name."""
        for number, step in enumerate(self.steps):
            if step.name == name:
                return number, None
            for part in step.parts:
                if part.name == name:
                    return number, name
        return None

    def same(self, before: Score, index: int) -> int:
        """The beat that stands here where beat `index` stood in the score `before`; if it is
        gone, the first beat of its step or of the routine's next one."""
        beat = before.beats[index]
        step = next((n for n, s in enumerate(self.steps)
                     if beat.step is not None and s.name == before.steps[beat.step].name), None)
        alike = replace(beat, step=step)
        best = [i for i, other in enumerate(self.beats) if replace(alike, thing=other.thing, speech_seconds=other.speech_seconds,
                                                                    line=other.line, rest_seconds=other.rest_seconds) == other]
        same = [i for i in best if self.beats[i].line == beat.line]
        return (same or best or [0 if step is None else self.entrance(step)])[0]

    def answers(self, beat: Beat, topic: Topic) -> tuple[Line, ...]:
        """What the routine says about `topic` at this beat; empty where it is silent."""
        if beat.step is None:
            return ()
        step = self.steps[beat.step]
        part = next((part for part in step.parts if part.name == beat.part), step.parts[0])
        for answers in (part.answers, step.answers):
            if topic in dict(answers):
                return (Line(dict(answers)[topic]),)
        return self.cautions(beat.step) if topic is Topic.CAUTION else ()

    def work(self, index: int) -> Work | None:
        """The kind of work that is done at beat `index`."""
        beat = self.beats[index]
        if beat.step is None:
            return None
        parts = self.steps[beat.step].parts
        return next((part for part in parts if part.name == beat.part), parts[0]).work

    def worked(self, index: int) -> int | None:
        """The beat of work that is going on at beat `index`, or comes first in its thing to do."""
        thing = self.beats[index].thing
        works = [i for i, beat in enumerate(self.beats) if beat.thing == thing and beat.kind is Kind.WORK and not beat.paced]
        if not works:
            return None
        return max((i for i in works if i <= index), default=works[0])

    def lengthened(self, index: int, seconds: float) -> Score:
        """This score with beat `index` resting `seconds` longer."""
        beat = self.beats[index]
        return self._with(index, index + 1, [replace(beat, rest_seconds=beat.rest_seconds + seconds)])

    def with_passes(self, index: int, more: int) -> Score:
        """This score with `more` passes behind those of the thing to do at beat `index`."""
        thing = self.beats[index].thing
        at = [i for i, beat in enumerate(self.beats) if beat.thing == thing and beat.count is not None]
        first, last = at[0], self.beats[at[-1]]
        total = (last.count or 0) + more
        old = [replace(self.beats[i], count_total=total) for i in at]
        new = [replace(last, line=pass_line(count, total), count=count, count_total=total)
               for count in range((last.count or 0) + 1, total + 1)]
        return self._with(first, at[-1] + 1, old + new)

    def _with(self, start: int, end: int, beats: list[Beat]) -> Score:
        return _summed(self.routine, self.steps, (*self.beats[:start], *beats, *self.beats[end:]))

    def instructions(self, index: int) -> tuple[Line, ...]:
        """How to do what is being done at beat `index`, its cautions included."""
        here = self.beats[index]
        lines = [beat.line for beat in self.beats
                 if beat.step == here.step and beat.thing <= here.thing and beat.kind is Kind.HOW
                 and beat.part in (None, here.part) and beat.side in (None, here.side)]
        return (*lines, *self.cautions(here.step))

    def cautions(self, step: int | None) -> tuple[Line, ...]:
        """The cautions of a step, which nothing may cut."""
        return () if step is None else tuple(Line(key) for key in self.steps[step].cautions)


def write(routine: Routine, wishes: Wishes, speech_seconds: Callable[[Line], float]) -> Score:
    """Write `routine` out flat for `wishes`; `speech_seconds` estimates how long a line is spoken."""
    return _Writer(routine, wishes).score(speech_seconds)


class _Writer:
    def __init__(self, routine: Routine, wishes: Wishes):
        self.routine, self.wishes = routine, wishes
        self.steps = tuple(step for step in map(wishes.wanted, routine.steps) if step)
        self.gap = self.stretched(routine.gap_seconds)
        self.settle = self.stretched(routine.settle_seconds)
        self.beats: list[Beat] = []
        self.at = Beat(Kind.DISCLAIMER, Line(""))

    def stretched(self, amount: Amount) -> float:
        return amount.value * self.wishes.pace

    def add(self, kind: Kind, line: Line, rest_seconds: float, **more: object) -> None:
        self.beats.append(replace(self.at, kind=kind, line=line, rest_seconds=rest_seconds, **more))  # type: ignore[arg-type]

    def score(self, speech_seconds: Callable[[Line], float]) -> Score:
        for key in self.routine.disclaimer:
            self.add(Kind.DISCLAIMER, Line(key), self.gap)
        for key in self.routine.opening:
            self.add(Kind.OPENING, Line(key), self.gap, thing=1)
        self.at = replace(self.at, thing=1)
        for number, step in enumerate(self.steps):
            last = number == len(self.steps) - 1
            self.add(Kind.SETTLE, Line(f"{step.name}_announce"), self.settle if number else self.gap)
            self.at = Beat(Kind.HOW, Line(""), thing=self.at.thing, step=number)
            self.step(step)
            self.at = replace(self.at, side=None, part=self.at.part, count=None, count_total=None)
            if last:
                self.at = Beat(Kind.CLOSING, Line(""), thing=self.at.thing + 1)
        for key in self.routine.closing:
            self.add(Kind.CLOSING, Line(key), 0.0)
        beats = tuple(replace(beat, speech_seconds=speech_seconds(beat.line)) for beat in self.beats)
        return _summed(self.routine, self.steps, beats)

    def step(self, step: Step) -> None:
        for position, part in enumerate(step.parts):
            self.at = replace(self.at, thing=self.at.thing + 1, part=part.name, side=None)
            lines = (*(step.say if position == 0 else ()), *part.say)
            for spoken in lines:
                self.add(Kind.HOW, Line(spoken.key), self.gap if spoken.rest_seconds is None else spoken.rest_seconds)
            if position == 0:
                for key in step.cautions:
                    self.add(Kind.CAUTION, Line(key), self.gap)
            self.work(step, part)

    def work(self, step: Step, part: Part) -> None:
        work = part.work
        if isinstance(work, Timed):
            self.timed(step, work)
        elif isinstance(work, Passes):
            self.passes(work)
        elif isinstance(work, Breaths):
            self.breaths(work)
        elif isinstance(work, Prompts):
            for key in work.keys:
                self.add(Kind.WORK, Line(key), work.silence_seconds.value)
        else:
            self.holds(step, work)

    def timed(self, step: Step, work: Timed) -> None:
        seconds = work.seconds.value
        if seconds < HALF_FROM_SECONDS:
            self.add(Kind.WORK, Line("work_begin"), seconds)
            return
        self.add(Kind.WORK, Line("work_begin"), seconds / 2)
        self.add(Kind.WORK, Line("work_half"), seconds / 2)

    def passes(self, work: Passes) -> None:
        total = int(work.count.value)
        for count in range(1, total + 1):
            self.add(Kind.WORK, pass_line(count, total), work.seconds.value, count=count, count_total=total)

    def breaths(self, work: Breaths) -> None:
        total = int(work.count.value)
        for count in range(1, total + 1):
            more = {"count": count, "count_total": total, "paced": True}
            self.add(Kind.WORK, Line("breath_in"), work.in_seconds.value, **more)
            self.add(Kind.WORK, Line("breath_out"), work.out_seconds.value, taken_up=1, **more)

    def holds(self, step: Step, work: Hold) -> None:
        for position, side in enumerate(work.sides or (None,)):
            if position:
                self.at = replace(self.at, thing=self.at.thing + 1)
            self.at = replace(self.at, side=side)
            if side:
                rest = work.change_seconds.value if position else PLACE_SECONDS
                self.add(Kind.HOW, Line(f"{step.name}_{side}"), rest)
            for number in (3, 2, 1):
                self.add(Kind.WORK, Line("count_number", (("number", Number(number)),)), COUNT_IN_SECONDS * self.wishes.pace,
                         paced=True, taken_up=3 - number)
            self.add(Kind.WORK, Line(work.hold_key), work.seconds.value, taken_up=3)
            self.add(Kind.WORK, Line(work.release_key), self.gap * 2)


def pass_line(count: int, total: int) -> Line:
    """What is said at the beginning of a pass."""
    key = "pass_begin" if count == 1 else "pass_last" if count == total else "pass_number"
    return Line(key, (("number", Number(count)),))


def _summed(routine: Routine, steps: tuple[Step, ...], beats: tuple[Beat, ...]) -> Score:
    left = accumulate((beat.seconds for beat in reversed(beats)), initial=0.0)
    return Score(routine, steps, beats, tuple(left)[::-1])


def step_word(step: Step) -> Word:
    """The spoken name of a step."""
    return Word(f"{step.name}_name")
