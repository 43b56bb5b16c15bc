"""The gateway: nginx with the project's template, and the API's reading page."""

import os
import shutil
from pathlib import Path

from deploy.gateway.render import nginx_configuration, origin_map
from deploy.local.program import Program
from deploy.local.settings import SERVICES, Settings

VIEWER = (
    "swagger-ui-bundle.js",
    "swagger-ui-standalone-preset.js",
    "swagger-ui.css",
    "favicon-32x32.png",
)
"""Of Swagger UI's files, those that the page loads."""


def prepare_gateway(settings: Settings) -> None:
    """Render nginx's configuration and lay out the static pages."""
    home = settings.var / "gateway"
    (home / "run").mkdir(parents=True, exist_ok=True)
    text = nginx_configuration(_values(settings))
    (home / "nginx.conf").write_text(text, encoding="utf-8")
    _lay_out_docs(settings, settings.root / "deploy" / "gateway")


def gateway_programs(settings: Settings) -> list[Program]:
    """nginx in the foreground; QUIT lets requests in flight end."""
    home = settings.var / "gateway"
    configuration = ("-c", str(home / "nginx.conf"), "-g", "daemon off;")
    return [
        Program(
            name="nginx",
            command=("nginx", "-p", str(home), "-e", "stderr", *configuration),
            directory=home,
            ports=("GATEWAY",),
            ready=(settings.url("GATEWAY") + "/docs/",),
            stop_signal="QUIT",
            configuration=(home / "nginx.conf",),
            reload_signal="HUP",
        )
    ]


def _values(settings: Settings) -> dict[str, str]:
    """What the template names; compose and Kubernetes give their own."""
    upstreams = {f"UPSTREAM_{name.upper()}": _address(settings, name) for name in SERVICES}
    return {
        **upstreams,
        "USER": "user root;" if os.geteuid() == 0 else "",
        "LISTEN": f"127.0.0.1:{settings.port('GATEWAY')}",
        "RUN": str(settings.var / "gateway" / "run"),
        "STATIC": str(settings.var / "gateway" / "static"),
        "RATE_LIMIT": settings.rate_limit,
        "RATE_BURST": str(settings.rate_burst),
        "LOGIN_RATE": settings.login_rate,
        "LOGIN_BURST": str(settings.login_burst),
        "CONNECTIONS": str(settings.connections),
        "CORS_ORIGINS": origin_map(settings.cors_origins),
        "HSTS": settings.hsts,
    }


def _address(settings: Settings, service: str) -> str:
    return f"127.0.0.1:{settings.port(service.upper())}"


def _lay_out_docs(settings: Settings, source: Path) -> None:
    static = settings.var / "gateway" / "static"
    (static / "docs").mkdir(parents=True, exist_ok=True)
    viewer = next(settings.tools.glob("lib/python*/site-packages/flask_swagger_ui/dist"))
    for name in VIEWER:
        shutil.copy(viewer / name, static / "docs" / name)
    for page in (source / "docs").iterdir():
        shutil.copy(page, static / "docs" / page.name)
    for name in ("openapi.json", "asyncapi.json"):
        if (description := settings.root / "docs" / name).exists():
            shutil.copy(description, static / name)
    parts = settings.root / "docs" / "openapi"
    shutil.copytree(parts, static / "docs" / "openapi", dirs_exist_ok=True)
