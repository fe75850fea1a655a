"""The state machine of one massage: it is told what happened and answers what to do.

No speech, sleep, file or clock in here: the time is handed in with every event, in seconds of
any clock that only goes forward. TABLE holds the whole life of a player; what is not in it is
refused and changes nothing.

Every transition that speaks or waits takes a new turn number. The end of a line and the end of
a wait are reported with the turn that they belong to, and a late one is dropped: that is what
makes pause, next and stop exact.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple, Union

from . import answers
from .cues import (
    Act,
    Command,
    Cue,
    Elapsed,
    Event,
    Hush,
    Line,
    NothingRunning,
    Number,
    Report,
    Say,
    Span,
    Spoken,
    State,
    Status,
    Topic,
    Wait,
    Word,
)
from .routine import Passes
from .score import Beat, Kind, Score, Wishes, step_word

LATE_SECONDS = 0.25         # a wake-up later than this moves the pace of what follows; ours
MORE_SECONDS = 30.0         # "a bit longer"; ours
LONGEST_REST_SECONDS = 900.0    # work is not lengthened beyond this; ours
PACE_STEP, PACE_RANGE = 1.25, (0.5, 2.0)    # "slower", "faster"; ours
REPEAT_SECONDS = 20.0       # for how long after an answer "repeat" means the answer; ours
MOST_UNDONE = 50            # how many moves "previous" can take back; ours
STALE_SECONDS = 24 * 3600   # a massage stopped for longer hears the disclaimer again; ours

What = Union[Act, type[Spoken], type[Elapsed]]


class Row(NamedTuple):
    """One entry of the table: the move that is made, and the states that it may lead to."""

    move: str
    to: frozenset[State]


def _row(move: str, *to: State) -> Row:
    return Row(move, frozenset(to))


_IDLE, _SPEAKING, _RESTING, _ANSWERING, _PAUSED, _FINISHED, _STOPPED = State


def _questions(state: State) -> dict[What, Row]:
    return {
        Act.TIME_LEFT: _row("_tell_time_left", state),
        Act.LIST_STEPS: _row("_tell_steps", state),
        Act.WHAT_DO_I_NEED: _row("_tell_needs", state),
        Act.DISCLAIMER: _row("_tell_disclaimer", state),
        Act.HELP: _row("_tell_help", state),
    }


def _questions_on_the_way(state: State) -> dict[What, Row]:
    return {
        **_questions(state),
        Act.CURRENT_STEP: _row("_tell_current_step", state),
        Act.QUESTION: _row("_tell_answer", state),
        Act.SLOWER: _row("_change_pace", state),
        Act.FASTER: _row("_change_pace", state),
        Act.MORE_TIME: _row("_give_time", state),
    }


def _over(state: State) -> dict[What, Row]:
    return {
        **_questions(state),
        Act.START: _row("_start", _SPEAKING),
        Act.STOP: _row("_be_quiet", state),
        Spoken: _row("_say_more", state),
    }


_UNDER_WAY: dict[What, Row] = {
    **_questions_on_the_way(_ANSWERING),
    Act.ONCE_MORE: _row("_once_more", _SPEAKING, _ANSWERING),
    Act.EASE_OFF: _row("_ease_off", _PAUSED),
    Act.START: _row("_tell_running", _ANSWERING),
    Act.RESUME: _row("_tell_running", _ANSWERING),
    Act.NEXT: _row("_next", _SPEAKING, _ANSWERING, _FINISHED),
    Act.PREVIOUS: _row("_previous", _SPEAKING, _ANSWERING),
    Act.GOTO_STEP: _row("_goto_step", _SPEAKING, _ANSWERING, _FINISHED),
    Act.REPEAT: _row("_repeat", _SPEAKING, _ANSWERING),
    Act.START_OVER: _row("_start", _SPEAKING),
    Act.PAUSE: _row("_pause", _PAUSED),
    Act.STOP: _row("_stop", _STOPPED),
}

TABLE: dict[State, dict[What, Row]] = {
    _IDLE: _over(_IDLE),
    _SPEAKING: {**_UNDER_WAY, Spoken: _row("_rest", _RESTING, _SPEAKING, _ANSWERING, _FINISHED)},
    _RESTING: {**_UNDER_WAY, Elapsed: _row("_go_on_in_time", _SPEAKING, _ANSWERING, _FINISHED)},
    _ANSWERING: {**_UNDER_WAY, Spoken: _row("_say_more", _ANSWERING, _SPEAKING, _RESTING)},
    _PAUSED: {
        **_UNDER_WAY,
        **_questions_on_the_way(_PAUSED),
        Act.YES: _row("_resume", _ANSWERING),
        Act.START: _row("_resume", _ANSWERING),
        Act.RESUME: _row("_resume", _ANSWERING),
        Act.GOTO_STEP: _row("_goto_step", _SPEAKING, _ANSWERING, _FINISHED, _PAUSED),
        Act.REPEAT: _row("_repeat", _PAUSED, _SPEAKING),
        Spoken: _row("_say_more", _PAUSED),
    },
    _FINISHED: _over(_FINISHED),
    _STOPPED: {**_over(_STOPPED), Act.RESUME: _row("_take_up", _SPEAKING, _ANSWERING)},
}

PASS_DISCLAIMER = frozenset({Act.STOP, Act.PAUSE, Act.REPEAT, Act.RESUME, Act.START_OVER, Act.EASE_OFF, Act.YES})


@dataclass(frozen=True)
class Place:
    """Where a massage is, exactly. `left_seconds` is what remains of the rest of beat `index`;
    None while the words of the beat have not been spoken whole."""

    index: int
    left_seconds: float | None = None


class Player:
    """One massage from the disclaimer to the end.

    `compose` writes the score for some wishes; `wishes` are those of a massage that begins.
    """

    def __init__(self, compose: Callable[[Wishes], Score], wishes: Callable[[], Wishes] = Wishes):
        self.state = State.IDLE
        self._compose, self._first_wishes = compose, wishes
        self._turn = 0
        self._cues: list[Cue] = []
        self._talking = False                   # the words of the present turn have not ended
        self._lines: tuple[Line, ...] = ()      # still to be said before the routine goes on
        self._answer: tuple[Line, ...] = ()     # what "repeat" says again after an answer
        self._forget()

    def _forget(self) -> None:
        self._wishes = self._first_wishes()
        self._score = self._compose(self._wishes)
        self._at = Place(0)
        self._began = self._due = 0.0           # when the beat was due to begin, when its rest is over
        self._disclaimed = False
        self._goal: Place | None = None         # where to go once the disclaimer has been spoken
        self._stopped_at = self._answered_at = 0.0
        self._entered: set[int] = set()
        self._cautioned: int | None = None      # the step whose cautions were heard since it was entered
        self._cautioning: int | None = None     # the step whose cautions stand in `_lines`
        self._moves: list[tuple[Place, int]] = []   # what "previous" takes back: whence, and to which thing

    # -- what the outside may see

    @property
    def score(self) -> Score:
        """The score being played."""
        return self._score

    @property
    def beat(self) -> Beat:
        """The beat at which the massage is."""
        return self._score.beats[self._at.index]

    @property
    def talking(self) -> bool:
        """Whether words of this player's are being spoken."""
        return self._talking

    @property
    def running(self) -> bool:
        """Whether a massage is under way, be it paused."""
        return self.state not in (State.IDLE, State.FINISHED, State.STOPPED)

    @property
    def forgettable(self) -> bool:
        """Whether nothing is going on here and there is no place to come back to."""
        return self.state in (State.IDLE, State.FINISHED) and not self._talking

    def takes(self, act: Act) -> bool:
        """Whether the table has something for `act` in the present state."""
        return act in TABLE[self.state]

    @property
    def disclaimed(self) -> bool:
        """Whether the disclaimer has been spoken whole in this massage."""
        return self._disclaimed

    def status(self, now: float) -> Status:
        """Where the massage stands at `now`."""
        state = self.state
        if state is State.ANSWERING:
            state = State.SPEAKING if self._at.left_seconds is None else State.RESTING
        if self.state is State.IDLE:
            return Status(state, self._score.routine.name, None, None, None, None, None, None, None, 0, 0)
        beat = self.beat
        step = beat.kind.value if beat.step is None else self._score.steps[beat.step].name
        number = 0 if beat.step is None else beat.step + 1
        spent = self._spent(now)
        left = 0.0 if self.state is State.FINISHED else self._seconds_left(now)
        left_step = 0.0 if self.state is State.FINISHED else self._score.seconds_left_step(self._at.index) - spent
        return Status(state, self._score.routine.name, step, number, len(self._score.steps), beat.part, beat.side,
                      beat.count, beat.count_total, round(max(0.0, left_step)), round(max(0.0, left)))

    def _spent(self, now: float) -> float:
        """How much of the present beat is over, in expected seconds."""
        if self.state is State.SPEAKING:
            return min(max(0.0, now - self._began), self.beat.speech_seconds)
        if self.state is State.RESTING:
            return self.beat.seconds - max(0.0, self._due - now)
        return 0.0 if self._at.left_seconds is None else self.beat.seconds - self._at.left_seconds

    def _seconds_left(self, now: float) -> float:
        left = self._score.seconds_left(self._at.index) - self._spent(now)
        if self._goal:
            behind = self._score.thing(1)
            goal = self._goal
            rest = self._score.seconds_left(goal.index)
            if goal.left_seconds is not None:
                rest += goal.left_seconds - self._score.beats[goal.index].seconds
            left += rest - self._score.seconds_left(behind)
        return left

    # -- what happens

    def handle(self, event: Event, now: float) -> tuple[Cue, ...]:
        """What to do about `event`, which happened at `now`.

        A late Spoken or Elapsed is dropped: nothing is done. Raises NothingRunning for a command
        that has nothing to act on; nothing is changed then.
        """
        if not isinstance(event, Command) and event.turn != self._turn:
            return ()
        row = TABLE[self.state].get(event.act if isinstance(event, Command) else type(event))
        if row is None:
            if isinstance(event, Command):
                raise NothingRunning(event.act)
            return ()
        self._cues = []
        if isinstance(event, Command):
            self._freeze(now)
            if self.running and not self._disclaimed and event.act not in PASS_DISCLAIMER:
                row = Row("_lead_back", row.to | {State.SPEAKING})
        else:
            self._talking = False
        getattr(self, row.move)(event, now)
        if self.state not in row.to:
            raise AssertionError(f"{row.move} led to {self.state}, which the table does not allow")
        self._report(event, now)
        return tuple(self._cues)

    def _report(self, event: Event, now: float) -> None:
        status = self.status(now)
        if isinstance(event, Command):
            self._cues.append(Report(status, "command", event.act.value))
        elif self.running or self.state is State.FINISHED:
            self._cues.append(Report(status, "speech" if isinstance(event, Spoken) else "time"))

    def _freeze(self, now: float) -> None:
        """Hold the clock and the voice while a command is followed."""
        self._quiet()
        if self.state is State.RESTING:
            self._at = replace(self._at, left_seconds=max(0.0, self._due - now))
        self._turn += 1

    def _quiet(self) -> None:
        if self._talking:
            self._cues.append(Hush())
        self._talking = False

    # -- moving through the score

    def _say(self, line: Line) -> None:
        self._turn += 1
        self._talking = True
        self._cues.append(Say(line, self._turn))

    def _enter(self, index: int, now: float, began: float | None = None) -> None:
        """Begin beat `index`, which was due at `began`. The only way into a beat.

        Until the disclaimer has been spoken whole there is no way past it, and no way into the
        work of a step whose cautions have not been heard.
        """
        if not self._disclaimed and self._score.beats[index].kind is not Kind.DISCLAIMER:
            self._goal = Place(index)
            index = self._at.index if self.beat.kind is Kind.DISCLAIMER else 0
        beat = self._score.beats[index]
        self._at = Place(index)
        self._began = now if began is None else began
        if beat.step != self._cautioned:
            self._cautioned = None
        if beat.step is not None:
            self._entered.add(beat.step)
        if self._needs_cautions(beat):
            self._tell_cautions(beat)
            return
        self._lines = self._answer = ()
        self.state = State.SPEAKING
        self._say(beat.line)

    def _needs_cautions(self, beat: Beat) -> bool:
        return beat.kind is Kind.WORK and beat.step != self._cautioned and bool(self._score.cautions(beat.step))

    def _tell_cautions(self, beat: Beat) -> None:
        self._tell_first(self._score.cautions(beat.step))
        self._cautioning = beat.step

    def _rest(self, event: Spoken, now: float) -> None:
        beat = self.beat
        following = self._score.beats[self._at.index + 1:][:1]
        if beat.kind is Kind.CAUTION and following[0].kind is not Kind.CAUTION:
            self._cautioned = beat.step
        if beat.kind is Kind.DISCLAIMER and following[0].kind is not Kind.DISCLAIMER:
            self._disclaimed = True
        until = (self._began if beat.paced else now) + beat.rest_seconds
        if until <= now:
            self._due = now
            self._advance(now, now)
        else:
            self._wait(until)

    def _wait(self, until: float) -> None:
        self.state = State.RESTING
        self._due = until
        self._turn += 1
        self._cues.append(Wait(until, self._turn))

    def _go_on_in_time(self, event: Elapsed, now: float) -> None:
        self._advance(now, self._due if now - self._due <= LATE_SECONDS else now)

    def _advance(self, now: float, began: float) -> None:
        index = self._at.index + 1
        if self._goal and self._disclaimed:
            goal, self._goal = self._goal, None
            self._land(goal, now)
        elif index == len(self._score.beats):
            self.state = State.FINISHED
        else:
            self._enter(index, now, began)

    def _land(self, place: Place, now: float) -> None:
        """Come to `place` from elsewhere, order rules said; exactly, if it lies within a rest."""
        if place.left_seconds is None:
            rules = self._broken_rules(self._score.beats[place.index].step)
            if not rules:
                self._enter(place.index, now)
                return
            self._at = place
            self._tell_first(rules)
        else:
            self._at = place
            self._tell_first((self._here("resume_going_on"),))

    def _broken_rules(self, step: int | None) -> tuple[Line, ...]:
        if step is None:
            return ()
        names = {self._score.steps[number].name for number in self._entered}
        return tuple(Line(rule.key) for rule in self._score.steps[step].rules if not names.issuperset(rule.after))

    def _go_on(self, now: float) -> None:
        """Take the massage up where the clock was held."""
        left = self._at.left_seconds
        if left is None:
            self._enter(self._at.index, now)
        elif self._needs_cautions(self.beat):
            self._tell_cautions(self.beat)
        else:
            self._wait(now + left)

    def _jump(self, index: int, now: float, *, rules: bool = False) -> None:
        self._moves.append((self._at, self._score.beats[index].thing))
        del self._moves[:-MOST_UNDONE]
        self._land(Place(index), now) if rules else self._enter(index, now)

    # -- the moves of the table

    def _start(self, command: Command, now: float) -> None:
        self._forget()
        self._enter(0, now)

    def _lead_back(self, command: Command, now: float) -> None:
        """Back to the disclaimer; where the command wanted to go is gone to afterwards."""
        target = self._target(command) if command.act is Act.GOTO_STEP else None
        if isinstance(target, int):
            self._goal = Place(target)
        self._enter(self._at.index, now)

    def _stop(self, command: Command, now: float) -> None:
        self.state = State.STOPPED
        self._lines = ()
        self._stopped_at = now

    def _be_quiet(self, command: Command, now: float) -> None:
        self._lines = ()

    def _take_up(self, command: Command, now: float) -> None:
        """Go on with a massage that was stopped."""
        place = self._taken_up()
        self._cautioned = None
        if not self._disclaimed:
            self._enter(0, now)
        elif now - self._stopped_at > STALE_SECONDS:
            self._disclaimed, self._goal = False, place
            self._enter(0, now)
        else:
            self._at = place
            self._tell_first((self._here("resume_going_on"),))

    def _pause(self, command: Command, now: float) -> None:
        self.state = State.PAUSED
        self._lines = ()
        self._cautioning = None
        self._say(Line("pause_done"))

    def _resume(self, command: Command, now: float) -> None:
        self._at = self._taken_up()
        self._tell_first((self._here("resume_going_on"),))

    def _taken_up(self) -> Place:
        """Where to go on after a pause: a hold is counted in again, a breath begun again."""
        beat = self.beat
        back = beat.taken_up or beat.paced
        return Place(self._at.index - beat.taken_up) if back else self._at

    def _next(self, command: Command, now: float) -> None:
        if self.beat.kind is Kind.CLOSING:
            self.state = State.FINISHED
        else:
            self._jump(self._score.thing(self.beat.thing + command.times), now)

    def _previous(self, command: Command, now: float) -> None:
        while self._moves and self._moves[-1][1] != self.beat.thing:
            self._moves.pop()
        if command.times == 1 and self._moves:
            self._at = self._moves.pop()[0]
            if self._at.left_seconds is None:
                self._enter(self._at.index, now)
            else:
                self._tell_first((self._here("back_to"),))
        else:
            self._moves.clear()
            behind = self.beat.thing + (self.beat.kind is Kind.SETTLE)
            self._enter(self._score.thing(max(1, behind - command.times)), now)

    def _goto_step(self, command: Command, now: float) -> None:
        target = self._target(command)
        if isinstance(target, Line):
            self._tell((target,))
        elif isinstance(target, int):
            self._jump(target, now, rules=True)
        else:
            self._leave_out(command, now)

    def _target(self, command: Command) -> int | Line | None:
        """The beat to which a goto_step leads; a line if there is no such step; None if a step
        that has not come yet is to be left out."""
        score, steps = self._score, len(self._score.steps)
        here = self.beat.step
        present = (0 if here is None else here + 1) if self.beat.kind is Kind.SETTLE else here
        part: str | None = None
        if command.step is not None:
            found = score.find(command.step)
            if found is None:
                return Line("error_no_such_step_name")
            step, part = found
        elif command.number is not None:
            step = command.number - 1 if command.number > 0 else steps + command.number
            if not 0 <= step < steps or command.number == 0:
                return Line("error_no_such_step", (("number", Number(command.number)), ("total", Number(steps))))
        elif present is None or self.beat.kind is Kind.CLOSING:
            return score.thing(self.beat.thing + 1)
        else:
            step = present
        if not command.past:
            return score.entrance(step, part)
        if score.entrance(step, part) <= self._at.index or step == present and part is None:
            return score.after(step, part)
        return None

    def _leave_out(self, command: Command, now: float) -> None:
        """Write the score anew without a step or part that has not come yet."""
        found = self._score.find(command.step or "") or (command.number or 1) - 1
        step, part = found if isinstance(found, tuple) else (found, None)
        name = part or self._score.steps[step].name
        before = self._score
        word = self._part_word(step, part) if part else step_word(before.steps[step])
        self._rewrite(replace(self._wishes, without=self._wishes.without | {name}))
        self._tell((Line("skip_later", (("step", word),)),))

    def _rewrite(self, wishes: Wishes) -> None:
        """Write the score anew for `wishes`, and stay where we are."""
        before, names = self._score, {self._score.steps[number].name for number in self._entered}
        cautioned = None if self._cautioned is None else before.steps[self._cautioned].name
        self._wishes, self._score = wishes, self._compose(wishes)
        self._at = replace(self._at, index=self._score.same(before, self._at.index))
        numbers = {step.name: number for number, step in enumerate(self._score.steps)}
        self._entered = {numbers[name] for name in names if name in numbers}
        self._cautioned = numbers.get(cautioned or "")
        self._moves.clear()

    def _change_pace(self, command: Command, now: float) -> None:
        """Talk and wait more slowly, or faster."""
        slower = command.act is Act.SLOWER
        pace = self._wishes.pace * (PACE_STEP if slower else 1 / PACE_STEP)
        self._rewrite(replace(self._wishes, pace=min(max(pace, PACE_RANGE[0]), PACE_RANGE[1])))
        self._tell((Line("pace_slower" if slower else "pace_faster"),))

    def _give_time(self, command: Command, now: float) -> None:
        """Rest longer in the work that is going on, or is about to begin; else in this rest."""
        index = self._score.worked(self._at.index)
        if index is None or self.beat.kind is Kind.SETTLE:
            index = self._at.index
        seconds = min(command.seconds or MORE_SECONDS, LONGEST_REST_SECONDS - self._score.beats[index].rest_seconds)
        if seconds < 1:
            self._tell((Line("more_time_most"),))
            return
        self._score = self._score.lengthened(index, seconds)
        if index == self._at.index and self._at.left_seconds is not None:
            self._at = replace(self._at, left_seconds=self._at.left_seconds + seconds)
        self._tell((Line("more_time_given", (("time", Span(seconds)),)),))

    def _once_more(self, command: Command, now: float) -> None:
        """Another pass, as far as the routine allows; else this hold, breath or part again."""
        work, beat, index = self._score.work(self._at.index), self.beat, self._at.index
        if isinstance(work, Passes):
            total = next(b.count_total or 0 for b in self._score.beats if b.thing == beat.thing and b.count is not None)
            more = min(command.times, int(work.count.most) - total)
            if more < 1:
                self._tell((Line("once_more_most", (("number", Number(total)),)),))
                return
            score = self._score = self._score.with_passes(index, more)
            if beat.kind is Kind.SETTLE:
                self._enter(next(i for i, b in enumerate(score.beats) if b.thing == beat.thing and b.count == total + 1), now)
            else:
                self._tell((Line("once_more_added"),))
        elif beat.paced or beat.taken_up:
            self._enter(self._taken_up().index, now)
        else:
            first = self._score.thing(beat.thing)
            works = [i for i, b in enumerate(self._score.beats) if b.thing == beat.thing and b.kind is Kind.WORK]
            self._enter(works[0] if works and beat.kind in (Kind.WORK, Kind.SETTLE) else first, now)

    def _ease_off(self, command: Command, now: float) -> None:
        """Something hurts: hold everything, say what to take care of, wait for "go on"."""
        self.state = State.PAUSED
        self._tell((Line("ease_off"), *self._score.cautions(self.beat.step), Line("ease_off_go_on")))
        self._answer = ()

    def _repeat(self, command: Command, now: float) -> None:
        beat = self.beat
        if not self._disclaimed:
            self._enter(0, now)
        elif self._answer and (self.state is not State.RESTING or now - self._answered_at < REPEAT_SECONDS):
            self._tell(self._answer)
        elif self.state is State.PAUSED:
            self._tell(self._score.instructions(self._at.index) or (beat.line,))
        elif beat.kind is Kind.WORK:
            self._at = self._taken_up()
            self._tell_first(self._score.instructions(self._at.index) or (beat.line,))
        elif beat.kind in (Kind.HOW, Kind.CAUTION):
            self._enter(self._score.thing(beat.thing), now)
        else:
            self._enter(self._at.index, now)

    # -- what is told without moving

    def _tell(self, lines: tuple[Line, ...]) -> None:
        """Say `lines` one after the other and change nothing else. The clock of a massage under
        way is held meanwhile; one that is paused or over stays so."""
        if self.state in (State.SPEAKING, State.RESTING):
            self.state = State.ANSWERING
        self._cautioning = None
        self._answer, self._lines = lines, lines[1:]
        self._say(lines[0])

    def _tell_first(self, lines: tuple[Line, ...]) -> None:
        """Say `lines` before the massage goes on from here."""
        self.state = State.ANSWERING
        self._tell(lines)
        self._answer = ()

    def _say_more(self, event: Spoken, now: float) -> None:
        if self._lines:
            line, self._lines = self._lines[0], self._lines[1:]
            self._say(line)
        elif self.state is State.ANSWERING:
            self._answered_at = now
            if self._cautioning is not None:
                self._cautioned, self._cautioning = self._cautioning, None
            self._go_on(now)

    def _here(self, key: str) -> Line:
        beat = self.beat
        if beat.step is None:
            return Line("resume_now")
        word = self._part_word(beat.step, beat.part) if beat.part else step_word(self._score.steps[beat.step])
        return Line(key, (("step", word),))

    def _part_word(self, step: int, part: str | None) -> Word:
        return Word(f"{self._score.steps[step].name}_{part}_name")

    def _tell_running(self, command: Command, now: float) -> None:
        self._tell((Line("start_running"),))

    def _tell_answer(self, command: Command, now: float) -> None:
        """What the routine's own facts answer to a question."""
        self._tell(answers.answer(self._score, self._at.index, command))

    def _tell_time_left(self, command: Command, now: float) -> None:
        if self.running and command.topic is Topic.STEPS:
            left_over = len(self._score.steps) - (0 if self.beat.step is None else self.beat.step + 1)
            self._tell((Line("steps_left", (("number", Number(left_over)),)),))
            return
        if self.running and command.topic is Topic.STEP and self.beat.step is not None:
            step = self._score.seconds_left_step(self._at.index) - self._spent(now)
            self._tell((Line("time_left_step", (("time", Span(step)),)),))
            return
        left = self._seconds_left(now) if self.running else self._score.seconds_left(0)
        self._tell((Line("time_left" if self.running else "time_whole", (("time", Span(left)),)),))

    def _tell_current_step(self, command: Command, now: float) -> None:
        beat, steps = self.beat, self._score.steps
        if command.topic is Topic.FOLLOWING:
            following = 0 if beat.step is None else beat.step + 1
            self._tell((Line("where_last") if following == len(steps) or beat.kind is Kind.CLOSING
                        else Line("where_following", (("following", step_word(steps[following])),)),))
            return
        if beat.step is None:
            self._tell((Line(f"where_{beat.kind.value}"),))
            return
        if beat.kind is Kind.SETTLE:
            self._tell((Line("where_between", (("step", step_word(steps[beat.step])),
                                               ("following", step_word(steps[beat.step + 1])))),))
            return
        lines = [Line("where_step", (("step", step_word(steps[beat.step])), ("number", Number(beat.step + 1)),
                                     ("total", Number(len(steps)))))]
        if beat.part:
            lines.append(Line("where_part", (("part", self._part_word(beat.step, beat.part)),)))
        if beat.side:
            lines.append(Line(f"where_{beat.side}"))
        if beat.count is not None and beat.count_total is not None:
            lines.append(Line("where_count", (("number", Number(beat.count)), ("total", Number(beat.count_total)))))
        self._tell(tuple(lines))

    def _tell_steps(self, command: Command, now: float) -> None:
        steps = self._score.steps
        self._tell((Line("list_intro", (("total", Number(len(steps))),)),
                    *(Line("list_item", (("number", Number(number)), ("step", step_word(step))))
                      for number, step in enumerate(steps, 1))))

    def _tell_needs(self, command: Command, now: float) -> None:
        self._tell(tuple(Line(key) for key in self._score.routine.needs) or (Line("need_nothing"),))

    def _tell_disclaimer(self, command: Command, now: float) -> None:
        self._tell(tuple(Line(key) for key in self._score.routine.disclaimer))

    def _tell_help(self, command: Command, now: float) -> None:
        keys = ("help_running", "help_more") if self.running else ("help_about", "help_idle")
        self._tell(tuple(Line(key) for key in keys))
