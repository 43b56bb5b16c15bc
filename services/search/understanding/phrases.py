"""Fixed phrases, met in both scripts and in any usual spelling."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from services.search.language import key, words
from services.search.places.spelling import consonants

Sound = tuple[str, str]


@lru_cache(maxsize=8192)
def sound(word: str) -> Sound:
    """By which words of phrases are the same: a key alone takes खरना for करना, षष्ठी for सस्ती."""
    return key(word), consonants((word,)).rstrip("n")


class Phrases:
    """A set of them; the longest that fits is meant."""

    def __init__(self, said: str) -> None:
        """`said`: the phrases, separated by semicolons."""
        cut = (tuple(map(sound, words(phrase))) for phrase in said.split(";"))
        self._phrases = frozenset(phrase for phrase in cut if phrase)
        self._lengths = sorted(set(map(len, self._phrases)), reverse=True)

    def starting(self, sounds: Sequence[Sound], at: int) -> int:
        """How many words from there on are one of them."""
        return self._longest(tuple(sounds[at : at + size]) for size in self._lengths)

    def ending(self, sounds: Sequence[Sound], at: int) -> int:
        """How many words right before there are one of them."""
        return self._longest(tuple(sounds[max(at - size, 0) : at]) for size in self._lengths)

    def _longest(self, cuts: Iterable[tuple[Sound, ...]]) -> int:
        return next((len(cut) for cut in cuts if cut in self._phrases), 0)
