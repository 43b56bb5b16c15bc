"""Works out from the network policies who may talk to whom inside the namespace."""

from collections.abc import Iterable, Iterator
from typing import Any

from deploy.k8s.manifests import Manifest, of_kind, selects

Flow = tuple[str, str, int]


def flows(manifests: list[Manifest], pods: dict[str, dict[str, str]]) -> set[Flow]:
    """(from, to, port) of every flow that both sides' policies let through."""
    policies = [policy["spec"] for policy in of_kind(manifests, "NetworkPolicy")]
    out = set(_allowed(policies, pods, "egress", "to"))
    into = {(a, b, port) for b, a, port in _allowed(policies, pods, "ingress", "from")}
    return out & into


def _allowed(
    policies: list[Manifest], pods: dict[str, dict[str, str]], side: str, peers: str
) -> Iterator[Flow]:
    for policy in policies:
        own = [name for name, labels in pods.items() if selects(policy["podSelector"], labels)]
        for rule in policy.get(side, ()):
            other = list(_chosen(rule[peers], pods))
            for port in rule["ports"]:
                yield from ((a, b, port["port"]) for a in own for b in other)


def _chosen(peers: Iterable[Any], pods: dict[str, dict[str, str]]) -> Iterator[str]:
    for peer in peers:
        if "podSelector" in peer and "namespaceSelector" not in peer:
            yield from (n for n, labels in pods.items() if selects(peer["podSelector"], labels))
