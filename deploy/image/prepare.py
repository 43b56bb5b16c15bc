"""Writes, before all else starts, what containers share: the signing key, Prometheus' files."""

from pathlib import Path

from deploy.local.credentials import signing_keys_file
from deploy.local.settings import SERVICES, Settings, load_settings
from deploy.local.template import render

TEMPLATES = Path("/etc/haat/prometheus")
ADDRESSES = {
    **{name.upper(): f"{name}:{port}" for name, port in SERVICES.items()},
    "RABBITMQ_PROMETHEUS": "rabbitmq:15692",
    "PROMETHEUS": "prometheus:9090",
    "ALERTMANAGER": "alertmanager:9093",
}


def main() -> None:
    """Write into $HAAT_VAR; a signing key that is already there stays."""
    settings = load_settings()
    signing_keys_file(settings)
    write_metrics_files(settings, TEMPLATES)


def write_metrics_files(settings: Settings, templates: Path) -> None:
    """Every file of deploy/prometheus, with addresses of containers in place of local ports."""
    for source in sorted((*templates.glob("*.yml"), *templates.glob("*.yml.tmpl"))):
        target = settings.var / "prometheus" / source.name.removesuffix(".tmpl")
        target.write_text(for_containers(source.read_text(encoding="utf-8")), encoding="utf-8")


def for_containers(template: str) -> str:
    """The template filled for the compose network; raises UnknownPlaceholder."""
    for name, address in ADDRESSES.items():
        template = template.replace(f"127.0.0.1:{{{{PORT_{name}}}}}", address)
    return render(template, {"ROOT": "/etc/haat", "SCRAPE_INTERVAL": "15s"})


if __name__ == "__main__":
    main()
