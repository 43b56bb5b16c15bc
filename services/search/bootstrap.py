"""The one place that picks the real adapters of the search service."""

import gc
import logging

from chassis.assembly import Assembly, Broker
from chassis.errors import Unavailable
from chassis.settings import read
from chassis.work import Work
from services.search.adapters.elastic import connected
from services.search.adapters.finding import ElasticFinder
from services.search.adapters.indexes import Indexes
from services.search.adapters.learned import Learned
from services.search.adapters.lexicons import LiveLexicon
from services.search.adapters.plain import prepare_plain
from services.search.adapters.querylog import QueryLog
from services.search.adapters.reach import KeptReach
from services.search.adapters.sales import KeptSales
from services.search.adapters.sellers import KeptSellers
from services.search.adapters.shelf import KeptShelf
from services.search.adapters.titles import KeptTitles
from services.search.adapters.words import Words
from services.search.adapters.writing import Writer
from services.search.domain.weights import Weights
from services.search.handlers import HANDLERS
from services.search.meaning.reading import seeded
from services.search.meaning.vocabulary import Vocabulary
from services.search.places import Gazetteer
from services.search.ports import Ports
from services.search.queries.desk import Desk
from services.search.settings import SearchSettings
from services.search.tables import COVERAGES, MEANINGS

_log = logging.getLogger(__name__)


class SearchAssembly(Assembly):
    """Owns the index, and in MongoDB what the index alone must not forget."""

    def __init__(self, settings: SearchSettings, broker: Broker) -> None:
        self.elastic = connected(settings.elasticsearch_url)
        self.indexes = Indexes(self.elastic)
        self.writer = Writer(self.elastic, self.indexes)
        super().__init__(
            "search",
            settings,
            broker,
            collections=(COVERAGES, MEANINGS),
            handlers=HANDLERS,
            ports=self._ports,
        )
        self.reach = KeptReach(self.database)
        self.titles, self.sellers = KeptTitles(self.database), KeptSellers(self.database)
        self.sales = KeptSales(self.database)
        self.vocabulary = Vocabulary()
        self.lexicon = LiveLexicon(self.database, seeded(), self.vocabulary.add)
        self.querylog = QueryLog(self.database, self.clock)
        self.learned = Learned(self.database, self.clock)
        self.words = Words(self.elastic, self.vocabulary)
        self.desk = self._desk(settings.ranking)
        self._prepared = False

    def prepare(self) -> None:
        """Create what is missing; safe to repeat. Called before any door opens."""
        super().prepare()
        prepare_plain(self.database)
        self.lexicon.prepare()
        self.learned.refresh()
        gc.freeze()  # meanings and places stay: looking through them again would halt requests
        self.keep_up()

    def keep_up(self) -> None:
        """Make the index once it is there, and know its words. While it is away, titles answer:
        that is why a process is ready without it."""
        try:
            if not self._prepared:
                self.indexes.prepare()
                self._prepared = True
            self.words.keep_up()
        except Unavailable:
            _log.warning("the index was away")

    def _desk(self, weights: Weights) -> Desk:
        return Desk(
            index=ElasticFinder(self.elastic, weights, self.clock),
            lexicon=self.lexicon,
            vocabulary=self.vocabulary,
            gazetteer=Gazetteer.load(),
            weights=weights,
            clock=self.clock,
            served=self.reach.served,
            shelf=KeptShelf(self.database),
            popular=self.learned.popular,
            clicked=self.learned.clicked,
            many=self.words.many,
        )

    def _ports(self, work: Work) -> Ports:
        return Ports(
            index=self.writer,
            titles=self.titles,
            sellers=self.sellers,
            sales=self.sales,
            coverages=work.repository(COVERAGES),
            meanings=work.repository(MEANINGS),
            clock=self.clock,
        )


def build(broker: Broker) -> SearchAssembly:
    """The search service without its doors."""
    return SearchAssembly(read(SearchSettings), broker)
