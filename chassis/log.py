"""Log lines: one JSON object each, with the ids of the work in hand and no personal data."""

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import Any, Final

from chassis.context import current

_UNSEEN: Final = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""What may act on a terminal, end a line in some viewer or turn its direction, or be no character;
JSON itself escapes what is below a space. The joiners that Hindi needs stay."""
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """time, level, service, logger, text, the ids of the work in hand, and what `extra` gives."""

    def __init__(self, service: str) -> None:
        super().__init__()
        self._service = service

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "service": self._service,
            "logger": record.name,
            "text": record.getMessage(),
        }
        cause = current()
        for name in ("correlation_id", "causation_id", "trace_id"):
            if id := getattr(cause, name):
                line[name] = id
        line |= {k: v for k, v in vars(record).items() if k not in _STANDARD}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return _UNSEEN.sub(_escaped, json.dumps(line, ensure_ascii=False, default=str))


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def start(service: str, level: str) -> None:
    """Log to standard output, one JSON object a line."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines(service))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("amqp", "elastic_transport", "urllib3", "stripe", "pymongo"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # nameko logs every error of a handler, arguments included, before the pipeline decides on it
    logging.getLogger("nameko").setLevel(logging.CRITICAL)
    # and the exporter every batch that it could not send; `chassis.otlp` says so once
    logging.getLogger("opentelemetry.exporter").setLevel(logging.CRITICAL)
