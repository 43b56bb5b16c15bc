"""What goes wrong between services and broker."""

from deploy.grafana.backlog import OUTBOX
from deploy.grafana.panels import RATE, graph, or_zero

FAULTS = (
    graph(
        "Redelivered",
        "Seen before: a process ended with them in hand.",
        "eps",
        (or_zero(f"sum by (service) (rate(haat_events_redelivered_total{RATE}))"), "{{service}}"),
    ),
    graph(
        "Connections lost",
        "By service, in five minutes.",
        "none",
        (or_zero("sum by (service) (increase(haat_broker_reconnects_total[5m]))"), "{{service}}"),
    ),
    OUTBOX,
    graph(
        "Left to the sweeper",
        "Writes that the relay had no room for.",
        "eps",
        (or_zero(f"sum by (service) (rate(haat_outbox_left_total{RATE}))"), "{{service}}"),
    ),
    graph(
        "Blocked by the broker",
        "1: it has an alarm and does not read from that service, whose writes are answered 503.",
        "none",
        (or_zero("max by (service) (haat_broker_blocked)"), "{{service}}"),
        limits=((1, "red"),),
    ),
    graph(
        "Calls cut off",
        "1: five failed in a row; one in two seconds is tried, the others are refused at once.",
        "none",
        (or_zero("max by (service, target) (haat_breaker_open)"), "{{service}} → {{target}}"),
        limits=((1, "red"),),
    ),
    graph(
        "Given up by the broker",
        "In an hour: what was in hand when its process died, again and again.",
        "none",
        (
            or_zero(
                "sum(increase(rabbitmq_global_messages_dead_lettered_delivery_limit_total[1h]))"
            ),
            "parked",
        ),
        limits=((1, "red"),),
    ),
    graph(
        "The broker's memory",
        "At its limit it takes nothing more.",
        "bytes",
        ("sum(rabbitmq_process_resident_memory_bytes)", "in use"),
        ("sum(rabbitmq_resident_memory_limit_bytes)", "limit"),
    ),
    graph(
        "The broker's connections",
        "Two for each process, one for each partner.",
        "none",
        ("sum(rabbitmq_connections)", "connections"),
        ("sum(rabbitmq_channels)", "channels"),
    ),
)
