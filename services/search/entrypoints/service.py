"""The search service as nameko runs it."""

from chassis.runtime.assembled import Assembled
from chassis.runtime.probes import Probes
from services.search import bootstrap
from services.search.entrypoints.api import Api
from services.search.entrypoints.events import Events
from services.search.entrypoints.learning import LearningDoors
from services.search.entrypoints.meanings import MeaningDoors


class SearchService(Api, Events, MeaningDoors, LearningDoors, Probes):
    """All doors of search."""

    name = "search"
    service = Assembled(bootstrap.build)


SERVICE = SearchService
