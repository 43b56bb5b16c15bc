"""Processor time of all processes of the platform, read from /proc."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
KINDS = {
    "rabbitmq": "broker",
    "mongo": "documents",
    "elasticsearch": "search server",
    "localstripe": "stripe sandbox",
    "stripe": "stripe sandbox",
    "sandbox": "message sandbox",
    "nginx": "gateway",
}


def seconds_by_program(roots: dict[str, int]) -> dict[str, float]:
    """CPU seconds so far of each program and all its descendants, by the pid of its root."""
    table = {int(p.name): _stat(p) for p in Path("/proc").iterdir() if p.name.isdigit()}
    children: dict[int, list[int]] = {}
    for pid, (parent, _) in table.items():
        children.setdefault(parent, []).append(pid)
    return {name: _sum(pid, table, children) for name, pid in roots.items()}


def _sum(pid: int, table: dict[int, tuple[int, float]], children: dict[int, list[int]]) -> float:
    own = table.get(pid, (0, 0.0))[1]
    return own + sum(_sum(child, table, children) for child in children.get(pid, []))


def _stat(process: Path) -> tuple[int, float]:
    """Parent and CPU seconds, waited-for children included."""
    try:
        fields = (process / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0, 0.0
    return int(fields[1]), sum(int(ticks) for ticks in fields[11:15]) / TICKS
