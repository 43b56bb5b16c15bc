"""The sample goes in as sellers and an officer would put it in, once."""

from collections import Counter

import pytest
import requests
from district_folder import Folder
from pretend_platform import GATEWAY, SANDBOX, PretendPlatform

from deploy.sample.client import Client
from deploy.sample.loading import Loaded, load
from deploy.sample.problems import ApiProblem, Refused, Unreachable


@pytest.fixture
def platform() -> PretendPlatform:
    return PretendPlatform()


@pytest.fixture
def said() -> list[str]:
    return []


def loaded(platform: PretendPlatform, folder: Folder, said: list[str]) -> Loaded:
    return load(
        *(GATEWAY, SANDBOX, said.append),
        sample=folder.sample(),
        new_session=platform.session,
        patience=0.0,
    )


def test_every_seller_is_approved_and_every_product_live(
    platform: PretendPlatform, folder: Folder, said: list[str]
) -> None:
    result = loaded(platform, folder, said)
    assert {s["name"]["en"]: s["status"] for s in platform.sellers.values()} == {
        "Ganesh Pandit": "approved",
        "Kailash Peda Bhandar": "approved",
    }
    assert {p["title"]["en"]: p["status"] for p in platform.products.values()} == {
        "Water surahi 3 litre": "live",
        "Ghormara peda 500 g": "live",
    }
    assert platform.products[result.products["surahi"]]["price"] == 28000
    assert (
        platform.products[result.products["surahi"]]["seller_id"]
        == (result.sellers["ganesh-pandit"])
    )
    assert result.new_products == 2


def test_the_progress_names_each_seller(
    platform: PretendPlatform, folder: Folder, said: list[str]
) -> None:
    loaded(platform, folder, said)
    assert said[0] == "0 of 2 sellers and 0 products are there already"
    assert sorted(line.partition(" ")[2] for line in said[1:]) == [
        "Ganesh Pandit, Devipur: 1 products live",
        "Kailash Peda Bhandar, Ghormara: 1 products live",
    ]


def test_bodies_hold_the_api_fields_and_none_of_the_files_own(
    platform: PretendPlatform, folder: Folder, said: list[str]
) -> None:
    loaded(platform, folder, said)
    own = {"by", "status", "seller_id", "product_id"}
    assert [set(seller) - own for seller in platform.sellers.values()] == [
        {"kind", "name", "craft", "village", "block", "district", "pin", "gst_status", "story"}
    ] * 2
    fields = {"kind", "category", "title", "description", "price", "hsn", "gst_bp", "weight_g"}
    fields |= {"materials", "making_days", "stock", "tags"}
    by_title = {p["title"]["en"]: set(p) - own for p in platform.products.values()}
    assert by_title == {
        "Water surahi 3 litre": fields,
        "Ghormara peda 500 g": fields | {"food"},
    }


def test_a_second_run_writes_nothing_and_finds_the_same_ids(
    platform: PretendPlatform, folder: Folder, said: list[str]
) -> None:
    first = loaded(platform, folder, said)
    platform.asked.clear()
    assert loaded(platform, folder, said) == first._replace(new_products=0)
    assert platform.asked == Counter({"GET /v1/sellers": 1, "GET /v1/products": 2})


def test_a_run_that_was_cut_off_is_taken_up_where_it_stopped(
    platform: PretendPlatform, folder: Folder, said: list[str]
) -> None:
    platform.refuse["POST /v1/products/*/publication"] = (503, {"code": "unavailable"})
    with pytest.raises(Refused):
        loaded(platform, folder, said)
    platform.refuse.clear()
    result = loaded(platform, folder, said)
    assert result.new_products == 2
    assert set(result.products.values()) == set(platform.products)
    assert set(result.sellers.values()) == set(platform.sellers)


def test_a_refusal_names_the_row_and_what_the_platform_said(
    platform: PretendPlatform, folder: Folder, said: list[str]
) -> None:
    price = {"pointer": "/price", "allowed": "< 100", "detail": "Too dear."}
    problem = {"code": "malformed", "detail": "Too dear.", "errors": [price]}
    platform.refuse["Water surahi 3 litre"] = (422, problem)
    with pytest.raises(Refused) as refused:
        loaded(platform, folder, said)
    assert str(refused.value) == (
        "products/clay.yaml: row 1 (surahi): creation: POST /v1/products answered 422;"
        " malformed; Too dear.; at /price, allowed: < 100"
    )
    assert [p["title"]["en"] for p in platform.products.values()] == ["Ghormara peda 500 g"]


def test_a_login_that_fails_is_told(
    platform: PretendPlatform, folder: Folder, said: list[str]
) -> None:
    result = loaded(platform, folder, said)
    del platform.products[result.products["surahi"]]
    platform.refuse["POST /v1/tokens"] = (401, {"code": "code_wrong", "detail": "Wrong code."})
    with pytest.raises(ApiProblem) as problem:
        loaded(platform, folder, said)
    assert (problem.value.status, problem.value.code) == (401, "code_wrong")


def test_an_answer_that_is_no_problem_document_is_shown_as_it_is(
    platform: PretendPlatform,
) -> None:
    platform.refuse["GET /v1/sellers"] = (502, b"<h1>Bad gateway</h1>")  # type: ignore[assignment]
    with (
        Client(GATEWAY, session=platform.session()) as client,
        pytest.raises(ApiProblem) as problem,
    ):
        client.get("/v1/sellers")
    assert str(problem.value) == "GET /v1/sellers answered 502; <h1>Bad gateway</h1>"


def test_a_platform_that_is_away_is_told_by_its_address() -> None:
    session = requests.Session()
    session.adapters.clear()
    with (
        Client("nowhere://gateway", session=session) as client,
        pytest.raises(Unreachable, match=r"^GET nowhere://gateway/v1/sellers: no answer: "),
    ):
        client.get("/v1/sellers")


def test_a_login_takes_the_newest_code_only(platform: PretendPlatform) -> None:
    with Client(GATEWAY, SANDBOX, session=platform.session()) as client:
        client.login("+919700000001")
        client.login("+919700000001")
        assert (client.token, client.person_id) == ("+919700000001", "per_+919700000001")
