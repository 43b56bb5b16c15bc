"""The local set-up's settings: defaults, offset, `.env`, and all bad values at once."""

from pathlib import Path

import pytest

from deploy.local.environment import service_environment
from deploy.local.settings import DEFAULT_PORTS, BadSettings, Settings, load_settings


def settings(tmp_path: Path, **given: str) -> Settings:
    return load_settings({"HAAT_VAR": str(tmp_path / "var"), **given}, root=tmp_path)


def test_without_an_environment_the_defaults_hold(tmp_path: Path):
    found = load_settings({}, root=tmp_path)
    assert found.var == tmp_path / "var"
    assert found.ports == DEFAULT_PORTS
    assert (found.rate_limit, found.rate_burst) == ("2000r/s", 2000)


def test_the_offset_moves_default_ports_but_not_a_port_that_is_given(tmp_path: Path):
    found = settings(tmp_path, HAAT_PORT_OFFSET="2000", HAAT_PORT_ORDERS="9999")
    assert found.port("GATEWAY") == 10080
    assert found.port("ORDERS") == 9999


def test_a_relative_var_folder_lies_in_the_checkout(tmp_path: Path):
    assert load_settings({"HAAT_VAR": "var/test"}, root=tmp_path).var == tmp_path / "var" / "test"


def test_tools_and_server_binaries_are_shared_by_all_var_folders(tmp_path: Path):
    found = load_settings({"HAAT_VAR": "var/test"}, root=tmp_path)
    assert found.tools == tmp_path / "var" / "tools" / "venv"
    assert found.servers == tmp_path / "var" / "servers"


def test_the_env_file_is_read_and_the_environment_wins(tmp_path: Path):
    lines = ["# ports", "", "HAAT_PORT_ORDERS=9001", 'HAAT_PORT_SEARCH="9002"', "OTHER=1"]
    (tmp_path / ".env").write_text("\n".join(lines))
    found = load_settings({"HAAT_PORT_ORDERS": "9003"}, root=tmp_path)
    assert (found.port("ORDERS"), found.port("SEARCH")) == (9003, 9002)
    assert "OTHER" not in found.given


def test_the_tests_can_do_without_the_env_file(tmp_path: Path):
    (tmp_path / ".env").write_text("HAAT_PORT_ORDERS=9001\n")
    found = load_settings({"HAAT_ENV_FILE": "/dev/null"}, root=tmp_path)
    assert found.port("ORDERS") == 8103


def test_all_bad_values_are_told_at_once(tmp_path: Path):
    with pytest.raises(BadSettings) as caught:
        settings(
            tmp_path,
            HAAT_PORT_OFFSET="7000",
            HAAT_PORT_ORDERS="eighty",
            HAAT_PORT_SEARCH="70000",
            HAAT_RATE_LIMIT="fast",
            HAAT_RATE_BURST="-1",
            HAAT_ELASTICSEARCH_HEAP="much",
        )
    assert caught.value.problems == [
        "HAAT_PORT_OFFSET='7000': must be a whole number from 0 to 6900",
        "HAAT_PORT_ORDERS='eighty': must be a whole number from 1 to 65535",
        "HAAT_PORT_SEARCH='70000': must be a whole number from 1 to 65535",
        "HAAT_RATE_LIMIT='fast': must look like 2000r/s",
        "HAAT_RATE_BURST='-1': must be a whole number from 1 to 1000000",
        "HAAT_ELASTICSEARCH_HEAP='much': must look like 512m",
    ]


def test_an_unknown_port_is_told_with_those_that_exist(tmp_path: Path):
    with pytest.raises(BadSettings) as caught:
        settings(tmp_path, HAAT_PORT_ORDER="9000")
    assert caught.value.problems == [
        f"HAAT_PORT_ORDER: no such port; known are {', '.join(sorted(DEFAULT_PORTS))}"
    ]


def test_two_programs_cannot_share_a_port(tmp_path: Path):
    with pytest.raises(BadSettings) as caught:
        settings(tmp_path, HAAT_PORT_ORDERS="8080")
    assert caught.value.problems == ["HAAT_PORT_GATEWAY and HAAT_PORT_ORDERS: the same port 8080"]


def test_a_service_gets_its_own_settings_and_no_other_service_s(tmp_path: Path):
    found = service_environment(settings(tmp_path), "search")
    assert found["HAAT_HTTP_PORT"] == "8106"
    assert found["HAAT_ELASTICSEARCH_URL"] == "http://127.0.0.1:9270"
    assert found["HAAT_MONGO_URL"] == "mongodb://127.0.0.1:27117/?directConnection=true"
    assert not {"HAAT_STRIPE_API_KEY", "HAAT_SIGNING_KEYS_FILE", "HAAT_VAR"} & found.keys()


def test_what_the_caller_has_set_reaches_a_service(tmp_path: Path):
    given = {"HAAT_MONGO_URL": "mongodb://db.example/", "HAAT_LOGIN_RESEND_SECONDS": "0"}
    found = service_environment(settings(tmp_path, **given), "accounts")
    assert {key: found[key] for key in given} == given


def test_what_is_set_for_one_service_or_for_compose_reaches_no_other(tmp_path: Path):
    given = {
        "HAAT_ELASTICSEARCH_URL": "http://es.example/",
        "HAAT_PARTNER_API_KEY": "x",
        "HAAT_RABBITMQ_PASSWORD": "x",
        "HAAT_GRAFANA_PASSWORD": "x",
        "HAAT_IMAGE_TAG": "x",
    }
    before = service_environment(settings(tmp_path), "orders")
    assert service_environment(settings(tmp_path, **given), "orders") == before
    found = service_environment(settings(tmp_path, **given), "search")
    assert found["HAAT_ELASTICSEARCH_URL"] == "http://es.example/"


@pytest.mark.parametrize("base", ["", "http://127.0.0.1:8421"])
def test_stripe_s_secrets_for_compose_do_not_lock_payments_out_of_the_own_sandbox(
    tmp_path: Path, base: str
):
    given = {"HAAT_STRIPE_API_KEY": "sk_test_1", "HAAT_STRIPE_WEBHOOK_SECRET": "whsec_1"}
    own = service_environment(settings(tmp_path), "payments")
    found = settings(tmp_path, HAAT_STRIPE_API_BASE=base, **given)
    assert service_environment(found, "payments") == own


def test_another_stripe_gets_the_secrets_that_are_set(tmp_path: Path):
    given = {
        "HAAT_STRIPE_API_BASE": "https://stripe.example",
        "HAAT_STRIPE_API_KEY": "sk_test_1",
        "HAAT_STRIPE_WEBHOOK_SECRET": "whsec_1",
    }
    found = service_environment(settings(tmp_path, **given), "payments")
    assert {key: found[key] for key in given} == given
    orders = service_environment(settings(tmp_path, **given), "orders")
    assert not given.keys() & orders.keys()


def test_where_a_service_listens_is_not_the_caller_s_to_set(tmp_path: Path):
    found = service_environment(settings(tmp_path, HAAT_HTTP_PORT="1"), "orders")
    assert found["HAAT_HTTP_PORT"] == "8103"


def test_generated_passwords_stay_the_same_and_are_readable_for_the_owner_only(tmp_path: Path):
    first = service_environment(settings(tmp_path), "payments")
    second = service_environment(settings(tmp_path), "payments")
    assert first == second
    assert first["HAAT_STRIPE_WEBHOOK_SECRET"].startswith("whsec_")
    assert (tmp_path / "var" / "secrets.env").stat().st_mode & 0o777 == 0o600
