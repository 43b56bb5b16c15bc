"""Spans: off, nothing but what came in; on, one trace with the right parents and no secrets."""

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from chassis import tracing
from chassis.context import TRACEPARENT, Cause, begin, current, further_step
from chassis.errors import NotFound, Unavailable
from chassis.log import JsonLines
from chassis.otlp import OtlpSpans

TRACE_ID, SPAN_ID = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
FROM_OUTSIDE = f"00-{TRACE_ID}-{SPAN_ID}-01"
NOT_SAMPLED = f"00-{TRACE_ID}-{SPAN_ID}-00"
NONE = [
    "",
    "none",
    f"00-{'0' * 32}-{SPAN_ID}-01",
    f"00-{TRACE_ID}-{'0' * 16}-01",
    f"ff-{TRACE_ID}-{SPAN_ID}-01",
    FROM_OUTSIDE.upper(),
    FROM_OUTSIDE + "-more",
    "x" * 8000,
]


class Kept(InMemorySpanExporter):
    """What was exported, once all spans have ended."""

    def all(self) -> dict[str, ReadableSpan]:
        tracing.stop()
        return {span.name: span for span in self.get_finished_spans()}


@pytest.fixture
def kept() -> Iterator[Kept]:
    exporter = Kept()
    tracing.use(OtlpSpans("orders", exporter))
    yield exporter
    tracing.stop()


def parent_of(span: ReadableSpan) -> int | None:
    return span.parent.span_id if span.parent else None


def is_sampled() -> bool:
    """The lowest bit of the flags; the next one says that the trace's id is random."""
    return bool(int(tracing.traceparent()[-2:], 16) & 1)


def test_without_a_collector_the_traceparent_is_passed_on_as_it_came():
    tracing.start("orders", "")
    begin(Cause(traceparent=FROM_OUTSIDE))
    with tracing.span("outer", "server") as span:
        span.set("http.route", "/v1/orders")
        assert span is tracing.UNSEEN
        assert tracing.traceparent() == FROM_OUTSIDE
    assert tracing.traceparent() == FROM_OUTSIDE
    with pytest.raises(ZeroDivisionError), tracing.span("outer", "server"):
        raise ZeroDivisionError


