"""The doors that find what is on sale."""

from chassis import metrics
from chassis.doors import Call
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from chassis.runtime.periodic import every
from services.search.domain.found import Found
from services.search.entrypoints.bodies import SearchQuery, SimilarQuery, SuggestQuery
from services.search.queries.searching import search
from services.search.queries.similar import Similar, similar
from services.search.queries.suggesting import Suggestions, suggest


class Api:
    """Search, suggestions while somebody types, and what is like a product."""

    service: Assembled

    @http("GET", "/v1/search", may="search.explain", guests=True)
    def search(self, call: Call, query: SearchQuery) -> Found:
        """Find what is on sale by words and filters; anyone may, `explain` is for staff."""
        if query.explain:
            call.must()
        found = search(query.asked(), self.service.desk)
        metrics.SEARCH_ANSWERS.labels(found.by).inc()
        if not query.cursor:  # a further page is the same search
            self.service.querylog.note(query.q, found, call.language)
        return found

    @http("GET", "/v1/suggest", open=True)
    def suggest(self, call: Call, query: SuggestQuery) -> Suggestions:
        """What somebody may be about to type, in either script."""
        return suggest(query.q, query.kind, query.limit, self.service.desk)

    @http("GET", "/v1/similar/<product_id>", open=True)
    def find_similar(self, call: Call, product_id: str, query: SimilarQuery) -> Similar:
        """What is like a product that is on sale."""
        return similar(product_id, query.limit, self.service.desk)

    @every(seconds=5, alone=False)
    def keep_up_with_words(self) -> None:
        """Learn the words of new titles, to tell misspelt ones."""
        self.service.keep_up()
