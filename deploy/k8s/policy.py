"""What every manifest must keep: each rule takes a build's manifests and names what breaks it."""

import re
from collections.abc import Callable, Iterator

from deploy.k8s.manifests import Manifest, containers, name, of_kind, pods, selects, staying

Rule = Callable[[list[Manifest]], Iterator[str]]
_SECRET_NAME = re.compile(r"(?i)password|_pass$|secret|token|api_?key|smtp_url|sms_url")
_SECRET_VALUE = re.compile(r"://[^/@\s]*:(?!\$\()[^/@\s]+@|sk_(test|live)_|whsec_|PRIVATE KEY")
_VARIABLE = re.compile(r"\$\((\w+)\)")


def problems(manifests: list[Manifest]) -> list[str]:
    """Everything that breaks a rule, as `rule: workload/container: what`."""
    return [f"{rule.__name__}: {text}" for rule in RULES for text in rule(manifests)]


def runs_as_nobody_special(manifests: list[Manifest]) -> Iterator[str]:
    """No container runs as root, gains rights, or keeps any capability."""
    for where, container, pod in containers(manifests):
        own = container.get("securityContext", {})
        both = {**pod.get("securityContext", {}), **own}
        if both.get("runAsNonRoot") is not True or both.get("runAsUser", 0) == 0:
            yield f"{where} may run as root"
        if own.get("allowPrivilegeEscalation") is not False:
            yield f"{where} may gain rights"
        if own.get("capabilities", {}).get("drop") != ["ALL"]:
            yield f"{where} keeps capabilities"
        if both.get("seccompProfile", {}).get("type") != "RuntimeDefault":
            yield f"{where} has no seccomp profile"


def root_is_read_only(manifests: list[Manifest]) -> Iterator[str]:
    """Every root filesystem is read-only."""
    for where, container, _ in containers(manifests):
        if container.get("securityContext", {}).get("readOnlyRootFilesystem") is not True:
            yield f"{where} can write to its root"


def memory_and_cpu_are_limited(manifests: list[Manifest]) -> Iterator[str]:
    """Requests and limits of both are set."""
    for where, container, _ in containers(manifests):
        resources = container.get("resources", {})
        for side in ("requests", "limits"):
            if {"cpu", "memory"} - set(resources.get(side, {})):
                yield f"{where} has no {side} of cpu and memory"


def probes_are_there(manifests: list[Manifest]) -> Iterator[str]:
    """Start, life and readiness are probed."""
    for where, pod in staying(manifests):
        for container in pod["spec"]["containers"]:
            for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
                if probe not in container:
                    yield f"{where}/{container['name']} has no {probe}"


def images_are_pinned(manifests: list[Manifest]) -> Iterator[str]:
    """Every image has a tag or digest that is not `latest`."""
    for where, container, _ in containers(manifests):
        tag = container["image"].rpartition("/")[2].partition(":")[2]
        if tag in ("", "latest"):
            yield f"{where} runs the unpinned image {container['image']}"


def secrets_are_references(manifests: list[Manifest]) -> Iterator[str]:
    """No secret stands in a manifest: no Secret object, no literal in environments or settings."""
    yield from (f"{name(secret)} is in the manifests" for secret in of_kind(manifests, "Secret"))
    for where, container, _ in containers(manifests):
        for entry in container.get("env", ()):
            if _is_literal_secret(entry["name"], entry.get("value", "")):
                yield f"{where} has the secret {entry['name']} as text"
    for settings in of_kind(manifests, "ConfigMap"):
        for key, value in settings.get("data", {}).items():
            if _is_literal_secret(key, value):
                yield f"{name(settings)} has the secret {key} as text"


def _is_literal_secret(key: str, value: str) -> bool:
    named = bool(_SECRET_NAME.search(key)) and not key.endswith("_FILE")
    return bool(value) and (named or bool(_SECRET_VALUE.search(value)))


def variables_come_before_use(manifests: list[Manifest]) -> Iterator[str]:
    """Kubernetes fills `$(NAME)` only from entries above it."""
    for where, container, _ in containers(manifests):
        known: set[str] = set()
        for entry in container.get("env", ()):
            for variable in _VARIABLE.findall(entry.get("value", "")):
                if variable not in known:
                    yield f"{where} uses {variable} before it is known"
            known.add(entry["name"])
        for variable in _VARIABLE.findall(" ".join(container.get("args", ()))):
            if variable not in known:
                yield f"{where} uses {variable}, which is unknown"


def nothing_talks_to_kubernetes(manifests: list[Manifest]) -> Iterator[str]:
    """Every pod has its own service account, and none gets its token."""
    accounts = {a["metadata"]["name"]: a for a in of_kind(manifests, "ServiceAccount")}
    for where, pod in pods(manifests):
        account = accounts.get(pod["spec"].get("serviceAccountName", ""), {})
        both = (account, pod["spec"])
        if any(one.get("automountServiceAccountToken") is not False for one in both):
            yield f"{where} gets a service account's token"


def deployments_are_guarded(manifests: list[Manifest]) -> Iterator[str]:
    """Every Deployment has a disruption budget and an autoscaler."""
    budgets = [b["spec"]["selector"] for b in of_kind(manifests, "PodDisruptionBudget")]
    scaled = {
        s["spec"]["scaleTargetRef"]["name"] for s in of_kind(manifests, "HorizontalPodAutoscaler")
    }
    for deployment in of_kind(manifests, "Deployment"):
        labels = deployment["spec"]["template"]["metadata"]["labels"]
        if not any(selects(selector, labels) for selector in budgets):
            yield f"{name(deployment)} has no PodDisruptionBudget"
        if deployment["metadata"]["name"] not in scaled:
            yield f"{name(deployment)} has no HorizontalPodAutoscaler"


def traffic_is_named(manifests: list[Manifest]) -> Iterator[str]:
    """Nothing may talk unless named, and every workload has traffic that is named."""
    policies = [policy["spec"] for policy in of_kind(manifests, "NetworkPolicy")]
    closed = {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    if closed not in policies:
        yield "there is no policy that denies everything"
    for where, pod in pods(manifests):
        selectors = [policy["podSelector"] for policy in policies if policy["podSelector"]]
        if not any(selects(one, pod["metadata"]["labels"]) for one in selectors):
            yield f"{where} has no NetworkPolicy"


def references_lead_somewhere(manifests: list[Manifest]) -> Iterator[str]:
    """Settings that pods name exist, and every Service finds pods."""
    settings = {s["metadata"]["name"] for s in of_kind(manifests, "ConfigMap")}
    for where, container, _ in containers(manifests):
        for source in container.get("envFrom", ()):
            wanted = source.get("configMapRef", {}).get("name")
            if wanted and wanted not in settings:
                yield f"{where} names the ConfigMap {wanted}, which is not there"
    labels = [pod["metadata"]["labels"] for _, pod in pods(manifests)]
    for service in of_kind(manifests, "Service"):
        selector = {"matchLabels": service["spec"]["selector"]}
        if service["spec"].get("type") != "LoadBalancer" and not any(
            selects(selector, one) for one in labels
        ):
            yield f"{name(service)} finds no pod"


RULES: tuple[Rule, ...] = (
    runs_as_nobody_special,
    root_is_read_only,
    memory_and_cpu_are_limited,
    probes_are_there,
    images_are_pinned,
    secrets_are_references,
    variables_come_before_use,
    nothing_talks_to_kubernetes,
    deployments_are_guarded,
    traffic_is_named,
    references_lead_somewhere,
)
