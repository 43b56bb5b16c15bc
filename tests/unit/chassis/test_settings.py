"""Settings from the environment: all that is wrong is told at once."""

import msgspec
import pytest

from chassis.settings import BadSettings, ServiceSettings, read


class Shop(msgspec.Struct, kw_only=True):
    """Settings of the tests."""

    amqp_url: str
    http_port: int
    open: bool = False
    area: int = 324


GIVEN = {"HAAT_AMQP_URL": "amqp://broker", "HAAT_HTTP_PORT": "8103", "HOME": "/nowhere"}


def test_each_field_comes_from_its_key():
    assert read(Shop, GIVEN | {"HAAT_OPEN": "true"}) == Shop(
        amqp_url="amqp://broker", http_port=8103, open=True, area=324
    )


def test_everything_that_is_wrong_is_in_one_message():
    with pytest.raises(BadSettings) as bad:
        read(Shop, {"HAAT_HTTP_PORT": "many", "HAAT_OPEN": "perhaps", "HAAT_AREA": "324"})
    told = str(bad.value)
    assert told.split("; ")[0] == "HAAT_AMQP_URL: missing"
    assert [part.partition(":")[0] for part in told.split("; ")] == [
        "HAAT_AMQP_URL",
        "HAAT_HTTP_PORT",
        "HAAT_OPEN",
    ]
    assert "Expected `int`" in told


def test_the_environment_of_the_process_is_the_default(monkeypatch: pytest.MonkeyPatch):
    for key, value in GIVEN.items():
        monkeypatch.setenv(key, value)
    assert read(Shop).http_port == 8103


def test_a_service_needs_its_servers_and_its_port():
    with pytest.raises(BadSettings) as bad:
        read(ServiceSettings, {})
    assert str(bad.value) == "; ".join(
        f"HAAT_{name}: missing" for name in ("AMQP_URL", "MONGO_URL", "JWKS_URL", "HTTP_PORT")
    )
