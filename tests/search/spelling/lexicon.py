"""The judged pairs, and pairs of different words drawn by a fixed seed."""

import random
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("dakshina-hi.translit.sampled.dev.tsv")
SEED = 814112


class Pair(NamedTuple):
    """A romanised spelling, a Devanagari word, and how many people wrote the one for the other."""

    latin: str
    hindi: str
    times: int = 1


def pairs(file: Path = FILE) -> list[Pair]:
    """Read every spelling of every word."""
    lines = file.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line)
    return [Pair(latin, hindi, int(times)) for latin, hindi, times in rows]


def strangers(judged: list[Pair], count: int = 10_000) -> list[Pair]:
    """Draw spellings beside words that nobody meant by them: each match is a collision."""
    meant = {(pair.latin, pair.hindi) for pair in judged}
    draw = random.Random(SEED)
    found: list[Pair] = []
    while len(found) < count:
        one, other = draw.choice(judged), draw.choice(judged)
        if one.hindi != other.hindi and (one.latin, other.hindi) not in meant:
            found.append(Pair(one.latin, other.hindi))
    return found
