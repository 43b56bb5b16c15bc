"""Spans by OpenTelemetry's SDK, sent in batches by OTLP over HTTP; a collector that is away costs
spans and nothing else."""

import logging
import os
import socket
import threading
from collections.abc import Mapping, Sequence
from types import TracebackType

import msgspec
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.sdk.trace.sampling import ParentBasedTraceIdRatio
from opentelemetry.trace import Span as Recorded
from opentelemetry.trace import SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from chassis.context import begin, current
from chassis.errors import Refusal
from chassis.tracing import Kind, Span, Value

_log = logging.getLogger(__name__)
_KINDS: dict[Kind, SpanKind] = {
    "server": SpanKind.SERVER,
    "client": SpanKind.CLIENT,
    "consumer": SpanKind.CONSUMER,
    "internal": SpanKind.INTERNAL,
}
_W3C = TraceContextTextMapPropagator()
EXPORT_SECONDS = 2.0
MOST_WAITING = 2048
BATCH = 128
"""Few enough that writing them down holds nobody up."""
EVERY_MILLISECONDS = 1000


class OtlpSpans:
    """`chassis.tracing.Spans` over the SDK: parents decide on sampling, else the share does."""

    def __init__(self, service: str, exporter: SpanExporter, sample: float = 1.0) -> None:
        resource = Resource.create(
            {
                "service.namespace": "haat",
                "service.name": service,
                "service.instance.id": f"{socket.gethostname()}:{os.getpid()}",
            }
        )
        self._provider = TracerProvider(
            ParentBasedTraceIdRatio(sample), resource, shutdown_on_exit=False
        )
        self._provider.add_span_processor(
            BatchSpanProcessor(exporter, MOST_WAITING, EVERY_MILLISECONDS, BATCH)
        )
        self._tracer = self._provider.get_tracer("haat")

    def span(self, name: str, kind: Kind, attributes: Mapping[str, Value] | None) -> Span:
        """See `chassis.tracing.Spans`."""
        above = _W3C.extract({"traceparent": current().traceparent}, Context())
        return _OtlpSpan(
            self._tracer.start_span(name, above, kind=_KINDS[kind], attributes=attributes), kind
        )

    def stop(self, seconds: float) -> None:
        """See `chassis.tracing.Spans`; the SDK's own end has no limit."""
        flushing = threading.Thread(target=self._provider.shutdown, daemon=True)
        flushing.start()
        flushing.join(seconds)


class _OtlpSpan:
    """A span, and the traceparent that was in hand before it."""

    def __init__(self, recorded: Recorded, kind: Kind) -> None:
        self._recorded, self._kind, self._before = recorded, kind, ""

    def set(self, key: str, value: Value) -> None:
        self._recorded.set_attribute(key, value)

    def failed(self, error: BaseException) -> None:
        """A server that refuses what was asked works as it should."""
        self._recorded.set_attribute("error.type", type(error).__name__)
        asked_wrong = isinstance(error, Refusal) and error.status < 500
        if not (asked_wrong and self._kind == "server"):
            self._recorded.set_status(Status(StatusCode.ERROR))

    def __enter__(self) -> Span:
        at = self._recorded.get_span_context()
        self._before = current().traceparent
        _stand_at(f"00-{at.trace_id:032x}-{at.span_id:016x}-{at.trace_flags:02x}")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self.failed(error)
        self._recorded.end()
        if self._before:  # else what is still to be logged of this work stays in its trace
            _stand_at(self._before)


class _Telling(OTLPSpanExporter):
    """Logs once that the collector went away and once that it is back, not each batch."""

    _lost = 0

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        result = super().export(spans)
        if result is not SpanExportResult.SUCCESS:
            if not self._lost:
                _log.warning("spans could not be exported")
            self._lost += len(spans)
        elif self._lost:
            _log.warning("spans are exported again", extra={"spans_lost": self._lost})
            self._lost = 0
        return result


def exporter(endpoint: str) -> SpanExporter:
    """To a collector at that base address; authorisation by OpenTelemetry's own variables."""
    return _Telling(f"{endpoint.rstrip('/')}/v1/traces", timeout=EXPORT_SECONDS)


def _stand_at(traceparent: str) -> None:
    begin(msgspec.structs.replace(current(), traceparent=traceparent))
