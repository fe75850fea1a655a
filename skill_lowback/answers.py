"""What the routine's own facts answer to a question.

Pure: a score, a place in it and a question in, lines out. Where the guide is silent, it says so.
"""

from __future__ import annotations

from .cues import Command, Line, Number, Span, Topic
from .routine import Amount, Breaths, Hold, Passes, Timed
from .score import Kind, Score

SILENT = Line("answer_silent")


def answer(score: Score, index: int, question: Command) -> tuple[Line, ...]:
    """The lines that answer `question` at beat `index`."""
    topic, beat = question.topic or Topic.HOW, score.beats[index]
    if topic is Topic.WORD:
        return (Line(f"word_{question.word}") if question.word in score.routine.words else Line("answer_no_word"),)
    if beat.kind is Kind.SETTLE:        # the next technique has been announced: it is the one asked about
        index = score.entrance(0 if beat.step is None else beat.step + 1)
        beat = score.beats[index]
    if topic is Topic.HOW:
        return score.instructions(index) or (beat.line,)
    written = score.answers(beat, topic)
    if written:
        return written
    work = score.work(index)
    if topic is Topic.COUNT and isinstance(work, (Passes, Breaths)):
        return (Line("answer_count", (("number", Number(int(work.count.value))),)),)
    if topic is Topic.DURATION:
        seconds = _seconds(work)
        return (SILENT,) if seconds is None else (Line("answer_duration", (("time", Span(seconds.value)),)),)
    return (SILENT,)


def _seconds(work: object) -> Amount | None:
    if isinstance(work, (Timed, Hold, Passes)):
        return work.seconds
    return work.in_seconds if isinstance(work, Breaths) else None
