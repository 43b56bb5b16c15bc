"""Facts that nobody heard, heard too often, or that are not so; and the words they come in."""

import pytest

from services.notify.domain.templates import TEMPLATES
from tests.chaos.invariants.telling import violations
from tests.chaos.invariants.wording import MAIL, SMS, facts_in
from tests.chaos.seen import Letter
from tests.unit.chaos.world import ADDRESS, mail, sms


def said(good, *more: Letter, less: Letter | None = None):
    told, found = good
    if less:
        (found.mails if less.to == ADDRESS else found.texts).remove(less)
    found.texts += [letter for letter in more if letter.to != ADDRESS]
    found.mails += [letter for letter in more if letter.to == ADDRESS]
    return list(violations(told, found))


def test_it_misses_an_sms(good):
    less = Letter("+912", sms("order_confirmed", "BBBBBB"))
    assert said(good, less=less) == ["+912 was told order_confirmed of BBBBBB 0 times instead of 1"]


def test_it_misses_the_code_of_one_of_two_parcels(good):
    less = Letter("+911", sms("delivery_code", "222222"))
    assert said(good, less=less) == ["+911 was told delivery_code of 222222 0 times instead of 1"]


def test_it_misses_an_e_mail(good):
    less, fact = Letter(ADDRESS, mail("refund_done", "DDDDDD")), "refund_done of DDDDDD"
    assert said(good, less=less) == [f"{ADDRESS} was told {fact} 0 times instead of 1"]


def test_it_misses_one_of_two_equal_e_mails(good):
    less, fact = Letter(ADDRESS, mail("parcel_near", "AAAAAA")), "parcel_near of AAAAAA"
    assert said(good, less=less) == [f"{ADDRESS} was told {fact} 1 times instead of 2"]


def test_it_misses_what_a_seller_must_hear(good):
    less = Letter("+913", sms("order_stopped", "DDDDDD"))
    assert said(good, less=less) == ["+913 was told order_stopped of DDDDDD 0 times instead of 1"]


def test_twice_is_fine_and_three_times_is_not(good):
    more = Letter("+912", sms("order_confirmed", "BBBBBB"))
    assert said(good, more) == []
    assert said(good, more) == [
        "+912 was told order_confirmed of BBBBBB 3 times, at most 2 are fine"
    ]


def test_it_hears_what_is_not_so(good):
    more = Letter("+912", sms("order_confirmed", "CCCCCC"))
    assert said(good, more) == ["+912 was told order_confirmed of CCCCCC 1 times, which is not so"]


def test_it_hears_what_was_meant_for_another(good):
    more = Letter("+914", sms("order_pack", "BBBBBB"))
    assert said(good, more) == ["+914 was told order_pack of BBBBBB 1 times, which is not so"]


def test_strangers_and_login_codes_are_none_of_its_business(good):
    stranger = Letter("+999", sms("order_confirmed", "BBBBBB"))
    code = Letter("+912", "575524 is your code for logging in to Haat.")
    assert said(good, stranger, code) == []


@pytest.mark.parametrize("template", SMS)
def test_each_sms_is_recognised_and_taken_for_no_other(template):
    assert list(facts_in(sms(template, "ABC123"), SMS)) == [(template, "ABC123")]


@pytest.mark.parametrize("template", MAIL)
def test_each_e_mail_is_recognised_and_taken_for_no_other(template):
    assert list(facts_in(mail(template, "ABC123"), MAIL)) == [(template, "ABC123")]


def test_all_words_about_orders_are_recognised():
    of_orders = {name for name, template in TEMPLATES.items() if "order" in template.needs}
    by_mail_to_sellers = {"order_new", "order_lapsed"}
    assert of_orders | {"delivery_code"} == SMS.keys() | MAIL.keys() | by_mail_to_sellers
