"""Traces of real processes: one through HTTP, events and calls; and a collector that is away."""

import json
import secrets
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests

from tests.integration.chassis.bench import Bench, eventually, free_port
from tests.integration.chassis.collector import Collector, Seen

MakeTraced = Callable[[str], Bench]


class Outside:
    """A caller that has a trace already."""

    def __init__(self) -> None:
        self.trace_id, self.span_id = secrets.token_hex(16), secrets.token_hex(8)
        self.request_id = f"req_{uuid.uuid4()}"
        self.parcel_id = f"parcel_{uuid.uuid4().hex[:8]}"
        self.traceparent = f"00-{self.trace_id}-{self.span_id}-01"

    def post(self, bench: Bench, path: str, **body: Any) -> requests.Response:
        headers = {"traceparent": self.traceparent, "X-Request-Id": self.request_id}
        return requests.post(f"{bench.url}{path}", json=body, headers=headers, timeout=30)


@pytest.fixture
def outside() -> Outside:
    return Outside()


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    collector = Collector()
    yield collector
    collector.close()


@pytest.fixture(scope="module")
def make_traced(amqp_url: str, mongo_url: str) -> Iterator[MakeTraced]:
    made: list[Bench] = []

    def make(endpoint: str) -> Bench:
        made.append(Bench(amqp_url, mongo_url, HAAT_OTLP_ENDPOINT=endpoint))
        made[-1].start()
        return made[-1]

    yield make
    for bench in made:
        bench.close()


@pytest.fixture(scope="module")
def traced(make_traced: MakeTraced, collector: Collector) -> Bench:
    """A service that tells `collector` and that no test stops."""
    return make_traced(collector.url)


def spans(collector: Collector, outside: Outside, *names: str) -> list[Seen]:
    """The spans of these names, once the whole trace is there; there are no others."""
    found = eventually(
        lambda: (trace := collector.of(outside.trace_id)).keys() == set(names) and trace
    )
    return [found[name] for name in names]


def lines(bench: Bench, outside: Outside) -> list[dict[str, Any]]:
    """What the service logged in that trace."""
    logged = [json.loads(line) for line in bench.log.read_text(encoding="utf-8").splitlines()]
    return [line for line in logged if line.get("trace_id") == outside.trace_id]


def test_one_trace_leads_from_the_caller_through_the_write_to_the_consumer(
    traced: Bench, collector: Collector, outside: Outside
):
    assert outside.post(traced, "/weigh", parcel_id=outside.parcel_id).status_code == 200
    consumer = f"process {traced.labels}"
    asked, consumed = spans(collector, outside, "POST /weigh", consumer)
    assert (asked.parent, consumed.parent) == (outside.span_id, asked.id)
    assert (asked.service, consumed.service) == (traced.name, traced.name)
    assert (asked.kind, consumed.kind) == ("server", "consumer")
    assert (asked.failed, consumed.failed) == (False, False)
    assert asked.attributes == {
        "http.request.method": "POST",
        "http.route": "/weigh",
        "http.response.status_code": 200,
    }
    event_id = consumed.attributes.pop("messaging.message.id")
    assert consumed.attributes == {
        "messaging.system": "rabbitmq",
        "messaging.operation.name": "process",
        "messaging.operation.type": "process",
        "messaging.destination.name": f"{traced.name}.events:parcel.labelled:{traced.labels}",
        "messaging.rabbitmq.destination.routing_key": "parcel.labelled",
        "haat.queue": traced.labels,
        "haat.attempt": 1,
    }
    assert collector.paths == {"/v1/traces"}
    logged = {line["text"]: line for line in lines(traced, outside) if "causation_id" in line}
    assert logged.keys() == {"handled"}
    handled = logged["handled"]
    assert (handled["correlation_id"], handled["causation_id"]) == (outside.request_id, event_id)
    answered = [line for line in lines(traced, outside) if line["text"] == "answered"]
    assert [line["correlation_id"] for line in answered] == [outside.request_id]


