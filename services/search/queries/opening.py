"""What was typed so far, as beginnings of keys and of words; and which popular queries begin so."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from services.search.domain.opening import Opening
from services.search.language import keys, plain, romanise, words
from services.search.meaning.beginnings import begun_so

LONGEST: Final = 60


def opening(q: str) -> Opening | None:
    """None for nothing typed yet."""
    said = words(q)
    if not said:
        return None
    before = "".join(keys(word)[0] + " " for word in said[:-1])
    return Opening(
        typed=" ".join(map(romanise, said))[:LONGEST],
        sound=" ".join(map(plain, said))[:LONGEST],
        keys=[(before + key)[:LONGEST] for key in keys(said[-1])],
    )


class Popular:
    """Queries by how they begin; given the most popular first."""

    def __init__(self, queries: Iterable[str]) -> None:
        self._queries = list(queries)
        begun = [(rank, opening(query)) for rank, query in enumerate(self._queries)]
        self._typed = sorted((one.typed, rank) for rank, one in begun if one)
        self._keys = sorted((one.keys[0], rank) for rank, one in begun if one)

    def starting(self, begun: Opening) -> Iterator[str]:
        """Those that go on from there, as typed or by key, the most popular first."""
        ranks = {*begun_so(self._typed, begun.typed), *begun_so(self._keys, begun.keys[0])}
        return (self._queries[rank] for rank in sorted(ranks))


@lru_cache(maxsize=2)
def popular(queries: tuple[str, ...]) -> Popular:
    """They change once a minute, and are asked at every letter."""
    return Popular(queries)
