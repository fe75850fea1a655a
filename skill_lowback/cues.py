"""The words of the conversation: commands and events go in, cues come out.

Values only. Nothing here decides or acts, so every room may import it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Union


class Act(str, Enum):
    """What a person may ask for. The values are the names of the public bus contract."""

    START = "start"
    NEXT = "next"
    PREVIOUS = "previous"
    REPEAT = "repeat"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    START_OVER = "start_over"
    GOTO_STEP = "goto_step"
    TIME_LEFT = "time_left"
    CURRENT_STEP = "current_step"
    LIST_STEPS = "list_steps"
    WHAT_DO_I_NEED = "what_do_i_need"
    HELP = "help"
    DISCLAIMER = "disclaimer"
    SLOWER = "slower"
    FASTER = "faster"
    MORE_TIME = "more_time"
    ONCE_MORE = "once_more"
    EASE_OFF = "ease_off"
    QUESTION = "question"
    YES = "yes"
    NO = "no"


class Topic(str, Enum):
    """What a question is about."""

    PRESSURE = "pressure"
    SPEED = "speed"
    PLACE = "place"
    TOOL = "tool"
    COUNT = "count"
    DURATION = "duration"
    SIDE = "side"
    REASON = "reason"
    CAUTION = "caution"
    HOW = "how"
    WORD = "word"               # what is the sacrum
    STEP = "step"               # of time_left: of this step
    STEPS = "steps"             # of time_left: how many steps are left
    FOLLOWING = "following"     # of current_step: what comes next


@dataclass(frozen=True, slots=True)
class Command:
    """One thing asked for, the same whichever door it came through.

    `step` names a step or a part of the routine; `number` is its place in the order, from 1,
    or counted from the end where it is negative (-1 is the last); `times` says how many steps
    `next` and `previous` go, or how many times `once_more` is; `past` leaves the named step (or
    the present one) behind instead of going to it; `seconds` is how much `more_time`; `topic`
    is what a question is about, and `word` the word that it asks the meaning of.
    """

    act: Act
    step: str | None = None
    number: int | None = None
    times: int = 1
    past: bool = False
    seconds: float | None = None
    topic: Topic | None = None
    word: str | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of `turn` have ended."""

    turn: int


@dataclass(frozen=True, slots=True)
class Elapsed:
    """The wait of `turn` is over."""

    turn: int


Event = Union[Command, Spoken, Elapsed]


# -- what can stand in the slot of a line; the words for it are in locale/


@dataclass(frozen=True, slots=True)
class Word:
    """The words of another dialog key, such as the name of a step."""

    key: str


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number, said as a word: "three"."""

    value: int


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in seconds, said as a person would: "about four minutes"."""

    seconds: float


Slot = Union[Word, Number, Span]


@dataclass(frozen=True, slots=True)
class Line:
    """One whole sentence for the ear: a dialog key and what goes into its slots."""

    key: str
    slots: tuple[tuple[str, Slot], ...] = ()


class State(str, Enum):
    """Where a player is. All but IDLE and ANSWERING are values of the public bus contract."""

    IDLE = "idle"
    SPEAKING = "speaking"
    RESTING = "resting"
    ANSWERING = "answering"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Status:
    """What `lowback.status` tells the world; times in whole seconds."""

    state: State
    routine: str | None
    step: str | None
    step_number: int | None
    steps_total: int | None
    part: str | None
    side: str | None
    count: int | None
    count_total: int | None
    seconds_left_step: int
    seconds_left: int


@dataclass(frozen=True, slots=True)
class Say:
    """Speak `line`; report Spoken(turn) when its words have ended."""

    line: Line
    turn: int


@dataclass(frozen=True, slots=True)
class Hush:
    """Cut what is being spoken."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Report Elapsed(turn) at `until`, in seconds of the clock that was handed in."""

    until: float
    turn: int


@dataclass(frozen=True, slots=True)
class Report:
    """Tell the world where the routine stands and what brought it there."""

    status: Status
    cause: str
    command: str | None = None


Cue = Union[Say, Hush, Wait, Report]


class LowBackError(Exception):
    """Something was asked for or handed in that cannot be.

    `place` is where, `problem` what is wrong there, `value` what was found; `line` is what to
    say to a person about it.
    """

    def __init__(self, place: str, problem: str, value: object = None, line: Line | None = None):
        super().__init__(f"{place}: {problem}" + ("" if value is None else f", not {value!r}"))
        self.place, self.problem, self.value = place, problem, value
        self.line = line or Line("error_trouble")


class NothingRunning(LowBackError):
    """A command came that only a running massage can follow."""

    def __init__(self, act: Act):
        super().__init__("player", f"no massage is running, so {act.value!r} has nothing to act on",
                         line=Line("error_nothing_running"))
