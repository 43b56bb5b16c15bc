"""Every template in every language: complete, composed, and short enough."""

import math
import re
import string
import unicodedata
from typing import Any, get_args

import pytest

from contracts.values import Language, Text
from services.notify.domain.plan import CHANNELS, PLAN
from services.notify.domain.reasons import ASSISTED, CANCELLED, UNDELIVERED, undelivered
from services.notify.domain.rendering import Kind, Template, rupees, short_order, shortened
from services.notify.domain.templates import TEMPLATES
from services.notify.domain.wishes import READERS, wishes
from tests.unit.notify.events import ORDER, SAMPLES

LANGUAGES = get_args(Language)
_OURS = [*CANCELLED.values(), *UNDELIVERED.values()]
_DID = ASSISTED.values()
LONGEST: dict[Kind, Any] = {
    "order": ORDER,
    "rupees": 123_456_50,
    "words": Text(hi=max((t.hi for t in _OURS), key=len), en=max((t.en for t in _OURS), key=len)),
    "name": Text(hi="म" * 100, en="M" * 100),
    "names": [Text(hi="म" * 100, en="M" * 100)] * 3,
    "said": "क" * 500,
    "code": "482913",
    "did": Text(hi=max((t.hi for t in _DID), key=len), en=max((t.en for t in _DID), key=len)),
    "objection": "48210937",
    "account": "••••0027@longesthandlethatisknown",
    "when": "2025-11-03T18:45:00+00:00",
    "parcel": "shp_0192a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b",
}
_GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)


def segments(text: str) -> int:
    """Parts of an SMS (3GPP TS 23.038: 160/153 of the GSM alphabet, else 70/67)."""
    whole, part = (160, 153) if set(text) <= _GSM else (70, 67)
    return 1 if len(text) <= whole else math.ceil(len(text) / part)


def _texts(template: Template) -> list[Text]:
    return [text for text in (template.sms, template.subject, template.body) if text]


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _filled(template: Template, language: Language) -> dict[str, str]:
    return template.fill({name: LONGEST[kind] for name, kind in template.needs.items()}, language)


every = pytest.mark.parametrize("name", TEMPLATES)
in_both = pytest.mark.parametrize("language", LANGUAGES)


@every
def test_a_template_has_both_languages_composed(name: str) -> None:
    for text in _texts(TEMPLATES[name]):
        assert text.hi
        assert text.en
        assert unicodedata.is_normalized("NFC", text.hi + text.en)
        assert re.search("[\u0900-\u097f]", text.hi)
        assert not re.search("[\u0900-\u097f]", text.en)


@every
def test_a_template_uses_its_placeholders_and_no_others(name: str) -> None:
    template = TEMPLATES[name]
    for text in _texts(template):
        assert _placeholders(text.hi) == _placeholders(text.en)
    used = set().union(*(_placeholders(text.hi) for text in _texts(template)))
    assert used == set(template.needs)


@every
@in_both
def test_a_template_renders_by_all_its_channels(name: str, language: Language) -> None:
    template, values = TEMPLATES[name], _filled(TEMPLATES[name], language)
    assert (template.sms is not None) == ("sms" in CHANNELS[name])
    assert (template.subject is not None) == ("email" in CHANNELS[name])
    assert (template.body is not None) == ("email" in CHANNELS[name])
    parts = [template.sms_text(values, language)] if template.sms else []
    parts += template.letter(values, language, "सुनीता") if template.body else []
    for text in parts:
        assert "{" not in text
        assert unicodedata.is_normalized("NFC", text)


@every
@in_both
def test_an_sms_has_two_parts_at_most(name: str, language: Language) -> None:
    template = TEMPLATES[name]
    if template.sms:
        assert segments(template.sms_text(_filled(template, language), language)) <= 2


@every
@in_both
def test_a_subject_is_one_short_line(name: str, language: Language) -> None:
    template = TEMPLATES[name]
    if template.body:
        subject, _ = template.letter(_filled(template, language), language, "")
        assert len(subject) <= 78
        assert "\n" not in subject


@in_both
def test_the_delivery_code_is_the_only_number_that_stands_alone_in_its_sms(
    language: Language,
) -> None:
    text = TEMPLATES["delivery_code"].sms_text({"code": "482913", "parcel": "3f4a5b"}, language)
    assert re.findall(r"(?<![\w#])\d+(?!\w)", text) == ["482913"]


@in_both
def test_the_log_hides_the_code(language: Language) -> None:
    text = TEMPLATES["delivery_code"].log_text({"parcel": "abcdef"}, language)
    assert "••••" in text
    assert not re.search(r"\d", text)


def test_plan_and_templates_name_the_same() -> None:
    assert set(CHANNELS) == set(TEMPLATES)
    assert len(PLAN) == len(CHANNELS)


def test_plan_and_readers_know_the_same_events() -> None:
    assert {row.event for row in PLAN} == {event.wire_name() for event in READERS}
    assert {type(event) for event in SAMPLES} == set(READERS)


@pytest.mark.parametrize("event", SAMPLES, ids=lambda event: event.wire_name())
def test_an_event_has_the_facts_that_its_templates_need(event: Any) -> None:
    planned = {row.template for row in PLAN if row.event == event.wire_name()}
    for wish in wishes(event):
        assert wish.template in planned
        assert set(TEMPLATES[wish.template].needs) == set(wish.facts)


def test_a_letter_greets_and_signs() -> None:
    subject, body = TEMPLATES["order_completed"].letter({"order": "B12CD3"}, "hi", "सुनीता देवी")
    assert subject == "ऑर्डर B12CD3 पूरा हुआ"
    assert body == (
        "नमस्ते सुनीता देवी,\n\nआपका ऑर्डर B12CD3 पूरा हुआ। हाट से खरीदने के लिए धन्यवाद।\n\n— हाट\n"
    )
    assert (
        TEMPLATES["order_completed"].letter({"order": "B12CD3"}, "en", "")[1].startswith("Hello,\n")
    )


@pytest.mark.parametrize(
    ("paise", "text"),
    [
        (0, "₹0.00"),
        (5, "₹0.05"),
        (100_00, "₹100.00"),
        (999_99, "₹999.99"),
        (1_000_00, "₹1,000.00"),
        (12_345_00, "₹12,345.00"),
        (1_23_456_50, "₹1,23,456.50"),
        (12_34_567_00, "₹12,34,567.00"),
        (1_23_45_678_09, "₹1,23,45,678.09"),
        (-450_00, "-₹450.00"),
    ],
)
def test_rupees_are_grouped_as_in_india(paise: int, text: str) -> None:
    assert rupees(paise) == text


def test_an_order_is_called_by_its_last_six() -> None:
    assert short_order(ORDER) == "B12CD3"


def test_what_people_wrote_is_cut_to_one_line() -> None:
    assert shortened("a\r\n b", 10) == "a b"
    assert shortened("abcdefghij", 10) == "abcdefghij"
    assert shortened("abcdefghi jk", 10) == "abcdefghi…"


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("NOT_AVAILABLE", "nobody was at home"),
        ("WEATHER/ROAD", "weather or road did not allow it"),
        ("refused", "the parcel was refused"),
        ("moonlight", "it was not possible today"),
    ],
)
def test_a_missed_parcel_has_its_reason_in_words(reason: str, words: str) -> None:
    assert undelivered(reason).en == words
