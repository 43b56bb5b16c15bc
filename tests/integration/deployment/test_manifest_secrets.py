"""Who gets which secret in the overlays, and that each is made or asked for."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from mounted_secrets import addresses

from deploy.k8s.manifests import containers, of_kind, pods
from deploy.rights.database import ROLES, TRAIL, users

ROOT = Path(__file__).parents[3]
SERVICES = ["accounts", "catalog", "delivery", "notify", "orders", "payments", "search"]
NAMED = r"'(?:name|secretName)': '(haat-[\w-]+)'"
Build = Callable[[str], list[dict[str, Any]]]
both = pytest.mark.parametrize("overlay", ["local", "production"])


@both
def test_only_the_job_that_grants_rights_has_an_administrator_s_password(
    build: Build, overlay: str
) -> None:
    admins = {"haat-rabbitmq-default-user", "haat-mongo-admin"}
    servers = {"StatefulSet/haat-rabbitmq", "StatefulSet/haat-mongo"}
    knowing = {
        where for where, pod in pods(build(overlay)) if admins & set(re.findall(NAMED, str(pod)))
    }

    assert knowing - servers == {"CronJob/haat-rights"}


@both
def test_every_user_gets_its_rights(build: Build, overlay: str) -> None:
    jobs = {job["metadata"]["name"]: job for job in of_kind(build(overlay), "CronJob")}
    job = jobs["haat-rights"]
    spec = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    given = {entry["name"]: entry.get("value", "") for entry in spec["containers"][0]["env"]}
    brokers = {*SERVICES, "delivery-admin", "operator"}
    wanted = {f"HAAT_BROKER_{user.upper().replace('-', '_')}_FILE" for user in brokers}
    if overlay == "local":  # in production the database's operator makes its users
        wanted |= {f"HAAT_DATABASE_{user.upper()}_FILE" for user in users()}

    assert {key for key in given if key.endswith("_FILE")} - {"HAAT_MONGO_ADMIN_URL_FILE"} == wanted
    assert "HAAT_MONGO_ADMIN_URL_FILE" in given or overlay == "production"
    files = {path for _, _, path in addresses({"spec": spec})}
    assert {value.rpartition("/")[2] for key, value in given.items() if "_FILE" in key} == files


def test_each_service_has_a_database_user_of_its_own_in_production(build: Build) -> None:
    (mongo,) = of_kind(build("production"), "MongoDBCommunity")

    assert {u["name"]: u["roles"] for u in mongo["spec"]["users"]} == {
        user: [{"name": role["role"], "db": role["db"]} for role in roles]
        for user, roles in users().items()
    }
    assert [u["connectionStringSecretName"] for u in mongo["spec"]["users"]] == [
        f"haat-mongo-{u['name']}" for u in mongo["spec"]["users"]
    ]


def test_the_trail_s_role_in_production_is_the_one_of_everywhere(build: Build) -> None:
    (mongo,) = of_kind(build("production"), "MongoDBCommunity")
    (recorder,) = ROLES

    assert mongo["spec"]["security"]["roles"] == [
        {
            "role": recorder.name,
            "db": TRAIL,
            "privileges": recorder.privileges(),
            "roles": [],
        }
    ]


def named_secrets(manifests: list[dict[str, Any]]) -> set[str]:
    """Every secret that a pod or the ingress needs to be there before it."""
    names = {tls["secretName"] for i in of_kind(manifests, "Ingress") for tls in i["spec"]["tls"]}
    for _, container, pod in containers(manifests):
        names |= {
            entry["valueFrom"]["secretKeyRef"]["name"]
            for entry in container.get("env", ())
            if "secretKeyRef" in entry.get("valueFrom", {})
        }
        names |= {v["secret"]["secretName"] for v in pod.get("volumes", ()) if "secret" in v}
        names |= {secret for secret, _, _ in addresses({"spec": pod})}
    return names


def test_the_local_script_makes_every_secret_that_is_named(build: Build) -> None:
    script = ROOT / "deploy" / "k8s" / "overlays" / "local" / "secrets.sh"
    printed = subprocess.run([script], capture_output=True, check=True).stdout
    made = {m["metadata"]["name"]: set(m["data"]) for m in yaml.safe_load_all(printed)}

    assert set(made) == named_secrets(build("local"))
    for where, container, _ in containers(build("local")):
        for entry in container.get("env", ()):
            reference = entry.get("valueFrom", {}).get("secretKeyRef")
            assert not reference or reference["key"] in made[reference["name"]], where
    for where, pod in pods(build("local")):
        assert [one for one in addresses(pod) if one[1] not in made[one[0]]] == [], where


def test_the_readme_lists_every_secret_of_production(build: Build) -> None:
    readme = (ROOT / "deploy" / "k8s" / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `(haat-[\w<>-]+)` \|", readme, re.MULTILINE))
    families = (
        re.sub(f"-({'|'.join(SERVICES)})$", "-<service>", n)
        for n in named_secrets(build("production"))
    )
    made_or_read_by_operators = {
        *("haat-mongo-<service>-password", "haat-mongo-auditor-password", "haat-mongo-auditor"),
        "haat-rabbitmq-tls",
    }

    assert set(families) | made_or_read_by_operators == listed
