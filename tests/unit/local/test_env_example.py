"""`.env.example` is complete: every key, each with a comment, nothing that is not read."""

import re

from deploy.local.environment import service_environment
from deploy.local.settings import DEFAULT_PORTS, ROOT, SERVICES, load_settings

LINE = re.compile(r"#?(HAAT_[A-Z_]+)=(.*)")


def shown() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    return dict(match.groups() for line in lines if (match := LINE.fullmatch(line)))


def test_every_port_is_shown_with_its_default():
    ports = {f"HAAT_PORT_{name}": str(port) for name, port in DEFAULT_PORTS.items()}
    assert {key: shown().get(key) for key in ports} == ports


def test_every_setting_that_services_get_from_the_local_set_up_is_shown(tmp_path):
    settings = load_settings({"HAAT_VAR": str(tmp_path)}, root=tmp_path)
    given = {key for name in SERVICES for key in service_environment(settings, name)}
    assert sorted(given - shown().keys()) == []


def test_the_example_holds_no_secret():
    secret = {
        key: value for key, value in shown().items() if re.search("(KEY|SECRET|PASSWORD)$", key)
    }
    assert secret == {
        "HAAT_PARTNER_BROKER_PASSWORD": "",
        "HAAT_PARTNER_API_KEY": "",
        "HAAT_PERSON_KEY": "CHANGE_ME",
        "HAAT_STRIPE_API_KEY": "sk_test_CHANGE_ME",
        "HAAT_STRIPE_WEBHOOK_SECRET": "whsec_CHANGE_ME",
    }
