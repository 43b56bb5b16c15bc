"""The idempotency proxy as a real process, killed where it hurts."""

import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from local_process import Reply, ask, free_port, listens, running, until
from stub_server import Got, HangUp, StubServer, stub_server

INTENTS = "/v1/payment_intents"
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Authorization": "Bearer sk_test_x"}


class Bank:
    """The stub's idea of Stripe: every POST makes a payment, GET lists them."""

    def __init__(self, stub: StubServer) -> None:
        self.payments: list[dict[str, object]] = []
        stub.answer = self.answer

    def answer(self, got: Got) -> tuple[int, bytes]:
        if got.method == "GET":
            return 200, json.dumps({"data": self.payments}).encode()
        return 200, json.dumps(self.charge(got)).encode()

    def charge(self, got: Got) -> dict[str, object]:
        fields = parse_qs(got.body.decode())
        marks = {"haat_idempotency_key": fields["metadata[haat_idempotency_key]"][0]}
        self.payments.append({"id": f"pi_{len(self.payments) + 1}", "metadata": marks})
        return self.payments[-1]


@pytest.fixture
def stub() -> Iterator[StubServer]:
    with stub_server() as server:
        yield server


def command(stub: StubServer, port: int, folder: Path) -> list[str]:
    upstream = f"http://127.0.0.1:{stub.port}"
    options = ["--port", str(port), "--upstream", upstream, "--answers", str(folder / "a.sqlite")]
    return [sys.executable, "-m", "deploy.local.stripe_proxy", *options]


@pytest.fixture
def proxy(stub: StubServer, tmp_path: Path) -> Iterator[int]:
    port = free_port()
    with running(command(stub, port, tmp_path), port):
        yield port


def post(port: int, body: str, key: str, path: str = INTENTS) -> Reply:
    return ask(port, "POST", path, body.encode(), {**FORM, "Idempotency-Key": key})


def test_the_same_key_and_parameters_give_the_first_answer_again(stub: StubServer, proxy: int):
    bank = Bank(stub)
    first = post(proxy, "amount=100&currency=inr", "k")
    again = post(proxy, "currency=inr&amount=100", "k")
    assert (first.status, first.json["id"]) == (200, "pi_1")
    assert "idempotent-replayed" not in first.headers
    assert (again.status, again.body) == (200, first.body)
    assert again.headers["idempotent-replayed"] == "true"
    assert len(bank.payments) == 1


def test_other_parameters_under_the_same_key_are_refused(stub: StubServer, proxy: int):
    bank = Bank(stub)
    post(proxy, "amount=100", "k")
    refused = post(proxy, "amount=200", "k")
    assert (refused.status, refused.json["error"]["type"]) == (400, "idempotency_error")
    assert len(bank.payments) == 1


def test_without_a_key_every_request_passes_unmarked(stub: StubServer, proxy: int):
    for _ in range(2):
        assert ask(proxy, "POST", "/v1/customers", b"name=a", FORM).status == 200
    assert [got.body for got in stub.requests] == [b"name=a", b"name=a"]


def test_reading_ignores_the_key(stub: StubServer, proxy: int):
    for _ in range(2):
        ask(proxy, "GET", "/v1/charges", headers={**FORM, "Idempotency-Key": "k"})
    assert len(stub.requests) == 2


def test_a_decline_is_kept(stub: StubServer, proxy: int):
    stub.answer = lambda _: (402, b'{"error": {"code": "card_declined"}}')
    first, again = post(proxy, "amount=1", "k"), post(proxy, "amount=1", "k")
    assert (first.status, again.status, len(stub.posts())) == (402, 402, 1)


def test_a_server_error_is_not_kept(stub: StubServer, proxy: int):
    stub.answer = lambda got: (200, b'{"data": []}') if got.method == "GET" else (500, b"{}")
    assert post(proxy, "amount=1", "k").status == 500
    bank = Bank(stub)
    assert post(proxy, "amount=1", "k").json["id"] == "pi_1"
    assert len(bank.payments) == 1


def test_a_lost_answer_is_found_by_its_mark_and_not_charged_again(stub: StubServer, proxy: int):
    bank = Bank(stub)

    def charge_and_hang_up(got: Got) -> tuple[int, bytes]:
        bank.charge(got)
        raise HangUp

    stub.answer = charge_and_hang_up
    assert post(proxy, "amount=1", "k").status == 502
    stub.answer = bank.answer
    assert post(proxy, "amount=1", "k").json["id"] == "pi_1"
    assert len(bank.payments) == 1


def test_a_key_in_flight_is_refused(stub: StubServer, proxy: int):
    bank, go_on = Bank(stub), threading.Event()

    def wait(got: Got) -> tuple[int, bytes]:
        assert go_on.wait(20)
        return bank.answer(got)

    stub.answer = wait
    replies: list[Reply] = []
    first = threading.Thread(target=lambda: replies.append(post(proxy, "amount=1", "k")))
    first.start()
    until(lambda: stub.requests, "the first request reaches the upstream")
    refused = post(proxy, "amount=1", "k")
    go_on.set()
    first.join()
    assert (refused.status, refused.json["error"]["code"]) == (409, "idempotency_key_in_use")
    assert [reply.json["id"] for reply in replies] == ["pi_1"]


def test_kill_9_between_the_charge_and_our_write_charges_once(stub: StubServer, tmp_path: Path):
    bank, port = Bank(stub), free_port()
    with running(command(stub, port, tmp_path), port) as proxy:

        def charge_and_kill(got: Got) -> tuple[int, bytes]:
            bank.charge(got)
            proxy.kill()
            raise HangUp

        stub.answer = charge_and_kill
        with pytest.raises((ConnectionError, OSError)):
            post(port, "amount=1", "k")
        proxy.wait(20)
    stub.answer = bank.answer
    with running(command(stub, port, tmp_path), port):
        assert post(port, "amount=1", "k").json["id"] == "pi_1"
        assert post(port, "amount=1", "k").headers["idempotent-replayed"] == "true"
    assert len(bank.payments) == 1


def test_a_step_that_was_taken_before_a_crash_is_not_taken_twice(stub: StubServer, proxy: int):
    captures: list[Got] = []

    def capture_and_hang_up(got: Got) -> tuple[int, bytes]:
        captures.append(got)
        raise HangUp

    stub.answer = capture_and_hang_up
    assert post(proxy, "", "k", f"{INTENTS}/pi_1/capture").status == 502
    stub.answer = lambda _: (200, b'{"id": "pi_1", "status": "succeeded"}')
    assert post(proxy, "", "k", f"{INTENTS}/pi_1/capture").json["status"] == "succeeded"
    assert (len(captures), len(stub.posts())) == (1, 1)


def test_while_the_upstream_is_away_the_answer_is_502_and_nothing_is_kept(tmp_path: Path):
    with stub_server() as gone:
        pass
    port = free_port()
    with running(command(gone, port, tmp_path), port):
        assert [post(port, "amount=1", "k").status for _ in range(2)] == [502, 502]


def test_sigterm_ends_it_with_exit_code_0(stub: StubServer, tmp_path: Path):
    port = free_port()
    with running(command(stub, port, tmp_path), port) as proxy:
        proxy.terminate()
        assert proxy.wait(20) == 0
    assert not listens(port)
