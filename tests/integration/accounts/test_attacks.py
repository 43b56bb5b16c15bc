"""Attacks on the login, over HTTP: guessing, enumeration, theft, replay."""

from concurrent.futures import ThreadPoolExecutor

from tests.integration.accounts.live import PER_NETWORK, Live, a_key, a_network, number

PIN = "271828"


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_five_guesses_at_a_code_also_side_by_side(accounts: Live) -> None:
    phone = number()
    login_id = accounts.start(phone)
    code = accounts.code(phone)
    guess = {"login_id": login_id, "code": wrong(code)}
    with ThreadPoolExecutor(8) as pool:
        told = [
            answer.json()["code"]
            for answer in pool.map(
                lambda _: accounts.post("/v1/tokens", guess, network=a_network()), range(16)
            )
        ]
    assert told.count("wrong_code") == 5
    assert told.count("tries_used_up") == 11
    right = accounts.post("/v1/tokens", {"login_id": login_id, "code": code})
    assert (right.status_code, right.json()["code"]) == (422, "tries_used_up")


def test_a_phone_gets_ten_codes_an_hour_from_however_many_networks(accounts: Live) -> None:
    phone = number()
    statuses = [
        accounts.post("/v1/logins", {"phone": phone}, network=a_network()).status_code
        for _ in range(12)
    ]
    assert statuses == [202] * 10 + [429] * 2
    refused = accounts.post("/v1/logins", {"phone": phone}, network=a_network())
    assert refused.json()["code"] == "too_many_codes"
    assert 3500 < int(refused.headers["Retry-After"]) <= 3600
    assert len(accounts.texts(phone)) == 10


def test_a_network_gets_so_many_codes_for_however_many_phones(accounts: Live) -> None:
    network = a_network()
    statuses = [
        accounts.post("/v1/logins", {"phone": number()}, network=network).status_code
        for _ in range(PER_NETWORK + 2)
    ]
    assert statuses == [202] * PER_NETWORK + [429] * 2


def test_a_network_guesses_so_often_at_however_many_logins(accounts: Live) -> None:
    network, phones = a_network(), [number() for _ in range(PER_NETWORK + 1)]
    logins = [accounts.start(phone) for phone in phones]
    told = [
        accounts.post("/v1/tokens", {"login_id": login, "code": "000000"}, network=network)
        for login in logins
    ]
    assert [answer.status_code for answer in told] == [422] * PER_NETWORK + [429]
    assert told[-1].json()["code"] == "too_many_wrong_codes"
    assert int(told[-1].headers["Retry-After"]) > 3500


def test_nobody_names_another_network_than_the_gateway_saw(accounts: Live) -> None:
    network = a_network()
    statuses = [
        accounts.post(
            "/v1/logins", {"phone": number()}, network=f"{a_network()}, {network}"
        ).status_code
        for _ in range(PER_NETWORK + 1)
    ]
    assert statuses[-1] == 429


def test_known_and_unknown_phones_cannot_be_told_apart(accounts: Live) -> None:
    known, unknown = number(), number()
    accounts.log_in(known)
    answers = [
        accounts.post("/v1/logins", {"phone": phone}, network=a_network())
        for phone in (known, unknown)
    ]
    assert [answer.status_code for answer in answers] == [202, 202]
    shapes = [
        {name: (type(value), len(value)) for name, value in answer.json().items()}
        for answer in answers
    ]
    assert shapes[0] == shapes[1]
    names = [sorted(answer.headers) for answer in answers]
    assert names[0] == names[1]
    guesses = [
        accounts.post("/v1/tokens", {"login_id": answer.json()["login_id"], "code": "000000"})
        for answer in answers
    ]
    told = [{**guess.json(), "request_id": ""} for guess in guesses]
    assert told[0] == told[1]


def test_a_stolen_refresh_token_ends_the_session_for_owner_and_thief(accounts: Live) -> None:
    opened = accounts.log_in(number())
    stolen = opened["refresh_token"]
    second = accounts.refresh(stolen).json()["refresh_token"]
    third = accounts.refresh(second).json()["refresh_token"]
    theft = accounts.refresh(stolen, network=a_network())
    assert (theft.status_code, theft.json()["code"]) == (401, "session_ended")
    assert accounts.refresh(third).status_code == 401
    pin = accounts.ask("PUT", "/v1/me/pin", {"pin": PIN}, token=opened["token"])
    assert (pin.status_code, pin.json()["code"]) == (401, "session_ended")


def test_parallel_refreshes_sign_nobody_out(accounts: Live) -> None:
    token = accounts.log_in(number())["refresh_token"]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: accounts.refresh(token), range(6)))
    assert {answer.status_code for answer in answers} == {201}
    [next_one] = {answer.json()["refresh_token"] for answer in answers}
    assert accounts.refresh(next_one).status_code == 201


def test_an_invented_refresh_token_ends_nobodys_session(accounts: Live) -> None:
    token = accounts.log_in(number())["refresh_token"]
    name = token.partition(".")[0]
    for guess in (f"{name}.0.{'0' * 64}", f"{name}.5.{'0' * 64}", "hrt_", "' or 1=1", "x" * 200):
        assert accounts.refresh(guess).status_code == 401
    assert accounts.refresh(token).status_code == 201


def test_five_guesses_at_a_pin_in_however_many_sessions(accounts: Live) -> None:
    phone = number()
    sessions = [accounts.log_in(phone)["token"] for _ in range(3)]
    accounts.ask("PUT", "/v1/me/pin", {"pin": PIN}, token=sessions[0])
    told = [
        accounts.post("/v1/step-ups", {"pin": "314159"}, token=sessions[n % 3]).json()["code"]
        for n in range(7)
    ]
    assert told == ["wrong_pin"] * 4 + ["pin_locked"] * 3
    right = accounts.post("/v1/step-ups", {"pin": PIN}, token=sessions[0])
    assert (right.status_code, right.json()["code"]) == (403, "pin_locked")


def test_a_repeat_under_a_key_is_no_further_guess_and_no_oracle(accounts: Live) -> None:
    phone = number()
    login_id = accounts.start(phone)
    guess = {"login_id": login_id, "code": wrong(accounts.code(phone))}
    key = a_key()
    first = accounts.post("/v1/tokens", guess, key=key)
    again = accounts.post("/v1/tokens", guess, key=key)
    assert first.json()["detail"] == again.json()["detail"] == "The code is wrong. Tries left: 4."
    other = accounts.post("/v1/tokens", guess | {"code": "000000"}, key=key)
    assert other.status_code == 422


def test_operators_in_a_body_reach_no_query(accounts: Live) -> None:
    for body in (
        {"login_id": {"$gt": ""}, "code": "000000"},
        {"login_id": "lgn_1", "code": {"$ne": ""}},
        {"login_id": "lgn_1", "code": "000000", "profile_id": {"$gt": ""}},
    ):
        assert accounts.post("/v1/tokens", body).status_code == 400
    assert accounts.refresh({"$gt": ""}).status_code == 400  # type: ignore[arg-type]
