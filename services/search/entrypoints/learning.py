"""The doors by which search learns: what people chose, and what they looked for in vain."""

from chassis.doors import Call, Empty
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from chassis.runtime.periodic import every
from services.search.entrypoints.learning_bodies import ClickBody, ReportQuery
from services.search.queries.report import ReportPage, lacking


class LearningDoors:
    """Of nobody: what is kept has no person, network or device."""

    service: Assembled

    @http("POST", "/v1/search/clicks", open=True, status=202)
    def note_click(self, call: Call, body: ClickBody) -> Empty:
        """Tell that a product of an answer was looked at; each counts once for a search."""
        self.service.querylog.click(body.search_id, body.product_id, body.place)
        return Empty()

    @http("GET", "/v1/search/report", may="search_report.read")
    def read_search_report(self, call: Call, query: ReportQuery) -> ReportPage:
        """Queries of a week without a result or a click, the most asked first."""
        call.must()
        tallies, planner = self.service.learned.tallies, self.service.desk.planner
        return lacking(tallies, planner, (query.week, query.kind), query.after, query.limit)

    @every(seconds=1, alone=False)
    def write_query_log(self) -> None:
        """Write what was asked since."""
        self.service.querylog.flush()

    @every(seconds=60)
    def learn_from_queries(self) -> None:
        """Add up what many asked and chose."""
        self.service.learned.learn()

    @every(seconds=60, alone=False)
    def keep_up_with_learning(self) -> None:
        """Know what was added up last."""
        self.service.learned.keep_up()
