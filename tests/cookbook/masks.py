"""What is different each time, and what must never be written down."""

import re
from typing import Final

_ID: Final = r"\b[a-z]{3}_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"
CHANGING: Final = {
    _ID: "<id>",
    r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b": "<uuid>",
    r"\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)": "<time>",
    r"\b20\d\d-\d\d-\d\d\b": "<day>",
    r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} 20\d\d \d\d:\d\d:\d\d GMT": "<time>",
    r"\b[0-9a-f]{32}(?:[0-9a-f]{32})?\b": "<hash>",
    r"curl/[\d.]+": "curl",
    r"#[0-9a-f]{6}\b": "#<part>",
    r"\b[0-9A-F]{6}\b(?=\s)": "<part>",
    r"\b\d\d-\d\d-20\d\d \d\d:\d\d\b": "<time>",
    r"\b\d{4} \d{4}\b(?= )": "<objection>",
    r'"\d+-[0-9a-f]{8}"': '"<etag>"',
    r'(?<="free": )\d+': "<pieces>",
    r"\b\d{6}(?= (हाट|is your code))": "<code>",
    r"\b\d{4}(?= है)": "<code>",
    r"\b(key|hk)_[0-9a-z]{8}": "<key>",
    r'(?<="cursor": ")[\w-]+|(?<="next": ")[\w-]+': "<cursor>",
}
SECRET: Final = {
    r"eyJ[\w-]+\.[\w-]+\.[\w-]+": "eyJ…",
    r"(hk_[0-9a-zA-Z]+)_[\w-]{16,}": r"\1_…",
    r'(?<="refresh_token": ")[^"]+': "…",
    r'(?<="broker_password": ")[^"]+': "…",
}


def without_secrets(text: str) -> str:
    """As a page may show it."""
    return _put(text, SECRET)


def compared(text: str, differs: str = "") -> str:
    """What must be the same each time; `differs` is the page's own rule."""
    own = {differs: "<differs>"} if differs else {}
    return _put(without_secrets(text), own | CHANGING)


def _put(text: str, rules: dict[str, str]) -> str:
    for pattern, stand_in in rules.items():
        text = re.sub(pattern, stand_in, text)
    return text
