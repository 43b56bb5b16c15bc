"""The HTTP door by which indexes elsewhere read all that is live."""

from chassis.doors import Call
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from services.catalog.entrypoints.bodies import CatalogueQuery
from services.catalog.queries.catalogue import CataloguePage, catalogue_of, catalogue_page


class CatalogueDoors:
    """All that is live, as events tell it."""

    service: Assembled

    @http("GET", "/v1/catalogue", may="catalogue.read")
    def read_catalogue(self, call: Call, query: CatalogueQuery) -> CataloguePage:
        """Every live product with the numbers that its events carry; for machines and admins."""
        call.must()
        if query.ids:
            return catalogue_of(self.service.database, query.named)
        return catalogue_page(self.service.database, query.after, query.limit)
