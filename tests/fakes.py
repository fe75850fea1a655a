"""A clock, a voice and a sitting that really work: small worlds to test in, no mocks."""

from __future__ import annotations

import heapq
import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from skill_lowback.conductor import Conductor
from skill_lowback.cues import Act, Command, Line, LowBackError, Report
from skill_lowback.ears import Ears
from skill_lowback.routine import Routine
from skill_lowback.score import Wishes
from skill_lowback.sense import Sense
from skill_lowback.words import Words

SPEECH_SECONDS = 2.0


class FakeClock:
    """A clock that a test moves. Calls may be made from any thread."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.calls: list[tuple[float, int, list[Callable[[], None]]]] = []
        self.number = itertools.count()
        self.lock = threading.Lock()

    def now(self) -> float:
        return self.time

    def call_at(self, when: float, call: Callable[[], None]) -> Callable[[], None]:
        box = [call]
        with self.lock:
            heapq.heappush(self.calls, (when, next(self.number), box))
        return box.clear

    def let(self, seconds: float) -> None:
        """Let `seconds` pass, ringing what is due at its time."""
        end = self.time + seconds
        while (due := self.due(end)) is not None:
            for call in due:
                call()
        self.time = max(self.time, end)

    def due(self, end: float) -> list[Callable[[], None]] | None:
        with self.lock:
            if not self.calls or self.calls[0][0] > end:
                return None
            when, _, box = heapq.heappop(self.calls)
            self.time = max(self.time, when)
            return box[:]

    def close(self) -> None:
        self.calls.clear()

    @property
    def pending(self) -> int:
        return sum(bool(box) for _, _, box in self.calls)


@dataclass
class Utterance:
    session: str
    line: Line
    turn: int
    at: float
    cut: bool = False
    ended: bool = False


@dataclass
class FakeVoice:
    """A voice that takes its time: each line lasts `seconds_a_line`; its end is reported, unless
    this client reports none."""

    clock: FakeClock
    seconds_a_line: float = SPEECH_SECONDS
    reports: bool = True
    spoken: list[Utterance] = field(default_factory=list)
    reported: list[tuple[str, Report]] = field(default_factory=list)
    attended: list[str] = field(default_factory=list)
    troubles: list[tuple[str, Exception]] = field(default_factory=list)
    overlaps: list[tuple[Utterance, Utterance]] = field(default_factory=list)
    conductor: Conductor | None = None

    def language(self, session: str) -> str:
        return "en-US"

    def seconds(self, language: str, line: Line) -> float:
        return self.seconds_a_line

    def say(self, session: str, line: Line, turn: int) -> None:
        utterance = Utterance(session, line, turn, self.clock.now())
        self.overlaps += [(other, utterance) for other in self.spoken
                          if other.session == session and not other.ended and not other.cut]
        self.spoken.append(utterance)
        if self.reports:
            assert self.conductor
            self.conductor.speech_started(session, turn)
        self.clock.call_at(self.clock.now() + self.seconds_a_line, lambda: self.end(utterance))

    def end(self, utterance: Utterance) -> None:
        utterance.ended = True
        if self.reports and not utterance.cut:
            assert self.conductor
            self.conductor.speech_ended(utterance.session, utterance.turn)

    def hush(self, session: str) -> None:
        for utterance in self.spoken:
            if utterance.session == session and not utterance.ended:
                utterance.cut = True

    def report(self, session: str, report: Report) -> None:
        self.reported.append((session, report))

    def attend(self, session: str) -> None:
        self.attended.append(session)

    def trouble(self, session: str, error: Exception) -> None:
        self.troubles.append((session, error))


@cache
def ears(routine: Routine, words: Words) -> Ears:
    """The ears that the skill has, for English."""
    senses = {name: Sense.from_dict(content) for name, content in words.learned("en-US").items()}
    return Ears(words.vocabulary("en-US"), routine, senses)


class World:
    """A house with one clock, one conductor and as many sittings as a test opens."""

    def __init__(self, routine: Routine, words: Words, wishes: Callable[[], Wishes] = Wishes, *, reports: bool = True):
        self.ears = ears(routine, words)
        self.clock = FakeClock()
        self.voice = FakeVoice(self.clock, reports=reports)
        self.conductor = Conductor({routine.name: routine}, self.voice, self.clock, wishes=wishes)
        self.voice.conductor = self.conductor

    def sitting(self, session: str = "default") -> Sitting:
        return Sitting(self, session)


class Sitting:
    """One person with the voice: what is said to it, and what is heard from it."""

    def __init__(self, world: World, session: str):
        self.world, self.session = world, session
        self.mark = self.seen = 0
        self.refusal: LowBackError | None = None

    def says(self, text: str) -> Sitting:
        """Say `text`; what is heard from now on is new. What nobody understands does nothing."""
        self.mark = self.seen = len(self.all)
        self.refusal = None
        command = self.world.ears.hear(text)
        if command is not None:
            try:
                self.world.conductor.tell(self.session, command)
            except LowBackError as error:
                self.refusal = error
        return self

    def let(self, seconds: float) -> Sitting:
        self.world.clock.let(seconds)
        return self

    def until(self, key: str, most: float = 3600) -> Sitting:
        """Let time pass until the line `key` is heard, after the line last waited for."""
        step = 0.1
        for _ in range(int(most / step)):
            fresh = self.keys[self.seen:]
            if key in fresh:
                self.seen += fresh.index(key) + 1
                return self
            self.world.clock.let(step)
        raise AssertionError(f"{key} was not heard within {most} seconds; heard {self.keys[self.seen:]}")

    @property
    def all(self) -> list[Utterance]:
        return [utterance for utterance in self.world.voice.spoken if utterance.session == self.session]

    @property
    def keys(self) -> list[str]:
        """Every dialog key heard so far."""
        return [utterance.line.key for utterance in self.all]

    @property
    def heard(self) -> list[str]:
        """The dialog keys heard since the last thing said."""
        return self.keys[self.mark:]

    def hears(self, *keys: str) -> Sitting:
        """What was heard since the last thing said begins with these lines."""
        assert self.heard[:len(keys)] == list(keys), self.heard
        return self

    def hears_nothing(self) -> Sitting:
        assert self.heard == []
        return self

    def begun(self) -> Sitting:
        """A massage whose disclaimer and opening have been spoken."""
        return self.says("start a back massage").until("preparation_slow")

    @property
    def status(self):  # type: ignore[no-untyped-def]
        return self.world.conductor.status(self.session)

    @property
    def reports(self) -> list[Report]:
        return [report for session, report in self.world.voice.reported if session == self.session]

    def command(self, act: Act, **more: object) -> Sitting:
        self.mark = self.seen = len(self.all)
        self.world.conductor.tell(self.session, Command(act, **more))  # type: ignore[arg-type]
        return self
