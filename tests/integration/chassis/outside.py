"""Machines of the outside, on loopback addresses: each remembers what came to it."""

import contextlib
import datetime
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi"
Talk = Callable[[socket.socket], None]


@dataclass
class Machine:
    """Listens on one address; `heard` are the first bytes of each connection."""

    address: str
    port: int = 0
    heard: list[bytes] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)
    """The names that TLS asked for."""


def say(answer: bytes) -> Talk:
    return lambda line: line.sendall(answer)


POLITE = say(OK)


@contextlib.contextmanager
def machine(
    address: str, talk: Talk = POLITE, *, port: int = 0, tls: Path | None = None
) -> Iterator[Machine]:
    """Answers until the end of the block."""
    listener = socket.create_server((address, port))
    found = Machine(address, listener.getsockname()[1])
    context = _context(found, tls) if tls else None
    served = threading.Thread(target=_serve, args=(listener, found, talk, context), daemon=True)
    served.start()
    try:
        yield found
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        served.join()


def _serve(
    listener: socket.socket, found: Machine, talk: Talk, context: ssl.SSLContext | None
) -> None:
    while True:
        try:
            line, _ = listener.accept()
        except OSError:
            return
        with line, contextlib.suppress(OSError):
            if context:
                line = context.wrap_socket(line, server_side=True)
            found.heard.append(line.recv(65_536))
            talk(line)
            line.close()


def _context(found: Machine, tls: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tls)
    context.sni_callback = lambda _line, name, _context: found.names.append(name)
    return context


def certificate(folder: Path, host: str) -> Path:
    """A key and a certificate for that host, which trusts itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = folder / f"{host}.pem"
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path
