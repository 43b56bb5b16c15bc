"""From the words of a query to what they say: the readers one after the other."""

from collections.abc import Collection, Sequence

from services.search.places import Gazetteer
from services.search.understanding.delivery import read_delivery
from services.search.understanding.fillers import drop_fillers
from services.search.understanding.finding import find_places
from services.search.understanding.kinds import read_kinds
from services.search.understanding.nearness import read_nearness
from services.search.understanding.places import read_place
from services.search.understanding.prices import read_prices
from services.search.understanding.quantities import read_quantities
from services.search.understanding.sentence import Sentence
from services.search.understanding.understood import Understood


def understand(
    words: Sequence[str], gazetteer: Gazetteer, *, without: Collection[str] = ()
) -> Understood:
    """What clean words say beside what is looked for; `without` names parts that they do not say.

    The words of a part that is switched off are looked for if they may stand in a title (a place,
    an amount), and fall away if they cannot ("200 se kam").
    """
    sentence = Sentence(words, without)
    read_quantities(sentence)
    read_prices(sentence)
    places = find_places(sentence, gazetteer)
    read_place(sentence, read_delivery(sentence, places))
    read_nearness(sentence)
    read_kinds(sentence)
    drop_fillers(sentence)
    left = sentence.left()
    if not left and all(part.name == "kind" for part in sentence.parts):
        left = list(range(len(sentence.words)))
    return Understood(
        parts=tuple(sorted(sentence.parts, key=lambda part: part.at)),
        left=tuple(sentence.words[at] for at in left),
        positions=tuple(left),
    )
