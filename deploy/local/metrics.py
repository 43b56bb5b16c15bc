"""Prometheus and Alertmanager, with the project's configuration."""

from pathlib import Path

from deploy.local.program import Program
from deploy.local.settings import SERVICES, Settings
from deploy.local.template import render

_SCRAPE_INTERVAL = "5s"


def prepare_metrics(settings: Settings) -> None:
    """Render both configurations; a plain default stands in for a missing template."""
    sources = settings.root / "deploy" / "prometheus"
    _render(settings, sources / "prometheus.yml.tmpl", _DEFAULT_PROMETHEUS + _scrapes(settings))
    _render(settings, sources / "alertmanager.yml.tmpl", _DEFAULT_ALERTMANAGER)


def metrics_programs(settings: Settings) -> list[Program]:
    """Both servers, on the loopback address."""
    home = settings.var / "prometheus"
    return [
        Program(
            name="prometheus",
            patient=True,
            command=(
                "prometheus",
                f"--config.file={home / 'prometheus.yml'}",
                f"--storage.tsdb.path={home / 'data'}",
                f"--web.listen-address=127.0.0.1:{settings.port('PROMETHEUS')}",
                *("--storage.tsdb.retention.time=7d", "--log.level=warn"),
            ),
            directory=home,
            ports=("PROMETHEUS",),
            ready=(settings.url("PROMETHEUS") + "/-/ready",),
            configuration=(
                home / "prometheus.yml",
                settings.root / "deploy" / "prometheus" / "alerts.yml",
            ),
            reload_signal="HUP",
        ),
        Program(
            name="alertmanager",
            patient=True,
            command=(
                "prometheus-alertmanager",
                f"--config.file={home / 'alertmanager.yml'}",
                f"--storage.path={home / 'alertmanager'}",
                f"--web.listen-address=127.0.0.1:{settings.port('ALERTMANAGER')}",
                *("--cluster.listen-address=", "--log.level=warn"),
            ),
            directory=home,
            ports=("ALERTMANAGER",),
            ready=(settings.url("ALERTMANAGER") + "/-/ready",),
            configuration=(home / "alertmanager.yml",),
            reload_signal="HUP",
        ),
    ]


def template_values(settings: Settings) -> dict[str, str]:
    """What templates may name: `PORT_<NAME>` of every program, and where things are."""
    ports = {f"PORT_{name}": str(port) for name, port in settings.ports.items()}
    places = {"ROOT": str(settings.root), "VAR": str(settings.var)}
    return {**ports, **places, "SCRAPE_INTERVAL": _SCRAPE_INTERVAL}


def _render(settings: Settings, source: Path, default: str) -> None:
    target = settings.var / "prometheus" / source.name.removesuffix(".tmpl")
    target.parent.mkdir(parents=True, exist_ok=True)
    template = source.read_text(encoding="utf-8") if source.exists() else default
    target.write_text(render(template, template_values(settings)), encoding="utf-8")


def _scrapes(settings: Settings) -> str:
    jobs = [*SERVICES, "rabbitmq_prometheus", "prometheus"]
    line = "  - {{job_name: {}, static_configs: [{{targets: ['127.0.0.1:{}']}}]}}"
    return "\n".join(line.format(job, settings.port(job.upper())) for job in jobs) + "\n"


_DEFAULT_PROMETHEUS = """\
global:
  scrape_interval: {{SCRAPE_INTERVAL}}
alerting:
  alertmanagers:
    - static_configs: [{targets: ['127.0.0.1:{{PORT_ALERTMANAGER}}']}]
scrape_configs:
"""
_DEFAULT_ALERTMANAGER = """\
route: {receiver: nobody}
receivers: [{name: nobody}]
"""
