"""Doors of the audit trail: what happened is appended, staff look for it in their area."""

from typing import Annotated

from msgspec import Meta

from chassis import audit, policy
from chassis.doors import Call
from chassis.pages import PageQuery
from chassis.runtime.assembled import Assembled
from chassis.runtime.consume import consume
from chassis.runtime.http import http
from chassis.runtime.periodic import every
from contracts.audit import ActionRecorded
from contracts.values import Instant
from services.accounts.bootstrap import Accounts
from services.accounts.commands.trail import SealTrail
from services.accounts.domain.trail_refusals import RecordNotFound
from services.accounts.entrypoints.trail_csv import csv_of
from services.accounts.queries import trail as queries_of_trail
from services.accounts.queries.trail import RecordView, TrailPage, Wanted

Words = Annotated[str, Meta(max_length=100)]
MOST_EXPORTED = 5_000


class TrailQuery(PageQuery):
    """All that is said must fit: the ids of the object and of whoever acted, the action, when it
    was recorded (`until` is not included). A page may be short and yet not the last.
    """

    object: Words = ""
    actor: Words = ""
    action: Words = ""
    since: Instant | None = None
    until: Instant | None = None

    def wanted(self, areas: list[str]) -> Wanted:
        return Wanted(
            areas=areas,
            object=self.object,
            actor=self.actor,
            action=self.action,
            since=self.since,
            until=self.until,
        )


class ExportQuery(TrailQuery):
    """The same; `cursor` is the last line of the export before."""

    limit: Annotated[int, Meta(ge=1, le=MOST_EXPORTED)] = 1_000


class AuditTrail:
    """Append and seal; list, show, export."""

    service: Assembled[Accounts]

    @consume(ActionRecorded)
    def on_action_recorded(self, event: ActionRecorded) -> None:
        self.service.trail.handle(event)

    @every(30)
    def seal_trail(self) -> None:
        """Look at what is new, and sign a checkpoint now and then."""
        self.service.trail.handle(SealTrail())

    @http("GET", "/v1/audit", may="audit.read")
    def list_records(self, call: Call, query: TrailQuery) -> TrailPage:
        """Who did what, in the areas of the caller; the newest first."""
        return self._page(call, query)

    @http("GET", "/v1/audit/<number>", may="audit.read")
    def show_record(self, call: Call, number: str) -> RecordView:
        """One record of the audit trail."""
        if not (number.isascii() and number.isdigit() and len(number) <= 16):
            raise RecordNotFound(field="number")
        return queries_of_trail.record(
            self.service.trail_database, int(number), lambda areas: call.may(areas=areas)
        )

    @http(
        "GET",
        "/v1/audit/export",
        may="audit.export",
        sure=True,
        content_type="text/csv; charset=utf-8",
    )
    def export_records(self, call: Call, query: ExportQuery) -> bytes:
        """The same as a file, which says who took it; that it was taken is recorded."""
        found = self._page(call, query)
        numbers = [item.number for item in found.items]
        which = f"{numbers[-1]}-{numbers[0]}" if numbers else "none"
        audit.note(self.service, "audit", which)
        return csv_of(found, who=call.who.id, at=self.service.clock.now())

    def _page(self, call: Call, query: TrailQuery) -> TrailPage:
        areas = policy.areas_for(call.narrows(), call.action)
        database = self.service.trail_database
        return queries_of_trail.page(database, query.wanted(areas), query.cursor, query.limit)
