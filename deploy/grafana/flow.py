"""Events that move: published, taken, how late, with what success."""

from deploy.grafana.panels import RATE, graph, or_zero


def _age(quantile: float) -> str:
    return or_zero(
        f"histogram_quantile({quantile}, sum by (service, le) "
        f"(rate(haat_event_age_seconds_bucket{RATE})))"
    )


FLOW = (
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
        "Age when taken, middle",
        "From the event's time, each new try counted; half are older. Alert at 30 s.",
        "s",
        (_age(0.5), "{{service}}"),
        limits=((30, "red"),),
    ),
    graph(
        "Age when taken, 99th percentile",
        "One of a hundred is older; each new try counts. No more than 30 min is shown.",
        "s",
        (_age(0.99), "{{service}}"),
    ),
    graph(
        "Tried again",
        "By who could not do it, in an hour; one message may fail many times.",
        "none",
        (
            or_zero('sum by (service) (increase(haat_events_consumed_total{fate="retry"}[1h]))'),
            "{{service}}",
        ),
        stacked=True,
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
