"""What the gateway itself refuses, read from its template: for the catalogue of errors."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from chassis.openapi.refusals import Known
from contracts.values import Text

_TEMPLATE: Final = Path(__file__).with_name("nginx.conf.tmpl")
_PROBLEM: Final = re.compile(r'"status":(\d+),"code":"(\w+)","detail":"\$(\w+)"')
_MAP: Final = re.compile(r"map \$http_accept_language \$(\w+) \{(.*?)\}", re.DOTALL)
_ENGLISH: Final = re.compile(r'default\s+"([^"]+)"')
_HINDI: Final = re.compile(r'"~\*\^hi\S*"\s+"([^"]+)"')
_WHEN: Final = {
    "bad_request": "Not HTTP, or headers that are too large.",
    "no_such_route": "No service answers at this address.",
    "method_not_allowed": "No door of any service has this method.",
    "body_too_large": "The body is larger than the gateway takes.",
    "too_many_requests": "One network address asks faster than the gateway lets it.",
    "service_unavailable": "The service behind this address is away, or restarts.",
    "upstream_too_slow": "The service behind this address took too long; it may still be done.",
}
_AGAIN: Final = {429, 503, 504}


def gateway_refusals() -> list[Known]:
    """By status."""
    template = _TEMPLATE.read_text(encoding="utf-8")
    texts = {name: _text(block) for name, block in _MAP.findall(template)}
    found = _PROBLEM.findall(template)
    return sorted(
        (_known(int(status), code, texts[name]) for status, code, name in found),
        key=lambda known: known.status,
    )


def refusing(services: Mapping[str, list[Known]]) -> dict[str, list[Known]]:
    """What callers of each service may be told: by it, and by the gateway before it."""
    return {name: [*found, *_besides(found)] for name, found in services.items()}


def _besides(found: list[Known]) -> list[Known]:
    """What only the gateway says; a code that both have means the same."""
    told = {(known.code, known.status) for known in found}
    return [known for known in gateway_refusals() if (known.code, known.status) not in told]


def _text(block: str) -> Text:
    english, hindi = _ENGLISH.search(block), _HINDI.search(block)
    return Text(hi=hindi[1] if hindi else "", en=english[1] if english else "")


def _known(status: int, code: str, text: Text) -> Known:
    again = "yes, after Retry-After, under the same Idempotency-Key" if status in _AGAIN else "no"
    return Known(code=code, status=status, when=_WHEN.get(code, ""), text=text, again=again)
