"""Events on their way: published, waiting, taken, tried again, given up."""

from deploy.grafana.backlog import OLDEST_OUTBOX
from deploy.grafana.faults import FAULTS
from deploy.grafana.flow import FLOW
from deploy.grafana.panels import RATE, Dashboard, Row, or_zero, stat
from deploy.grafana.queues import QUEUES, READY

_NOW = (
    stat(
        "Parked",
        "Given up; somebody has to look.",
        "none",
        "max(haat_parked_messages)",
        ((1, "red"),),
    ),
    stat(
        "Waiting",
        "To be taken, in all queues of services and partners.",
        "none",
        f'sum({READY}{{queue!~"parked.*|delay[.].+"}})',
        ((500, "orange"), (5000, "red")),
    ),
    stat(
        "In hand",
        "Taken and not acknowledged yet, all services.",
        "none",
        "sum(haat_events_in_progress)",
    ),
    OLDEST_OUTBOX,
    stat(
        "Connections lost",
        "In an hour, all services.",
        "none",
        or_zero("sum(increase(haat_broker_reconnects_total[1h]))"),
        ((1, "orange"), (20, "red")),
    ),
    stat(
        "Broker alarm",
        "1: short of memory or disk, publishers wait.",
        "none",
        "max(rabbitmq_alarms_memory_used_watermark)"
        " + max(rabbitmq_alarms_free_disk_space_watermark)",
        ((1, "red"),),
    ),
    stat(
        "To be tried again",
        "Messages in the delay queues.",
        "none",
        f'sum(max by (queue) ({READY}{{queue=~"delay[.].+"}}))',
        ((20, "orange"), (100, "red")),
    ),
    stat(
        "Age when taken",
        "Half of the events are older, in the service where they are latest.",
        "s",
        or_zero(
            "max(histogram_quantile(0.5, sum by (service, le) "
            f"(rate(haat_event_age_seconds_bucket{RATE}))) >= 0)"
        ),
        ((5, "orange"), (30, "red")),
    ),
    stat(
        "Redelivered",
        "In an hour: was in hand when a process ended.",
        "none",
        or_zero("sum(increase(haat_events_redelivered_total[1h]))"),
        ((1, "orange"), (100, "red")),
    ),
    stat(
        "Parked today",
        "Given up by services in 24 hours, replayed since or not.",
        "none",
        or_zero('sum(increase(haat_events_consumed_total{fate="park"}[24h]))'),
        ((1, "orange"),),
    ),
    stat(
        "Services blocked",
        "The broker does not read from them; their writes are answered 503.",
        "none",
        or_zero("sum(max by (service) (haat_broker_blocked))"),
        ((1, "red"),),
    ),
    stat(
        "Calls cut off",
        "Circuits that are open: calls are refused at once.",
        "none",
        or_zero("sum(max by (service, target) (haat_breaker_open))"),
        ((1, "red"),),
    ),
)


MESSAGING = Dashboard(
    uid="messaging",
    title="Haat · messaging",
    description="Events on their way: published, waiting, taken, tried again, given up.",
    rows=(
        Row(title="Now", panels=_NOW),
        Row(title="Flow", panels=FLOW),
        Row(title="Queues", panels=QUEUES),
        Row(title="Faults", panels=FAULTS),
    ),
)
