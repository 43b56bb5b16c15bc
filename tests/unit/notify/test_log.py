"""GET /v1/messages: whose log is shown, and what of it."""

import msgspec
import pytest

from chassis.errors import Forbidden
from chassis.people import Grant, Person
from services.notify import queries
from services.notify.domain.notice import Notice
from tests.unit.notify.conftest import NOON, World
from tests.unit.notify.events import BUYER, CODE, ORDER, REFUND

BUYER_PERSON = Person(id=BUYER, grants=[Grant(role="buyer")])
ADMIN = Person(id="per_admin", grants=[Grant(role="admin")])


def test_people_read_their_own_log() -> None:
    assert queries.whose(BUYER_PERSON, "") == BUYER
    assert queries.whose(BUYER_PERSON, BUYER) == BUYER


def test_another_persons_log_is_for_admins() -> None:
    assert queries.whose(ADMIN, BUYER) == BUYER
    with pytest.raises(Forbidden):
        queries.whose(BUYER_PERSON, "per_admin")


def _views(world: World, template: str) -> list[queries.MessageView]:
    kept = world.notice(BUYER, template)
    assert kept is not None
    return queries.views(msgspec.convert(kept | {"id": kept["_id"]}, Notice))


def test_a_notice_is_shown_by_channel(people: World) -> None:
    people.hear(REFUND)
    text = "हाट: ऑर्डर B12CD3 के ₹450.00 लौटा दिए। बैंक में आने में कुछ दिन लग सकते हैं।"
    shown = [(v.channel, v.status, v.at, v.order_id, v.text) for v in _views(people, "refund_done")]
    assert shown == [
        ("sms", "sent", NOON, ORDER, text),
        ("email", "sent", NOON, ORDER, text),
    ]


def test_a_code_is_not_shown(people: World) -> None:
    people.hear(CODE)
    [view] = _views(people, "delivery_code")
    assert view.text == "हाट: पार्सल #shp_1 लेने का कोड •••• है। पार्सल हाथ में आने पर ही बताएँ।"
