"""Each published type against the schema that its readers rely on."""

import pytest

from contracts.registry import EVENTS
from deploy.local.kept_events import SCHEMAS, changes, unkept
from deploy.local.settings import ROOT


def test_every_event_has_a_kept_schema_and_every_schema_an_event():
    kept = {path.name for path in (ROOT / SCHEMAS).glob("*.json")}
    assert kept == {f"{name}.1.json" for name in EVENTS}


@pytest.mark.parametrize("name", EVENTS)
def test_no_type_has_changed_incompatibly(name: str):
    broken = [line for line in changes(ROOT) if line.startswith(f"{name}: ")]
    assert broken == [], "say a new event beside the old one: docs/events.md"


def test_whatever_changed_compatibly_is_kept():
    assert unkept(ROOT) == [], "run: .venv/bin/haat asyncapi"
