"""skill_lowback: an OpenVoiceOS skill that leads a person by voice through a lower back massage.

The floor plan; imports go inward only.

    outer    skill      OVOS in and out
             demo       the real skill inside a real OVOS core, in a terminal
    middle   conductor  one player per session; performs cues through the ports Voice and Clock
             ears       what was said -> Command, by templates and by what was learned
             library    finds and reads the routine files
    inner    player     the state machine: handle(event, now) -> cues; one table
             answers    what the routine's own facts answer to a question
             score      a routine written out flat: beats
             routine    what a routine is; every problem of a file at once
             cues       the words between the rooms: commands and events in, cues out
    leaves   clock      real time, one thread for all sessions
             sense      what a sentence is about: a linear model over its words
             words      where locale/ is, the nearest language, the slots of a line

The way of one sentence: "start a back massage" reaches `skill` by an intent, by converse or as a
fallback, which makes it Command(start) and tells the conductor; the player answers with
[Say(disclaimer, turn 1)]; `skill` speaks it in the session's own context; its end comes back as
Spoken(turn 1); the player answers [Wait(until, turn 2)]; the clock rings: Elapsed(turn 2), and so
on to the end.
"""

from .version import __version__


def __getattr__(name: str) -> object:
    """The skill class, imported when it is asked for: the pure rooms do not need OVOS."""
    if name == "LowBackSkill":
        from .skill import LowBackSkill
        return LowBackSkill
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = ["LowBackSkill", "__version__"]
