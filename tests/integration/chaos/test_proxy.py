"""The proxy that harms lines, between a caller and a server that gives back what it hears."""

import select
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.chaos.bidden import Bidden

SECONDS = 20.0


@pytest.fixture
def echo() -> Iterator[int]:
    """A server on its port; it sends back what it gets."""
    server = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=_serve, args=(server,))
    thread.start()
    yield server.getsockname()[1]
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()


def _serve(server: socket.socket) -> None:
    lines = []
    try:
        while True:
            line = server.accept()[0]
            lines.append(threading.Thread(target=_give_back, args=(line,)))
            lines[-1].start()
    except OSError:
        for thread in lines:
            thread.join()


def _give_back(line: socket.socket) -> None:
    with line:
        try:
            while heard := line.recv(65_536):
                line.sendall(heard)
        except ConnectionError:
            return


@pytest.fixture
def proxy(echo: int) -> Iterator[Bidden]:
    with Bidden("tests.chaos.proxy") as proxy:
        proxy.port = proxy.ask(listen={"a": echo, "b": echo})["a"]  # type: ignore[attr-defined]
        yield proxy


def line_to(proxy: Bidden) -> socket.socket:
    return socket.create_connection(("127.0.0.1", proxy.port), timeout=SECONDS)  # type: ignore[attr-defined]


def say(line: socket.socket, text: bytes) -> bytes:
    """What comes back; as much as was sent."""
    line.sendall(text)
    return hear(line, len(text))


def hear(line: socket.socket, number: int) -> bytes:
    heard = b""
    while len(heard) < number and (more := line.recv(65_536)):
        heard += more
    return heard


def test_what_is_said_passes_both_ways(proxy):
    with closing(line_to(proxy)) as line:
        assert say(line, b"hello") == b"hello"


def test_more_than_any_buffer_holds_arrives_whole(proxy):
    text = bytes(range(256)) * 40_000
    with closing(line_to(proxy)) as line:
        thread = threading.Thread(target=line.sendall, args=(text,))
        thread.start()
        assert hear(line, len(text)) == text
        thread.join()


def test_cut_ends_the_lines_that_are_open_and_no_later_one(proxy):
    with closing(line_to(proxy)) as line, closing(line_to(proxy)) as other:
        assert say(line, b"x") == say(other, b"x") == b"x"
        assert proxy.ask(set="cut", names=["a"]) == {"cut": 2}
        with pytest.raises(ConnectionResetError):
            line.recv(1)
    with closing(line_to(proxy)) as line:
        assert say(line, b"again") == b"again"


def test_a_cut_of_one_route_leaves_the_others_alone(proxy):
    with closing(line_to(proxy)) as line:
        assert say(line, b"x") == b"x"
        assert proxy.ask(set="cut", names=["b"]) == {"cut": 0}
        assert say(line, b"still here") == b"still here"


def test_held_lines_carry_nothing_and_then_everything(proxy):
    with closing(line_to(proxy)) as old:
        assert say(old, b"x") == b"x"
        proxy.ask(set="hold", names=["a"])
        with closing(line_to(proxy)) as new:
            old.sendall(b"old")
            new.sendall(b"new")
            assert select.select([old, new], [], [], 0.5)[0] == []
            proxy.ask(set="pass", names=["a"])
            assert (hear(old, 3), hear(new, 3)) == (b"old", b"new")


def test_delayed_lines_keep_the_order_of_what_is_said(proxy):
    with closing(line_to(proxy)) as line:
        proxy.ask(set="delay", names=["a"], seconds=0.3)
        begun = time.monotonic()
        for turn in range(10):
            line.sendall(b"%d" % turn)
        heard = hear(line, 4)
        assert time.monotonic() - begun >= 0.6
        proxy.ask(set="pass", names=["a"])
        line.sendall(b"end")
        assert heard + hear(line, 13 - len(heard)) == b"0123456789end"


def test_a_line_to_a_server_that_is_away_ends_at_once(proxy):
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    proxy.port = proxy.ask(listen={"gone": port})["gone"]
    with closing(line_to(proxy)) as line, pytest.raises(ConnectionResetError):
        line.recv(1)


def test_it_ends_with_its_input(echo):
    proxy = Bidden("tests.chaos.proxy")
    port = proxy.ask(listen={"a": echo})["a"]
    proxy.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=SECONDS)
