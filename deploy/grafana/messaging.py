"""Events on their way: published, waiting, taken, tried again, given up."""

from deploy.grafana.backlog import OLDEST_OUTBOX, OUTBOX
from deploy.grafana.panels import RATE, Dashboard, Row, graph, or_zero, stat

_READY = "rabbitmq_detailed_queue_messages_ready"


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
        "Messages ready in all queues of the broker.",
        "none",
        f"sum({_READY})",
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
)


_FLOW = (
    graph(
        "Published",
        "Events confirmed by the broker, by kind.",
        "eps",
        (f"sum by (event) (rate(haat_events_published_total{RATE}))", "{{event}}"),
        stacked=True,
    ),
    graph(
        "Taken, by fate",
        "ack: done or known already · retry: comes again later · park: given up.",
        "eps",
        (f"sum by (fate) (rate(haat_events_consumed_total{RATE}))", "{{fate}}"),
        stacked=True,
    ),
    graph(
        "Not acknowledged",
        "Tried again or given up, by service and kind.",
        "eps",
        (
            or_zero(
                "sum by (service, event, fate) "
                f'(rate(haat_events_consumed_total{{fate!="ack"}}{RATE}))'
            ),
            "{{service}} {{event}} {{fate}}",
        ),
    ),
    graph(
        "Time of a handler",
        "99th percentile of the fifteen slowest messages.",
        "s",
        (
            "topk(15, histogram_quantile(0.99, sum by (service, message, le) "
            f"(rate(haat_handler_seconds_bucket{RATE}))))",
            "{{service}} {{message}}",
        ),
    ),
    graph(
        "In hand",
        "Events taken and not acknowledged yet.",
        "none",
        ("sum by (service) (haat_events_in_progress)", "{{service}}"),
        stacked=True,
    ),
    graph(
        "Nobody listens",
        "Events published that no queue is bound for.",
        "eps",
        (or_zero(f"sum by (event) (rate(haat_events_unrouted_total{RATE}))"), "{{event}}"),
    ),
)


_QUEUES = (
    graph(
        "Queues of the services",
        "The fifteen with the most messages ready.",
        "none",
        ("topk(15, max by (service, queue) (haat_queue_ready_messages))", "{{queue}}"),
        limits=((500, "red"),),
    ),
    graph(
        "Queues of the partners",
        "What logistics partners have not read yet.",
        "none",
        (or_zero(f'sum by (queue) ({_READY}{{queue=~"partner[.].+"}})'), "{{queue}}"),
    ),
    graph(
        "Waiting to be tried again",
        "In the delay queues: 0.2 s, 1 s, 5 s, 30 s, 2 min.",
        "none",
        (f'sum by (queue) ({_READY}{{queue=~"delay[.].+"}})', "{{queue}}"),
        stacked=True,
    ),
    graph(
        "Under suspicion",
        "Was in hand when a process died; now runs alone.",
        "none",
        (f'sum({_READY}{{queue=~".+[.]suspect"}})', "waiting"),
    ),
    graph(
        "Parked",
        "Given up, with the reason in the header x-error.",
        "none",
        (f'max({_READY}{{queue="parked"}})', "parked"),
        limits=((1, "red"),),
    ),
    graph(
        "Queues without a reader",
        "A service or partner that is not connected.",
        "none",
        (
            "count(sum by (queue) (rabbitmq_detailed_queue_consumers"
            '{queue!~"parked|delay[.].+"}) == 0) or vector(0)',
            "queues",
        ),
        limits=((1, "orange"),),
    ),
)


_FAULTS = (
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


MESSAGING = Dashboard(
    uid="messaging",
    title="Haat · messaging",
    description="Events on their way: published, waiting, taken, tried again, given up.",
    rows=(
        Row(title="Now", panels=_NOW),
        Row(title="Flow", panels=_FLOW),
        Row(title="Queues", panels=_QUEUES),
        Row(title="Faults", panels=_FAULTS),
    ),
)
