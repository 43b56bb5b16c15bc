"""Names, reasons and notes that people choose, where they come out again: they stay words."""

import csv
import io
from typing import Any, Final

import pytest

from chassis.errors import Malformed
from chassis.problems import problem
from contracts.values import Text
from services.accounts.entrypoints.trail_csv import COLUMNS, csv_of
from services.accounts.queries.trail import TrailPage
from services.notify.adapters.smtp import SmtpMail
from services.notify.domain.rendering import Template, shortened
from tests.unit.accounts.test_trail_doors import NOON, view
from tests.unit.chassis.every_refusal import refusals

TEMPLATES: Final = (
    *("{x.__class__}", "{0.__init__.__globals__}", "{code}", "{{7*7}}", "${7*7}", "<%= 7*7 %>"),
    *("#{7*7}", "%(code)s", "%s%s%n", "{", "}}{{", "{!r:>9999999999}", "{name.__class__.mro}"),
)
BROKEN: Final = (
    *("Asha\r\nBcc: all@evil.example", "Asha\nSubject: free", "Asha\r\n\r\n<script>", "A\rB"),
    *("Asha\x0bX", "Asha\x0cX", "Asha\x85X", "Asha\u2028X"),
)
LETTER: Final = Template(
    needs={"name": "name", "code": "code"},
    sms=Text(hi="{code} {name}", en="{code} {name}"),
    subject=Text(hi="हाट {name}", en="Haat {name}"),
    body=Text(hi="{name} {code}", en="{name} {code}"),
)


def filled(name: str) -> dict[str, str]:
    return LETTER.fill({"name": Text(hi=name, en=name), "code": "123456"}, "en")


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_name_that_is_a_template_is_said_as_it_is_written(name: str):
    values = filled(name)
    assert LETTER.sms_text(values, "en") == f"123456 {name}"
    subject, body = LETTER.letter(values, "en", name)
    assert subject == f"Haat {name}"
    assert body == f"Hello {name},\n\n{name} 123456\n\n— Haat\n"
    assert LETTER.log_text(dict(values) | {"code": "••••"}, "en") == f"•••• {name}"


@pytest.mark.parametrize("said", TEMPLATES)
@pytest.mark.parametrize("language", ["hi", "en"])
def test_what_a_caller_sent_is_no_template_in_a_problem(said: str, language: Any):
    told = problem(Malformed(field=said, allowed=said, why=said), language, "req_1")
    assert told.detail.endswith(f": {said}")
    assert told.errors[0].allowed == said


def test_no_refusal_reaches_into_what_it_is_given():
    """A template with a dot or an index in it would: `{order.buyer.phone}`."""
    reaching = [
        kind.__name__
        for kind in refusals()
        for words in (kind.text.hi, kind.text.en)
        if any(sign in part.partition("}")[0] for part in words.split("{")[1:] for sign in ".[!:")
    ]
    assert reaching == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_name_with_a_line_break_stays_one_line_in_an_sms_and_a_subject(name: str):
    values = filled(name)
    assert len(LETTER.sms_text(values, "en").splitlines()) == 1
    assert len(LETTER.letter(values, "en", "")[0].splitlines()) == 1


@pytest.mark.parametrize("sign", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("where", ["to", "subject", "key"])
def test_a_header_of_a_letter_cannot_bring_another(sign: str, where: str):
    given = {"to": "asha@example.com", "subject": "Haat", "body": "x", "key": "msg_1"}
    given[where] += f"{sign}Bcc: all@evil.example"
    mail = SmtpMail(lambda: pytest.fail("nothing may be sent"), "haat@haat.example", "notify")
    with pytest.raises(ValueError, match=r"linefeed|carriage|newline"):
        mail.send(**given)


def test_the_body_of_a_letter_cannot_end_it_or_begin_another():
    mail = SmtpMail(lambda: pytest.fail("not sent"), "haat@haat.example", "notify")
    body = "x\r\n.\r\nMAIL FROM:<evil@evil.example>\r\n"
    content = mail._message("asha@example.com", "Haat", body, "msg_1")
    assert b"MAIL FROM" not in content
    assert b"\r\n.\r\n" not in content


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\0", "\x1b[2J", "\u200e", "\ufeff"])
def test_a_name_turns_no_sms_around_and_hides_nothing_in_it(hidden: str):
    text = LETTER.sms_text(filled(f"Asha{hidden}Devi"), "en")
    assert text in ("123456 Asha Devi", "123456 Asha [2JDevi")


def test_hindi_keeps_the_joiners_that_it_needs():
    assert shortened("क्\u200dष श्\u200cर", 24) == "क्\u200dष श्\u200cर"


@pytest.mark.parametrize(
    "formula",
    [
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1+1",
        "＠SUM(A1)",
    ],
)
def test_an_export_begins_no_cell_with_a_formula(formula: str):
    page = TrailPage(items=[view(4, reason=formula, device=formula)], next="")
    found = csv_of(page, who=formula, at=NOON).decode()
    rows = list(csv.reader(io.StringIO(found, newline="")))
    assert rows[0][1] == f"taken by {formula}"
    record = dict(zip(COLUMNS, rows[2], strict=True))
    assert (record["reason"], record["device"]) == (f"'{formula}", f"'{formula}")
