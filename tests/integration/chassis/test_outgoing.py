"""Attacks on whoever sends requests to addresses that others give, with real sockets.

127.0.0.2 plays the outside, 127.0.0.1 is the machine of ours that nobody may reach.
"""

import gzip
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.outgoing import AddressNotAllowed, Outgoing, OutsideAway
from tests.integration.chassis.outside import OK, Machine, Talk, certificate, machine, say

OUTSIDE, OURS = "127.0.0.2", "127.0.0.1"
HOST = "hooks.partner.example"


@pytest.fixture
def ours() -> Iterator[Machine]:
    """Tells when it is reached."""
    with machine(OURS) as found:
        yield found


class Names:
    """A resolver under the attacker's hand: each question gets the next answer."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers, self.asked = list(answers), 0

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def outgoing(names: Names, **options: object) -> Outgoing:
    """For which 127.0.0.2 is the internet."""
    return Outgoing(
        "tests",
        "webhook",
        allow_http=True,
        public=lambda address: address == OUTSIDE,
        resolve=names,
        **options,  # type: ignore[arg-type]
    )


def plain(there: Machine, path: str = "/hook") -> str:
    return f"http://{HOST}:{there.port}{path}"


def test_a_public_address_is_reached_under_its_name():
    with machine(OUTSIDE) as there:
        reply = outgoing(Names([OUTSIDE])).send("POST", plain(there), b"{}", {"X-Kind": "test"})
    assert (reply.status, reply.content_type, reply.body) == (200, "text/plain", b"hi")
    (heard,) = there.heard
    assert heard.startswith(b"POST /hook HTTP/1.1\r\n")
    assert f"\r\nHost: {HOST}:{there.port}\r\n".encode() in heard
    assert b"\r\nX-Kind: test\r\n" in heard


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "127.1", "0.0.0.0", "2130706433", "0x7f000001", "017700000001"),  # noqa: S104
        *("[::ffff:127.0.0.1]", "[::ffff:7f00:1]"),
    ],
)
def test_no_way_of_writing_an_own_address_leads_to_it(ours: Machine, host: str):
    real = Outgoing("tests", "webhook", allow_http=True)
    with pytest.raises(AddressNotAllowed):
        real.send("POST", f"http://{host}:{ours.port}/")
    assert ours.heard == []


@pytest.mark.parametrize(
    "answer", [[OURS], [OUTSIDE, OURS], [OURS, OUTSIDE], ["::1"], ["10.0.0.5"], []]
)
def test_a_name_that_leads_to_an_own_address_is_refused(ours: Machine, answer: list[str]):
    with machine(OUTSIDE, port=ours.port) as there, pytest.raises(AddressNotAllowed):
        outgoing(Names(answer)).send("POST", plain(ours))
    assert (there.heard, ours.heard) == ([], [])


def test_a_name_that_means_another_address_a_moment_later_changes_nothing(ours: Machine):
    names = Names([OUTSIDE], [OURS])
    with machine(OUTSIDE, port=ours.port) as there:
        assert outgoing(names).send("GET", plain(ours)).body == b"hi"
    assert (len(there.heard), ours.heard, names.asked) == (1, [], 1)


def test_each_request_looks_anew(ours: Machine):
    sends = outgoing(Names([OUTSIDE], [OURS]))
    with machine(OUTSIDE, port=ours.port):
        assert sends.send("GET", plain(ours)).status == 200
        with pytest.raises(AddressNotAllowed):
            sends.send("GET", plain(ours))
    assert ours.heard == []


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 T", "308 P"])
def test_a_redirect_is_told_and_not_followed(ours: Machine, status: str):
    moved = f"HTTP/1.1 {status}\r\nLocation: http://{OURS}:{ours.port}/\r\nContent-Length: 0\r\n"
    with machine(OUTSIDE, say(moved.encode() + b"\r\n")) as there:
        reply = outgoing(Names([OUTSIDE])).send("POST", plain(there), b"{}")
    assert (reply.status, ours.heard) == (int(status[:3]), [])


@pytest.mark.parametrize("setting", ["http_proxy", "https_proxy", "all_proxy"])
def test_no_proxy_of_the_environment_is_used(
    ours: Machine, setting: str, monkeypatch: pytest.MonkeyPatch
):
    for name in (setting, setting.upper()):
        monkeypatch.setenv(name, f"http://{OURS}:{ours.port}")
    with machine(OUTSIDE) as there:
        assert outgoing(Names([OUTSIDE])).send("GET", plain(there)).status == 200
    assert ours.heard == []


@pytest.mark.parametrize(
    "url",
    [
        *("http://hooks.example/", "ftp://hooks.example/", "file:///etc/passwd", "gopher://x/"),
        *("https://", "https:///x", "//hooks.example/", "hooks.example", "", "https://[::1"),
        *("https://user@hooks.example/", "https://hooks.example@127.0.0.1/", "https://h:99999/"),
        *("https://hooks.example/\r\nX-Evil: 1", "https://hooks.example/ x", "https://ho oks/"),
        *("https://hooks.example:0/", "https://hоoks.example/"),  # the second has a Cyrillic o
    ],
)
def test_what_is_not_an_https_address_is_refused_when_it_is_given(url: str):
    strict = Outgoing("tests", "webhook", resolve=Names([OUTSIDE]), public=lambda _: True)
    for use in (strict.check, lambda url: strict.send("GET", url)):
        with pytest.raises(AddressNotAllowed) as refused:
            use(url)
        assert (refused.value.status, refused.value.field) == (422, "url")


def test_the_certificate_must_be_of_the_name_and_not_of_the_address(tmp_path: Path):
    own = certificate(tmp_path, HOST)
    sends = outgoing(Names([OUTSIDE]), trusted=str(own))
    with machine(OUTSIDE, tls=own) as there:
        assert sends.send("GET", f"https://{HOST}:{there.port}/").body == b"hi"
        assert there.names == [HOST]
        for other in (f"https://other.example:{there.port}/", f"https://{OUTSIDE}:{there.port}/"):
            with pytest.raises(OutsideAway):
                sends.send("GET", other)
        assert len(there.heard) == 1


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path):
    with (
        machine(OUTSIDE, tls=certificate(tmp_path, HOST)) as there,
        pytest.raises(OutsideAway),
    ):
        outgoing(Names([OUTSIDE])).send("GET", f"https://{HOST}:{there.port}/")
    assert there.heard == []


def slowly(head: bytes) -> Talk:
    """Says something, then one byte now and then, for ever."""

    def talk(line: socket.socket) -> None:
        line.sendall(head)
        line.settimeout(0.05)
        while True:
            try:
                if line.recv(1) == b"":
                    return
            except TimeoutError:
                line.sendall(b"x")

    return talk


@pytest.mark.parametrize(
    "head",
    [b"HTTP/1.1 200 O", b"HTTP/1.1 200 OK\r\nX-More: ", OK.replace(b": 2", b": 9000"), b""],
)
def test_who_keeps_us_with_a_byte_now_and_then_is_left(head: bytes):
    with machine(OUTSIDE, slowly(head)) as there, pytest.raises(OutsideAway):
        outgoing(Names([OUTSIDE]), seconds=0.5).send("GET", plain(there))
    assert len(there.heard) == 1


def test_an_answer_that_ends_late_without_a_length_is_not_taken_for_whole():
    with (
        machine(OUTSIDE, slowly(b"HTTP/1.1 200 OK\r\n\r\nhello")) as there,
        pytest.raises(OutsideAway),
    ):
        outgoing(Names([OUTSIDE]), seconds=0.5).send("GET", plain(there))


@pytest.mark.parametrize("length", [b"", b"Content-Length: 4000000\r\n"])
def test_too_large_an_answer_is_not_taken(length: bytes):
    huge = b"HTTP/1.1 200 OK\r\n" + length + b"\r\n" + b"x" * 4_000_000
    with machine(OUTSIDE, say(huge)) as there, pytest.raises(OutsideAway):
        outgoing(Names([OUTSIDE]), most_bytes=100_000).send("GET", plain(there))


def test_what_comes_compressed_is_not_blown_up():
    bomb = gzip.compress(b"\0" * 10_000_000)
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(bomb)}\r\n\r\n"
    with machine(OUTSIDE, say(head.encode() + bomb)) as there:
        reply = outgoing(Names([OUTSIDE])).send("GET", plain(there))
    assert reply.body == bomb
    assert b"\r\nAccept-Encoding: identity\r\n" in there.heard[0]


def test_a_header_cannot_bring_another():
    with machine(OUTSIDE) as there, pytest.raises(ValueError, match="Invalid header value"):
        outgoing(Names([OUTSIDE])).send("GET", plain(there), b"", {"X-Id": "1\r\nX-Evil: 1"})
    assert b"Evil" not in b"".join(there.heard)


@pytest.mark.parametrize("answer", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 2"])
def test_what_is_no_answer_may_be_tried_again(answer: bytes):
    with machine(OUTSIDE, say(answer)) as there, pytest.raises(OutsideAway) as away:
        outgoing(Names([OUTSIDE])).send("GET", plain(there))
    assert away.value.status == 503


def test_nobody_there_may_be_tried_again(ours: Machine):
    with pytest.raises(OutsideAway):
        outgoing(Names([OUTSIDE])).send("GET", plain(ours))
