"""What containers find prepared: addresses of the compose network, and a sandbox that is whole."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from deploy.image.prepare import ADDRESSES, for_containers, write_metrics_files
from deploy.local.settings import load_settings
from deploy.local.template import UnknownPlaceholder

ROOT = Path(__file__).parents[3]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]


def test_local_ports_become_addresses_of_containers() -> None:
    template = "targets: ['127.0.0.1:{{PORT_ORDERS}}', '127.0.0.1:{{PORT_RABBITMQ_PROMETHEUS}}']"

    assert for_containers(template) == "targets: ['orders:8103', 'rabbitmq:15692']"


def test_a_port_that_no_container_has_is_refused() -> None:
    with pytest.raises(UnknownPlaceholder, match=r"no value for PORT_SUPERVISOR"):
        for_containers("127.0.0.1:{{PORT_SUPERVISOR}}")


def test_labels_of_alert_rules_are_left_alone() -> None:
    assert for_containers("{{ $labels.job }} is away") == "{{ $labels.job }} is away"


def test_addresses_name_containers_and_the_ports_that_they_listen_on() -> None:
    for name, address in ADDRESSES.items():
        host, _, port = address.partition(":")
        assert host in COMPOSE
        if "HAAT_HTTP_PORT" in COMPOSE[host].get("environment", {}):
            assert (name, port) == (
                host.upper(),
                str(COMPOSE[host]["environment"]["HAAT_HTTP_PORT"]),
            )


def test_files_and_templates_are_written_and_nothing_else(tmp_path: Path) -> None:
    templates = tmp_path / "from"
    (tmp_path / "prometheus").mkdir()
    templates.mkdir()
    (templates / "prometheus.yml.tmpl").write_text("url: 127.0.0.1:{{PORT_ALERTMANAGER}}\n")
    (templates / "alerts.yml").write_text("groups: []\n")
    (templates / "README.md").write_text("read me\n")

    write_metrics_files(load_settings({"HAAT_VAR": str(tmp_path)}), templates)

    written = {p.name: p.read_text() for p in (tmp_path / "prometheus").iterdir()}
    assert written == {
        "prometheus.yml": "url: alertmanager:9093\n",
        "alerts.yml": "groups: []\n",
    }


def test_the_projects_own_files_lead_to_containers_only(tmp_path: Path) -> None:
    (tmp_path / "prometheus").mkdir()

    write_metrics_files(load_settings({"HAAT_VAR": str(tmp_path)}), ROOT / "deploy" / "prometheus")

    text = (tmp_path / "prometheus" / "prometheus.yml").read_text(encoding="utf-8")
    scrapes = yaml.safe_load(text)["scrape_configs"]
    found = {t for s in scrapes for group in s["static_configs"] for t in group["targets"]}
    assert found == set(ADDRESSES.values())
    assert yaml.safe_load(text)["rule_files"] == ["/etc/haat/deploy/prometheus/alerts.yml"]
    assert (tmp_path / "prometheus" / "alerts.yml").is_file()
    assert (tmp_path / "prometheus" / "alertmanager.yml").is_file()


def python(text: str) -> list[str]:
    return [sys.executable, "-c", text]


def test_when_one_half_of_the_sandbox_ends_so_does_the_other() -> None:
    waits = python("import signal; signal.pause()")

    ended = subprocess.run(
        python(
            "import sys; from deploy.image.stripe_sandbox import run_together;"
            f"sys.exit(run_together([{waits!r}, {python('')!r}]))"
        ),
        cwd=ROOT,
        timeout=20,
        check=False,
    )

    assert ended.returncode == 1


def test_sigterm_ends_the_sandbox_with_zero() -> None:
    waits = python("import os, signal; os.write(1, b'up\\n'); signal.pause()")
    sandbox = subprocess.Popen(
        python(
            "import sys; from deploy.image.stripe_sandbox import run_together;"
            f"sys.exit(run_together([{waits!r}, {waits!r}]))"
        ),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    with sandbox:
        try:
            assert sandbox.stdout is not None
            assert [sandbox.stdout.readline() for _ in range(2)] == ["up\n", "up\n"]
            sandbox.terminate()
            assert sandbox.wait(20) == 0
        finally:
            sandbox.kill()


def commands_of_the_sandboxes() -> list[list[str]]:
    from deploy.image.stripe_sandbox import COMMANDS

    return [COMPOSE["sandbox"]["command"], *map(list, COMMANDS)]


@pytest.mark.parametrize("module", ["sandbox", "stripe_proxy"])
def test_the_sandboxes_know_every_option_that_they_are_started_with(module: str) -> None:
    command = next(c for c in commands_of_the_sandboxes() if f"deploy.local.{module}" in c)
    source = (ROOT / "deploy" / "local" / f"{module}.py").read_text(encoding="utf-8")

    known = set(re.findall(r'add_argument\(\s*"(--[\w-]+)"', source))
    assert {word for word in command if word.startswith("--")} <= known
