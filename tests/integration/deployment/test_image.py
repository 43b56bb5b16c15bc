"""Builds the image for real, with Docker or buildah, and looks inside."""

import contextlib
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
IMAGE = "haat:test"
pytestmark = pytest.mark.image

LOOK = """
import importlib, importlib.metadata as metadata, json, os, pathlib, re, shutil, sys
site = pathlib.Path(metadata.distribution("nameko").locate_file(""))
packages = sorted(
    re.sub("[-_.]+", "-", d.metadata["Name"].lower()) + "==" + d.version
    for d in metadata.distributions()
)
for name in %r:
    importlib.import_module(name)
def writable(path):
    return os.access(path, os.W_OK)
print(json.dumps({
    "user": [os.getuid(), os.getgid()],
    "python": list(sys.version_info[:2]),
    "prefix": sys.prefix,
    "packages": packages,
    "tools": [t for t in ("gcc", "cc", "g++", "make", "pip", "pip3", "git") if shutil.which(t)],
    "writable": [p for p in ("/", "/etc", "/opt/haat", "/srv/haat", str(site)) if writable(p)],
    "tmp": writable("/tmp"),
    "left": [p for p in ("/pip", "/requirements.lock", "/run/ca.pem", "/etc/pip.conf")
        if os.path.exists(p)],
    "code": sorted(p.name for p in pathlib.Path("/srv/haat").iterdir()),
    "pip": [n for n in os.environ if n.startswith(("PIP_", "SSL_", "HTTP", "http"))],
}))
"""
MODULES = [
    *("amqp", "cryptography", "elasticsearch", "eventlet", "jwt", "kombu", "msgspec"),
    *("nameko", "pika", "prometheus_client", "pymongo", "requests", "stripe", "yaml"),
]


@pytest.fixture(scope="module")
def built() -> str:
    """The image's name, once it is there."""
    subprocess.run([ROOT / "deploy" / "image" / "build.sh", "service", IMAGE], check=True)
    return IMAGE


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "deploy" / "image" / "run.sh", IMAGE, *command],
        env={k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "SSL_"))},
        capture_output=True,
        text=True,
        check=False,
    )


def locked() -> list[str]:
    """What requirements.lock pins."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return sorted(re.findall(r"^([a-z0-9-]+==[^ ;\\]+)", text, re.MULTILINE))


def test_the_image_holds_python_the_locked_packages_and_our_code_only(built: str) -> None:
    done = run("python", "-W", "ignore", "-c", LOOK % MODULES)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {
        "user": [10001, 10001],
        "python": [3, 11],
        "prefix": "/opt/haat",
        "packages": locked(),
        "tools": [],
        "writable": [],
        "tmp": True,
        "left": [],
        "code": ["chassis", "contracts", "deploy", "partners", "services"],
        "pip": [],
    }


def test_of_what_deploys_the_image_holds_only_what_grants_rights(built: str) -> None:
    listing = "import os; print(sorted({*os.listdir('/srv/haat/deploy')} - {'__pycache__'}))"
    done = run("python", "-W", "ignore", "-m", "deploy.rights")

    assert done.returncode == 2
    assert "deploy.rights: HAAT_RABBITMQ_ADMIN_URL, HAAT_MONGO_ADMIN_URL: both missing" in (
        done.stderr + done.stdout
    )
    assert "['__init__.py', 'rights']" in run("python", "-B", "-c", listing).stdout


def test_the_entry_point_knows_the_services(built: str) -> None:
    done = run("python", "-m", "services", "no-such-service")

    assert done.returncode != 0
    assert "orders" in done.stderr + done.stdout


@pytest.fixture
def orders(built: str, haat_command: Callable[..., subprocess.CompletedProcess[str]]):
    """The orders service out of the image, on the tests' own servers; its port, its process."""
    haat_command("up", "--servers-only")
    exports = shlex.split(haat_command("env", "orders").stdout)
    settings = dict(word.split("=", 1) for word in exports if word != "export")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [ROOT / "deploy" / "image" / "run.sh", built, "python", "-m", "services", "orders"]
    environment = os.environ | settings | {"HAAT_HTTP_PORT": port}
    process = subprocess.Popen(command, env=environment)
    yield port, process
    for pid in (*family(process.pid), process.pid):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait(20)


def family(pid: int) -> list[int]:
    """All processes below a process."""
    parents: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):
            parent = int(re.findall(r"PPid:\s*(\d+)", status.read_text())[0])
            parents.setdefault(parent, []).append(int(status.parent.name))
    found = [pid]
    for one in found:
        found += parents.get(one, [])
    return found[1:]


def service_process(pid: int) -> int:
    """buildah does not pass signals on, so they go to the service itself; docker run does."""
    for child in family(pid):
        words = Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
        if words[0].endswith(b"/python") and words[1:4] == [b"-m", b"services", b"orders"]:
            return child
    return pid


def answer(port: str) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as reply:
            return reply.status
    except urllib.error.HTTPError as refused:
        return refused.code
    except OSError:
        return 0


@pytest.mark.servers
def test_a_service_starts_from_the_image_and_drains_on_sigterm(
    orders: tuple[str, subprocess.Popen[bytes]],
) -> None:
    port, process = orders
    deadline = time.monotonic() + 60
    while (status := answer(port)) != 200 and time.monotonic() < deadline:
        with contextlib.suppress(subprocess.TimeoutExpired):
            pytest.fail(f"ended with {process.wait(0.1)}")
    assert status == 200

    os.kill(service_process(process.pid), signal.SIGTERM)

    assert process.wait(45) == 0
