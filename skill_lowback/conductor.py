"""One player per session: performs the players' cues through the ports.

The ports (Voice, Clock) are Protocols; who stands behind them is the shell's affair. A player
is only touched under its session's own lock, and nobody outside is told anything while it is
held: cues go into the session's outbox, and one thread at a time performs them, in order.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from .cues import Command, Cue, Elapsed, Event, Hush, Line, LowBackError, NothingRunning, Report, Say, Spoken, Status, Wait
from .player import Player
from .routine import Routine
from .score import Score, Wishes, write

GRACE_SECONDS = 2.0     # a client that has not begun to speak by then reports no speech (measured: 0.07-0.25 s)
LOST_SECONDS = 10.0     # how much later than expected a client that reports its speech may begin
LONGEST = 3.0           # a line may last so many times its estimate, and OVERHANG_SECONDS more
OVERHANG_SECONDS = 5.0
MOST_SCORES = 200       # different scores kept for sharing


class Voice(Protocol):
    """What speaks for one session. No call waits for the speech to end."""

    def say(self, session: str, line: Line, turn: int) -> None:
        """Begin to speak `line`; its end is reported with `turn`."""

    def hush(self, session: str) -> None:
        """Cut what is being spoken."""

    def language(self, session: str) -> str:
        """The language in which this session is spoken to."""

    def seconds(self, language: str, line: Line) -> float:
        """An estimate of how long `line` is spoken."""

    def report(self, session: str, report: Report) -> None:
        """Tell the world where the massage stands."""

    def attend(self, session: str) -> None:
        """Keep listening for this session though nothing has been said for a while."""

    def trouble(self, session: str, error: Exception) -> None:
        """Note that a cue could not be performed."""


class Clock(Protocol):
    """Time in seconds that only goes forward, and calls at a time."""

    def now(self) -> float:
        """The present time."""

    def call_at(self, when: float, call: Callable[[], None]) -> Callable[[], None]:
        """Call `call` once at `when`; the returned function cancels it."""


@dataclass
class _Speech:
    turn: int
    at: float
    estimate: float
    started: bool = False


@dataclass
class _Room:
    """What belongs to one session."""

    session: str
    player: Player
    lock: threading.Lock = field(default_factory=threading.Lock)
    outbox: deque[Cue] = field(default_factory=deque)
    performing: bool = False
    gone: bool = False
    speech: _Speech | None = None
    reports_speech: bool | None = None      # None until it is known whether this client does
    cancel: Callable[[], None] = lambda: None
    cancel_attention: Callable[[], None] | None = None


class Conductor:
    """Routes what happens to the player of its session and performs what the player answers."""

    def __init__(self, routines: Mapping[str, Routine], voice: Voice, clock: Clock, *,
                 attention_seconds: float = 240.0, wishes: Callable[[], Wishes] = Wishes):
        self._routines, self._voice, self._clock = routines, voice, clock
        self.attention_seconds = attention_seconds
        self._wishes = wishes
        self._door = threading.Lock()
        self._rooms: dict[str, _Room] = {}
        self._scores: dict[tuple[Routine, Wishes, str], Score] = {}

    # -- what the shell tells

    def tell(self, session: str, command: Command) -> None:
        """Do what was asked for in this session.

        Raises NothingRunning where nothing is running that could follow the command.
        """
        while not self._tell(self._room(session), command):
            pass

    def speech_started(self, session: str, turn: int | None = None) -> None:
        """The client of this session has begun to speak a line: that of `turn`, if it knows."""
        room = self._rooms.get(session)
        if room is None:
            return
        with room.lock:
            speech = room.speech
            room.reports_speech = True
            if speech is None or turn not in (None, speech.turn):
                return
            speech.started = True
            until = self._clock.now() + LONGEST * speech.estimate + OVERHANG_SECONDS
            self._arm(room, until, Spoken(speech.turn))

    def speech_ended(self, session: str, turn: int | None = None) -> None:
        """The client of this session has ended a line. One that is not the present line's is
        dropped; an end without a turn counts if its beginning was seen or half its time is over."""
        room = self._rooms.get(session)
        if room is None:
            return
        with room.lock:
            speech = room.speech
            if speech is None or turn not in (None, speech.turn):
                return
            if turn is None and not speech.started and self._clock.now() - speech.at < speech.estimate / 2:
                return
            room.reports_speech = True
        self._tell(room, Spoken(speech.turn))

    # -- what the shell asks

    def running(self, session: str) -> bool:
        """Whether a massage is under way in this session, be it paused."""
        room = self._rooms.get(session)
        return room is not None and room.player.running

    def takes(self, session: str, command: Command) -> bool:
        """Whether the massage of this session, as it stands, has anything to do with `command`."""
        room = self._rooms.get(session)
        return room is not None and room.player.takes(command.act)

    def to_stop(self, session: str) -> bool:
        """Whether there is anything here that "stop" would stop."""
        room = self._rooms.get(session)
        return room is not None and (room.player.running or room.player.talking)

    def status(self, session: str) -> Status | None:
        """Where the massage of this session stands; None where there is none."""
        room = self._rooms.get(session)
        if room is None:
            return None
        with room.lock:
            return room.player.status(self._clock.now())

    def player(self, session: str) -> Player | None:
        """The player of this session, to be looked at only."""
        room = self._rooms.get(session)
        return room.player if room else None

    def close(self) -> None:
        """End everything; nothing rings afterwards."""
        with self._door:
            rooms, self._rooms = list(self._rooms.values()), {}
        for room in rooms:
            with room.lock:
                self._drop(room)

    # -- inside

    def _room(self, session: str) -> _Room:
        with self._door:
            room = self._rooms.get(session)
            if room is None:
                room = _Room(session, Player(lambda wishes: self._score(session, wishes), self._wishes))
                self._rooms[session] = room
        return room

    def _score(self, session: str, wishes: Wishes) -> Score:
        """The score for this session; sessions that wish the same share one."""
        if not self._routines:
            raise LowBackError("routines", "there is no routine that can be played", line=Line("error_routine"))
        routine = next(iter(self._routines.values()))
        language = self._voice.language(session)
        key = (routine, wishes, language)
        if key not in self._scores:
            if len(self._scores) >= MOST_SCORES:
                self._scores.clear()
            self._scores[key] = write(routine, wishes, lambda line: self._voice.seconds(language, line))
        return self._scores[key]

    def _tell(self, room: _Room, event: Event) -> bool:
        """Hand `event` to the room's player and see its cues performed; False if the room is gone."""
        with room.lock:
            if room.gone:
                return False
            try:
                room.outbox.extend(room.player.handle(event, self._clock.now()))
            except NothingRunning:
                self._sweep(room)
                raise
            if room.performing:
                return True
            room.performing = True
        self._perform(room)
        return True

    def _perform(self, room: _Room) -> None:
        while True:
            with room.lock:
                if not room.outbox:
                    room.performing = False
                    self._sweep(room)
                    return
                cue = room.outbox.popleft()
                self._prepare(room, cue)
            try:
                self._act(room, cue)
            except Exception as error:      # a port that fails must not end the massage
                self._voice.trouble(room.session, error)

    def _prepare(self, room: _Room, cue: Cue) -> None:
        """What has to stand before a cue is performed: an answer may come at once."""
        if isinstance(cue, Wait):
            room.speech = None
            self._arm(room, cue.until, Elapsed(cue.turn))
        elif isinstance(cue, Say):
            speech = _Speech(cue.turn, self._clock.now(), self._voice.seconds(self._voice.language(room.session), cue.line))
            room.speech = speech
            late = {True: LOST_SECONDS, False: 0.0, None: max(0.0, GRACE_SECONDS - speech.estimate)}
            self._arm(room, speech.at + speech.estimate + late[room.reports_speech], Spoken(cue.turn))

    def _arm(self, room: _Room, when: float, event: Spoken | Elapsed) -> None:
        room.cancel()
        room.cancel = self._clock.call_at(when, lambda: self._ring(room, event))

    def _ring(self, room: _Room, event: Spoken | Elapsed) -> None:
        with room.lock:
            speech = room.speech
            if isinstance(event, Spoken) and speech and speech.turn == event.turn and not speech.started:
                room.reports_speech = None if room.reports_speech else False
        self._tell(room, event)

    def _act(self, room: _Room, cue: Cue) -> None:
        if isinstance(cue, Say):
            self._voice.say(room.session, cue.line, cue.turn)
            if room.cancel_attention is None:
                self._attend_later(room)
        elif isinstance(cue, Hush):
            self._voice.hush(room.session)
        elif isinstance(cue, Report):
            self._voice.report(room.session, cue)

    def _attend_later(self, room: _Room) -> None:
        when = self._clock.now() + self.attention_seconds
        with room.lock:
            room.cancel_attention = None if room.gone else self._clock.call_at(when, lambda: self._attend(room))

    def _attend(self, room: _Room) -> None:
        if room.player.running:
            self._voice.attend(room.session)
            self._attend_later(room)
        else:
            room.cancel_attention = None

    def _sweep(self, room: _Room) -> None:
        """Forget a session in which nothing is left to do or to come back to."""
        if room.player.forgettable and not room.outbox and not room.performing:
            self._drop(room)
            if self._rooms.get(room.session) is room:
                del self._rooms[room.session]

    def _drop(self, room: _Room) -> None:
        room.gone = True
        room.cancel()
        if room.cancel_attention:
            room.cancel_attention()
