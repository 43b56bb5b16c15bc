"""The one dashboard that every service has."""

from deploy.grafana.panels import RATE, Dashboard, Panel, Row, graph, or_zero, stat
from deploy.grafana.searching import ANSWERS

SERVICES = {
    "accounts": "people, their roles and their log-ins",
    "catalog": "sellers, products and stock",
    "orders": "orders and their consignments",
    "payments": "the buyers' money",
    "delivery": "partners, promises and parcels",
    "search": "the index that buyers search",
    "notify": "what people are told",
}
OWN = {"search": (ANSWERS,)}


def service_dashboard(name: str) -> Dashboard:
    """Its doors, its messages, its calls to others, its processes."""
    own = f'{{service="{name}"}}'
    return Dashboard(
        uid=name,
        title=f"Haat · {name}",
        description=f"One service: {SERVICES[name]}.",
        rows=(
            Row(title="Now", panels=_now(name, own)),
            Row(title="Doors", panels=_doors(name, own)),
            *OWN.get(name, ()),
            Row(title="Messages", panels=(*_taken(own), *_given(own))),
            Row(
                title="Calls to others, and its processes", panels=(*_calls(own), *_processes(own))
            ),
        ),
    )


def _now(name: str, own: str) -> tuple[Panel, ...]:
    return (
        stat("Processes", "How many answer.", "none", f"sum(up{own})"),
        stat(
            "Requests",
            "All doors, probes too.",
            "reqps",
            f"sum(rate(haat_http_request_seconds_count{own}{RATE}))",
        ),
        stat(
            "Failed requests",
            "Share that was answered 5xx. Alert at 5 %.",
            "percentunit",
            f"({_failed(name)} or vector(0))"
            f" / sum(rate(haat_http_request_seconds_count{own}{RATE}))",
            ((0.01, "orange"), (0.05, "red")),
        ),
        stat(
            "Outbox",
            "Age of the oldest event left unpublished. Alert at 60 s.",
            "s",
            f"max(haat_outbox_oldest_seconds{own})",
            ((10, "orange"), (60, "red")),
        ),
        stat(
            "Longest queue",
            "Messages ready. Alert at 500.",
            "none",
            or_zero(f"max(haat_queue_ready_messages{own})"),
            ((100, "orange"), (500, "red")),
        ),
        stat(
            "Events in hand",
            "Taken from queues and not acknowledged yet.",
            "none",
            or_zero(f"sum(haat_events_in_progress{own})"),
        ),
    )


def _doors(name: str, own: str) -> tuple[Panel, ...]:
    return (
        graph(
            "Requests by door",
            "Answered, with the probes.",
            "reqps",
            (f"sum by (route) (rate(haat_http_request_seconds_count{own}{RATE}))", "{{route}}"),
        ),
        graph(
            "Refused and failed by door",
            "4xx is the caller's fault, 5xx ours; 503 of /readyz says that a server is away.",
            "reqps",
            (
                or_zero(
                    "sum by (route, status) (rate(haat_http_request_seconds_count"
                    f'{{service="{name}", status=~"[45].."}}{RATE}))'
                ),
                "{{status}} {{route}}",
            ),
        ),
        graph(
            "99th percentile by door",
            "One of a hundred takes longer. Alert at 1 s.",
            "s",
            (
                "histogram_quantile(0.99, sum by (route, le) "
                f"(rate(haat_http_request_seconds_bucket{own}{RATE})))",
                "{{route}}",
            ),
            limits=((1, "red"),),
        ),
        graph(
            "Requests in hand",
            "Being answered at this moment.",
            "none",
            (f"sum(haat_http_requests_in_progress{own})", "in hand"),
        ),
    )


