"""What is said about known weaknesses of dependencies, and when it stops a change."""

import json
from datetime import date
from pathlib import Path

import pytest

from deploy.gates import dependencies
from deploy.gates.dependencies import NoSource, overdue, summary, told_by, weaknesses

WEAK = {
    "name": "amqp",
    "version": "5.4.2",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["5.4.3"], "aliases": ["CVE-1"]}],
}
WELL = {"name": "msgspec", "version": "0.19", "vulns": []}
UNKNOWN = {"name": "own", "skip_reason": "not found"}


def report(*packages: object) -> str:
    return json.dumps({"dependencies": list(packages), "fixes": []})


def test_a_known_weakness_is_told_with_where_it_is_mended():
    assert weaknesses("a.lock", [WEAK, WELL, UNKNOWN], {}) == [
        "a.lock: amqp 5.4.2: PYSEC-1, mended in 5.4.3"
    ]


@pytest.mark.parametrize("id", ["PYSEC-1", "CVE-1"])
def test_an_accepted_one_is_not_told_whatever_it_is_called(id: str):
    assert weaknesses("a.lock", [WEAK], {id: {}}) == []


def test_what_was_accepted_has_a_reason_and_comes_back_after_its_day():
    accepted = {
        "CVE-1": {"reason": "never called", "until": date(2027, 1, 1)},
        "CVE-2": {"reason": "never called", "until": date(2026, 12, 30)},
        "CVE-3": {"until": date(2027, 1, 1)},
    }
    assert overdue(accepted, date(2026, 12, 31)) == [
        "accepted-advisories.toml: CVE-2: look at it again",
        "accepted-advisories.toml: CVE-3: has no reason",
    ]


def test_packages_that_a_source_does_not_know_are_named():
    told = told_by(report(WELL, UNKNOWN))
    assert summary(told) == "1 packages looked at; unknown there: own"


@pytest.mark.parametrize("output", ["", "Traceback", "{}", report(), report(UNKNOWN)])
def test_a_source_that_tells_of_no_package_is_none(output: str):
    with pytest.raises(NoSource):
        told_by(output)


def test_without_a_source_the_gate_says_so_and_stays_green(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def away(lock: str) -> None:
        raise NoSource("pypi: does not answer")

    monkeypatch.setattr(dependencies, "advisories", away)
    assert dependencies.main() == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "requirements.lock: skipped: no advisory source (pypi: does not answer)"
    assert len(lines) == len(dependencies.LOCKS)


def test_a_weakness_makes_the_gate_red(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    (none := tmp_path / "accepted-advisories.toml").write_text("")
    monkeypatch.setattr(dependencies, "ACCEPTED", none)
    monkeypatch.setattr(dependencies, "advisories", lambda lock: [WEAK])
    assert dependencies.main() == 1
    assert "requirements.lock: amqp 5.4.2: PYSEC-1" in capsys.readouterr().out
