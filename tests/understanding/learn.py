"""Learn what people mean from locale/<lang>/examples/ and write locale/<lang>/ears.json.

`make ears LANGUAGE=en-US`. Two models: `running` (a massage is under way) and `idle` (nothing
runs; only sentences that name a massage come to it). The thresholds are set where so few of the
sentences said to others are taken that were held out of the training.
"""

from __future__ import annotations

import json
import sys
from base64 import b85encode
from collections import Counter

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from sklearn.preprocessing import normalize

from skill_lowback.ears import Ears
from skill_lowback.library import OURS, read
from skill_lowback.sense import NONE, features
from skill_lowback.words import Words, locale_folder

IDLE = ("start", "about", "resume")
# how many of the held-out sentences said to others may be taken. The examples in none.txt are chosen to
# be hard (they share words with our commands): of ordinary ones about a tenth as many are taken
TAKEN = {"running": 0.04, "idle": 0.02}
STRENGTH = 20.0
LEAST_WEIGHT = 0.02                         # of the largest: what is smaller is left out


def learn(sentences: list[list[str]], labels: list[str], taken: float) -> dict:
    counts = Counter(word for words, label in zip(sentences, labels, strict=True) if label != NONE for word in set(words))
    known = frozenset(word for word, count in counts.items() if count > 1)
    vectors = DictVectorizer()
    matrix = normalize(vectors.fit_transform([features(words, known) for words in sentences]))
    often = np.asarray((matrix > 0).sum(axis=0)).ravel() > 1
    matrix = matrix[:, often]
    model = LogisticRegression(C=STRENGTH, max_iter=300)
    held_out = cross_val_predict(model, matrix, labels, cv=4, method="predict_proba", n_jobs=2)
    model.fit(matrix, labels)
    classes = list(model.classes_)
    others = np.array(labels) == NONE
    ours = 1.0 - held_out[others, classes.index(NONE)]
    threshold = float(np.sort(ours)[::-1][int(len(ours) * taken)])
    right = (np.array(classes)[np.where(np.eye(len(classes))[classes.index(NONE)], -1, held_out).argmax(1)] == np.array(labels)) \
        & (1.0 - held_out[:, classes.index(NONE)] >= threshold)
    print(f"{len(sentences)} sentences, {others.sum()} of them said to others; threshold {threshold:.3f};"
          f" held out: {right[~others].mean():.3f} of the commands understood", flush=True)
    weights = model.coef_.T
    scale = float(np.abs(weights).max() / 127)
    names = np.array(vectors.feature_names_)[often]
    kept = np.abs(weights).max(axis=1) >= LEAST_WEIGHT * np.abs(weights).max()
    packed = np.clip(np.round(weights / scale), -127, 127).astype(int) + 128
    return {"labels": classes, "known": sorted(known), "bias": [round(float(b), 4) for b in model.intercept_], "scale": scale,
            "threshold": round(threshold, 4),
            "weights": {str(name): b85encode(bytes(map(int, row))).decode("ascii")
                        for name, row in zip(names[kept], packed[kept], strict=True)}}


def main(language: str) -> None:
    folder = locale_folder() / language
    routine = read(OURS / "lower_back.yaml")
    ears = Ears(Words(locale_folder()).vocabulary(language), routine)
    examples = {path.stem: [line.split("\t")[0] for line in path.read_text("utf-8").splitlines() if line.strip()]
                for path in sorted((folder / "examples").glob("*.txt"))}
    running = [(ears.words(text), label) for label, lines in examples.items() if label not in ("start", "about", "idle") for text in lines]
    idle = [(ears.words(text), label if label in IDLE else NONE) for label, lines in examples.items()
            for text in lines if label in (*IDLE, "idle") and ears.names_massage(text)]
    content = {"running": learn(*map(list, zip(*running, strict=True)), TAKEN["running"]),
               "idle": learn(*map(list, zip(*idle, strict=True)), TAKEN["idle"])}
    (folder / "ears.json").write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace('","', '",\n"') + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
