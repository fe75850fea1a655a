"""Where the words are: finds locale/, the nearest language, and fills the slots of a line.

All sentences, joining words, numbers and lengths of time come from `locale/<lang>/`:
`<key>.dialog` (one sentence a line, any of them will do), `ears.txt` (what people say) and
`spoken.json` (numbers, lengths of time, how fast the language is spoken).
"""

from __future__ import annotations

import json
import logging
import random
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

SOURCE_LANGUAGE = "en-US"
HEADING = re.compile(r"\[(\w+)\]")
SLOT = re.compile(r"\{(\w+)\}")

Warn = Callable[[str], None]


def locale_folder() -> Path:
    """The folder that holds a folder for each language: inside the installed package, or beside
    the package in a checkout."""
    package = Path(__file__).resolve().parent
    for folder in (package / "locale", package.parent / "locale"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"locale: no folder of that name in {package} or {package.parent}")


class Words:
    """The words of all languages. What is missing in one is said in the source language, and
    `warn` is told so once."""

    def __init__(self, folder: Path, warn: Warn = logging.getLogger(__name__).warning):
        self.folder = folder
        self._warned: set[str] = set()
        self._tell = warn
        self.languages = tuple(sorted(entry.name for entry in folder.iterdir() if entry.is_dir()))
        self._last: dict[tuple[str, str], str] = {}
        self.nearest = lru_cache(maxsize=256)(self._nearest)
        self.dialog = lru_cache(maxsize=None)(self._dialog)
        self.spoken = lru_cache(maxsize=None)(self._spoken)

    def _nearest(self, wanted: str) -> str:
        """The language here that is `wanted`, or the same language of another region."""
        tags = {language.lower(): language for language in self.languages}
        tag = wanted.lower().replace("_", "-")
        alike = [language for low, language in tags.items() if low.split("-")[0] == tag.split("-")[0]]
        if tag in tags or alike:
            return tags.get(tag) or alike[0]
        self._warn(f"locale: no words for the language {wanted!r}; using {SOURCE_LANGUAGE}")
        return SOURCE_LANGUAGE

    def _dialog(self, language: str, key: str) -> tuple[str, ...]:
        """The sentences of a dialog key; those of the source language where there are none."""
        for folder in dict.fromkeys((language, SOURCE_LANGUAGE)):
            lines = _lines(self.folder / folder / f"{key}.dialog")
            if lines:
                return lines
            self._warn(f"locale: {folder}/{key}.dialog: there is no such sentence")
        return (key.replace("_", " "),)

    def _spoken(self, language: str) -> Mapping[str, Any]:
        path = self.folder / language / "spoken.json"
        try:
            found: dict[str, Any] = json.loads(path.read_text("utf-8"))
            found["numbers"] = {int(n): word for n, word in found["numbers"].items()}
            found["spans"] = sorted((float(n), word) for n, word in found["spans"].items())
            found["characters_per_second"], found["seconds_a_line"]
            return found
        except (OSError, ValueError, KeyError, AttributeError) as error:
            if language == SOURCE_LANGUAGE:
                raise
            self._warn(f"locale: {language}/spoken.json: cannot be used: {error}")
            return self.spoken(SOURCE_LANGUAGE)

    def _warn(self, text: str) -> None:
        if text not in self._warned:
            self._warned.add(text)
            self._tell(text)

    # -- from values to words

    def number(self, language: str, value: int) -> str:
        """A whole number as a word; in digits where the language lists none."""
        return str(self.spoken(language)["numbers"].get(value, value))

    def span(self, language: str, seconds: float) -> str:
        """A length of time, rounded to the nearest that the language lists."""
        return str(min(self.spoken(language)["spans"], key=lambda entry: abs(entry[0] - seconds))[1])

    def sentence(self, language: str, key: str, slots: Mapping[str, str]) -> str:
        """One sentence of a dialog key with its slots filled; not the same twice in a row if
        there are others."""
        sentences = self.dialog(language, key)
        others = [s for s in sentences if s != self._last.get((language, key))] or sentences
        chosen = self._last[language, key] = random.choice(others)
        return self.fill(chosen, slots)

    @staticmethod
    def fill(sentence: str, slots: Mapping[str, str]) -> str:
        """`sentence` with `{name}` replaced by the slot of that name. What comes in is never
        looked at for slots of its own."""
        text = SLOT.sub(lambda found: slots.get(found[1], ""), sentence)
        return text[:1].upper() + text[1:]

    def seconds(self, language: str, key: str, slots: Mapping[str, str]) -> float:
        """How long the longest sentence of a key is spoken: an estimate from its length, at the
        pace given in the language's spoken.json (espeak-ng and Piper were measured at 13-17
        characters a second)."""
        spoken = self.spoken(language)
        longest = max(len(self.fill(sentence, slots)) for sentence in self.dialog(language, key))
        return float(spoken["seconds_a_line"] + longest / spoken["characters_per_second"])

    def vocabulary(self, language: str) -> dict[str, tuple[str, ...]]:
        """What people say: the lines of each [section] of a language's ears.txt.

        Raises ValueError for a line that stands before the first section.
        """
        sections: dict[str, list[str]] = {}
        lines = _lines(self.folder / language / "ears.txt")
        if not lines:
            self._warn(f"locale: {language}/ears.txt: there is no such vocabulary; using {SOURCE_LANGUAGE}")
            lines = _lines(self.folder / SOURCE_LANGUAGE / "ears.txt")
        section: list[str] | None = None
        for line in lines:
            if heading := HEADING.fullmatch(line):
                section = sections.setdefault(heading[1], [])
            elif section is None:
                raise ValueError(f"locale: {language}/ears.txt: a line stands before the first [section]: {line!r}")
            else:
                section.append(line)
        return {name: tuple(entries) for name, entries in sections.items()}


    def learned(self, language: str) -> Mapping[str, Any]:
        """What was learned from a language's examples; nothing where there is no ears.json."""
        path = self.folder / language / "ears.json"
        try:
            found: dict[str, Any] = json.loads(path.read_text("utf-8"))
            return found
        except (OSError, ValueError) as error:
            self._warn(f"locale: {language}/ears.json: cannot be used: {error}")
            return {}


def _lines(path: Path) -> tuple[str, ...]:
    try:
        text = path.read_text("utf-8")
    except OSError:
        return ()
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
