"""docker-compose.yml as it stands in the repository: who is there, in which order, with what."""

import re
import subprocess
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from deploy.rights.database import users

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(TEXT)["services"]
OURS = ["accounts", "catalog", "delivery", "notify", "orders", "payments", "search"]
SERVERS = ["rabbitmq", "mongodb", "elasticsearch", "stripe", "sandbox", "gateway"]
WATCHERS = ["prometheus", "alertmanager", "grafana"]
ENDS = ["prepare", "rights"]  # those that do their work and end
VARIABLE = re.compile(r"\$\{(HAAT_\w+)(:[-?])?")
SECRET_KEY = re.compile(r"(PASSWORD|_PASS|SECRET|_KEYS?)$")
USERINFO = re.compile(r"://[^/@\s:]*:([^/@\s]*)@")


def environment() -> list[tuple[str, str, str]]:
    """(service, key, value) of every entry."""
    return [
        (service, key, str(value))
        for service, content in SERVICES.items()
        for key, value in content.get("environment", {}).items()
    ]


def literal_secrets(entries: list[tuple[str, str, str]]) -> list[str]:
    """Entries with a secret that does not come from a variable without a default."""

    def is_reference(value: str) -> bool:
        return bool(re.fullmatch(r"\$\w+", value))

    bare = [(s, k, re.sub(r"\$\{(\w+)(:\?[^}]*|:-)\}", r"$\1", v)) for s, k, v in entries]
    return [
        f"{service}: {key}"
        for service, key, value in bare
        if (SECRET_KEY.search(key) and not is_reference(value))
        or any(not is_reference(password) for password in USERINFO.findall(value))
    ]


def test_everybody_is_there() -> None:
    assert sorted(SERVICES) == sorted([*OURS, *SERVERS, *WATCHERS, *ENDS, "sample-partner"])


def test_only_the_sample_partner_waits_for_its_profile() -> None:
    assert {name: s["profiles"] for name, s in SERVICES.items() if "profiles" in s} == {
        "sample-partner": ["partner"]
    }


@pytest.mark.parametrize("name", OURS)
def test_a_service_runs_the_one_image_and_is_asked_whether_it_is_ready(name: str) -> None:
    service = SERVICES[name]

    assert service["image"] == "haat:${HAAT_IMAGE_TAG:-dev}"
    assert service["command"] == [name]
    assert "'/readyz'" in service["healthcheck"]["test"][-1]
    assert (
        service["depends_on"].items()
        >= {
            "rabbitmq": {"condition": "service_healthy"},
            "mongodb": {"condition": "service_healthy"},
            "rights": {"condition": "service_completed_successfully"},
        }.items()
    )


def test_everybody_who_stays_has_a_health_check_and_is_restarted() -> None:
    for name, service in SERVICES.items():
        stays = name not in ENDS
        assert ("healthcheck" in service, service.get("restart")) == (
            stays,
            "unless-stopped" if stays else None,
        ), name


def test_everybody_has_a_memory_limit() -> None:
    assert [name for name, service in SERVICES.items() if "mem_limit" not in service] == []


def test_images_from_outside_are_pinned() -> None:
    images = {s["image"] for s in SERVICES.values() if not s["image"].startswith("haat")}

    assert all(re.search(r":v?\d+\.\d+\.\d+", image) for image in images), images


def test_what_runs_our_images_cannot_write_to_its_root_nor_gain_rights() -> None:
    ours = [s for s in SERVICES.values() if s["image"].startswith("haat")]

    assert len(ours) == len(OURS) + 6
    for service in ours:
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
        assert service["security_opt"] == ["no-new-privileges:true"]


def test_start_order_has_no_circle_and_waits_for_health() -> None:
    graph = {name: service.get("depends_on", {}) for name, service in SERVICES.items()}
    order = list(TopologicalSorter(graph).static_order())

    assert sorted(order) == sorted(SERVICES)
    for needs in graph.values():
        for name, need in needs.items():
            done = "service_completed_successfully" if name in ENDS else "service_healthy"
            assert need == {"condition": done}


def test_ports_are_bound_to_the_loopback_address() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", ())]

    assert len(ports) == 11
    assert [port for port in ports if not port.startswith("127.0.0.1:${HAAT_")] == []


def test_named_volumes_are_declared_and_used() -> None:
    declared = set(yaml.safe_load(TEXT)["volumes"])
    mounts = [m.split(":")[0] for s in SERVICES.values() for m in s.get("volumes", ())]

    assert {mount for mount in mounts if not mount.startswith("./")} == declared


