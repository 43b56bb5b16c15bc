"""A query while it is read: which of its words are spoken for, and what they said."""

from collections.abc import Collection, Iterable, Sequence

from services.search.understanding.phrases import Phrases, sound
from services.search.understanding.understood import Name, Part, Value


class Sentence:
    """Readers take words one after the other; what one has taken, the next does not read."""

    def __init__(self, words: Sequence[str], without: Collection[str] = ()) -> None:
        self.words = tuple(words)
        self.sounds = tuple(map(sound, words))
        self.parts: list[Part] = []
        self._without = frozenset(without)
        self._taken: set[int] = set()

    def free(self, first: int, last: int) -> bool:
        """Whether all of these stand there and no reader has taken any."""
        within = first >= 0 and last < len(self.words)
        return within and self._taken.isdisjoint(range(first, last + 1))

    def take(self, name: Name, value: Value, at: Iterable[int]) -> None:
        """These words say that, and are not looked for."""
        places = tuple(sorted(at))
        self._taken.update(places)
        self.note(name, value, places)

    def note(self, name: Name, value: Value, at: Sequence[int]) -> None:
        """These words say that, and are looked for all the same."""
        if name not in self._without:
            said = " ".join(self.words[place] for place in at)
            self.parts.append(Part(name=name, value=value, said=said, at=tuple(at)))

    def drop(self, at: Iterable[int]) -> None:
        """These words say nothing to look for."""
        self._taken.update(at)

    def wants(self, name: Name) -> bool:
        """Whether that may be understood at all."""
        return name not in self._without

    def each(self, phrases: Phrases) -> Iterable[range]:
        """Where free words are one of these phrases, from the left."""
        at = 0
        while at < len(self.words):
            size = phrases.starting(self.sounds, at)
            found = size > 0 and self.free(at, at + size - 1)
            if found:
                yield range(at, at + size)
            at += size if found else 1

    def after(self, at: int, phrases: Phrases) -> int:
        """How many free words from there on are one of the phrases."""
        size = phrases.starting(self.sounds, at)
        return size if size and self.free(at, at + size - 1) else 0

    def before(self, at: int, phrases: Phrases) -> int:
        """How many free words right before there are one of the phrases."""
        size = phrases.ending(self.sounds, at)
        return size if size and self.free(at - size, at - 1) else 0

    def left(self) -> list[int]:
        """The places of the words that nobody has taken."""
        return [at for at in range(len(self.words)) if at not in self._taken]
