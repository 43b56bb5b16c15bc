"""Programs as the process manager gets them."""

import configparser
from pathlib import Path

import pytest

from deploy.local.mongo import mongo_programs
from deploy.local.program import Program
from deploy.local.rabbitmq import prepare_rabbitmq
from deploy.local.services import partner_programs
from deploy.local.settings import load_settings
from deploy.local.supervisor import render_configuration


def section(tmp_path: Path, program: Program) -> dict[str, str]:
    settings = load_settings({"HAAT_VAR": str(tmp_path)}, root=tmp_path)
    parsed = configparser.RawConfigParser()
    parsed.read_string(render_configuration(settings, [program]))
    return dict(parsed[f"program:{program.name}"])


def program(tmp_path: Path, **changes: object) -> Program:
    plain = {"name": "x", "command": ("run", "a b"), "directory": tmp_path}
    return Program(**{**plain, **changes})


def test_a_program_is_brought_back_and_gets_time_to_drain(tmp_path: Path):
    found = section(tmp_path, program(tmp_path))
    assert found["autorestart"] == "true"
    assert found["autostart"] == "false"
    assert found["stopwaitsecs"] == "30"
    assert found["command"] == '"run" "a b"'


def test_percent_signs_reach_the_program_unchanged(tmp_path: Path):
    found = section(tmp_path, program(tmp_path, environment={"URL": "amqp://a:%2F@h/"}))
    assert found["environment"] == 'URL="amqp://a:%%2F@h/"'


def test_a_value_that_would_break_out_of_its_quotes_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match="cannot carry a quote"):
        section(tmp_path, program(tmp_path, environment={"A": 'x",B="y'}))


def test_the_document_store_is_always_started_durably(tmp_path: Path):
    settings = load_settings({"HAAT_VAR": str(tmp_path)}, root=tmp_path)
    [server] = mongo_programs(settings)
    assert {"--sync-on-commit", "--data-nonlogged"} <= set(server.command)


def test_another_mongodb_takes_the_place_of_the_local_one(tmp_path: Path):
    given = {"HAAT_VAR": str(tmp_path), "HAAT_MONGO_URL": "mongodb://db.example/"}
    assert mongo_programs(load_settings(given, root=tmp_path)) == []


def test_the_sample_partner_starts_only_with_its_credentials(tmp_path: Path):
    settings = load_settings({"HAAT_VAR": str(tmp_path)}, root=tmp_path)
    assert partner_programs(settings) == []
    (tmp_path / "partner.env").write_text("HAAT_PARTNER_ID=prt_1\n")
    [partner] = partner_programs(settings)
    assert partner.environment == {"HAAT_PARTNER_ID": "prt_1"}


def test_the_broker_has_no_guest_and_listens_on_loopback_only(tmp_path: Path):
    settings = load_settings({"HAAT_VAR": str(tmp_path)}, root=tmp_path)
    prepare_rabbitmq(settings)
    text = (tmp_path / "rabbitmq" / "rabbitmq.conf").read_text()
    assert "default_user = haat\n" in text
    assert "default_vhost = haat\n" in text
    assert "management.tcp.ip = 127.0.0.1\n" in text
    assert (tmp_path / "rabbitmq" / "rabbitmq.conf").stat().st_mode & 0o777 == 0o600
