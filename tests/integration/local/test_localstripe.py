"""localstripe under our launcher: loopback only, state in our file, webhook registered."""

import hashlib
import hmac
import os
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from local_process import ask, free_port, running, until
from stub_server import StubServer, stub_server

from deploy.local.settings import load_settings

SECRET = "whsec_test"
AUTHORIZED = {
    "Authorization": "Bearer sk_test_1234567",
    "Content-Type": "application/x-www-form-urlencoded",
}
CARD = b"amount=12300&currency=inr&payment_method=pm_card_visa&confirm=true"


@pytest.fixture
def hook() -> Iterator[StubServer]:
    with stub_server() as stub:
        yield stub


def command(port: int) -> list[str]:
    python = str(load_settings({}).tools / "bin" / "python")
    return [python, "-m", "deploy.local.localstripe_process", "--port", str(port)]


def environment(folder: Path, hook: StubServer) -> dict[str, str]:
    own = {
        "LOCALSTRIPE_STATE": str(folder / "state.pickle"),
        "LOCALSTRIPE_WEBHOOK_URL": f"http://127.0.0.1:{hook.port}/v1/webhooks/stripe",
        "LOCALSTRIPE_WEBHOOK_SECRET": SECRET,
    }
    return {**os.environ, **own}


def pay(port: int) -> str:
    reply = ask(port, "POST", "/v1/payment_intents", CARD, AUTHORIZED)
    assert (reply.status, reply.json["status"]) == (200, "succeeded")
    return str(reply.json["id"])


def refund(port: int, payment: str) -> str:
    reply = ask(port, "POST", "/v1/refunds", f"payment_intent={payment}".encode(), AUTHORIZED)
    assert (reply.status, reply.json["status"]) == (200, "succeeded")
    return str(reply.json["id"])


def listening_addresses(port: int) -> set[str]:
    rows = [line.split() for line in Path("/proc/net/tcp6").read_text().splitlines()[1:]]
    return {row[1] for row in rows if row[3] == "0A" and row[1].endswith(f":{port:04X}")}


def test_it_listens_on_the_loopback_address_only(tmp_path: Path, hook: StubServer):
    port = free_port()
    with running(command(port), port, environment=environment(tmp_path, hook)):
        assert listening_addresses(port) == {f"0000000000000000FFFF00000100007F:{port:04X}"}


def test_payments_survive_kill_9(tmp_path: Path, hook: StubServer):
    port, own = free_port(), environment(tmp_path, hook)
    with running(command(port), port, environment=own) as process:
        paid = [pay(port) for _ in range(5)]
        given_back = refund(port, paid[0])
        process.kill()
        process.wait(20)
    with running(command(port), port, environment=own):
        found = ask(port, "GET", "/v1/payment_intents", headers=AUTHORIZED).json["data"]
        assert [(one["id"], one["amount"], one["status"]) for one in found] == [
            (id, 12300, "succeeded") for id in paid
        ]
        charges = [one["latest_charge"] for one in found]
        assert [one["amount_refunded"] for one in charges] == [12300, 0, 0, 0, 0]
        assert charges[0]["refunds"]["data"][0]["id"] == given_back


def test_the_journal_goes_on_after_a_kill_in_the_middle_of_an_entry(
    tmp_path: Path, hook: StubServer
):
    port, own = free_port(), environment(tmp_path, hook)
    with running(command(port), port, environment=own) as process:
        paid = pay(port)
        process.kill()
        process.wait(20)
    with (tmp_path / "state.pickle").open("ab") as file:
        file.write(pickle.dumps([b"an entry that is longer than this"])[:20])
    with running(command(port), port, environment=own) as process:
        also_paid = pay(port)
        process.kill()
        process.wait(20)
    with running(command(port), port, environment=own):
        found = ask(port, "GET", "/v1/payment_intents", headers=AUTHORIZED).json["data"]
        assert [one["id"] for one in found] == [paid, also_paid]


def test_its_end_writes_what_is_not_on_disk_yet(tmp_path: Path, hook: StubServer):
    port, own = free_port(), environment(tmp_path, hook)
    with running(command(port), port, environment=own):
        paid = [pay(port) for _ in range(5)]
    kept = (tmp_path / "state.pickle").read_bytes()
    assert [one for one in paid if one.encode() not in kept] == []


def test_events_arrive_signed_without_anyone_registering_the_webhook(
    tmp_path: Path, hook: StubServer
):
    port = free_port()
    with running(command(port), port, environment=environment(tmp_path, hook)):
        until(lambda: pay(port) and hook.requests, "an event arrives")
    got = hook.requests[0]
    signature = dict(part.split("=") for part in got.headers["stripe-signature"].split(","))
    signed = f"{signature['t']}.".encode() + got.body
    assert signature["v1"] == hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert got.path == "/v1/webhooks/stripe"
