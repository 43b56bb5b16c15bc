"""Aadhaar numbers: found however they are written, and nothing else is taken for one."""

import json
import random
from typing import Annotated

import msgspec
import pytest

from chassis.aadhaar import NUMBERS, AadhaarNotTaken, holds_aadhaar, is_verhoeff, refuse_aadhaar
from chassis.doors import Body

NUMBER = "234567890124"
FOURS = "2345 6789 0124"
DEVANAGARI = "२३४५ ६७८९ ०१२४"


class Member(Body):
    """One of a group."""

    account: Annotated[str, msgspec.Meta(max_length=20), NUMBERS] | None = None
    note: str = ""


class Group(Body):
    """With a bank account, in which any digits may stand."""

    account: Annotated[str, NUMBERS] = ""
    members: list[Member] = []


@pytest.mark.parametrize(
    "digits", ["2363", "123451", "758722", "1428570", "84736430954837284567892"]
)
def test_known_numbers_of_verhoeff_hold(digits: str):
    assert is_verhoeff(digits)


@pytest.mark.parametrize("digits", ["2364", "123452", "758723", "1428571"])
def test_a_wrong_check_digit_does_not_hold(digits: str):
    assert not is_verhoeff(digits)


def numbers(seed: int = 5) -> list[str]:
    """Two hundred that hold, of every first digit from 2 to 9."""
    chance, made = random.Random(seed), []
    while len(made) < 200:
        body = str(chance.randint(2, 9)) + "".join(chance.choices("0123456789", k=10))
        made.append(body + next(d for d in "0123456789" if is_verhoeff(body + d)))
    return made


def test_one_digit_holds_and_the_nine_others_do_not():
    for number in numbers():
        ends = [number[:-1] + digit for digit in "0123456789"]
        assert [end for end in ends if holds_aadhaar(f"no. {end}.")] == [number]


def test_every_single_slip_and_every_swap_of_neighbours_is_noticed():
    for number in numbers()[:40]:
        for place in range(12):
            for digit in set("0123456789") - {number[place]}:
                assert not is_verhoeff(number[:place] + digit + number[place + 1 :])
        for a in range(11):
            swapped = number[:a] + number[a + 1] + number[a] + number[a + 2 :]
            assert is_verhoeff(swapped) == (swapped == number)


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        FOURS,
        "2345-6789-0124",
        "2345 - 6789 - 0124",
        "2345\u00a06789\u00a00124",
        "2345\n6789\n0124",
        "2345\u200b6789\u200b0124",
        "आधार२३४५६७८९०१२४ है",
        DEVANAGARI,
        "২৩৪৫ ৬৭৮৯ ০১২৪",
        f"मेरा आधार {FOURS}, पता देवघर",
        f"PIN 814112 {FOURS}",
        f"{NUMBER} 2026",
        f"x-{NUMBER}",
    ],
)
def test_a_number_is_found_however_it_is_written(text: str):
    assert holds_aadhaar(text)


@pytest.mark.parametrize(
    "text",
    [
        "234567890125",  # its check digit is wrong
        "134567890120",
        "+234567890124",  # E.164
        "+919812345678",
        f"7{NUMBER}",
        f"{NUMBER}7",
        f"AB{NUMBER}",
        f"{NUMBER}AB",
        f"{FOURS} 1111",  # a card
        f"1111 {FOURS}",
        f"prd_0192a1b2-3c4d-7e5f-8a9b-{NUMBER}",
        "2345 67 890124",
        "UDYAM-JH-00-0000000",
        "xxxx xxxx 0124",
    ],
)
def test_nothing_else_is_taken_for_one(text: str):
    assert not holds_aadhaar(text)


@pytest.mark.parametrize("number", [NUMBER, FOURS, DEVANAGARI, "2345\n6789\t0124"])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_a_body_with_a_number_names_the_field_and_not_the_number(number: str, ascii_only: bool):
    body = {"name": "सुनीता", "members": [{"note": ""}, {"note": f"no.\n{number}"}]}
    with pytest.raises(AadhaarNotTaken) as refused:
        refuse_aadhaar(json.dumps(body, ensure_ascii=ascii_only).encode(), Group)
    assert (refused.value.field, refused.value.status) == ("members[1].note", 422)
    assert refused.value.code == "aadhaar_not_taken"
    told = refused.value.detail("hi") + refused.value.detail("en") + str(refused.value)
    assert "0124" not in told


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (f'{{"n": {NUMBER}}}', "n"),
        (f'{{"{NUMBER}": 1}}', "body"),
        (f'["{NUMBER}"]', "[0]"),
        (f'"{NUMBER}"', "body"),
        ('{"n": "\\u0032345 6789 0124"}', "n"),
    ],
)
def test_numbers_names_and_escapes_are_looked_at_too(body: str, field: str):
    with pytest.raises(AadhaarNotTaken) as refused:
        refuse_aadhaar(body.encode())
    assert refused.value.field == field


def test_a_field_marked_for_numbers_lets_any_through():
    free = {"account": NUMBER, "members": [{"account": NUMBER, "note": "x"}]}
    refuse_aadhaar(json.dumps(free).encode(), Group)
    with pytest.raises(AadhaarNotTaken):
        refuse_aadhaar(json.dumps(free).encode())


@pytest.mark.parametrize("raw", [b"", b"{", f'{{"n": "{NUMBER}"'.encode(), b"\xff" * 9])
def test_what_is_not_json_is_left_to_its_reader(raw: bytes):
    refuse_aadhaar(raw)


def test_an_ordinary_body_passes():
    refuse_aadhaar('{"name":"सुनीता","phone":"+919812345678","pin":"814112"}'.encode())


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("234123412346@chaos.example", False),
        ("234123412346@aadhaar.npci", True),
        ("234123412346@upi", True),
        ("234123412346", True),
    ],
)
def test_an_e_mail_address_is_not_taken_for_one(text: str, held: bool):
    assert holds_aadhaar(text) is held
