"""The overview: is Haat well, do orders flow, which service hurts."""

from deploy.grafana.backlog import OLDEST_OUTBOX, OUTBOX
from deploy.grafana.panels import RATE, Dashboard, Row, graph, or_zero, stat
from deploy.grafana.service import SERVICES

_UP = f'up{{service=~"{"|".join(SERVICES)}"}}'
_REAL = 'route!~"/(healthz|readyz|metrics)"'
_FAILED = f'haat_http_request_seconds_count{{status=~"5..", {_REAL}}}{RATE}'
_ANSWERED = f"haat_http_request_seconds_count{{{_REAL}}}{RATE}"


_NOW = (
    stat(
        "Services up",
        "Of seven, with at least one process that answers.",
        "none",
        f"count(count by (service) ({_UP} == 1)) or vector(0)",
        ((0, "red"), (len(SERVICES), "green")),
    ),
    stat(
        "Alerts",
        "Firing now; each has a page in docs/runbooks.",
        "none",
        'count(ALERTS{alertstate="firing"}) or vector(0)',
        ((1, "red"),),
    ),
    stat(
        "Failed requests",
        "Share of all that was answered 5xx, probes aside.",
        "percentunit",
        f"(sum(rate({_FAILED})) or vector(0)) / sum(rate({_ANSWERED}))",
        ((0.01, "orange"), (0.05, "red")),
    ),
    OLDEST_OUTBOX,
    stat(
        "Parked",
        "Messages given up; somebody has to look.",
        "none",
        "max(haat_parked_messages)",
        ((1, "red"),),
    ),
    stat(
        "Stock short today",
        "Paid pieces whose hold was gone, in 24 hours.",
        "none",
        "sum(increase(haat_stock_short_total[24h])) or vector(0)",
        ((1, "red"),),
    ),
)


_TRADE = (
    graph(
        "Orders per minute",
        "Each order is placed, then confirmed, and in the end completed, cancelled or expired.",
        "opm",
        (f"60 * sum by (step) (rate(haat_orders_total{RATE}))", "{{step}}"),
    ),
    graph(
        "Orders without an answer",
        "Placed in half an hour, less those confirmed or ended in it. Should stay near nought.",
        "none",
        (
            'clamp_min(sum(increase(haat_orders_total{step="placed"}[30m])) - (sum(increase('
            'haat_orders_total{step=~"confirmed|cancelled|expired"}[30m])) or vector(0)), 0)',
            "waiting",
        ),
    ),
    graph(
        "Money per minute",
        "Rupees asked for, captured from cards, collected at doors, and given back.",
        "currencyINR",
        (
            f"60 * sum by (step, method) (rate(haat_payments_paise_total{RATE})) / 100",
            "{{step}} {{method}}",
        ),
    ),
    graph(
        "Parcels per minute",
        "By the step that they took.",
        "opm",
        (f"60 * sum by (step) (rate(haat_shipments_total{RATE}))", "{{step}}"),
    ),
    graph(
        "Messages to people per minute",
        "By channel and outcome.",
        "opm",
        (
            f"60 * sum by (channel, outcome) (rate(haat_messages_total{RATE}))",
            "{{channel}} {{outcome}}",
        ),
    ),
    graph(
        "Stock short",
        "Paid pieces whose hold was gone, in an hour.",
        "none",
        ("sum(increase(haat_stock_short_total[1h])) or vector(0)", "pieces"),
        limits=((1, "red"),),
    ),
)


_NOUGHT = f"0 * sum by (service) (rate({_ANSWERED}))"
_DOORS = (
    graph(
        "Requests",
        "Answered by each service, probes aside.",
        "reqps",
        (f"sum by (service) (rate({_ANSWERED}))", "{{service}}"),
        stacked=True,
    ),
    graph(
        "Failed requests",
        "Share of each service's answers that was 5xx.",
        "percentunit",
        (
            f"(sum by (service) (rate({_FAILED})) or {_NOUGHT}) "
            f"/ sum by (service) (rate({_ANSWERED}))",
            "{{service}}",
        ),
        limits=((0.05, "red"),),
    ),
    graph(
        "99th percentile",
        "One request of a hundred takes longer. Alert at 1 s.",
        "s",
        (
            "histogram_quantile(0.99, sum by (service, le) "
            f"(rate(haat_http_request_seconds_bucket{{{_REAL}}}{RATE})))",
            "{{service}}",
        ),
        limits=((1, "red"),),
    ),
)


_BEHIND = (
    OUTBOX,
    graph(
        "Longest queues",
        "The ten with the most messages ready.",
        "none",
        ("topk(10, max by (queue) (haat_queue_ready_messages))", "{{queue}}"),
        limits=((500, "red"),),
    ),
    graph(
        "Parked",
        "Messages given up.",
        "none",
        ("max(haat_parked_messages)", "parked"),
        limits=((1, "red"),),
    ),
    graph(
        "Calls that failed",
        "By who asked whom; refusals are not failures.",
        "reqps",
        (
            or_zero(
                "sum by (service, target) "
                f'(rate(haat_external_call_seconds_count{{outcome="failed"}}{RATE}))'
            ),
            "{{service}} → {{target}}",
        ),
    ),
    graph(
        "Processor",
        "Cores in use by each service, all its processes.",
        "none",
        (f"sum by (service) (rate(process_cpu_seconds_total{RATE}))", "{{service}}"),
        stacked=True,
    ),
    graph(
        "Memory",
        "Resident, of each service's largest process.",
        "bytes",
        ("max by (service) (process_resident_memory_bytes)", "{{service}}"),
    ),
)


PLATFORM = Dashboard(
    uid="platform",
    title="Haat · platform",
    description="Is Haat well, do orders flow, and which service hurts.",
    rows=(
        Row(title="Now", panels=_NOW),
        Row(title="Orders and money", panels=_TRADE),
        Row(title="Doors of the services", panels=_DOORS),
        Row(title="Behind the doors", panels=_BEHIND),
    ),
)