def test_each_attempt_is_a_span_and_what_follows_belongs_to_the_one_that_did_it(
    traced: Bench, collector: Collector, outside: Outside
):
    attributes = {"traceparent": outside.traceparent}
    traced.weigh(outside.parcel_id, "away twice", attributes=attributes)
    found = eventually(
        lambda: (
            len(trace := [s for s in collector.spans if s.trace_id == outside.trace_id]) == 4
            and trace
        )
    )
    attempts = [span for span in found if span.name == f"process {traced.queue}"]
    told = [
        (s.attributes["haat.attempt"], s.attributes.get("error.type", ""), s.failed)
        for s in attempts
    ]
    assert sorted(told) == [(1, "Unavailable", True), (2, "Unavailable", True), (3, "", False)]
    assert {span.parent for span in attempts} == {outside.span_id}
    (labelled,) = [span for span in found if span.name == f"process {traced.labels}"]
    (last,) = [span for span in attempts if span.attributes["haat.attempt"] == 3]
    assert labelled.parent == last.id
    failures = [line for line in lines(traced, outside) if "could not handle" in line["text"]]
    assert [line["correlation_id"] for line in failures] == ["req_bench"] * 2


def test_the_answerers_span_is_the_child_of_the_callers(
    traced: Bench, collector: Collector, outside: Outside
):
    assert outside.post(traced, "/ask", service=traced.name, seconds=5).status_code == 200
    call = f"{traced.name}/HowMany"
    trace = eventually(
        lambda: (
            len(found := [s for s in collector.spans if s.trace_id == outside.trace_id]) == 3
            and {(s.name, s.kind): s for s in found}
        )
    )
    asked, client, server = (
        trace[key] for key in (("POST /ask", "server"), (call, "client"), (call, "server"))
    )
    assert (asked.parent, client.parent, server.parent) == (outside.span_id, asked.id, client.id)
    attributes = {"rpc.system": "rabbitmq", "rpc.service": traced.name, "rpc.method": "HowMany"}
    assert client.attributes == server.attributes == attributes
    assert {span.failed for span in trace.values()} == {False}


def test_work_that_nobody_outside_began_is_a_trace_of_its_own(traced: Bench, collector: Collector):
    answer = traced.post("/weigh", parcel_id=f"parcel_{uuid.uuid4().hex[:8]}")
    log = traced.log.read_text(encoding="utf-8").splitlines()
    by_request = answer.headers["X-Request-Id"]
    mine = [json.loads(line) for line in log if by_request in line]
    (trace_id,) = {line["trace_id"] for line in mine}
    trace = eventually(lambda: len(found := collector.of(trace_id)) == 2 and found)
    assert trace["POST /weigh"].parent == ""
    assert trace[f"process {traced.labels}"].parent == trace["POST /weigh"].id


def test_probes_are_no_work(traced: Bench, collector: Collector, outside: Outside):
    headers = {"traceparent": outside.traceparent}
    assert requests.get(f"{traced.url}/readyz", headers=headers, timeout=5).status_code == 200
    assert outside.post(traced, "/weigh", parcel_id=outside.parcel_id).status_code == 200
    spans(collector, outside, "POST /weigh", f"process {traced.labels}")


def test_what_a_service_that_is_told_to_end_did_last_is_sent(
    make_traced: MakeTraced, collector: Collector, outside: Outside
):
    bench = make_traced(collector.url)
    assert outside.post(bench, "/weigh", parcel_id=outside.parcel_id).status_code == 200
    assert bench.terminate() == 0
    assert "POST /weigh" in collector.of(outside.trace_id)


def test_a_collector_that_is_away_is_told_once_and_changes_nothing(
    make_traced: MakeTraced, outside: Outside
):
    bench = make_traced(f"http://127.0.0.1:{free_port()}")
    for _ in range(5):
        assert outside.post(bench, "/weigh", parcel_id=outside.parcel_id).status_code == 200
    assert outside.post(bench, "/ask", service=bench.name, seconds=5).status_code == 200
    eventually(lambda: bench.labelled(outside.parcel_id) == 5)
    eventually(lambda: "spans could not be exported" in bench.log.read_text(encoding="utf-8"))
    assert outside.post(bench, "/weigh", parcel_id=outside.parcel_id).status_code == 200
    assert bench.terminate() == 0
    log = bench.log.read_text(encoding="utf-8")
    assert log.count("spans could not be exported") == 1
    assert "Traceback" not in log
