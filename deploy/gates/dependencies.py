"""`python -m deploy.gates.dependencies`: known weaknesses in what the lock files pin.

Asks pip-audit's advisory sources one after the other. Where none answers, nothing is known: that
is said and is no failure. What is accepted stands in `accepted-advisories.toml`, each with a
reason and the day on which it has to be looked at again.
"""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from deploy.local.settings import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", "deploy/local/requirements-tools.lock")
ACCEPTED = Path(__file__).with_name("accepted-advisories.toml")
SOURCES = ("pypi", "osv")
_AUDIT = Path(sys.executable).with_name("pip-audit")
_SECONDS = 120


class NoSource(Exception):
    """No advisory source told anything."""


def main() -> int:
    """0 when nothing is known, or nothing could be learnt; 1 for findings."""
    accepted = tomllib.loads(ACCEPTED.read_text(encoding="utf-8"))
    found = overdue(accepted, datetime.now(UTC).date())
    for lock in LOCKS:
        try:
            told = advisories(lock)
        except NoSource as away:
            print(f"{lock}: skipped: no advisory source ({away})")
            continue
        found += weaknesses(lock, told, accepted)
        print(f"{lock}: {summary(told)}")
    sys.stdout.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


def advisories(lock: str) -> list[Mapping[str, Any]]:
    """What the first source that knows any of the packages says; raises NoSource."""
    reasons = []
    for source in SOURCES:
        try:
            return _asked(lock, source)
        except NoSource as away:
            reasons.append(f"{source}: {away}")
    raise NoSource("; ".join(reasons))


def told_by(output: str) -> list[Mapping[str, Any]]:
    """The packages of pip-audit's report; raises NoSource for one that tells of none."""
    try:
        packages: list[Mapping[str, Any]] = json.loads(output)["dependencies"]
    except (json.JSONDecodeError, KeyError):
        raise NoSource("does not answer") from None
    if not any("vulns" in package for package in packages):
        raise NoSource("knows none of the packages")
    return packages


def weaknesses(
    lock: str, packages: Iterable[Mapping[str, Any]], accepted: Mapping[str, Any]
) -> list[str]:
    """Lines for what is known and not accepted."""
    return [
        f"{lock}: {package['name']} {package['version']}: {one['id']}, "
        f"mended in {', '.join(one['fix_versions']) or 'no version'}"
        for package in packages
        for one in package.get("vulns", ())
        if not {one["id"], *one.get("aliases", ())} & accepted.keys()
    ]


def overdue(accepted: Mapping[str, Any], today: date) -> list[str]:
    """Lines for what was accepted only until a day that is past, or without a reason."""
    return [
        f"{ACCEPTED.name}: {id}: {'look at it again' if one.get('reason') else 'has no reason'}"
        for id, one in accepted.items()
        if not one.get("reason") or one["until"] < today
    ]


def summary(packages: Iterable[Mapping[str, Any]]) -> str:
    """How many were looked at, and who was not."""
    listed = list(packages)
    skipped = [package["name"] for package in listed if "vulns" not in package]
    unknown = f"; unknown there: {', '.join(skipped)}" if skipped else ""
    return f"{len(listed) - len(skipped)} packages looked at{unknown}"


def _asked(lock: str, source: str) -> list[Mapping[str, Any]]:
    command = [str(_AUDIT), "--vulnerability-service", source, "--requirement", lock]
    command += [
        "--disable-pip",
        "--require-hashes",
        "--format",
        "json",
        "--progress-spinner",
        "off",
    ]
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise NoSource("does not answer") from None
    return told_by(done.stdout)


if __name__ == "__main__":
    sys.exit(main())
