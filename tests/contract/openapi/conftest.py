"""The description as it is made now."""

import json
from typing import Any

import pytest

from chassis.openapi.routes import Api
from deploy.local.commands import openapi


@pytest.fixture(scope="session")
def api() -> Api:
    return openapi.api()


@pytest.fixture(scope="session")
def described() -> dict[str, Any]:
    """As programs read it: JSON."""
    made: dict[str, Any] = json.loads(json.dumps(openapi.description()))
    return made


@pytest.fixture(scope="session")
def operations(described: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By method and path."""
    return {
        f"{method.upper()} {path}": operation
        for path, found in described["paths"].items()
        for method, operation in found.items()
    }
