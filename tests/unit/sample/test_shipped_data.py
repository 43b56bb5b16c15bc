"""The sample district that ships: it is whole, lawful and large enough."""

from collections import Counter

import pytest

from deploy.sample.reading import HERE, Sample, read

GROUPS = ("bamboo", "clay", "ironwork", "lac", "sewing", "shg", "sweets")


@pytest.fixture(scope="module")
def sample() -> Sample:
    return read()


def test_the_district_is_deoghar_with_its_ten_blocks_and_fifteen_pins(
    sample: Sample,
) -> None:
    assert (sample.district.state.lgd, sample.district.lgd) == (20, 324)
    assert {block.lgd: block.name.en for block in sample.district.blocks} == {
        3082: "Deoghar",
        3083: "Devipur",
        3084: "Karown",
        3085: "Madhupur",
        6624: "Margomunda",
        3086: "Mohanpur",
        3087: "Palojori",
        3088: "Sarath",
        3089: "Sarwan",
        6623: "Sonaraithari",
    }
    assert [pin.pin for pin in sample.district.pins] == PINS


PINS = [
    "814112",
    "814113",
    "814114",
    "814115",
    "814116",
    "814120",
    "814142",
    "814143",
    "814146",
    "814149",
    "814150",
    "814152",
    "814157",
    "815353",
    "815357",
]


def test_pins_name_only_blocks_of_the_district(sample: Sample) -> None:
    blocks = {block.lgd for block in sample.district.blocks}
    assert {lgd for pin in sample.district.pins for lgd in pin.blocks} <= blocks


def test_twenty_sellers_live_in_all_ten_blocks(sample: Sample) -> None:
    assert len(sample.sellers) == 20
    assert len({seller.block for _, seller in sample.sellers}) == 10


def test_each_group_of_goods_and_the_services_have_their_rows(sample: Sample) -> None:
    counted = Counter(place.file.removeprefix("products/") for place, _ in sample.products)
    assert counted == {
        "bamboo.yaml": 11,
        "clay.yaml": 13,
        "ironwork.yaml": 11,
        "lac.yaml": 9,
        "services.yaml": 14,
        "sewing.yaml": 11,
        "shg.yaml": 16,
        "sweets.yaml": 11,
    }
    kinds = Counter(row.kind for _, row in sample.products)
    assert kinds == {"goods": 82, "service": 14}


def test_services_stand_in_their_own_file(sample: Sample) -> None:
    assert {place.file for place, row in sample.products if row.kind == "service"} == {
        "products/services.yaml"
    }


def test_every_seller_sells_something(sample: Sample) -> None:
    assert {row.seller for _, row in sample.products} == {row.key for _, row in sample.sellers}


@pytest.mark.parametrize(
    ("hindi", "english"),
    [
        ("पेड़ा", "peda"),
        ("लहठी", "lahthi"),
        ("सुराही", "surahi"),
        ("सत्तू", "sattu"),
        ("महुआ", "mahua"),
        ("कुल्हड़", "kulhad"),
        ("बाल कटाई", "haircut"),
        ("धुलाई", "laundry"),
        ("प्लंबर", "plumber"),
        ("कुम्हार", "pottery at home"),
    ],
)
def test_what_deoghar_is_known_for_is_on_sale(sample: Sample, hindi: str, english: str) -> None:
    titles = [row.title for _, row in sample.products]
    assert any(hindi in title.hi and english in title.en.lower() for title in titles)


def test_nothing_claims_a_geographical_indication(sample: Sample) -> None:
    assert not [row.key for _, row in sample.products if "gi" in row.tags]


def test_tax_follows_the_notified_heading(sample: Sample) -> None:
    rates = {
        (row.hsn, row.category): row.gst_bp
        for _, row in sample.products
        if row.category in ("sweets", "lac-bangles", "farm-tools", "jewellery", "ironwork")
    }
    assert rates == {
        ("2106", "sweets"): 500,
        ("1704", "sweets"): 500,
        ("7117", "lac-bangles"): 0,
        ("7117", "jewellery"): 300,
        ("8201", "farm-tools"): 0,
        ("7323", "ironwork"): 500,
        ("7326", "ironwork"): 500,
    }


def test_a_food_seller_has_one_number_of_the_range_that_is_never_issued(sample: Sample) -> None:
    numbers = {(row.seller, row.food.fssai) for _, row in sample.products if row.food}
    assert len(numbers) == len({seller for seller, _ in numbers}) == 5
    assert all(number.startswith("999") for _, number in numbers)


def test_all_59_categories_ship_with_38_for_goods(sample: Sample) -> None:
    kinds = Counter(category.kind for category in sample.categories.values())
    assert kinds == {"goods": 38, "service": 21}
    assert sample.categories["lac-bangles"].name_hi == "लाख की चूड़ियां"


def test_the_seven_groups_are_files_of_their_own() -> None:
    files = {path.stem for path in (HERE / "products").glob("*.yaml")}
    assert files == {*GROUPS, "services"}
