"""Loaded by schemathesis: each operation is called by somebody whom the policy table lets."""

import json
import os
import zlib
from pathlib import Path
from typing import Any

import schemathesis

from contracts.policy import POLICY
from tests.schemathesis.runner import CALLERS

_OWN = ("buyer", "seller")
_PERSONAL = {
    "/v1/me/sessions": "leaver",
    "/v1/me/erasure": "forgotten",
    "/v1/me": "visitor",
    "/v1/step-ups": "visitor",
}
"""Who may do to themselves what would stop the others; the first that fits."""
_tokens: dict[str, str] = json.loads(Path(os.environ[CALLERS]).read_text(encoding="utf-8"))


@schemathesis.auth(refresh_interval=None)
class ByAction:
    """The token of a role of the action's row, by turns; who owns things, for guests."""

    def get(self, case: Any, context: Any) -> str:
        for path, name in _PERSONAL.items():
            if context.operation.path.startswith(path):
                return _tokens[name]
        rows = POLICY.get(context.operation.definition.raw.get("x-action", ""), ())
        sent = repr((case.path_parameters, case.query, case.body)).encode()
        role = rows[zlib.crc32(sent) % len(rows)].role if rows else "buyer"
        return _tokens["person" if role in _OWN else role]

    def set(self, case: Any, token: str, context: Any) -> None:
        case.headers["Authorization"] = f"Bearer {token}"
