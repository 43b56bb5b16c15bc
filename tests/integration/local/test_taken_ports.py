"""A taken port is told with its holder and the setting that moves it; nothing is started."""

import os
import socket
import subprocess
import sys
from pathlib import Path

from local_process import free_port

from deploy.local.ports import holder, is_free, taken
from deploy.local.settings import ROOT, load_settings


def test_a_port_is_free_until_somebody_listens():
    port = free_port()
    assert is_free(port)
    with socket.create_server(("127.0.0.1", port)):
        assert not is_free(port)
        assert f"process {os.getpid()} (" in holder(port)
    assert is_free(port)


def test_the_message_names_the_port_and_its_setting():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        settings = load_settings({"HAAT_PORT_ORDERS": str(port)})
        [line] = taken(settings, ["ORDERS"])
    assert line.startswith(f"port {port} is taken by process {os.getpid()} (")
    assert "or set HAAT_PORT_ORDERS (or HAAT_PORT_OFFSET for all ports) to another" in line


def test_haat_up_refuses_to_start_with_a_taken_port(tmp_path: Path):
    haat = Path(sys.executable).with_name("haat")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        own = {"HAAT_VAR": str(tmp_path), "HAAT_PORT_OFFSET": "6500", "HAAT_PORT_MONGO": port}
        done = subprocess.run(
            [haat, "up", "--servers-only"],
            cwd=ROOT,
            env={**os.environ, **own},
            text=True,
            capture_output=True,
        )
    assert done.returncode == 1
    assert f"port {port} is taken by process {os.getpid()} (" in done.stderr
    assert "HAAT_PORT_MONGO" in done.stderr
    assert not (tmp_path / "supervisor.conf").exists()
