"""What only the dashboard of search has."""

from deploy.grafana.panels import RATE, Row, graph, or_zero

ANSWERS = Row(
    title="Answers",
    panels=(
        graph(
            "Searches, by what was found by",
            "words · letters: no word led anywhere · titles: the index is away. Alert at 10 %.",
            "reqps",
            (or_zero(f"sum by (by) (rate(haat_search_answers_total{RATE}))"), "{{by}}"),
            stacked=True,
        ),
        graph(
            "Elasticsearch, 99th percentile",
            "By operation; one of a hundred takes longer. Given up after 3 s.",
            "s",
            (
                or_zero(
                    "histogram_quantile(0.99, sum by (operation, le) (rate("
                    f'haat_external_call_seconds_bucket{{target="elasticsearch"}}{RATE})))'
                ),
                "{{operation}}",
            ),
            limits=((3, "red"),),
        ),
        graph(
            "Not learned from",
            "Queries and clicks that found no room, or no database.",
            "eps",
            (or_zero(f"sum by (what) (rate(haat_searches_lost_total{RATE}))"), "{{what}}"),
        ),
    ),
)
