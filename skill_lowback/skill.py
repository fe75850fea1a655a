"""OVOS in and out: the only room of the product that imports ovos_*.

A handler says who, what, and tells the conductor. The three doors of OVOS (intents, converse,
fallback), the stop button and the bus contract all end in the same Command.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ovos_bus_client.message import Message
from ovos_bus_client.session import Session, SessionManager
from ovos_utils import classproperty
from ovos_utils.log import LOG
from ovos_utils.process_utils import RuntimeRequirements
from ovos_workshop.decorators import fallback_handler
from ovos_workshop.skills.converse import ConversationalSkill
from ovos_workshop.skills.fallback import FallbackSkill

from .clock import RealClock
from .conductor import Conductor
from .cues import Act, Command, Line, LowBackError, Number, Report, Slot, Span, State, Status, Topic
from .ears import Ears
from .library import OURS, read_all
from .score import Wishes
from .sense import Sense
from .words import Words, locale_folder

DEFAULT_SESSION = "default"
TURN = "lowback_turn"           # where a spoken line carries its turn, in the message's context
CONVERSE_SECONDS = 300.0        # how long OVOS keeps converse open after a command, unless configured


class LowBackSkill(ConversationalSkill, FallbackSkill):
    """Leads a person by voice through a relaxing lower back massage."""

    make_clock: Callable[[], RealClock] = RealClock

    @classproperty
    def runtime_requirements(self) -> RuntimeRequirements:
        """Nothing is needed: no network, no internet, no screen."""
        return RuntimeRequirements(
            network_before_load=False, internet_before_load=False, gui_before_load=False,
            requires_network=False, requires_internet=False, requires_gui=False,
            no_network_fallback=True, no_internet_fallback=True, no_gui_fallback=True)

    def __init__(self, *args: Any, **kwargs: Any):
        folder = locale_folder()
        kwargs.setdefault("resources_dir", str(folder.parent))
        self._messages: dict[str, Message] = {}     # the latest message of each session
        self._ears: dict[str, Ears] = {}
        self.words = Words(folder, LOG.warning)
        self.clock = type(self).make_clock()
        self.routines = read_all([OURS], lambda error: LOG.error(str(error)))
        self.conductor = Conductor(self.routines, self, self.clock, wishes=self._wishes)
        super().__init__(*args, **kwargs)

    def initialize(self) -> None:
        """Open the doors that OVOS does not open by itself."""
        timeout = self.config_core.get("skills", {}).get("converse", {}).get("timeout", CONVERSE_SECONDS)
        self.conductor.attention_seconds = 0.8 * float(timeout)
        self._ears_for(self.words.nearest(self.lang))       # now, not while the first person waits for an answer
        for act in Act:
            if (self.words.folder / self.words.nearest(self.lang) / f"{act.value}.intent").is_file():
                self.register_intent_file(f"{act.value}.intent", self._intent_handler(act))
        for topic, handler in (("recognizer_loop:audio_output_start", self.handle_speech_started),
                               ("recognizer_loop:audio_output_end", self.handle_speech_ended),
                               ("lowback.command", self.handle_command),
                               ("lowback.status.get", self.handle_status_get)):
            self.add_event(topic, handler, speak_errors=False)

    def shutdown(self) -> None:
        """Nothing rings and nobody is spoken to afterwards."""
        self.conductor.close()
        self.clock.close()

    # -- the doors

    def _intent_handler(self, act: Act) -> Callable[[Message], None]:
        def handle(message: Message) -> None:
            if not self.follow(message, self.heard(message)):
                self._not_ours(message)
        handle.__name__ = f"handle_{act.value}"
        return handle

    def _not_ours(self, message: Message) -> None:
        """An intent engine guessed at words that are none of ours: nothing moves, and OVOS says so."""
        self.bus.emit(message.forward("complete_intent_failure", {"utterance": message.data.get("utterance")}))

    def can_converse(self, message: Message) -> bool:
        """Whether the words are a command to the massage that is running in this session."""
        return self.conductor.running(self.session_of(message)) and self.can_answer(message)

    def converse(self, message: Message) -> bool:
        """Short words while a massage is running."""
        return self.follow(message, self.heard(message))

    def can_answer(self, message: Message) -> bool:
        """Whether nobody else took the words and they are for us."""
        return self.heard(message) is not None

    @fallback_handler(priority=3)
    def handle_fallback(self, message: Message) -> bool:
        """The same, where converse never opens: a satellite that carries no session back."""
        return self.follow(message, self.heard(message))

    def can_stop(self, message: Message) -> bool:
        """Whether there is anything of ours to stop in this session."""
        return self.conductor.to_stop(self.session_of(message))

    def stop_session(self, session: Session) -> bool:
        """Stop the massage of this session, and no other."""
        if not self.conductor.to_stop(session.session_id):
            return False
        self.conductor.tell(session.session_id, Command(Act.STOP))
        return True

    def handle_command(self, message: Message) -> None:
        """`lowback.command`: what the spoken word does, for buttons and pedals."""
        try:
            command = _command(message.data)
        except LowBackError as error:
            LOG.warning(str(error))
            return
        self.follow(self._messages.get(self.session_of(message), message), command)

    def handle_status_get(self, message: Message) -> None:
        """`lowback.status.get`: where the massage of this session stands."""
        session = self.session_of(message)
        status = self.conductor.status(session)
        self.bus.emit(message.reply("lowback.status.response", _status(session, status)))

    def handle_speech_started(self, message: Message) -> None:
        """A client has begun to speak; to us it matters only if the line is ours."""
        if self._is_ours(message):
            self.conductor.speech_started(self.session_of(message), message.context.get(TURN))

    def handle_speech_ended(self, message: Message) -> None:
        """A client has ended speaking."""
        if self._is_ours(message):
            self.conductor.speech_ended(self.session_of(message), message.context.get(TURN))

    def _is_ours(self, message: Message) -> bool:
        return bool(message.context.get("skill_id", self.skill_id) == self.skill_id)

    # -- who, what, tell

    def session_of(self, message: Message) -> str:
        """The id of the session that a message belongs to."""
        return str(SessionManager.get(message).session_id)

    def heard(self, message: Message) -> Command | None:
        """The command in what was said, all of the listener's alternatives considered."""
        ears, session = self._ears_for(self._language_of(message)), self.session_of(message)
        if ears is None:
            return None
        running = self.conductor.running(session)
        utterances = message.data.get("utterances") or [message.data.get("utterance") or ""]
        return next((command for text in utterances if (command := ears.hear(text, running))
                     and (not running or self.conductor.takes(session, command))), None)

    def follow(self, message: Message, command: Command | None) -> bool:
        """Do `command` in the session of `message`; what is wrong with it is said there."""
        if command is None:
            return False
        session = self.session_of(message)
        self._messages[session] = message
        try:
            self.conductor.tell(session, command)
        except LowBackError as error:
            LOG.info(f"session {session}: {error}")
            self.say(session, error.line, 0)
        if self.conductor.status(session) is None:
            self._messages.pop(session, None)
        return True

    def _language_of(self, message: Message) -> str:
        wanted = message.data.get("lang") or message.context.get("lang") or SessionManager.get(message).lang
        return self.words.nearest(str(wanted or self.lang))

    def _ears_for(self, language: str) -> Ears | None:
        if language not in self._ears and self.routines:
            senses = {name: Sense.from_dict(content) for name, content in self.words.learned(language).items()}
            self._ears[language] = Ears(self.words.vocabulary(language), next(iter(self.routines.values())), senses)
        return self._ears.get(language)

    def _wishes(self) -> Wishes:
        return Wishes(optional=frozenset({"reflection"}) if self.settings.get("reflection") else frozenset())

    # -- the Voice of the conductor

    def language(self, session: str) -> str:
        """The language of the session's latest message."""
        message = self._messages.get(session)
        return self._language_of(message) if message else self.words.nearest(self.lang)

    def seconds(self, language: str, line: Line) -> float:
        """An estimate of how long `line` is spoken in `language`."""
        return self.words.seconds(language, line.key, self._slots(language, line))

    def say(self, session: str, line: Line, turn: int) -> None:
        """Speak `line` to this session; the end of speech brings `turn` back."""
        language = self.language(session)
        slots = self._slots(language, line)
        message = self._message(session, "speak", {
            "utterance": self.words.sentence(language, line.key, slots), "lang": language, "expect_response": False,
            "meta": {"dialog": line.key, "data": slots, "skill": self.skill_id}})
        message.context[TURN] = turn
        self.bus.emit(message)

    def hush(self, session: str) -> None:
        """Cut the voice. Only the default session's: OVOS would silence the local speaker too if
        a satellite's voice were cut."""
        if session == DEFAULT_SESSION:
            self.bus.emit(self._message(session, "mycroft.audio.speech.stop", {}))

    def report(self, session: str, report: Report) -> None:
        """`lowback.status`, at every transition."""
        data = {**_status(session, report.status), "cause": report.cause}
        if report.command:
            data["command"] = report.command
        self.bus.emit(self._message(session, "lowback.status", data))
        if report.status.state is State.FINISHED:
            self._messages.pop(session, None)

    def attend(self, session: str) -> None:
        """Keep converse open through a silence longer than OVOS's timeout."""
        self.bus.emit(self._message(session, "intent.service.skills.activate", {"skill_id": self.skill_id}))
        if session == DEFAULT_SESSION and hasattr(Session, "add_converse_handler"):
            default = SessionManager.get_default_session()
            default.activate_skill(self.skill_id)
            default.add_converse_handler(self.skill_id)
            SessionManager.sync()

    def trouble(self, session: str, error: Exception) -> None:
        """One line in the log for what could not be performed."""
        LOG.error(f"session {session}: {type(error).__name__}: {error}")

    def _message(self, session: str, topic: str, data: dict[str, Any]) -> Message:
        """A message in the context of the session's latest one, so that it finds its way back."""
        latest = self._messages.get(session) or Message("", context={"session": Session(session).serialize()})
        context = {**latest.context, "skill_id": self.skill_id}
        if hasattr(Session, "add_converse_handler") and "session" in context:
            kept = Session.deserialize(context["session"])
            kept.activate_skill(self.skill_id)
            kept.add_converse_handler(self.skill_id)
            context["session"] = kept.serialize()
        return Message(topic, data, context)

    def _slots(self, language: str, line: Line) -> dict[str, str]:
        return {name: self._slot(language, slot) for name, slot in line.slots}

    def _slot(self, language: str, slot: Slot) -> str:
        if isinstance(slot, Number):
            return self.words.number(language, slot.value)
        if isinstance(slot, Span):
            return self.words.span(language, slot.seconds)
        return self.words.dialog(language, slot.key)[0]


