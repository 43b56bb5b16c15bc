"""What the message sandbox keeps, and finds again."""

import json
from pathlib import Path

import pytest

from deploy.local.inbox import BadSms, MailBox, SmsBox


def sms(to: str, text: str) -> bytes:
    return json.dumps({"to": to, "text": text}).encode()


def test_sms_are_listed_by_phone_newest_last(tmp_path: Path):
    box = SmsBox(tmp_path / "sms.jsonl")
    for to, text in (("+911", "one"), ("+912", "other"), ("+911", "दो")):
        box.add(sms(to, text), None)
    assert [message["text"] for message in box.to("+911")] == ["one", "दो"]
    assert [message["text"] for message in box.to(None)] == ["one", "other", "दो"]
    assert box.to("+913") == []


def test_the_same_key_stores_an_sms_once_even_over_a_restart(tmp_path: Path):
    path = tmp_path / "sms.jsonl"
    first = SmsBox(path).add(sms("+911", "code 1"), "key-1")
    again = SmsBox(path)
    assert again.add(sms("+911", "code 1"), "key-1") == first
    assert len(again.to(None)) == 1


def test_a_line_cut_off_by_a_kill_is_skipped_and_hides_no_later_one(tmp_path: Path):
    path = tmp_path / "sms.jsonl"
    SmsBox(path).add(sms("+911", "one"), None)
    with path.open("a") as file:
        file.write('{"id": "sms_x", "to')
    SmsBox(path).add(sms("+911", "two"), None)
    assert [message["text"] for message in SmsBox(path).to("+911")] == ["one", "two"]


@pytest.mark.parametrize("body", [b"", b"[]", b'{"to": "+911"}', b"\xff"])
def test_a_request_that_cannot_be_read_is_refused_and_nothing_kept(tmp_path: Path, body: bytes):
    box = SmsBox(tmp_path / "sms.jsonl")
    with pytest.raises(BadSms):
        box.add(body, None)
    assert box.to(None) == []


def test_mails_are_found_again_after_a_restart_in_the_order_they_came(tmp_path: Path):
    box = MailBox(tmp_path / "mail")
    for subject in ("one", "two", "three"):
        box.add("haat@x", ["a@x", "b@x"], f"Subject: {subject}\r\n\r\nText {subject}".encode())
    kept = MailBox(tmp_path / "mail").to("b@x")
    assert [mail["subject"] for mail in kept] == ["one", "two", "three"]
    assert kept == box.to("b@x")
    assert (kept[0]["from"], kept[0]["to"], kept[0]["text"]) == ("haat@x", "a@x,b@x", "Text one")


def test_a_mail_that_a_kill_kept_out_of_the_lines_is_listed_too(tmp_path: Path):
    box = MailBox(tmp_path / "mail")
    for subject in ("one", "two"):
        box.add("haat@x", ["a@x"], f"Subject: {subject}\r\n\r\nText".encode())
    lines = tmp_path / "mail.jsonl"
    lines.write_text(lines.read_text()[:-20])
    assert MailBox(tmp_path / "mail").to("a@x") == box.to("a@x")


def test_hindi_subjects_and_texts_are_decoded(tmp_path: Path):
    box = MailBox(tmp_path / "mail")
    head = "Subject: =?utf-8?b?4KSG4KSm4KWH4KS2?=\r\nContent-Type: text/plain; charset=utf-8\r\n"
    box.add("haat@x", ["a@x"], f"{head}\r\nनमस्ते".encode())
    assert [(mail["subject"], mail["text"]) for mail in box.to("a@x")] == [("आदेश", "नमस्ते")]


def test_a_recipient_is_matched_whole(tmp_path: Path):
    box = MailBox(tmp_path / "mail")
    box.add("haat@x", ["anita@x"], b"Subject: s\r\n\r\nt")
    assert box.to("ita@x") == []


def test_both_boxes_can_be_emptied(tmp_path: Path):
    texts, mails = SmsBox(tmp_path / "sms.jsonl"), MailBox(tmp_path / "mail")
    texts.add(sms("+911", "one"), "key-1")
    mails.add("haat@x", ["a@x"], b"Subject: s\r\n\r\nt")
    texts.clear()
    mails.clear()
    assert (texts.to(None), mails.to(None)) == ([], [])
    assert MailBox(tmp_path / "mail").to(None) == []
