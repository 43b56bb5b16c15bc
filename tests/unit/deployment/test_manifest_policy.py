"""Each rule of deploy/k8s/policy.py passes a good manifest and names the fault of a broken one."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from deploy.k8s.policy import problems

Broken = Callable[[dict[str, Any]], None]
LABELS = {"app": "orders"}
SELECTOR = {"matchLabels": LABELS}
PROBE = {"httpGet": {"path": "/healthz", "port": 8080}}


def container() -> dict[str, Any]:
    return {
        "name": "service",
        "image": "haat:1.0",
        "args": ["$(SERVICE)"],
        "env": [{"name": "SERVICE", "value": "orders"}, {"name": "URL", "value": "a$(SERVICE)"}],
        "envFrom": [{"configMapRef": {"name": "settings"}}],
        "startupProbe": PROBE,
        "livenessProbe": PROBE,
        "readinessProbe": PROBE,
        "resources": {
            "requests": {"cpu": "1", "memory": "1Gi"},
            "limits": {"cpu": "1", "memory": "1Gi"},
        },
        "securityContext": {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        },
    }


def pod() -> dict[str, Any]:
    return {
        "serviceAccountName": "orders",
        "automountServiceAccountToken": False,
        "securityContext": {
            "runAsNonRoot": True,
            "runAsUser": 10001,
            "seccompProfile": {"type": "RuntimeDefault"},
        },
        "containers": [container()],
    }


def good() -> dict[str, Any]:
    """One well-made service, by kind."""
    template = {"metadata": {"labels": LABELS}, "spec": pod()}
    return {
        "Deployment": {"spec": {"template": template}},
        "Service": {"spec": {"selector": LABELS}},
        "ServiceAccount": {"automountServiceAccountToken": False},
        "ConfigMap": {"data": {"HAAT_LOG_LEVEL": "INFO"}},
        "PodDisruptionBudget": {"spec": {"selector": SELECTOR}},
        "HorizontalPodAutoscaler": {"spec": {"scaleTargetRef": {"name": "orders"}}},
        "NetworkPolicy": {"spec": {"podSelector": SELECTOR}},
        "NetworkPolicy/deny": {
            "spec": {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]},
        },
    }


def listed(build: dict[str, Any]) -> list[dict[str, Any]]:
    names = {"ConfigMap": "settings"}
    return [
        {"kind": key.split("/")[0], "metadata": {"name": names.get(key, "orders")}, **content}
        for key, content in copy.deepcopy(build).items()
    ]


def spec(build: dict[str, Any]) -> dict[str, Any]:
    return build["Deployment"]["spec"]["template"]["spec"]


def first(build: dict[str, Any]) -> dict[str, Any]:
    return spec(build)["containers"][0]


def put(path: str, value: object) -> Broken:
    """Set a value of the container; `pod:` at the front sets one of the pod."""

    def change(build: dict[str, Any]) -> None:
        target = spec(build) if path.startswith("pod:") else first(build)
        *way, last = path.removeprefix("pod:").split(".")
        for step in way:
            target = target[step]
        target[last] = value

    return change


def without(kind: str) -> Broken:
    return lambda build: build.pop(kind)


def also(kind: str, content: dict[str, Any]) -> Broken:
    return lambda build: build.update({kind: content})


def env(name: str, value: str) -> Broken:
    return lambda build: first(build)["env"].append({"name": name, "value": value})


WHERE = "Deployment/orders"
ME = f"{WHERE}/service"
FAULTS: dict[str, tuple[Broken, list[str]]] = {
    "root": (
        put("pod:securityContext.runAsUser", 0),
        [f"runs_as_nobody_special: {ME} may run as root"],
    ),
    "no promise of non-root": (
        put("securityContext.runAsNonRoot", False),
        [f"runs_as_nobody_special: {ME} may run as root"],
    ),
    "escalation": (
        put("securityContext.allowPrivilegeEscalation", True),
        [f"runs_as_nobody_special: {ME} may gain rights"],
    ),
    "capabilities": (
        put("securityContext.capabilities", {"drop": ["NET_RAW"]}),
        [f"runs_as_nobody_special: {ME} keeps capabilities"],
    ),
    "seccomp": (
        put("pod:securityContext.seccompProfile", {"type": "Unconfined"}),
        [f"runs_as_nobody_special: {ME} has no seccomp profile"],
    ),
    "writable root": (
        put("securityContext.readOnlyRootFilesystem", False),
        [f"root_is_read_only: {ME} can write to its root"],
    ),
    "no limits": (
        put("resources.limits", {"memory": "1Gi"}),
        [f"memory_and_cpu_are_limited: {ME} has no limits of cpu and memory"],
    ),
    "no requests": (
        put("resources.requests", {}),
        [f"memory_and_cpu_are_limited: {ME} has no requests of cpu and memory"],
    ),
    "no readiness": (
        lambda build: first(build).pop("readinessProbe"),
        [f"probes_are_there: {ME} has no readinessProbe"],
    ),
    "latest": (
        put("image", "registry.example:5000/haat:latest"),
        [f"images_are_pinned: {ME} runs the unpinned image registry.example:5000/haat:latest"],
    ),
    "no tag": (
        put("image", "registry.example:5000/haat"),
        [f"images_are_pinned: {ME} runs the unpinned image registry.example:5000/haat"],
    ),
    "secret object": (
        also("Secret", {"data": {}}),
        ["secrets_are_references: Secret/orders is in the manifests"],
    ),
    "secret by name": (
        env("BROKER_PASSWORD", "x"),
        [f"secrets_are_references: {ME} has the secret BROKER_PASSWORD as text"],
    ),
    "secret in an address": (
        env("HAAT_AMQP_URL", "amqp://haat:secret@rabbitmq/haat"),
        [f"secrets_are_references: {ME} has the secret HAAT_AMQP_URL as text"],
    ),
    "secret in settings": (
        also("ConfigMap", {"data": {"KEY": "sk_live_1"}}),
        ["secrets_are_references: ConfigMap/settings has the secret KEY as text"],
    ),
    "variable too early": (
        env("EARLY", "$(LATE)"),
        [f"variables_come_before_use: {ME} uses LATE before it is known"],
    ),
    "unknown variable": (
        put("args", ["$(NAME)"]),
        [f"variables_come_before_use: {ME} uses NAME, which is unknown"],
    ),
    "token in the pod": (
        put("pod:automountServiceAccountToken", True),
        [f"nothing_talks_to_kubernetes: {WHERE} gets a service account's token"],
    ),
    "no own account": (
        without("ServiceAccount"),
        [f"nothing_talks_to_kubernetes: {WHERE} gets a service account's token"],
    ),
    "no budget": (
        without("PodDisruptionBudget"),
        [f"deployments_are_guarded: {WHERE} has no PodDisruptionBudget"],
    ),
    "no autoscaler": (
        without("HorizontalPodAutoscaler"),
        [f"deployments_are_guarded: {WHERE} has no HorizontalPodAutoscaler"],
    ),
    "open by default": (
        without("NetworkPolicy/deny"),
        ["traffic_is_named: there is no policy that denies everything"],
    ),
    "no policy": (
        without("NetworkPolicy"),
        [f"traffic_is_named: {WHERE} has no NetworkPolicy"],
    ),
    "settings that are not there": (
        put("envFrom", [{"configMapRef": {"name": "setings"}}]),
        [f"references_lead_somewhere: {ME} names the ConfigMap setings, which is not there"],
    ),
    "service of nobody": (
        also("Service", {"spec": {"selector": {"app": "order"}}}),
        ["references_lead_somewhere: Service/orders finds no pod"],
    ),
}


def test_a_well_made_service_has_no_problems() -> None:
    assert problems(listed(good())) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named(fault: str) -> None:
    break_it, expected = FAULTS[fault]
    build = good()
    break_it(build)

    assert problems(listed(build)) == expected


def test_containers_that_run_before_others_are_held_to_the_same_rules() -> None:
    build = good()
    spec(build)["initContainers"] = [{"name": "before", "image": "busybox:latest"}]

    rules = {text.split(":")[0] for text in problems(listed(build))}

    assert rules == {
        "runs_as_nobody_special",
        "root_is_read_only",
        "memory_and_cpu_are_limited",
        "images_are_pinned",
    }
