"""Spans of the work in hand: exported where a collector is named, else nothing but a cheap no.

The `traceparent` of the cause in hand is that of the innermost span, so whatever the work writes,
asks or logs is the span's. Without a collector it stays what came in from outside.
"""

from collections.abc import Mapping
from importlib import import_module
from types import TracebackType
from typing import Literal, Protocol

from chassis.context import current, new_traceparent

Kind = Literal["server", "client", "consumer", "internal"]
Value = str | int | float | bool


class Span(Protocol):
    """One piece of work while it lasts. Attributes hold no ids of people and no addresses."""

    def set(self, key: str, value: Value) -> None:
        """Tell what is known only now, by a name of OpenTelemetry's conventions."""
        ...

    def failed(self, error: BaseException) -> None:
        """It ended badly: the class is kept, never the text. Called by what leaves the `with`."""
        ...

    def __enter__(self) -> "Span": ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class Spans(Protocol):
    """Where spans are made and sent from; see `chassis.otlp`."""

    def span(self, name: str, kind: Kind, attributes: Mapping[str, Value] | None) -> Span:
        """A child of the traceparent in hand, or the first of a new trace where that is none."""
        ...

    def stop(self, seconds: float) -> None:
        """Send what waits, no longer than that."""
        ...


class _Unseen:
    """The span that is none."""

    __slots__ = ()

    def set(self, key: str, value: Value) -> None:
        pass

    def failed(self, error: BaseException) -> None:
        pass

    def __enter__(self) -> Span:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass


UNSEEN: Span = _Unseen()
_spans: Spans | None = None
"""One per process, as the log is."""


def start(service: str, endpoint: str, sample: float = 1.0) -> None:
    """Export to the collector at `endpoint`, OTLP over HTTP; "" leaves spans off.

    `sample` is the share of the traces begun here; those begun outside bring their own decision.
    """
    if endpoint:  # what is off costs no memory either
        otlp = import_module("chassis.otlp")
        use(otlp.OtlpSpans(service, otlp.exporter(endpoint), sample))


def use(spans: Spans | None) -> None:
    """Make spans there from now on."""
    global _spans
    _spans = spans


def stop(seconds: float = 2.0) -> None:
    """Send what waits and make no more spans."""
    spans = _spans
    use(None)
    if spans is not None:
        spans.stop(seconds)


def is_on() -> bool:
    """Whether it is worth putting a span's name and attributes together."""
    return _spans is not None


def span(name: str, kind: Kind, attributes: Mapping[str, Value] | None = None) -> Span:
    """`with tracing.span(…):` what this greenlet or thread does inside is that piece of work."""
    return UNSEEN if _spans is None else _spans.span(name, kind, attributes)


def traceparent() -> str:
    """Where the work in hand stands; "" outside of any trace."""
    return current().traceparent


def first_traceparent() -> str:
    """For work that begins here: its first span finds one, and without spans it gets one now."""
    return new_traceparent() if _spans is None else ""
