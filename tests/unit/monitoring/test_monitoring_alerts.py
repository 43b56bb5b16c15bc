"""Alert rules, their own tests and their pages; what Prometheus and Alertmanager are given."""

import argparse
import re
import shlex
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from chassis.errors import MOST_ATTEMPTS, Unavailable
from chassis.runtime.topology import PARKED, SPREAD, STEPS_MS, delay_for, shared
from deploy.image.prepare import for_containers
from deploy.local.cli import COMMANDS
from deploy.local.commands import parked
from deploy.local.metrics import template_values
from deploy.local.settings import SERVICES, load_settings
from deploy.local.template import render

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "deploy" / "prometheus"
RUNBOOKS = ROOT / "docs" / "runbooks"
SECTIONS = ["## What it means for people", "## How to look", "## What to do"]


def run(*command: str | Path) -> str:
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def locally(name: str) -> str:
    settings = load_settings({"HAAT_PORT_OFFSET": "2000"}, ROOT)
    return render((FOLDER / name).read_text("utf-8"), template_values(settings))


def rules() -> dict[str, dict[str, Any]]:
    groups = yaml.safe_load((FOLDER / "alerts.yml").read_text("utf-8"))["groups"]
    return {rule["alert"]: rule for group in groups for rule in group["rules"]}


def test_the_alert_rules_are_well_formed() -> None:
    assert f"{len(rules())} rules found" in run("promtool", "check", "rules", "alerts.yml")


def test_the_alerts_fire_when_they_must_and_are_quiet_when_they_may() -> None:
    assert "SUCCESS" in run("promtool", "test", "rules", "alerts_test.yml")


def test_only_the_queues_of_the_longest_pause_tell_that_messages_fail_for_long() -> None:
    _, longest = re.findall(r'queue=~"([^"]*)"', rules()["RetriesWaiting"]["expr"])
    every = {f"delay.{step * spread // 100}" for step in STEPS_MS for spread in SPREAD}

    assert {name for name in every if re.fullmatch(longest, name)} == {
        f"delay.{STEPS_MS[-1] * spread // 100}" for spread in SPREAD
    }


def test_messages_that_wait_for_a_server_come_to_the_longest_pause() -> None:
    """Else nothing would speak of what waits for hours."""
    _, longest = re.findall(r'queue=~"([^"]*)"', rules()["RetriesWaiting"]["expr"])

    queues = {one.exchange: one.queue for one in shared()}
    assert re.fullmatch(longest, queues[delay_for(MOST_ATTEMPTS[Unavailable] - 2)])


def test_the_parked_messages_of_the_broker_are_those_of_the_services() -> None:
    assert (
        f'rabbitmq_detailed_queue_messages{{queue="{PARKED}"}}' in rules()["MessagesParked"]["expr"]
    )


def test_each_alert_is_tested_to_fire_and_to_be_quiet() -> None:
    cases = yaml.safe_load((FOLDER / "alerts_test.yml").read_text("utf-8"))["tests"]
    seen: defaultdict[str, set[bool]] = defaultdict(set)
    for case in cases:
        for expected in case["alert_rule_test"]:
            seen[expected["alertname"]].add(bool(expected["exp_alerts"]))

    assert seen == {name: {True, False} for name in rules()}


@pytest.mark.parametrize(("name", "rule"), rules().items())
def test_each_alert_says_how_bad_it_is_what_is_wrong_and_where_to_read_on(
    name: str, rule: dict[str, Any]
) -> None:
    assert rule["labels"]["severity"] in {"critical", "warning"}
    assert rule["annotations"].keys() == {"summary", "runbook_url"}
    assert rule["annotations"]["runbook_url"] == f"docs/runbooks/{name}.md"


def test_each_alert_has_its_page_and_each_page_its_alert() -> None:
    assert {page.stem for page in RUNBOOKS.glob("*.md")} - {"README"} == rules().keys()


@pytest.mark.parametrize("name", rules())
def test_each_page_tells_whom_it_hurts_how_to_look_and_what_to_do(name: str) -> None:
    lines = (RUNBOOKS / f"{name}.md").read_text("utf-8").splitlines()

    assert lines[0] == f"# {name}"
    assert [line for line in lines if line.startswith("## ")] == SECTIONS


@pytest.mark.parametrize("name", rules())
def test_the_page_of_an_alert_is_in_the_list_of_pages(name: str) -> None:
    assert f"({name}.md)" in (RUNBOOKS / "README.md").read_text("utf-8")


@pytest.mark.parametrize("page", sorted(RUNBOOKS.glob("*.md")), ids=lambda page: page.stem)
def test_the_pages_name_only_commands_and_pages_that_there_are(page: Path) -> None:
    text = page.read_text("utf-8")
    named = set(re.findall(r"`haat ([a-z]+)", text))
    linked = set(re.findall(r"\]\(([^)#]+\.md)\)", text))

    assert named <= {command.NAME for command in COMMANDS}
    assert {link for link in linked if not (RUNBOOKS / link).exists()} == set()


@pytest.mark.parametrize("page", sorted(RUNBOOKS.glob("*.md")), ids=lambda page: page.stem)
def test_the_pages_use_only_actions_and_filters_that_haat_parked_has(page: Path) -> None:
    parser = argparse.ArgumentParser()
    parked.arguments(parser)
    lines = re.findall(r"`haat parked ([^`]+)`", page.read_text("utf-8"))

    for line in lines:
        parser.parse_args(shlex.split(line))


def test_prometheus_takes_the_local_configuration(tmp_path: Path) -> None:
    file = tmp_path / "prometheus.yml"
    file.write_text(locally("prometheus.yml.tmpl"), encoding="utf-8")

    assert "1 rule files found" in run("promtool", "check", "config", file)


def test_prometheus_takes_the_configuration_of_the_containers(tmp_path: Path) -> None:
    file = tmp_path / "prometheus.yml"
    text = for_containers((FOLDER / "prometheus.yml.tmpl").read_text("utf-8"))
    file.write_text(text, encoding="utf-8")

    assert "SUCCESS" in run("promtool", "check", "config", "--syntax-only", file)
    assert "127.0.0.1" not in text


def test_every_service_is_scraped_under_its_name() -> None:
    jobs = yaml.safe_load(locally("prometheus.yml.tmpl"))["scrape_configs"]
    services = next(job for job in jobs if job["job_name"] == "services")

    found = {one["labels"]["service"]: one["targets"] for one in services["static_configs"]}

    assert found == {name: [f"127.0.0.1:{port + 2000}"] for name, port in SERVICES.items()}


def test_the_services_that_may_be_down_are_all_services() -> None:
    named = re.findall(r'service=~"([^"]*)"', rules()["ServiceDown"]["expr"])

    assert named == ["|".join(SERVICES)] * 2


@pytest.mark.parametrize(
    "fill", [locally, lambda name: for_containers((FOLDER / name).read_text())]
)
def test_alertmanager_takes_its_configuration(fill: Any, tmp_path: Path) -> None:
    file = tmp_path / "alertmanager.yml"
    file.write_text(fill("alertmanager.yml.tmpl"), encoding="utf-8")

    assert "SUCCESS" in run("amtool", "check-config", file)


def test_what_silences_an_alert_names_alerts_that_exist() -> None:
    inhibitions = yaml.safe_load(locally("alertmanager.yml.tmpl"))["inhibit_rules"]
    matchers = [
        m for rule in inhibitions for m in (*rule["source_matchers"], *rule["target_matchers"])
    ]
    named = {name for text in matchers for name in re.search(r'"(.*)"', text)[1].split("|")}  # type: ignore[index]

    assert named <= rules().keys()
