"""What the kit asks of Haat by HTTP: tokens, repeats, attempts and refusals."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from partners.kit import Api, Refused, Settings, Unreachable
from partners.kit.practice import PretendHaat

AT = datetime(2030, 1, 2, 10, tzinfo=UTC)
DOWN = (503, {}, {})


def paths(haat: PretendHaat) -> list[str]:
    return [f"{method} {path}" for method, path, _ in haat.requests]


def test_a_shipment_is_read_with_its_address_and_cash(haat: PretendHaat, api: Api) -> None:
    haat.add("shp_1", cod_due=49900, future_field={"x": 1})

    shipment = api.shipment("shp_1")

    assert (shipment.status, shipment.cod_due, shipment.promised_on) == (
        "created",
        49900,
        date(2030, 1, 5),
    )
    assert (shipment.origin.village, shipment.to.phone) == ("Rohini", "+919876543210")


def test_one_token_serves_many_calls(haat: PretendHaat, api: Api) -> None:
    haat.add("shp_1")
    for _ in range(3):
        api.shipment("shp_1")

    assert paths(haat) == ["POST /v1/machine-tokens"] + ["GET /v1/shipments/shp_1"] * 3
    assert haat.requests[0][2]["body"] == {"api_key": "hk_k_s"}


def test_a_token_near_its_end_is_renewed(haat: PretendHaat, api: Api) -> None:
    haat.token_minutes = 0.5
    haat.add("shp_1")
    api.shipment("shp_1")
    api.shipment("shp_1")

    assert haat.tokens == ["token-1", "token-2"]


def test_a_token_that_haat_no_longer_takes_is_renewed_once(haat: PretendHaat, api: Api) -> None:
    haat.add("shp_1")
    api.shipment("shp_1")
    haat.tokens[0] = "withdrawn"

    assert api.shipment("shp_1").status == "created"
    assert haat.tokens == ["withdrawn", "token-2"]


def test_a_401_for_a_fresh_token_too_is_a_refusal(haat: PretendHaat, api: Api) -> None:
    haat.add("shp_1")
    api.shipment("shp_1")
    no = (401, {}, {"code": "token_invalid", "detail": "no"})
    haat.faults.extend([no, (201, {}, {"token": "t2", "expires_at": "2099-01-01T00:00:00Z"}), no])

    with pytest.raises(Refused) as refused:
        api.shipment("shp_1")

    assert refused.value.code == "token_invalid"


def test_a_wrong_key_is_a_refusal(haat: PretendHaat, api: Api) -> None:
    haat.faults.append((401, {}, problem("api_key_not_proved", "/api_key")))

    with pytest.raises(Refused) as refused:
        api.shipment("shp_1")

    assert (refused.value.code, refused.value.field) == ("api_key_not_proved", "api_key")


def test_a_report_carries_what_happened(haat: PretendHaat, api: Api) -> None:
    haat.add("shp_1")
    india = timezone(timedelta(hours=5, minutes=30))

    shipment = api.report("shp_1", "picked_up", AT.astimezone(india), place="Rohini")

    assert shipment.status == "picked_up"
    assert haat.requests[-1][2]["body"] == {
        "status": "picked_up",
        "at": "2030-01-02T15:30:00+05:30",
        "place": "Rohini",
    }


def test_the_same_report_twice_has_the_same_key_and_changes_nothing(
    haat: PretendHaat, api: Api
) -> None:
    haat.add("shp_1")
    first, again = (api.report("shp_1", "picked_up", AT) for _ in range(2))

    keys = [headers["idempotency-key"] for method, path, headers in haat.requests[1:]]
    assert keys[0] == keys[1]
    assert keys[0].startswith("shp_1:picked_up:")
    assert first == again
    assert len(haat.shipments["shp_1"]["events"]) == 1


def test_a_second_code_is_another_report(haat: PretendHaat, api: Api) -> None:
    haat.add("shp_1", status="out_for_delivery", code="4821")
    with pytest.raises(Refused) as refused:
        api.report("shp_1", "delivered", AT, code="1111")

    assert (refused.value.code, refused.value.field, refused.value.status) == (
        "delivery_code_wrong",
        "code",
        422,
    )
    assert api.report("shp_1", "delivered", AT, code="4821").status == "delivered"


def test_a_time_without_zone_is_not_reported(haat: PretendHaat, api: Api) -> None:
    with pytest.raises(ValueError, match="at needs a time zone"):
        api.report("shp_1", "picked_up", datetime(2030, 1, 2, 10))

    assert haat.requests == []


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_an_answer_that_may_change_is_asked_for_again(
    haat: PretendHaat, api: Api, pauses: list[float], status: int
) -> None:
    haat.add("shp_1")
    api.shipment("shp_1")
    haat.faults.extend([(status, {}, {})] * 3)

    assert api.shipment("shp_1").status == "created"
    assert [0.25 <= pauses[0] <= 0.5, 0.5 <= pauses[1] <= 1, 1 <= pauses[2] <= 2] == [True] * 3
    assert len(pauses) == 3


@pytest.mark.parametrize(
    ("told", "least", "most"),
    [
        ("7", 7, 7),
        ("99999", 300, 300),
        ("Fri, 01 Jan 2100 00:00:00 GMT", 300, 300),
        ("Sat, 01 Jan 2000 00:00:00 GMT", 0.25, 0.5),
        ("soon", 0.25, 0.5),
        ("-5", 0.25, 0.5),
    ],
)
def test_retry_after_is_kept_to(
    haat: PretendHaat, api: Api, pauses: list[float], told: str, least: float, most: float
) -> None:
    haat.add("shp_1")
    haat.faults.append((429, {"Retry-After": told}, {}))
    api.shipment("shp_1")

    assert len(pauses) == 1
    assert least <= pauses[0] <= most


def test_a_429_that_points_into_the_report_is_a_refusal(
    haat: PretendHaat, api: Api, pauses: list[float]
) -> None:
    api_is_signed_in(haat, api)
    haat.faults.append((429, {}, problem("delivery_code_tries_used_up", "/code")))

    with pytest.raises(Refused) as refused:
        api.report("shp_1", "delivered", AT, code="1111")

    assert (refused.value.code, refused.value.field) == ("delivery_code_tries_used_up", "code")
    assert pauses == []


@pytest.mark.parametrize(
    "fault",
    [
        (429, {}, {"code": "too_many_requests", "errors": [{"parameter": "rate", "detail": "d"}]}),
        (409, {"Retry-After": "1"}, {"code": "idempotency_key_in_flight"}),
    ],
)
def test_what_is_only_too_fast_is_reported_again_under_its_key(
    haat: PretendHaat, api: Api, pauses: list[float], fault: tuple[int, dict, dict]
) -> None:
    api_is_signed_in(haat, api)
    haat.faults.append(fault)

    assert api.report("shp_1", "picked_up", AT).status == "picked_up"
    first, again = (told["idempotency-key"] for _, path, told in haat.requests[-2:])
    assert (first == again, len(pauses)) == (True, 1)


def test_after_eight_attempts_haat_is_unreachable(
    haat: PretendHaat, api: Api, pauses: list[float]
) -> None:
    haat.faults.extend([DOWN] * 8)

    with pytest.raises(Unreachable, match="POST /v1/machine-tokens: answered 503, 8 attempts"):
        api.shipment("shp_1")

    assert len(haat.requests) == 8
    assert len(pauses) == 7


def test_a_refused_connection_is_tried_again(settings: Settings, socket_enabled: None) -> None:
    with PretendHaat() as haat:
        gone = haat.url
    pauses: list[float] = []
    api = Api(
        Settings(amqp_url="", queue="", api_url=gone, api_key="hk_k_s"),
        pause=pauses.append,
    )

    with pytest.raises(Unreachable, match="ConnectionRefused"):
        api.shipment("shp_1")

    assert len(pauses) == 7


@pytest.mark.parametrize("status", [301, 400, 403, 404, 409, 422])
def test_a_refusal_is_not_asked_for_again(
    haat: PretendHaat, api: Api, pauses: list[float], status: int
) -> None:
    api_is_signed_in(haat, api)
    haat.faults.append((status, {}, problem("no_such_thing")))

    with pytest.raises(Refused) as refused:
        api.report("shp_1", "picked_up", AT)

    assert (refused.value.status, refused.value.code, refused.value.field) == (
        status,
        "no_such_thing",
        "",
    )
    assert pauses == []


def test_a_refusal_that_is_no_problem_document_is_named_by_its_status(
    haat: PretendHaat, api: Api
) -> None:
    haat.faults.append((413, {}, ["<html>"]))

    with pytest.raises(Refused) as refused:
        api.shipment("shp_1")

    assert str(refused.value) == "http_413: no reason given"


def test_an_answer_that_is_no_shipment_is_not_taken_for_one(haat: PretendHaat, api: Api) -> None:
    api_is_signed_in(haat, api)
    haat.faults.append((200, {}, {"shipment_id": "shp_1"}))

    with pytest.raises(Unreachable, match="the answer is not a shipment"):
        api.shipment("shp_1")


def test_an_id_cannot_lead_to_another_path(haat: PretendHaat, api: Api) -> None:
    with pytest.raises(Refused):
        api.shipment("../me?x=1#y")

    assert paths(haat)[-1] == "GET /v1/shipments/..%2Fme%3Fx%3D1%23y"


def problem(code: str, pointer: str = "") -> dict:
    errors = [{"pointer": pointer, "detail": "d"}] if pointer else []
    return {"code": code, "detail": "d", "errors": errors}


def api_is_signed_in(haat: PretendHaat, api: Api) -> None:
    haat.add("shp_1")
    api.shipment("shp_1")
