"""Reads a build's manifests: workloads, pods, containers, label selectors."""

from collections.abc import Iterator, Mapping
from typing import Any

Manifest = Mapping[str, Any]
_WORKLOADS = ("Deployment", "StatefulSet")


def of_kind(manifests: list[Manifest], *kinds: str) -> list[Manifest]:
    """The manifests of some kinds."""
    return [manifest for manifest in manifests if manifest["kind"] in kinds]


def name(manifest: Manifest) -> str:
    """`Kind/name`."""
    return f"{manifest['kind']}/{manifest['metadata']['name']}"


def pods(manifests: list[Manifest]) -> Iterator[tuple[str, Manifest]]:
    """Each workload's name and pod template; those that end when they are done come last."""
    yield from staying(manifests)
    for job in of_kind(manifests, "CronJob"):
        yield name(job), job["spec"]["jobTemplate"]["spec"]["template"]


def staying(manifests: list[Manifest]) -> Iterator[tuple[str, Manifest]]:
    """The same of those that run for good."""
    for workload in of_kind(manifests, *_WORKLOADS):
        yield name(workload), workload["spec"]["template"]


def containers(manifests: list[Manifest]) -> Iterator[tuple[str, Manifest, Manifest]]:
    """Each container with `Kind/name/container` and its pod; those that run before others too."""
    for workload, pod in pods(manifests):
        spec = pod["spec"]
        for container in (*spec.get("initContainers", ()), *spec["containers"]):
            yield f"{workload}/{container['name']}", container, spec


def selects(selector: Manifest, labels: Mapping[str, str]) -> bool:
    """Whether a label selector matches; knows matchLabels and the operator In."""
    wanted = selector.get("matchLabels", {}).items()
    return all(labels.get(key) == value for key, value in wanted) and all(
        labels.get(one["key"]) in one["values"] for one in selector.get("matchExpressions", ())
    )
