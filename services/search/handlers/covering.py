"""Where partners deliver, as they say it."""

from chassis.context import current
from contracts.delivery import CoverageChanged
from services.search.domain.coverage import Coverage
from services.search.ports import Ports


def on_coverage_changed(event: CoverageChanged, ports: Ports) -> None:
    """Keep where a partner delivers; what it said before what is known is late and ignored."""
    coverage, sequence = ports.coverages.find(event.partner_id), current().sequence
    if coverage is None:
        known = Coverage(id=event.partner_id, status="known", pins=event.pins, heard=sequence)
        ports.coverages.add(known)
    elif sequence > coverage.heard:
        coverage.pins, coverage.heard = event.pins, sequence
