"""The one place that picks the real adapters of the search service."""

from chassis.assembly import Assembly, Broker
from chassis.clock import SystemClock
from chassis.settings import read
from chassis.work import Work
from services.search.adapters.elastic import ElasticIndex
from services.search.handlers import HANDLERS
from services.search.ports import Ports
from services.search.settings import SearchSettings


class SearchAssembly(Assembly):
    """Keeps nothing in MongoDB: it is ready without it, and what it owns is the index."""

    def __init__(self, settings: SearchSettings, broker: Broker) -> None:
        self.index = ElasticIndex(settings.elasticsearch_url)
        super().__init__(
            "search", settings, broker, collections=(), handlers=HANDLERS, ports=self._ports
        )
        self.checks = {"elasticsearch": self.index.check}

    def prepare(self) -> None:
        """Create the index; safe to repeat. Called before any door opens."""
        self.index.prepare()

    def _ports(self, work: Work) -> Ports:
        return Ports(index=self.index, clock=SystemClock())


def build(broker: Broker) -> SearchAssembly:
    """The search service without its doors."""
    return SearchAssembly(read(SearchSettings), broker)
