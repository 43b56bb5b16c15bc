"""Every kind of bad row is told by file, row, key, field and what is wrong."""

import unicodedata
from typing import Any

import pytest
from district_folder import Folder, RawRows

SURAHI = "products/clay.yaml: row 1 (surahi): "
PEDA = "products/clay.yaml: row 2 (peda-500): "
GANESH = "sellers.yaml: row 1 (ganesh-pandit): "
KAILASH = "sellers.yaml: row 2 (kailash-peda): "
DECOMPOSED = unicodedata.normalize("NFD", "Rosé नमक")


def test_the_unspoilt_sample_has_no_fault(folder: Folder) -> None:
    assert folder.faults() == []


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("price", -5, "price: must be a whole number of paise above 0, is -5"),
        ("price", 0, "price: must be a whole number of paise above 0, is 0"),
        ("price", 99.5, "price: must be a whole number of paise above 0, is 99.5"),
        ("price", "280", 'price: must be a whole number of paise above 0, is "280"'),
        ("price", True, "price: must be a whole number of paise above 0, is true"),
        ("price", None, "price: must be a whole number of paise above 0, is null"),
        ("colour", "red", "colour: is not a known field"),
        ("hsn", 6912, "hsn: must be 4, 6 or 8 digits in quotes, is 6912"),
        ("hsn", "69123", 'hsn: must be 4, 6 or 8 digits in quotes, is "69123"'),
        ("gst_bp", 1200, "gst_bp: must be one of 0, 300, 500, 1800, is 1200"),
        ("kind", "thing", 'kind: must be one of goods, service, is "thing"'),
        ("stock", -1, "stock: must be a whole number, 0 or more, is -1"),
        ("making_days", "two", 'making_days: must be a whole number, 0 or more, is "two"'),
        ("weight_g", 0, "weight_g: must be above 0 for goods, is 0"),
        ("materials", "clay", 'materials: must be a list of words, is "clay"'),
        ("tags", ["GI"], 'tags: must be a list of small words with hyphens, is ["GI"]'),
        ("title", "Surahi", 'title: must be a mapping of fields, is "Surahi"'),
        ("title", {"en": "Surahi"}, "title.hi: is missing"),
        ("title", {"hi": "सुराही"}, "title.en: is missing"),
        ("title", {"hi": "सुराही", "en": " "}, 'title.en: must be some words, is " "'),
        (
            "title",
            {"hi": "Surahi", "en": "Surahi"},
            'title.hi: must be in Devanagari, is "Surahi"',
        ),
        (
            "description",
            {"hi": DECOMPOSED, "en": "x"},
            f'description.hi: must be in Unicode form NFC, is "{DECOMPOSED}"',
        ),
        (
            "category",
            "potery",
            'category: must be a category of categories.csv, is "potery"',
        ),
        ("category", "barber", 'category: must be one for goods, is "barber"'),
        ("seller", "nobody", 'seller: must be a key of sellers.yaml, is "nobody"'),
        (
            "food",
            {"fssai": "99900000000101", "shelf_life_days": 9},
            "food: is only for food, and pottery is none",
        ),
    ],
)
def test_a_bad_product_is_told(folder: Folder, field: str, value: Any, says: str) -> None:
    def spoil(_: RawRows, products: RawRows) -> None:
        products[0][field] = value

    assert folder.spoilt(spoil) == [SURAHI + says]


@pytest.mark.parametrize(
    ("food", "says"),
    [
        (None, "food: must be a mapping of fields, is null"),
        (
            {"fssai": "10012345678901", "shelf_life_days": 9},
            'food.fssai: must be 14 digits in quotes that begin with 999, is "10012345678901"',
        ),
        (
            {"fssai": "99900000000101", "shelf_life_days": 0},
            "food.shelf_life_days: must be a whole number of days above 0, is 0",
        ),
        ({"fssai": "99900000000101"}, "food.shelf_life_days: is missing"),
    ],
)
def test_bad_food_is_told(folder: Folder, food: Any, says: str) -> None:
    assert folder.spoilt(lambda _, products: products[1].update(food=food)) == [PEDA + says]