def test_without_a_collector_nothing_of_the_sdk_is_loaded():
    look = (
        "import sys; from chassis import tracing; tracing.start('orders', '');"
        "print([name for name in sys.modules if name.startswith('opentelemetry')])"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_work_that_begins_here_has_a_trace_with_and_without_spans(kept: Kept):
    assert tracing.first_traceparent() == ""  # its first span brings one
    tracing.stop()
    assert TRACEPARENT.fullmatch(tracing.first_traceparent())


def test_what_happens_inside_is_the_spans_and_its_children_name_it(kept: Kept):
    begin(Cause(correlation_id="req_1", traceparent=FROM_OUTSIDE))
    with tracing.span("outer", "server", {"http.route": "/v1/orders"}) as outer:
        at_outer = tracing.traceparent()
        with tracing.span("inner", "client"):
            at_inner = tracing.traceparent()
        assert tracing.traceparent() == at_outer
        outer.set("http.response.status_code", 201)
    assert current() == Cause(correlation_id="req_1", traceparent=FROM_OUTSIDE)
    spans = kept.all()
    for name, at in (("outer", at_outer), ("inner", at_inner)):
        found = spans[name].get_span_context()
        assert found is not None
        assert at == f"00-{TRACE_ID}-{found.span_id:016x}-01"
    assert parent_of(spans["outer"]) == int(SPAN_ID, 16)
    assert f"{parent_of(spans['inner']):016x}" == at_outer[36:52]
    attributes = {"http.route": "/v1/orders", "http.response.status_code": 201}
    assert spans["outer"].attributes == attributes
    assert spans["outer"].resource.attributes["service.name"] == "orders"


@pytest.mark.parametrize("given", NONE)
def test_a_traceparent_that_is_none_is_ignored(kept: Kept, given: str):
    begin(Cause(traceparent=given))
    assert current().trace_id == ""
    with tracing.span("outer", "consumer"):
        at = tracing.traceparent()
        assert TRACEPARENT.fullmatch(at)
        assert current().trace_id not in ("", TRACE_ID)
    assert parent_of(kept.all()["outer"]) is None


def test_what_a_caller_does_not_sample_nobody_samples(kept: Kept):
    begin(Cause(traceparent=NOT_SAMPLED))
    with tracing.span("outer", "server"), tracing.span("inner", "client"):
        assert current().trace_id == TRACE_ID
        assert not is_sampled()
    assert kept.all() == {}


def test_the_share_decides_where_nobody_did():
    exporter = Kept()
    tracing.use(OtlpSpans("orders", exporter, sample=0))
    begin(Cause())
    with tracing.span("here", "internal"):
        assert TRACEPARENT.fullmatch(tracing.traceparent())
        assert not is_sampled()
    begin(Cause(traceparent=FROM_OUTSIDE))
    with tracing.span("there", "internal"):
        assert is_sampled()
    assert list(exporter.all()) == ["there"]


def test_of_an_error_its_class_is_kept_and_nothing_else(kept: Kept):
    begin(Cause())
    with pytest.raises(ValueError), tracing.span("outer", "consumer"):
        raise ValueError("+919431100027")
    span = kept.all()["outer"]
    assert span.attributes == {"error.type": "ValueError"}
    assert (span.status.status_code, span.status.description) == (StatusCode.ERROR, None)
    assert span.events == ()


@pytest.mark.parametrize(
    ("kind", "error", "status"),
    [
        ("server", NotFound(), StatusCode.UNSET),
        ("server", Unavailable(), StatusCode.ERROR),
        ("client", NotFound(), StatusCode.ERROR),
        ("consumer", NotFound(), StatusCode.ERROR),
    ],
)
def test_a_server_that_refuses_works_as_it_should(
    kept: Kept, kind: tracing.Kind, error: Exception, status: StatusCode
):
    with tracing.span("outer", kind) as span:
        span.failed(error)
    found = kept.all()["outer"]
    assert found.status.status_code is status
    assert found.attributes == {"error.type": type(error).__name__}


def test_a_further_step_stays_a_further_step(kept: Kept):
    begin(Cause(causation_id="evt_1", event_id="evt_1", traceparent=FROM_OUTSIDE))
    with tracing.span("outer", "consumer"):
        further_step()
    assert current() == Cause(causation_id="evt_1", traceparent=FROM_OUTSIDE)


def test_what_is_logged_after_the_first_span_of_a_trace_is_still_in_it(kept: Kept):
    begin(Cause(correlation_id="tick_1"))
    with tracing.span("outer", "internal"):
        inside = current().trace_id
    record = logging.getLogger("tests").makeRecord("tests", 20, "a.py", 1, "done", (), None)
    line = json.loads(JsonLines("orders").format(record))
    assert (line["correlation_id"], line["trace_id"]) == ("tick_1", inside)


class Hanging(SpanExporter):
    """A collector that does not answer until it is let go."""

    def __init__(self) -> None:
        self.asked, self.let_go = threading.Event(), threading.Event()

    def export(self, spans: object) -> SpanExportResult:
        self.asked.set()
        self.let_go.wait(30)
        return SpanExportResult.FAILURE


def test_a_collector_that_hangs_keeps_no_process_from_ending():
    exporter = Hanging()
    tracing.use(OtlpSpans("orders", exporter))
    begin(Cause())
    with tracing.span("outer", "internal"):
        pass
    tracing.stop(0.2)
    assert not exporter.let_go.is_set()  # and yet it came back
    assert exporter.asked.wait(5)
    exporter.let_go.set()
    assert tracing.span("later", "internal") is tracing.UNSEEN
