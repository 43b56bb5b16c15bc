"""The audit trail as a file for spreadsheets: its first line says who took it."""

import csv
import io
from datetime import datetime
from typing import Final

import msgspec

from services.accounts.queries.trail import RecordView, TrailPage

COLUMNS: Final = RecordView.__struct_fields__
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""As OWASP lists them: some spreadsheets take the wide signs of East Asia as well."""


def csv_of(page: TrailPage, *, who: str, at: datetime) -> bytes:
    """A watermark, a head, a line a record; last a line `next` where there is more."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    write(
        ["Haat audit trail", f"taken by {who}", at.isoformat(timespec="seconds"), "in confidence"]
    )
    write(COLUMNS)
    for record in page.items:
        fields = msgspec.to_builtins(record)
        fields["areas"] = " ".join(record.areas)
        fields["changes"] = "; ".join(f"{c.field}: {c.before} > {c.after}" for c in record.changes)
        write([_harmless(str(fields[name])) for name in COLUMNS])
    if page.next:
        write(["next", page.next])
    return out.getvalue().encode()


def _harmless(text: str) -> str:
    """A spreadsheet would take it for a formula otherwise."""
    return f"'{text}" if text.startswith(_FORMULA) else text
