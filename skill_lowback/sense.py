"""What a sentence is about: a linear model over its words, learned from examples.

Pure. The weights stand in `locale/<lang>/ears.json` and are learned from the sentences in
`locale/<lang>/examples/` (`make ears`): one file a label, and `none.txt` for what is said to
others. A translator writes examples; no code.
"""

from __future__ import annotations

from base64 import b85decode
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import exp, sqrt
from typing import Any

NONE = "none"
UNKNOWN = "#unknown"
LETTERS = 4         # words are also seen in pieces of so many letters, so that slips are forgiven
PIECE_WEIGHT = 0.5


def split(text: str) -> list[str]:
    """The words of a normal sentence; what stands behind an apostrophe is one of its own."""
    return text.replace("'", " '").split()


def features(words: list[str], known: Collection[str]) -> dict[str, float]:
    """What the model sees of a sentence: its words alone, in twos and threes, with one left out,
    in pieces, how many of them it has never seen, and how long it is."""
    found: dict[str, float] = {}
    seen = ["<", *(word if word in known else UNKNOWN for word in words), ">"]
    for start in range(len(seen)):
        for length in (1, 2, 3):
            if start + length <= len(seen):
                found[" ".join(seen[start:start + length])] = 1.0
        if start + 2 < len(seen):
            found[f"{seen[start]} _ {seen[start + 2]}"] = 1.0
    for word in words:
        if len(word) > 3 and word[0] != "#":
            padded = f"^{word}$"
            for start in range(len(padded) - LETTERS + 1):
                found["~" + padded[start:start + LETTERS]] = PIECE_WEIGHT
    found[f"#unknown {min(seen.count(UNKNOWN), 4)}"] = 1.0
    found[f"#length {min(len(words) // 2, 6)}"] = 1.0
    return found


@dataclass(frozen=True)
class Sense:
    """A learned model. `threshold` is the probability from which a sentence counts as said to us."""

    labels: tuple[str, ...]
    known: frozenset[str]
    bias: tuple[float, ...]
    weights: Mapping[str, bytes]
    scale: float
    threshold: float

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Sense:
        """The model that a parsed ears.json holds.

        Raises KeyError, TypeError or ValueError where it does not hold one.
        """
        weights = {name: b85decode(packed) for name, packed in content["weights"].items()}
        labels = tuple(content["labels"])
        for name, row in weights.items():
            if len(row) != len(labels):
                raise ValueError(f"weights[{name!r}]: must have {len(labels)} numbers, not {len(row)}")
        return cls(labels, frozenset(content["known"]), tuple(map(float, content["bias"])), weights,
                   float(content["scale"]), float(content["threshold"]))

    def about(self, words: Iterable[str]) -> dict[str, float]:
        """How probable each label is, `none` among them."""
        found = features(list(words), self.known)
        size = sqrt(sum(value * value for value in found.values()))
        totals = [0.0] * len(self.labels)
        for name, value in found.items():
            row = self.weights.get(name)
            if row:
                totals = [total + value * (weight - 128) for total, weight in zip(totals, row)]
        scores = [bias + total * self.scale / size for bias, total in zip(self.bias, totals)]
        top = max(scores)
        powers = [exp(score - top) for score in scores]
        together = sum(powers)
        return {label: power / together for label, power in zip(self.labels, powers)}

    def label(self, words: Iterable[str]) -> str | None:
        """The most probable label, if the sentence is said to us at all."""
        probable = self.about(words)
        if 1.0 - probable.pop(NONE) < self.threshold:
            return None
        return max(probable, key=lambda label: probable[label])
