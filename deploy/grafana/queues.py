"""Messages that wait: to be taken, to be tried again, for somebody who looks at them."""

from deploy.grafana.panels import graph, or_zero

READY = "rabbitmq_detailed_queue_messages_ready"


QUEUES = (
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
        (or_zero(f'sum by (queue) ({READY}{{queue=~"partner[.].+"}})'), "{{queue}}"),
    ),
    graph(
        "Waiting to be tried again",
        "By the length of the pause in ms. The long ones: it fails for half a minute already.",
        "none",
        (f'max by (queue) ({READY}{{queue=~"delay[.].+"}})', "{{queue}}"),
        stacked=True,
    ),
    graph(
        "Under suspicion",
        "Was in hand when a process died; now runs alone.",
        "none",
        (f'sum({READY}{{queue=~".+[.]suspect"}})', "waiting"),
    ),
    graph(
        "Parked",
        "Given up, read or not. `haat parked list` tells where and why.",
        "none",
        ('max(rabbitmq_detailed_queue_messages{queue="parked"})', "parked"),
        limits=((1, "red"),),
    ),
    graph(
        "Parked in an hour, by queue",
        "Given up by a service; what the broker itself gave up is under Faults.",
        "none",
        (
            or_zero(
                'sum by (service, event) (increase(haat_events_consumed_total{fate="park"}[1h]))'
            ),
            "{{service}}.{{event}}",
        ),
        limits=((1, "red"),),
    ),
    graph(
        "Calls that wait",
        "Questions not taken yet; who asks waits for seconds only. At 2,000 they are refused.",
        "none",
        (or_zero(f'max by (queue) ({READY}{{queue=~".+[.]calls"}})'), "{{queue}}"),
        limits=((2000, "red"),),
    ),
    graph(
        "Queues without a reader",
        "A service or partner that is not connected.",
        "none",
        (
            "count(sum by (queue) (rabbitmq_detailed_queue_consumers"
            '{queue!~"parked.*|delay[.].+"}) == 0) or vector(0)',
            "queues",
        ),
        limits=((1, "orange"),),
    ),
)
