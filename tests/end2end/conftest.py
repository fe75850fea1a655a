"""A real OVOS core in this process with the real skill in it, on a clock that the tests move."""

from __future__ import annotations

import os
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest

HOME = tempfile.mkdtemp(prefix="lowback-test-")
for name in ("CONFIG", "DATA", "CACHE", "STATE"):
    os.environ[f"XDG_{name}_HOME"] = os.path.join(HOME, name.lower())
os.environ["HF_HUB_OFFLINE"] = "1"

from ovos_bus_client.message import Message  # noqa: E402
from ovos_bus_client.session import Session  # noqa: E402
from ovos_config.locations import DEFAULT_CONFIG  # noqa: E402
from ovos_config.models import LocalConf  # noqa: E402
from ovoscope import DEFAULT_TEST_PIPELINE, LIGHT_TEST_PIPELINE, get_minicroft, is_pipeline_available  # noqa: E402

from skill_lowback.skill import LowBackSkill  # noqa: E402

from ..fakes import FakeClock  # noqa: E402

SKILL_ID = "skill-lowback.openbodywork"
PATIENCE_SECONDS = 20.0
UNHANDLED = ("complete_intent_failure", "ovos.intent.unmatched")
DEALT_WITH = (*UNHANDLED, "ovos.utterance.handled", f"{SKILL_ID}.stop.response")
SPEAK = ("speak", "ovos.utterance.speak")


class TestedSkill(LowBackSkill):
    """The real skill; only its clock is moved by the tests."""

    make_clock = FakeClock


def pipelines() -> dict[str, list[str]]:
    """The pipelines to test with: ovoscope's own, and the one that OVOS ships."""
    ovoscopes = DEFAULT_TEST_PIPELINE if is_pipeline_available(DEFAULT_TEST_PIPELINE) else LIGHT_TEST_PIPELINE
    shipped = LocalConf(DEFAULT_CONFIG)["intents"]["pipeline"]
    if any(is_pipeline_available([stage]) for stage in shipped):    # names of plugins, not the old short ones
        shipped = [stage for stage in shipped if is_pipeline_available([stage])]
    return {"ovoscope": ovoscopes, "shipped": shipped}


@pytest.fixture(scope="session", params=["ovoscope", "shipped"])
def core(request: pytest.FixtureRequest) -> Iterator[Any]:
    core = get_minicroft([], extra_skills={SKILL_ID: TestedSkill}, default_pipeline=pipelines()[request.param], lang="en-US")
    assert core.plugin_skills[SKILL_ID].instance is not None, "OVOS did not load the skill"
    yield core
    core.plugin_skills[SKILL_ID].instance.shutdown()
    core.stop()


class Client:
    """A device in one session: says sentences, hears what is spoken to it."""

    def __init__(self, core: Any, session: str, *, carries_session: bool = False):
        self.core, self.bus, self.session = core, core.bus, session
        self.pipeline = core.pipeline
        self.carries_session, self.context = carries_session, None
        self.changed = threading.Condition()
        self.messages: list[Message] = []
        self.mark = 0
        self.bus.on("message", self.on_message)

    def on_message(self, raw: str) -> None:
        message = Message.deserialize(raw) if isinstance(raw, str) else raw
        if message.context.get("session", {}).get("session_id", "default") != self.session:
            return
        with self.changed:
            self.messages.append(message)
            if self.carries_session and "session" in message.context:
                self.context = message.context["session"]
            self.changed.notify_all()

    def close(self) -> None:
        if self.skill.conductor.to_stop(self.session):
            self.bus.emit(Message("mycroft.stop", {}, self.new_context()))
        self.bus.remove("message", self.on_message)

    @property
    def skill(self) -> Any:
        return self.core.plugin_skills[SKILL_ID].instance

    def new_context(self) -> dict[str, Any]:
        session = self.context or Session(self.session, pipeline=self.pipeline).serialize()
        return {"session": session, "source": f"client-{self.session}", "destination": "skills"}

    def send(self, topic: str, **data: Any) -> None:
        with self.changed:
            self.mark = len(self.messages)
        self.bus.emit(Message(topic, data, self.new_context()))

    def says(self, *utterances: str, lang: str = "en-US") -> Client:
        self.send("recognizer_loop:utterance", utterances=list(utterances), lang=lang)
        return self

    def wait(self, what: Callable[[], Any], why: str) -> Any:
        with self.changed:
            assert self.changed.wait_for(what, PATIENCE_SECONDS), f"{why}; heard {self.heard}"
            return what()

    def hears(self, *keys: str) -> Client:
        """These lines are heard one right after the other. (A client that reports its speech does so
        in real time, so a line of the massage may come before them.)"""
        self.wait(lambda: keys[0] in self.heard, f"waited for {keys[0]}")
        self.let_until(lambda: keys in [tuple(self.heard[start:start + len(keys)]) for start in range(len(self.heard))], f"waited for {keys}")
        return self

    def until(self, key: str) -> Client:
        """Let the routine's time pass until this line is heard."""
        self.let_until(lambda: key in self.heard, f"waited for {key}")
        return self

    def let_until(self, what: Callable[[], Any], why: str) -> Any:
        """Let the routine's time pass, a second at a time, until something is so. A client that
        reports its speech does so in real time: it is given that."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not what():
            assert time.monotonic() < deadline, f"{why}; heard {self.heard}"
            self.skill.clock.let(1.0)
            with self.changed:
                self.changed.wait_for(what, 0.002)
        return what()

    def until_state(self, state: str, command: str | None = None) -> dict[str, Any]:
        return self.wait(lambda: next((data for data in self.statuses if data["state"] == state
                                       and (command is None or data.get("command") == command)), None), f"waited for {state}")

    def until_command(self, command: str) -> dict[str, Any]:
        return self.wait(lambda: next((data for data in self.statuses if data.get("command") == command), None), f"waited for {command}")

    def until_dealt_with(self) -> Client:
        """Until OVOS has dealt with what was said, one way or another."""
        self.wait(lambda: any(m.msg_type in DEALT_WITH or m.msg_type in SPEAK and m.context.get("skill_id") != SKILL_ID for m in self.new),
                  "waited for OVOS")
        return self

    def until_unhandled(self) -> Client:
        self.wait(lambda: any(m.msg_type in UNHANDLED for m in self.new), "waited for nobody to take it")
        return self

    @property
    def new(self) -> list[Message]:
        return self.messages[self.mark:]

    @property
    def heard(self) -> list[str]:
        return [m.data.get("meta", {}).get("dialog", m.data["utterance"]) for m in self.new
                if m.msg_type in SPEAK]

    @property
    def statuses(self) -> list[dict[str, Any]]:
        return [m.data for m in self.new if m.msg_type == "lowback.status"]

    def begun(self) -> Client:
        self.says("start a back massage")
        return self.until("preparation_slow")


@pytest.fixture
def client(core: Any) -> Iterator[Callable[..., Client]]:
    """Opens a device: `client()` in a session of its own, `client("default")` in the local one."""
    opened: list[Client] = []

    def open_client(session: str | None = None, **more: Any) -> Client:
        opened.append(Client(core, session or uuid.uuid4().hex, **more))
        return opened[-1]

    yield open_client
    for one in opened:
        one.close()
