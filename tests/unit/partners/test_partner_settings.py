"""The partner's settings."""

import pytest

from partners.kit import Settings, SettingsWrong

GOOD = {
    "HAAT_PARTNER_AMQP_URL": "amqp://par:pw-secret@127.0.0.1:5772/haat",
    "HAAT_PARTNER_QUEUE": "partner.par_1",
    "HAAT_PARTNER_API_URL": "http://127.0.0.1:8080",
    "HAAT_PARTNER_API_KEY": "hk_aaaaaaaa_secret",
}


def test_settings_come_from_the_environment_with_defaults_for_the_numbers() -> None:
    settings = Settings.from_env(GOOD | {"HAAT_PARTNER_WORKERS": "3"})

    assert settings == Settings(
        amqp_url="amqp://par:pw-secret@127.0.0.1:5772/haat",
        queue="partner.par_1",
        api_url="http://127.0.0.1:8080",
        api_key="hk_aaaaaaaa_secret",
        workers=3,
        prefetch=24,
        drain_seconds=60,
    )


def test_all_missing_settings_are_named_at_once() -> None:
    with pytest.raises(SettingsWrong) as wrong:
        Settings.from_env({"HAAT_PARTNER_QUEUE": " "})

    assert str(wrong.value) == "; ".join(f"{name} is missing" for name in GOOD)


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("AMQP_URL", "http://x", "must be an address like amqp://host"),
        ("API_URL", "127.0.0.1:8080", "must be an address like http://host"),
        ("API_URL", "http://x:99999", "must be an address like http://host"),
        ("WORKERS", "0", "must be a whole number from 1 to 256"),
        ("PREFETCH", "-1", "must be a whole number from 1 to 2000"),
        ("DRAIN_SECONDS", "1.5", "must be a whole number from 1 to 3600"),
        ("WORKERS", "٣", "must be a whole number from 1 to 256"),
    ],
)
def test_a_bad_setting_is_named_with_what_it_should_be(name: str, value: str, fault: str) -> None:
    with pytest.raises(SettingsWrong) as wrong:
        Settings.from_env(GOOD | {f"HAAT_PARTNER_{name}": value})

    assert str(wrong.value) == f"HAAT_PARTNER_{name} {fault}"


def test_secrets_are_not_shown() -> None:
    shown = repr(Settings.from_env(GOOD))

    assert "pw-secret" not in shown
    assert "hk_aaaaaaaa" not in shown
