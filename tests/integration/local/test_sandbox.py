"""The message sandbox as a real process."""

import json
import smtplib
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from local_process import Reply, ask, free_port, running

from deploy.local.settings import load_settings


@pytest.fixture
def ports() -> tuple[int, int]:
    return free_port(), free_port()


def command(folder: Path, ports: tuple[int, int]) -> list[str]:
    python = str(load_settings({}).tools / "bin" / "python")
    options = ["--smtp-port", str(ports[0]), "--http-port", str(ports[1]), "--folder", str(folder)]
    return [python, "-m", "deploy.local.sandbox", *options]


@pytest.fixture
def sandbox(tmp_path: Path, ports: tuple[int, int]) -> Iterator[tuple[int, int]]:
    with running(command(tmp_path, ports), *ports):
        yield ports


def send_sms(port: int, to: str, text: str, key: str | None = None) -> Reply:
    headers = {"Content-Type": "application/json", **({"Idempotency-Key": key} if key else {})}
    return ask(port, "POST", "/sms", json.dumps({"to": to, "text": text}).encode(), headers)


def send_mail(port: int, to: str, subject: str, text: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "haat@deoghar.example", to, subject
    mail.set_content(text)
    with smtplib.SMTP("127.0.0.1", port) as door:
        door.send_message(mail)


def test_an_sms_is_accepted_and_listed_by_its_phone(sandbox: tuple[int, int]):
    sent = send_sms(sandbox[1], "+919800000001", "आपका कोड 123456")
    send_sms(sandbox[1], "+919800000002", "other")
    assert sent.status == 202
    for to in ("+919800000001", "%2B919800000001"):
        [listed] = ask(sandbox[1], "GET", f"/sms?to={to}").json
        assert (listed["id"], listed["text"]) == (sent.json["id"], "आपका कोड 123456")
    assert len(ask(sandbox[1], "GET", "/sms").json) == 2


def test_a_call_is_kept_beside_the_sms(sandbox: tuple[int, int]):
    call = {"to": "+919800000001", "text": "1 2 3 4 5 6"}
    made = ask(sandbox[1], "POST", "/calls", json.dumps(call).encode())
    [listed] = ask(sandbox[1], "GET", "/calls?to=+919800000001").json
    assert (made.status, listed["text"]) == (202, "1 2 3 4 5 6")
    assert ask(sandbox[1], "GET", "/sms").json == []


def test_the_same_key_sends_an_sms_once(sandbox: tuple[int, int]):
    first = send_sms(sandbox[1], "+911", "code", "key-0001")
    assert send_sms(sandbox[1], "+911", "code", "key-0001").json == first.json
    assert len(ask(sandbox[1], "GET", "/sms").json) == 1


def test_a_bad_sms_is_refused(sandbox: tuple[int, int]):
    assert ask(sandbox[1], "POST", "/sms", b"{}").status == 400
    assert ask(sandbox[1], "GET", "/sms").json == []


def test_a_mail_sent_by_smtp_is_listed_by_its_recipient(sandbox: tuple[int, int]):
    send_mail(sandbox[0], "anita@deoghar.example", "आदेश", "आपका आदेश मिला")
    [mail] = ask(sandbox[1], "GET", "/mail?to=anita@deoghar.example").json
    assert (mail["from"], mail["to"]) == ("haat@deoghar.example", "anita@deoghar.example")
    assert (mail["subject"], mail["text"].strip()) == ("आदेश", "आपका आदेश मिला")


def test_messages_survive_kill_9(tmp_path: Path, ports: tuple[int, int]):
    with running(command(tmp_path, ports), *ports) as process:
        send_sms(ports[1], "+911", "kept")
        send_mail(ports[0], "a@x.example", "kept", "text")
        process.kill()
        process.wait(20)
    with running(command(tmp_path, ports), *ports):
        assert [sms["text"] for sms in ask(ports[1], "GET", "/sms").json] == ["kept"]
        assert [mail["subject"] for mail in ask(ports[1], "GET", "/mail").json] == ["kept"]


def test_all_messages_can_be_deleted(sandbox: tuple[int, int]):
    send_sms(sandbox[1], "+911", "gone")
    send_mail(sandbox[0], "a@x.example", "gone", "text")
    assert ask(sandbox[1], "DELETE", "/messages").status == 200
    assert ask(sandbox[1], "GET", "/sms").json == []
    assert ask(sandbox[1], "GET", "/mail").json == []


def test_unknown_addresses_are_told(sandbox: tuple[int, int]):
    assert ask(sandbox[1], "GET", "/sms/1").status == 404


def test_sigterm_ends_it_with_exit_code_0(tmp_path: Path, ports: tuple[int, int]):
    with running(command(tmp_path, ports), *ports) as process:
        process.terminate()
        assert process.wait(20) == 0
