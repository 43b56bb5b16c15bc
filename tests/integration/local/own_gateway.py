"""A gateway of the test's own: the project's template in a real nginx before stubs."""

import contextlib
import os
from pathlib import Path

from local_process import free_port, running
from stub_server import StubServer

from deploy.gateway.render import nginx_configuration
from deploy.local.settings import ROOT

DESCRIPTIONS = ("openapi.json", "asyncapi.json")


def start(
    folder: Path, services: dict[str, StubServer], **changes: str
) -> tuple[int, contextlib.AbstractContextManager[object]]:
    """The gateway's port, and its process to be entered."""
    port = free_port()
    static = folder / "static"
    (static / "docs").mkdir(parents=True)
    for page in (ROOT / "deploy" / "gateway" / "docs").iterdir():
        (static / "docs" / page.name).write_bytes(page.read_bytes())
    for name in DESCRIPTIONS:
        (static / name).write_bytes((ROOT / "docs" / name).read_bytes())
    upstreams = {f"UPSTREAM_{n.upper()}": f"127.0.0.1:{s.port}" for n, s in services.items()}
    limits = {"RATE_LIMIT": "5000r/s", "RATE_BURST": "5000"}
    limits |= {"LOGIN_RATE": "5000r/s", "LOGIN_BURST": "5000"}
    own = {"LISTEN": f"127.0.0.1:{port}", "RUN": str(folder), "STATIC": str(static)}
    file = folder / "nginx.conf"
    file.write_text(nginx_configuration({**upstreams, **limits, **own, "USER": user(), **changes}))
    quiet = ["nginx", "-p", str(folder), "-e", "stderr", "-c", str(file), "-g", "daemon off;"]
    return port, running(quiet, port)


def user() -> str:
    """nginx may stay root where the tests are."""
    return "user root;" if os.geteuid() == 0 else ""
