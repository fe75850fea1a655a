"""The real skill inside a real OVOS core, in one process and a terminal: type what you would say.

No services, no network, no microphone. Lines come from a person or from a pipe; `@90` on a line
of its own lets ninety seconds of the routine's time pass.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, TextIO

SKILL_ID = "skill-lowback.openbodywork"
HANDLED_SECONDS = 20.0          # an utterance that OVOS has not dealt with by then is given up
HANDLED = ("ovos.utterance.handled", "complete_intent_failure", f"{SKILL_ID}.stop.response", "ovos.skills.fallback.response")
COUNTDOWN_SECONDS = 0.25


def arguments() -> argparse.ArgumentParser:
    """The options of `python -m skill_lowback`."""
    parser = argparse.ArgumentParser(prog="python -m skill_lowback", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speed", type=_positive, default=1.0, metavar="N", help="let the routine's time run N times as fast")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line: heard, said, status")
    parser.add_argument("--lang", default="en-US", help="the language to speak (default: %(default)s)")
    return parser


def _positive(text: str) -> float:
    value = float(text)
    if not 0 < value <= 10000:
        raise argparse.ArgumentTypeError(f"must be more than 0 and at most 10000, not {text}")
    return value


def main(argv: list[str] | None = None) -> int:
    """Run the terminal until the input or the massage ends; the exit status."""
    options = arguments().parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="lowback-") as home, _quiet(home) as terminal:
        demo = Demo(options, terminal)
        try:
            demo.run(sys.stdin)
        except KeyboardInterrupt:
            pass
        finally:
            demo.close()
    return 0


class Demo:
    """A core with the skill in it, a keyboard and a screen."""

    def __init__(self, options: argparse.Namespace, terminal: TextIO):
        from ovoscope import get_minicroft

        from .clock import RealClock
        from .skill import LowBackSkill

        class Demonstrated(LowBackSkill):
            make_clock = partial(RealClock, options.speed)

        self.options, self.terminal = options, terminal
        self.live = terminal.isatty() and sys.stdin.isatty() and not options.json
        self.printing = threading.Lock()
        self.handled, self.over, self.finished = threading.Event(), threading.Event(), threading.Event()
        self.countdown = ""
        self.core = get_minicroft([], extra_skills={SKILL_ID: Demonstrated}, lang=options.lang)
        self.skill = self.core.plugin_skills[SKILL_ID].instance
        if self.skill is None:
            raise RuntimeError(f"OVOS did not load {SKILL_ID}")
        self.core.bus.on("speak", self.on_speak)
        self.core.bus.on("lowback.status", self.on_status)
        for topic in HANDLED:
            self.core.bus.on(topic, lambda message: self.handled.set())

    def run(self, lines: TextIO) -> None:
        """Say each line to the skill, in order; ends with the lines or with the massage."""
        ticking = threading.Event()
        if self.live:
            threading.Thread(target=self.count_down, args=(ticking,), daemon=True).start()
            self.show("Type what you would say, for example: start a back massage")
        try:
            for line in lines:
                text = line.strip()
                if text.startswith("@"):
                    self.let(text)
                elif text:
                    self.hear(text)
                if self.finished.is_set() and not self.live:
                    break
        finally:
            ticking.set()

    def hear(self, text: str) -> None:
        """Hand `text` to OVOS as a listener would, and wait until it has been dealt with."""
        from ovos_bus_client.message import Message
        self.over.clear()
        self.handled.clear()
        self.put("> " + text, heard=text)
        self.core.bus.emit(Message("recognizer_loop:utterance", {"utterances": [text], "lang": self.options.lang},
                                   {"source": "terminal", "destination": "skills"}))
        if not self.handled.wait(HANDLED_SECONDS):
            self.put(f"(OVOS did not deal with this within {HANDLED_SECONDS:.0f} seconds)", error="not handled", utterance=text)

    def let(self, text: str) -> None:
        """Let seconds of the routine's time pass; returns earlier if the massage ends."""
        try:
            seconds = float(text[1:])
        except ValueError:
            seconds = -1.0
        if not 0 <= seconds <= 86400:
            self.put(f"(@ takes a number of seconds from 0 to 86400, not {text[1:]!r})", error="bad @", value=text[1:])
            return
        self.over.wait(seconds / self.options.speed)

    def on_speak(self, message: Any) -> None:
        """What the voice says."""
        meta = message.data.get("meta", {})
        self.put("  " + message.data["utterance"], said=message.data["utterance"], dialog=meta.get("dialog"))

    def on_status(self, message: Any) -> None:
        """Where the massage stands."""
        if self.options.json:
            self.put("", status=message.data)
        if message.data["state"] in ("finished", "stopped"):
            self.over.set()
        if message.data["state"] == "finished":
            self.finished.set()

    def put(self, text: str, **data: Any) -> None:
        """One line on the screen: `text` for people, `data` with --json."""
        self.show(json.dumps(data, ensure_ascii=False) if self.options.json else text)

    def show(self, text: str) -> None:
        """Print a line above the countdown."""
        with self.printing:
            self.terminal.write(f"\r\x1b[K{text}\n{self.countdown}" if self.live else text + "\n")
            self.terminal.flush()

    def count_down(self, ended: threading.Event) -> None:
        """Keep the last line of the screen telling the step and the time left."""
        while not ended.wait(COUNTDOWN_SECONDS):
            status = self.skill.conductor.status("default")
            line = ""
            if status and status.step:
                place = " ".join(filter(None, (status.step, status.part, status.side)))
                count = f" {status.count}/{status.count_total}" if status.count else ""
                line = (f"[{status.state.value}] {place}{count}  step {_clock(status.seconds_left_step)}"
                        f"  massage {_clock(status.seconds_left)} ")
            with self.printing:
                if line != self.countdown:
                    self.countdown = line
                    self.terminal.write(f"\r\x1b[K{line}")
                    self.terminal.flush()

    def close(self) -> None:
        """Take the core down."""
        self.skill.shutdown()
        self.core.stop()


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


@contextmanager
def _quiet(home: str) -> Iterator[TextIO]:
    """A terminal for us alone: OVOS keeps its settings in `home` and its log off the screen."""
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = os.path.join(home, name.lower())
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ["OVOS_DEFAULT_LOG_LEVEL"] = "ERROR"
    out = sys.stdout
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as screen, open(os.path.join(home, "log"), "w+", encoding="utf-8") as log:
        sys.stdout = log
        os.dup2(log.fileno(), 1)
        try:
            yield screen
        except Exception:
            log.seek(0)
            sys.stderr.write(log.read())
            raise
        finally:
            sys.stdout = out
            screen.flush()
            os.dup2(screen.fileno(), 1)
