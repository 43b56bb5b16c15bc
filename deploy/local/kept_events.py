"""What was published is kept for ever: schemas and payloads beside the tests that compare them."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chassis.asyncapi.schemas import breaks, schema_of
from contracts.registry import EVENTS

PAYLOADS = "tests/contract/payloads"
SCHEMAS = "tests/contract/schemas"
DIGESTS = "SHA256SUMS"


def payloads(root: Path, event: str) -> dict[str, dict[str, Any]]:
    """The kept payloads of an event by file name, the first one first."""
    found = sorted((root / PAYLOADS).glob(f"{event}.1.*json"), key=lambda path: path.stem)
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in found}


def changes(root: Path) -> list[str]:
    """Whatever was published and would not be read any more, and every payload that was edited."""
    return [*_broken_types(root), *_edited(root)]


def unkept(root: Path) -> list[str]:
    """What is new and compatible, and not kept yet."""
    folder, listed = root / SCHEMAS, digests(root)
    new = [name for name in EVENTS if _read(folder / f"{name}.1.json") != schema_of(EVENTS[name])]
    return [f"{name}: has a new schema" for name in new] + [
        f"{path.name}: has no digest yet" for path in _files(root) if path.name not in listed
    ]


def keep(root: Path) -> None:
    """Keep the present schemas, and the digests of new payloads; those listed stay as they are."""
    for name, event in EVENTS.items():
        text = json.dumps(schema_of(event), indent=1, ensure_ascii=False, sort_keys=True)
        (root / SCHEMAS / f"{name}.1.json").write_text(text + "\n", encoding="utf-8")
    listed = {path.name: _digest(path) for path in _files(root)} | digests(root)
    lines = [f"{digest}  {name}\n" for name, digest in sorted(listed.items())]
    (root / PAYLOADS / DIGESTS).write_text("".join(lines), encoding="utf-8")


def digests(root: Path) -> dict[str, str]:
    """The listed digests by file name, as `sha256sum --check` reads them."""
    path = root / PAYLOADS / DIGESTS
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _broken_types(root: Path) -> Iterator[str]:
    for path in sorted((root / SCHEMAS).glob("*.json")):
        name = path.name.removesuffix(".1.json")
        if name in EVENTS:
            yield from breaks(name, _read(path), schema_of(EVENTS[name]))
        else:
            yield f"{name}: data: event removed"


def _edited(root: Path) -> Iterator[str]:
    for name, digest in digests(root).items():
        path = root / PAYLOADS / name
        if not path.exists():
            yield f"{name}: payload removed; it stays for ever"
        elif _digest(path) != digest:
            yield f"{name}: payload edited; it stays as it is, a new one goes beside it"


def _files(root: Path) -> list[Path]:
    return sorted((root / PAYLOADS).glob("*.json"))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found
