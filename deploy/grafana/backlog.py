"""What has not left yet, as both overviews show it."""

from deploy.grafana.panels import graph, stat

OLDEST_OUTBOX = stat(
    "Oldest outbox",
    "The event that waits longest to be published.",
    "s",
    "max(haat_outbox_oldest_seconds)",
    ((10, "orange"), (60, "red")),
)
OUTBOX = graph(
    "Outbox",
    "Age of each service's oldest event left unpublished.",
    "s",
    ("max by (service) (haat_outbox_oldest_seconds)", "{{service}}"),
    limits=((60, "red"),),
)