def _taken(own: str) -> tuple[Panel, ...]:
    return (
        graph(
            "Events taken, by fate",
            "ack: done or known already · retry: comes again later · park: given up, see parked.",
            "eps",
            (or_zero(f"sum by (fate) (rate(haat_events_consumed_total{own}{RATE}))"), "{{fate}}"),
            stacked=True,
        ),
        graph(
            "Handled, by message and outcome",
            "Commands and events through the pipeline: done, duplicate, refused, error.",
            "eps",
            (
                or_zero(f"sum by (message, outcome) (rate(haat_handler_seconds_count{own}{RATE}))"),
                "{{message}} {{outcome}}",
            ),
        ),
        graph(
            "99th percentile by message",
            "Of one message through the pipeline.",
            "s",
            (
                or_zero(
                    "histogram_quantile(0.99, sum by (message, le) "
                    f"(rate(haat_handler_seconds_bucket{own}{RATE})))"
                ),
                "{{message}}",
            ),
        ),
        _lateness(own),
        graph(
            "Its queues",
            "Messages ready; what grows is not kept up with.",
            "none",
            (or_zero(f"max by (queue) (haat_queue_ready_messages{own})"), "{{queue}}"),
            limits=((500, "red"),),
        ),
    )


def _lateness(own: str) -> Panel:
    return graph(
        "Age when taken",
        "From the event's time, each new try counted. Alert when half are older than 30 s.",
        "s",
        (_age(0.5, own), "half are older"),
        (_age(0.99, own), "one of a hundred is older"),
        limits=((30, "red"),),
    )


def _given(own: str) -> tuple[Panel, ...]:
    return (
        graph(
            "Events published",
            "Confirmed by the broker.",
            "eps",
            (
                or_zero(f"sum by (event) (rate(haat_events_published_total{own}{RATE}))"),
                "{{event}}",
            ),
            stacked=True,
        ),
        graph(
            "Decided again, left over, seen before",
            "Writes that clashed · writes left to the sweeper · events that came a second time.",
            "eps",
            (or_zero(f"sum(rate(haat_write_clashes_total{own}{RATE}))"), "clashes"),
            (or_zero(f"sum(rate(haat_outbox_left_total{own}{RATE}))"), "left to the sweeper"),
            (or_zero(f"sum(rate(haat_events_redelivered_total{own}{RATE}))"), "redelivered"),
        ),
    )


def _calls(own: str) -> tuple[Panel, ...]:
    return (
        graph(
            "Calls to others",
            "ok · refused: a clear no · failed: no usable answer. Alert at 10 % failed.",
            "reqps",
            (
                or_zero(
                    "sum by (target, operation, outcome) "
                    f"(rate(haat_external_call_seconds_count{own}{RATE}))"
                ),
                "{{target}} {{operation}} {{outcome}}",
            ),
        ),
        graph(
            "99th percentile of the calls",
            "By whom was asked, and what.",
            "s",
            (
                or_zero(
                    "histogram_quantile(0.99, sum by (target, operation, le) "
                    f"(rate(haat_external_call_seconds_bucket{own}{RATE})))"
                ),
                "{{target}} {{operation}}",
            ),
        ),
    )


def _processes(own: str) -> tuple[Panel, ...]:
    return (
        graph(
            "Broker connections lost",
            "In five minutes; none on a good day.",
            "none",
            (or_zero(f"sum(increase(haat_broker_reconnects_total{own}[5m]))"), "lost"),
            limits=((1, "orange"),),
        ),
        graph(
            "Processor",
            "Cores in use, by process; one is the most.",
            "none",
            (f"sum by (instance) (rate(process_cpu_seconds_total{own}{RATE}))", "{{instance}}"),
            limits=((0.9, "red"),),
        ),
        graph(
            "Memory",
            "Resident, by process. The container's limit is 384 MiB.",
            "bytes",
            (f"max by (instance) (process_resident_memory_bytes{own})", "{{instance}}"),
            limits=((384 * 2**20, "red"),),
        ),
        graph(
            "Age of the process",
            "A saw-tooth is a process that dies again and again.",
            "s",
            (f"max by (instance) (time() - process_start_time_seconds{own})", "{{instance}}"),
        ),
    )


def _failed(name: str) -> str:
    return f'sum(rate(haat_http_request_seconds_count{{service="{name}", status=~"5.."}}{RATE}))'


def _age(quantile: float, own: str) -> str:
    buckets = f"sum by (le) (rate(haat_event_age_seconds_bucket{own}{RATE}))"
    return or_zero(f"histogram_quantile({quantile}, {buckets})")