def test_no_secret_stands_in_the_file() -> None:
    assert literal_secrets(environment()) == []
    assert not re.search(r"sk_(test|live)_|whsec_", TEXT)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("HAAT_STRIPE_API_KEY", "sk_test_1"),
        ("GF_SECURITY_ADMIN_PASSWORD", "${HAAT_GRAFANA_PASSWORD:-admin}"),
        ("HAAT_AMQP_URL", "amqp://haat:haat@rabbitmq:5672/haat"),
        ("HAAT_AMQP_URL", "amqp://haat:${HAAT_RABBITMQ_PASSWORD:-haat}@rabbitmq:5672/haat"),
    ],
)
def test_a_secret_or_its_default_in_the_file_would_be_seen(key: str, value: str) -> None:
    assert literal_secrets([("orders", key, value)]) == [f"orders: {key}"]


def mounted(service: str) -> dict[str, str]:
    """Which secret a container finds under /run/secrets, by the file's name."""
    entries = SERVICES[service].get("secrets", ())
    pairs = (e if isinstance(e, dict) else {"source": e, "target": e} for e in entries)
    return {pair["target"]: pair["source"] for pair in pairs}


@pytest.mark.parametrize("name", OURS)
def test_a_service_has_its_own_users_and_nobody_else_s(name: str) -> None:
    more = {
        "accounts": {"person-key", "hash-keys"},
        "catalog": {"person-key"},
        "delivery": {"broker-delivery-admin"},
        "payments": {"stripe-api-key", "stripe-webhook-secret", "field-keys"},
    }.get(name, set())

    assert set(mounted(name).values()) == {f"broker-{name}", f"database-{name}", *more}
    assert mounted(name)["amqp_url"] == f"broker-{name}"
    assert mounted(name)["mongo_url"] == f"database-{name}"


def test_every_file_of_a_secret_that_is_named_is_mounted() -> None:
    for service, key, value in environment():
        if key.endswith("_FILE") and value.startswith("/run/secrets/"):
            assert value.removeprefix("/run/secrets/") in mounted(service), (service, key)


def test_every_user_gets_its_rights() -> None:
    given = {key for service, key, _ in environment() if service == "rights"}
    brokers = {*OURS, "delivery-admin", "operator"}

    assert given == {
        *("HAAT_RABBITMQ_ADMIN_URL_FILE", "HAAT_MONGO_ADMIN_URL_FILE"),
        *(f"HAAT_BROKER_{user.upper().replace('-', '_')}_FILE" for user in brokers),
        *(f"HAAT_DATABASE_{user.upper()}_FILE" for user in users()),
    }


def test_administrators_passwords_are_known_to_the_servers_and_to_who_grants_rights() -> None:
    admins = {"broker-admin", "broker-admin.conf", "database-admin", "database-root"}
    knowing = {name: admins & set(mounted(name).values()) for name in SERVICES}

    assert {name: known for name, known in knowing.items() if known} == {
        "rabbitmq": {"broker-admin.conf"},
        "mongodb": {"database-root"},
        "rights": {"broker-admin", "database-admin"},
    }


def test_the_database_asks_everybody_who_they_are() -> None:
    assert SERVICES["mongodb"]["command"][-2:] == ["--keyFile", "/etc/mongod.key"]
    assert SERVICES["mongodb"]["environment"] == {
        "MONGO_INITDB_ROOT_USERNAME": "root",
        "MONGO_INITDB_ROOT_PASSWORD_FILE": "/run/secrets/database-root",
    }


def made(folder: Path) -> dict[str, str]:
    script = ROOT / "deploy" / "image" / "secrets.sh"
    subprocess.run([script, str(folder)], check=True, capture_output=True)
    return {file.name: file.read_text().strip() for file in folder.iterdir()}


def test_the_script_makes_every_secret_once_and_lets_only_the_owner_in(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    first = made(folder)
    (folder / "broker-orders").unlink()
    second = made(folder)

    declared = yaml.safe_load(TEXT)["secrets"]
    assert set(first) == set(declared)
    assert declared["person-key"] == {"file": "${HAAT_SECRETS:-./var/secrets}/person-key"}
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {name for name in first if first[name] != second[name]} == {"broker-orders"}
    passwords = [urlsplit(value).password for value in second.values() if "://" in value]
    assert len(set(passwords)) == len(passwords) == 19


def test_the_script_s_addresses_name_the_users_that_get_rights(tmp_path: Path) -> None:
    names = {
        name: urlsplit(value).username
        for name, value in made(tmp_path / "secrets").items()
        if "://" in value
    }

    assert names.pop("broker-admin") == "haat"
    assert names.pop("database-admin") == "root"
    assert {name.partition("-")[2]: user for name, user in names.items()} == {
        user: user for user in {*OURS, "delivery-admin", "operator", "auditor"}
    }


def test_every_variable_is_explained_in_the_example() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    explained = set(re.findall(r"^#?(HAAT_\w+)=", example, re.MULTILINE))

    assert {match[0] for match in VARIABLE.findall(TEXT)} - explained == set()
