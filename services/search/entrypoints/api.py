"""The HTTP door of the search service."""

from chassis.doors import Call
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from services.search.domain.wanted import Found
from services.search.entrypoints.bodies import SearchQuery


class Api:
    """Search."""

    service: Assembled

    @http("GET", "/v1/search", open=True)
    def search(self, call: Call, query: SearchQuery) -> Found:
        """Find what is on sale by words and filters, with counts for further filters."""
        found: Found = self.service.index.search(query.wanted())
        return found
