"""The dashboards' files, and whether their queries speak of metrics that there are."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.metrics import MetricWrapperBase

from chassis import metrics
from deploy.grafana.dashboards import FOLDER, files
from deploy.grafana.service import SERVICES
from deploy.local import settings

ROOT = Path(__file__).parents[3]
UNITS = {"none", "s", "reqps", "eps", "opm", "percentunit", "currencyINR", "bytes"}
TARGET_LABELS = {"service", "instance", "le"}
PARTS = {"histogram": ("_bucket", "_count", "_sum"), "counter": ("_total",), "gauge": ("",)}


def labels_by_series() -> dict[str, set[str]]:
    found = (m for m in vars(metrics).values() if isinstance(m, MetricWrapperBase))
    return {m._name + part: {*m._labelnames} for m in found for part in PARTS[m._type]}


def panels() -> Iterator[tuple[str, dict[str, Any]]]:
    for name in sorted(files()):
        for panel in json.loads((FOLDER / name).read_text("utf-8"))["panels"]:
            if panel["type"] != "row":
                yield f"{name} {panel['title']}", panel


def expressions() -> set[str]:
    return {target["expr"] for _, panel in panels() for target in panel["targets"]}


def rules() -> set[str]:
    groups = yaml.safe_load((ROOT / "deploy/prometheus/alerts.yml").read_text("utf-8"))["groups"]
    return {rule["expr"] for group in groups for rule in group["rules"]}


def pages() -> set[str]:
    return {page.read_text("utf-8") for page in (ROOT / "docs" / "runbooks").glob("*.md")}


def test_the_files_are_what_the_code_says() -> None:
    found = {file.name: file.read_text("utf-8") for file in FOLDER.glob("*.json")}

    assert found == files(), "run `python -m deploy.grafana.dashboards`"


def test_there_is_an_overview_one_for_messages_and_one_for_each_service() -> None:
    assert files().keys() == {
        f"{name}.json" for name in ("platform", "messaging", *settings.SERVICES)
    }
    assert SERVICES.keys() == settings.SERVICES.keys()


@pytest.mark.parametrize("name", files())
def test_panels_have_ids_of_their_own_and_do_not_overlap(name: str) -> None:
    placed = json.loads(files()[name])["panels"]
    cells = [
        (x, y)
        for position in (panel["gridPos"] for panel in placed)
        for x in range(position["x"], position["x"] + position["w"])
        for y in range(position["y"], position["y"] + position["h"])
    ]

    assert [panel["id"] for panel in placed] == list(range(1, len(placed) + 1))
    assert len(cells) == len(set(cells))
    assert max(x for x, _ in cells) < 24


def test_each_panel_says_what_it_shows_in_which_unit_and_names_its_lines() -> None:
    for name, panel in panels():
        assert panel["description"].endswith("."), name
        assert panel["fieldConfig"]["defaults"]["unit"] in UNITS, name
        assert all(target["legendFormat"] for target in panel["targets"]), name


def test_prometheus_can_read_every_query(tmp_path: Path) -> None:
    exprs = sorted(expr.replace("$__rate_interval", "1m") for expr in expressions())
    recorded = [{"record": f"panel:{number}", "expr": expr} for number, expr in enumerate(exprs)]
    file = tmp_path / "panels.yml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "panels", "rules": recorded}]}))

    done = subprocess.run(
        ("promtool", "check", "rules", file), capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("source", [expressions, rules, pages])
def test_only_metrics_that_exist_are_asked_for(source: Any) -> None:
    asked = {name for text in source() for name in re.findall(r"\bhaat_[a-z_]+", text)}

    assert asked - labels_by_series().keys() == set()


@pytest.mark.parametrize("source", [expressions, rules, pages])
def test_only_labels_that_exist_are_asked_for(source: Any) -> None:
    known = labels_by_series()
    selected = [
        (series, re.findall(r"(\w+)\s*(?:=|!)", matchers))
        for text in source()
        for series, matchers in re.findall(r"\b(haat_[a-z_]+)\{([^}]*)\}", text)
    ]
    grouped = [
        (series, labels.split(", "))
        for text in source()
        for labels, series in re.findall(r"by \(([^)]*)\) \((?:\w+\()?(haat_[a-z_]+)", text)
    ]

    for series, labels in selected + grouped:
        assert set(labels) - known[series] - TARGET_LABELS == set(), series


def test_the_queries_ask_the_provisioned_source() -> None:
    folder = ROOT / "deploy" / "grafana" / "provisioning"
    source = yaml.safe_load((folder / "datasources" / "prometheus.yml").read_text("utf-8"))
    uids = {target["datasource"]["uid"] for _, panel in panels() for target in panel["targets"]}

    assert uids == {one["uid"] for one in source["datasources"]} == {"prometheus"}


def test_compose_gives_grafana_the_folders_that_its_provisioning_names() -> None:
    folder = ROOT / "deploy" / "grafana" / "provisioning"
    provider = yaml.safe_load((folder / "dashboards" / "haat.yml").read_text("utf-8"))
    grafana = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))["services"][
        "grafana"
    ]
    path = provider["providers"][0]["options"]["path"]

    assert f"./deploy/grafana/dashboards:{path}:ro" in grafana["volumes"]
    assert "PROMETHEUS_URL" in grafana["environment"]
