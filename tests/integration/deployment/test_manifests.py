"""Both overlays build, fit Kubernetes' schemas, and keep every rule of deploy/k8s/policy.py."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import kubernetes_validate
import pytest
import yaml
from mounted_secrets import addresses
from network_flows import flows

from deploy.k8s import alerts
from deploy.k8s.manifests import of_kind, pods
from deploy.k8s.policy import problems

ROOT = Path(__file__).parents[3]
HERE = Path(__file__).parent
KUBERNETES = "1.33"
SERVICES = ["accounts", "catalog", "delivery", "notify", "orders", "payments", "search"]
CUSTOM = {
    "Elasticsearch",
    "MongoDBCommunity",
    "PrometheusRule",
    "RabbitmqCluster",
    "ServiceMonitor",
}
Build = Callable[[str], list[dict[str, Any]]]
both = pytest.mark.parametrize("overlay", ["local", "production"])


@both
def test_core_kinds_fit_kubernetes_own_schemas(build: Build, overlay: str) -> None:
    for manifest in build(overlay):
        if manifest["kind"] not in CUSTOM:
            kubernetes_validate.validate(manifest, KUBERNETES, strict=True)


def test_a_misspelt_field_does_not_fit(build: Build) -> None:
    manifest = yaml.safe_load(json.dumps(of_kind(build("local"), "Deployment")[0]))
    manifest["spec"]["template"]["spec"]["container"] = []

    with pytest.raises(kubernetes_validate.ValidationError, match="container"):
        kubernetes_validate.validate(manifest, KUBERNETES, strict=True)


@both
def test_every_rule_is_kept(build: Build, overlay: str) -> None:
    assert problems(build(overlay)) == []


@both
def test_there_is_one_deployment_and_one_address_per_service(build: Build, overlay: str) -> None:
    names = sorted([*(f"haat-{service}" for service in SERVICES), "haat-gateway"])
    deployments = of_kind(build(overlay), "Deployment")
    services = {s["metadata"]["name"] for s in of_kind(build(overlay), "Service")}

    assert sorted(d["metadata"]["name"] for d in deployments) == names
    assert set(names) <= services


@both
def test_each_service_runs_under_its_own_name_account_and_database(
    build: Build, overlay: str
) -> None:
    for where, pod in pods(build(overlay)):
        if pod["metadata"]["labels"].get("app.kubernetes.io/component") == "service":
            name = where.removeprefix("Deployment/haat-")
            assert pod["metadata"]["labels"]["app.kubernetes.io/name"] == name
            assert pod["spec"]["serviceAccountName"] == f"haat-{name}"
            assert pod["spec"]["terminationGracePeriodSeconds"] == 40
            assert len(pod["spec"]["topologySpreadConstraints"]) == 2
            assert addresses(pod)[:2] == [
                (f"haat-broker-{name}", "amqp_url", "amqp_url"),
                (f"haat-mongo-{name}", "connectionString.standard", "mongo_url"),
            ]
            environment = {e["name"]: e.get("value") for e in pod["spec"]["containers"][0]["env"]}
            assert environment["HAAT_AMQP_URL_FILE"] == "/run/secrets/haat/amqp_url"
            assert environment["HAAT_MONGO_URL_FILE"] == "/run/secrets/haat/mongo_url"


@pytest.mark.parametrize(("overlay", "least", "most"), [("local", 1, 1), ("production", 2, 6)])
def test_the_autoscaler_owns_the_number_of_replicas(
    build: Build, overlay: str, least: int, most: int
) -> None:
    scalers = of_kind(build(overlay), "HorizontalPodAutoscaler")

    assert {(s["spec"]["minReplicas"], s["spec"]["maxReplicas"]) for s in scalers} == {
        (least, most)
    }
    assert [d for d in of_kind(build(overlay), "Deployment") if "replicas" in d["spec"]] == []


@both
def test_everything_lives_in_one_namespace(build: Build, overlay: str) -> None:
    others = [m for m in build(overlay) if m["kind"] != "Namespace"]

    assert {m["metadata"]["namespace"] for m in others} == {"haat"}


@both
def test_the_outside_comes_in_by_tls_to_the_gateway_alone(build: Build, overlay: str) -> None:
    (ingress,) = of_kind(build(overlay), "Ingress")
    (rule,) = ingress["spec"]["rules"]
    (path,) = rule["http"]["paths"]

    assert ingress["spec"]["tls"] == [{"hosts": [rule["host"]], "secretName": "haat-tls"}]
    assert path["backend"]["service"]["name"] == "haat-gateway"


def check_custom(manifest: dict[str, Any]) -> None:
    schema = (HERE / "crd" / f"{manifest['kind'].lower()}.json").read_text(encoding="utf-8")
    jsonschema.validate(manifest, json.loads(schema))


@both
def test_custom_kinds_have_the_structure_that_their_operators_read(
    build: Build, overlay: str
) -> None:
    found = of_kind(build(overlay), *CUSTOM)

    for manifest in found:
        check_custom(manifest)
    assert {m["kind"] for m in found} == (CUSTOM if overlay == "production" else set())


@pytest.mark.parametrize(
    ("kind", "way", "value"),
    [
        ("Elasticsearch", "nodeSets.0.count", 1),
        ("MongoDBCommunity", "members", 1),
        ("MongoDBCommunity", "users.0.passwordSecretRef", "text"),
        ("RabbitmqCluster", "replicas", "3"),
        ("RabbitmqCluster", "replica", 3),
        ("ServiceMonitor", "endpoints.0.port", 8080),
    ],
)
def test_a_custom_kind_with_a_fault_does_not_fit(
    build: Build, kind: str, way: str, value: object
) -> None:
    broken = json.loads(json.dumps(of_kind(build("production"), kind)[0]))
    target = broken["spec"]
    *steps, last = way.split(".")
    for step in steps:
        target = target[int(step) if step.isdigit() else step]
    target[last] = value

    with pytest.raises(jsonschema.ValidationError):
        check_custom(broken)


def test_traffic_inside_the_namespace_is_exactly_what_is_needed(build: Build) -> None:
    names = {where.rpartition("haat-")[2]: where for where, _ in pods(build("local"))}
    labels = {where: pod["metadata"]["labels"] for where, pod in pods(build("local"))}
    short = {where: name for name, where in names.items()}
    found = {(short[a], short[b], port) for a, b, port in flows(build("local"), labels)}

    assert found == {
        *((name, "rabbitmq", 5672) for name in SERVICES),
        *((name, "mongo", 27017) for name in SERVICES),
        *((name, "accounts", 8080) for name in SERVICES),
        *(("gateway", name, 8080) for name in SERVICES),
        ("delivery", "rabbitmq", 15672),
        ("search", "es-http", 9200),
        ("mongo", "mongo", 27017),
        ("rights", "rabbitmq", 15672),
        ("rights", "mongo", 27017),
        ("index", "mongo", 27017),
        ("index", "es-http", 9200),
        ("index", "accounts", 8080),
        ("index", "catalog", 8080),
        ("payments", "stripe", 8421),
        ("stripe", "gateway", 8080),
        ("accounts", "sandbox", 8426),
        ("notify", "sandbox", 8426),
        ("notify", "sandbox", 8425),
    }


def test_production_is_scraped_under_the_jobs_of_the_local_prometheus(build: Build) -> None:
    template = (ROOT / "deploy" / "prometheus" / "prometheus.yml.tmpl").read_text(encoding="utf-8")
    local = set(re.findall(r"job_name: ([\w-]+)", template)) - {"prometheus", "alertmanager"}
    endpoints = [
        endpoint
        for monitor in of_kind(build("production"), "ServiceMonitor")
        for endpoint in monitor["spec"]["endpoints"]
    ]

    assert {endpoint["relabelings"][0]["replacement"] for endpoint in endpoints} == local


def test_the_alert_rules_of_production_are_those_of_prometheus() -> None:
    rules = alerts.RULES.read_text(encoding="utf-8")

    assert alerts.MANIFEST.read_text(encoding="utf-8") == alerts.manifest(rules)
