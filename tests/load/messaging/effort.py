"""Processor time of a program and all its descendants, to the nanosecond."""

from pathlib import Path


def cpu_seconds(root: int) -> float:
    """CPU seconds so far of that process, its descendants, and all their threads."""
    return sum(_spent(pid) for pid in _family(root))


def _family(root: int) -> list[int]:
    """The process and its descendants."""
    parents = {int(p.name): _parent(p) for p in Path("/proc").iterdir() if p.name.isdigit()}
    family = [root]
    for member in family:  # grows while it is read
        family += [pid for pid, parent in parents.items() if parent == member]
    return family


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0


def _spent(pid: int) -> float:
    nanoseconds = 0
    for thread in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        try:
            nanoseconds += int(thread.read_text().split()[0])
        except (FileNotFoundError, ProcessLookupError):
            continue
    return nanoseconds / 1e9
