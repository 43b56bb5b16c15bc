"""Every metric of Haat with its kind, unit and labels; labels are few and never an id."""

from prometheus_client import Counter, Gauge, Histogram

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

HTTP = Histogram(
    "haat_http_request_seconds",
    "Time to answer, by route template and status",
    ["service", "method", "route", "status"],
    buckets=_FAST,
)
HTTP_BUSY = Gauge("haat_http_requests_in_progress", "Requests in hand", ["service"])
HANDLED = Histogram(
    "haat_handler_seconds",
    "Time of one message through the pipeline; outcome: done duplicate refused error",
    ["service", "message", "outcome"],
    buckets=_FAST,
)
CLASHES = Counter("haat_write_clashes_total", "Writes decided again after a clash", ["service"])
PUBLISHED = Counter("haat_events_published_total", "Events confirmed", ["service", "event"])
OUTBOX_AGE = Gauge("haat_outbox_oldest_seconds", "Age of the oldest event swept", ["service"])
OUTBOX_LEFT = Counter("haat_outbox_left_total", "Writes left to the sweeper", ["service"])
CONSUMED = Counter(
    "haat_events_consumed_total",
    "Events taken from a queue; fate: ack retry park",
    ["service", "event", "fate"],
)
UNROUTED = Counter("haat_events_unrouted_total", "Events that nobody listens to", ["event"])
REDELIVERED = Counter("haat_events_redelivered_total", "Seen before by the broker", ["service"])
INFLIGHT = Gauge("haat_events_in_progress", "Events in hand", ["service"])
QUEUE_DEPTH = Gauge("haat_queue_ready_messages", "Messages ready in a queue", ["service", "queue"])
PARKED = Gauge("haat_parked_messages", "Messages in the parking queue", ["service"])
BLOCKED = Gauge("haat_broker_blocked", "1 while the broker has an alarm", ["service"])
BREAKER = Gauge("haat_breaker_open", "1 while calls are not even tried", ["service", "target"])
RECONNECTS = Counter("haat_broker_reconnects_total", "Broker connections lost", ["service"])
EXTERNAL = Histogram(
    "haat_external_call_seconds",
    "Calls to servers that are not ours; outcome: ok refused failed",
    ["service", "target", "operation", "outcome"],
    buckets=_FAST,
)
ORDERS = Counter("haat_orders_total", "Orders by what became of them", ["step"])
PAISE = Counter("haat_payments_paise_total", "Money by what became of it", ["step", "method"])
MESSAGES = Counter("haat_messages_total", "Messages to people", ["channel", "outcome"])
SHIPMENTS = Counter("haat_shipments_total", "Parcels by step", ["step"])
STOCK_SHORT = Counter("haat_stock_short_total", "Paid pieces whose hold was gone", [])
ORDER_SECONDS = Histogram(
    "haat_order_seconds",
    "What a buyer waits from placing; until: confirmed completed",
    ["until"],
    buckets=(0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 86_400, 604_800),
)
EVENT_AGE = Histogram(
    "haat_event_age_seconds",
    "From an event's time to its handling",
    ["service", "event"],
    buckets=(0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800),
)
READY = Gauge("haat_ready", "1 when that server answers", ["service", "server"])
PERIODIC = Gauge("haat_periodic_last_success_timestamp_seconds", "Unix time", ["service", "task"])
SEARCH_ANSWERS = Counter(
    "haat_search_answers_total",
    "Searches answered; by: words letters, or titles while the index is away",
    ["by"],
)
SEARCHES_LOST = Counter(
    "haat_searches_lost_total",
    "Queries and clicks that were not learned from: no room, or the database was away",
    ["what"],
)
AUDIT_RECORDS = Counter(
    "haat_audit_records_total", "Records appended to the audit trail, by who said them", ["service"]
)
AUDIT_AGE = Gauge(
    "haat_audit_age_seconds", "From the last appended action to its place in the audit trail"
)
AUDIT_HEAD = Gauge(
    "haat_audit_head", "Number of the last record of the audit trail, when looked at"
)
AUDIT_BROKEN = Gauge("haat_audit_broken", "1 while the audit trail is not as it was written")

# counters exist from the start, so that the first event of a process is seen as an increase
for _step in ("placed", "confirmed", "cancelled", "expired", "completed"):
    ORDERS.labels(_step)
for _step, _method in (
    ("asked", "card"),
    ("asked", "cod"),
    ("captured", "card"),
    ("refunded", "card"),
    ("collected", "cod"),
):
    PAISE.labels(_step, _method)
for _by in ("words", "letters", "titles"):
    SEARCH_ANSWERS.labels(_by)
for _what in ("query", "click"):
    SEARCHES_LOST.labels(_what)
for _channel in ("sms", "email"):
    for _outcome in ("sent", "failed"):
        MESSAGES.labels(_channel, _outcome)
