"""Settings from the environment: all that is wrong is told at once."""

from pathlib import Path

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


class Stall(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings within a setting."""

    width: float = 2.0
    roofed: bool = True


class Square(msgspec.Struct, kw_only=True):
    """Settings with others within."""

    stall: Stall = Stall()


def test_what_has_fields_is_told_as_json_and_only_what_differs():
    assert read(Square, {"HAAT_STALL": '{"width": 3}'}).stall == Stall(width=3.0, roofed=True)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('{"width": "wide"}', "Expected `float`, got `str` - at `$.width`"),
        ('{"widht": 3}', "Object contains unknown field `widht`"),
        ("width=3", "JSON is malformed: invalid character (byte 0)"),
    ],
)
def test_what_is_wrong_with_it_is_told_as_of_any_other(text: str, what: str):
    with pytest.raises(BadSettings) as bad:
        read(Square, {"HAAT_STALL": text})
    assert str(bad.value) == f"HAAT_STALL: {what}"


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


def test_a_secret_may_stand_in_a_file(tmp_path: Path):
    secret = tmp_path / "amqp_url"
    secret.write_text("amqp://user:pass@broker\n")
    given = {"HAAT_AMQP_URL_FILE": str(secret), "HAAT_HTTP_PORT": "8103"}
    assert read(Shop, given).amqp_url == "amqp://user:pass@broker"


def test_a_file_is_converted_as_a_value_is(tmp_path: Path):
    (tmp_path / "port").write_text("many\n")
    with pytest.raises(BadSettings, match=r"^HAAT_HTTP_PORT: Expected `int`"):
        read(Shop, {"HAAT_AMQP_URL": "amqp://b", "HAAT_HTTP_PORT_FILE": str(tmp_path / "port")})


def test_a_file_that_cannot_be_read_is_told_with_all_else_that_is_wrong(tmp_path: Path):
    with pytest.raises(BadSettings) as bad:
        read(Shop, {"HAAT_AMQP_URL_FILE": str(tmp_path / "none")})
    assert str(bad.value) == (
        "HAAT_AMQP_URL_FILE: cannot be read (FileNotFoundError); HAAT_HTTP_PORT: missing"
    )


def test_a_value_and_a_file_for_it_contradict_each_other(tmp_path: Path):
    secret = tmp_path / "amqp_url"
    secret.write_text("amqp://user:pass@broker")
    with pytest.raises(BadSettings) as bad:
        read(Shop, GIVEN | {"HAAT_AMQP_URL_FILE": str(secret)})
    assert str(bad.value) == "HAAT_AMQP_URL: given twice, also as HAAT_AMQP_URL_FILE"


def test_an_empty_file_setting_is_none():
    assert read(Shop, GIVEN | {"HAAT_AMQP_URL_FILE": ""}).amqp_url == "amqp://broker"