def _status(session: str, status: Status | None) -> dict[str, Any]:
    """The data of `lowback.status`; a session without a massage has stopped."""
    status = status or Status(State.STOPPED, None, None, None, None, None, None, None, None, 0, 0)
    data = {name: getattr(status, name) for name in Status.__slots__}
    state = State.STOPPED if status.state is State.IDLE else status.state
    return {"session_id": session, **data, "state": state.value}


def _command(data: dict[str, Any]) -> Command:
    """The Command that the data of a `lowback.command` asks for.

    Raises LowBackError naming the entry that is wrong.
    """
    acts = {act.value: act for act in Act}
    act = data.get("command")
    if not isinstance(act, str) or act not in acts:
        raise LowBackError("lowback.command: command", "must be one of " + ", ".join(acts), act)
    step, number, times = data.get("step"), data.get("number"), data.get("times", 1)
    if step is not None and not (isinstance(step, str) and len(step) <= 40):
        raise LowBackError("lowback.command: step", "must be the name of a step", step)
    if number is not None and (isinstance(number, bool) or not isinstance(number, int) or not -99 <= number <= 99):
        raise LowBackError("lowback.command: number", "must be a whole number from -99 to 99", number)
    if isinstance(times, bool) or not isinstance(times, int) or not 1 <= times <= 99:
        raise LowBackError("lowback.command: times", "must be a whole number from 1 to 99", times)
    return Command(acts[act], step, number, times, past=data.get("past") is True, **_details(data))


def _details(data: dict[str, Any]) -> dict[str, Any]:
    """What a bus command may say besides: seconds, topic, word."""
    seconds, topic, word = data.get("seconds"), data.get("topic"), data.get("word")
    if seconds is not None and (isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or not 0 < seconds <= 3600):
        raise LowBackError("lowback.command: seconds", "must be a number of seconds to 3600", seconds)
    topics = {topic.value: topic for topic in Topic}
    if topic is not None and (not isinstance(topic, str) or topic not in topics):
        raise LowBackError("lowback.command: topic", "must be one of " + ", ".join(topics), topic)
    if word is not None and not (isinstance(word, str) and len(word) <= 40):
        raise LowBackError("lowback.command: word", "must be a word", word)
    return {"seconds": seconds, "topic": topics.get(topic or ""), "word": word}
