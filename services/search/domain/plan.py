"""What is looked for: the words of a query, weighed, with all that they may mean."""

from dataclasses import dataclass, field

from services.search.domain.meaning import MeaningKind


@dataclass(frozen=True)
class Alone:
    """Single words that say a meaning equally well: in plain Latin letters, and their keys; and
    pairs of words, as tokens of two keys."""

    strength: float
    plain: tuple[str, ...]
    keys: tuple[str, ...]
    pairs: tuple[str, ...]


@dataclass(frozen=True)
class Together:
    """Three words and more that say it together: goods must have one of the keys of each."""

    strength: float
    keys: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Ways:
    """How else a meaning is said; `sure`: keys of single words as good as any, `marked`: the same
    with those that other words have too."""

    alone: tuple[Alone, ...] = ()
    together: tuple[Together, ...] = ()
    sure: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sense:
    """A meaning that words may have; `within` are the only categories where it holds."""

    slug: str
    kind: MeaningKind
    strength: float
    ways: Ways = Ways()
    categories: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    share: float = 1.0
    """Of the words of its segment, those that say it."""


@dataclass(frozen=True)
class Near:
    """A known word that a misspelt one may have been, as it is written, and how close."""

    key: str
    written: str
    closeness: float


@dataclass(frozen=True)
class PlanWord:
    """A word of the query: as typed, its keys (the principal first), what it may mean."""

    typed: str
    keys: tuple[str, ...]
    weight: float
    senses: tuple[Sense, ...] = ()
    near: tuple[Near, ...] = ()


@dataclass(frozen=True)
class Segment:
    """Words that belong together, and what they mean only together."""

    words: tuple[PlanWord, ...]
    weight: float
    senses: tuple[Sense, ...] = ()
    joined: tuple[str, ...] = ()
    """Keys of neighbours written as one."""


@dataclass(frozen=True)
class Plan:
    """The segments of a query, in the order of its words; none where it has no words."""

    segments: tuple[Segment, ...] = field(default=())
    whole: str = ""
    """All that was typed, by principal keys; "" where that is no query of somebody's."""

    @property
    def weight(self) -> float:
        """What all of it is worth."""
        return sum(segment.weight for segment in self.segments)

    @property
    def words(self) -> list[PlanWord]:
        """All words."""
        return [word for segment in self.segments for word in segment.words]

    @property
    def categories(self) -> list[str]:
        """The categories that may be meant, the surest first."""
        sure: dict[str, float] = {}
        for segment in self.segments:
            senses = [*segment.senses, *(s for word in segment.words for s in word.senses)]
            for sense in senses:
                for rank, category in enumerate(sense.categories):
                    worth = segment.weight * sense.strength / (1 + rank)
                    sure[category] = max(sure.get(category, 0.0), worth)
        return sorted(sure, key=lambda category: -sure[category])
