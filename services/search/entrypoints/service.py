"""The search service as nameko runs it."""

from chassis.runtime.assembled import Assembled
from chassis.runtime.probes import Probes
from services.search import bootstrap
from services.search.entrypoints.api import Api
from services.search.entrypoints.events import Events


class SearchService(Api, Events, Probes):
    """All doors of search."""

    name = "search"
    service = Assembled(bootstrap.build)


SERVICE = SearchService