def test_food_without_its_label_is_told(folder: Folder) -> None:
    faults = folder.spoilt(lambda _, products: products[1].pop("food"))
    assert faults == [PEDA + "food: is missing, and sweets is food"]


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("pin", "834001", "pin: must be a PIN code of Deoghar, is 834001"),
        ("pin", 814152, "pin: must be 6 digits in quotes, is 814152"),
        ("block", 3099, "block: must be a block of Deoghar, is 3099"),
        ("district", 325, "district: must be 324, is 325"),
        ("craft", "potter", 'craft: must be a category of categories.csv, is "potter"'),
        (
            "gst_status",
            "none",
            'gst_status: must be one of regular, composition, enrolled, is "none"',
        ),
        (
            "owner_phone",
            919700000006,
            'owner_phone: must be "+9197000000NN" in quotes, is 919700000006',
        ),
        (
            "owner_phone",
            "+919800000006",
            'owner_phone: must be "+9197000000NN" in quotes, is "+919800000006"',
        ),
        (
            "kind",
            "potter",
            "kind: must be one of individual_artisan, shg, producer_group_or_company, cooperative,"
            ' proprietor_msme, govt_emporium, service_provider, is "potter"',
        ),
        (
            "story",
            {"hi": "A potter.", "en": "A potter."},
            'story.hi: must be in Devanagari, is "A potter."',
        ),
    ],
)
def test_a_bad_seller_is_told(folder: Folder, field: str, value: Any, says: str) -> None:
    def spoil(sellers: RawRows, _: RawRows) -> None:
        sellers[0][field] = value

    assert folder.spoilt(spoil) == [GANESH + says]


@pytest.mark.parametrize(
    ("field", "same"),
    [("owner_phone", "+919700000006"), ("name", {"hi": "गणेश", "en": "Ganesh Pandit"})],
)
def test_sellers_may_not_share(folder: Folder, field: str, same: Any) -> None:
    faults = folder.spoilt(lambda sellers, _: sellers[1].update({field: same}))
    told = {"owner_phone": "owner_phone", "name": "name.en"}[field]
    assert faults == [f"{KAILASH}{told}: is already that of sellers.yaml row 1"]


def test_a_seller_may_not_come_twice(folder: Folder) -> None:
    def spoil(sellers: RawRows, _: RawRows) -> None:
        sellers.append(sellers[0] | {"owner_phone": "+919700000099", "name": sellers[1]["name"]})

    assert folder.spoilt(spoil) == [
        "sellers.yaml: row 3 (ganesh-pandit): key: is already that of sellers.yaml row 1",
        "sellers.yaml: row 3 (ganesh-pandit): name.en: is already that of sellers.yaml row 2",
    ]


def test_a_product_may_not_come_twice_even_in_another_file(folder: Folder) -> None:
    (folder.at / "products/more.yaml").write_bytes((folder.at / "products/clay.yaml").read_bytes())
    assert folder.faults() == [
        "products/more.yaml: row 1 (surahi): key: is already that of products/clay.yaml row 1",
        "products/more.yaml: row 2 (peda-500): key: is already that of products/clay.yaml row 2",
        "products/more.yaml: row 1 (surahi): title.en: is already that of products/clay.yaml row 1",
        "products/more.yaml: row 2 (peda-500): title.en: is already that of"
        " products/clay.yaml row 2",
    ]


def test_all_bad_rows_are_told_at_once(folder: Folder) -> None:
    def spoil(sellers: RawRows, products: RawRows) -> None:
        del sellers[1]["village"]
        products[0]["price"] = -5
        del products[0]["title"]["hi"]
        products[1]["category"] = "swets"

    assert folder.spoilt(spoil) == [
        KAILASH + "village: is missing",
        SURAHI + "title.hi: is missing",
        SURAHI + "price: must be a whole number of paise above 0, is -5",
        PEDA + 'category: must be a category of categories.csv, is "swets"',
    ]


def test_a_row_that_is_no_mapping_is_told(folder: Folder) -> None:
    folder.write_text("products/clay.yaml", "- surahi\n")
    assert folder.faults() == [
        'products/clay.yaml: row 1 (no key): row: must be a mapping of fields, is "surahi"'
    ]


def test_a_file_that_is_no_list_is_told(folder: Folder) -> None:
    folder.write_text("products/clay.yaml", "surahi: 1\n")
    assert folder.faults() == ["products/clay.yaml: must be a list of rows"]


def test_a_file_that_is_no_yaml_is_told_by_its_line(folder: Folder) -> None:
    folder.write_text("products/clay.yaml", "- key: a\n  title: b: c\n")
    assert folder.faults() == [
        "products/clay.yaml: line 2: is not YAML: mapping values are not allowed here"
    ]


def test_a_missing_file_is_told(folder: Folder) -> None:
    (folder.at / "sellers.yaml").unlink()
    assert folder.faults() == ["sellers.yaml: is missing"]


def test_a_bad_district_is_told(folder: Folder) -> None:
    folder.write_text("district.yaml", "lgd: 324\n")
    assert folder.faults() == ["district.yaml: Object missing required field `state`"]
