"""What answering a query takes: the index, the words, the places, the weights."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from chassis.clock import Clock
from services.search.domain.weights import Weights
from services.search.meaning.lexicon import Lexicon
from services.search.meaning.vocabulary import Vocabulary
from services.search.places import Gazetteer
from services.search.ports import Finder, Shelf
from services.search.queries.planning import Planner


@dataclass(frozen=True)
class Desk:
    """All of it, bound in `bootstrap`; the lexicon and the vocabulary change while it runs."""

    index: Finder
    lexicon: Callable[[], Lexicon]
    vocabulary: Vocabulary
    gazetteer: Gazetteer
    weights: Weights
    clock: Clock
    served: Callable[[str], bool]
    """Whether a partner delivers to a PIN code."""
    shelf: Shelf
    popular: Callable[[], Sequence[str]]
    """Queries that many asked and found something with."""
    many: Callable[[], bool]
    """Whether so many goods are on sale that their titles say enough."""
    clicked: Callable[[str], Mapping[str, float]]
    """What many chose of an answer: the share of each product, by the key of the query."""

    @property
    def planner(self) -> Planner:
        """Plans by the lexicon of this moment."""
        return Planner(self.lexicon(), self.vocabulary, self.weights)

    def at(self, index: Finder) -> "Desk":
        """The same, with another index and only the words that stand there."""
        vocabulary = Vocabulary()
        vocabulary.add(self.lexicon().vocabulary)
        return replace(self, index=index, vocabulary=vocabulary)
