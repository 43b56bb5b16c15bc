"""Renders nginx's configuration: `python -m deploy.gateway.render LISTEN=8080 … > nginx.conf`.

Production's rate limit and the services' usual names and ports are the defaults.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

from deploy.gateway.routes import route_map
from deploy.local.settings import SERVICES
from deploy.local.template import UnknownPlaceholder, render

_TEMPLATE = Path(__file__).with_name("nginx.conf.tmpl")
_DEFAULTS = {
    "USER": "",
    "LISTEN": "8080",
    "RUN": "/tmp",  # noqa: S108 - a folder of the container's own
    "STATIC": "/usr/share/haat",
    "RATE_LIMIT": "50r/s",
    "RATE_BURST": "100",
    "LOGIN_RATE": "2r/s",
    "LOGIN_BURST": "20",
    "CONNECTIONS": "100",
    "HEADER_SECONDS": "10",
    "CORS_ORIGINS": "",
    "HSTS": "",
    **{f"UPSTREAM_{name.upper()}": f"{name}:{port}" for name, port in SERVICES.items()},
}


def nginx_configuration(values: Mapping[str, str]) -> str:
    """The configuration with these values over the defaults; raises UnknownPlaceholder."""
    unknown = sorted(values.keys() - _DEFAULTS.keys())
    if unknown:
        raise UnknownPlaceholder(f"the template has no {', '.join(unknown)}")
    return render(
        _TEMPLATE.read_text(encoding="utf-8"), {"ROUTES": route_map(), **_DEFAULTS, **values}
    )


def origin_map(origins: str) -> str:
    """Lines for CORS_ORIGINS from origins with blanks or commas between."""
    listed = origins.replace(",", " ").split()
    return "\n".join(f'"{origin}" $http_origin;' for origin in listed)


if __name__ == "__main__":
    sys.stdout.write(nginx_configuration(dict(pair.split("=", 1) for pair in sys.argv[1:])))
