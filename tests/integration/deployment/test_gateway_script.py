"""deploy/image/gateway.sh fills the project's nginx template, and nginx accepts the result."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from deploy.gateway.routes import route_map

ROOT = Path(__file__).parents[3]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
GIVEN = {key: str(value) for key, value in COMPOSE["gateway"]["environment"].items()}
LOCAL = {key: "127.0.0.1:9" for key in GIVEN if key.startswith("UPSTREAM_")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What the image has in /etc/haat, and a folder that may be written to."""
    (tmp_path / "static" / "docs").mkdir(parents=True)
    shutil.copy(ROOT / "deploy" / "image" / "gateway.sh", tmp_path)
    shutil.copy(ROOT / "deploy" / "gateway" / "nginx.conf.tmpl", tmp_path)
    (tmp_path / "routes.map").write_text(route_map() + "\n")
    return tmp_path


def check(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    places = {"RUN": str(folder / "run"), "STATIC": str(folder / "static")}
    return subprocess.run(
        ["/bin/sh", str(folder / "gateway.sh"), "check"],
        env={"PATH": os.environ["PATH"] + ":/usr/sbin", **places, **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_nginx_accepts_what_the_script_writes(folder: Path) -> None:
    done = check(folder, LISTEN="8080", **LOCAL)

    assert done.returncode == 0, done.stderr
    written = (folder / "run" / "nginx.conf").read_text(encoding="utf-8")
    assert not re.search(r"\{\{|set_real_ip_from", written)
    assert "listen 8080;" in written
    assert "rate=50r/s;" in written
    assert "limit_req zone=clients burst=100 nodelay;" in written
    assert "limit_req zone=provers burst=20 nodelay;" in written
    assert "limit_conn connections 100;" in written
    assert '"~^(/v1/orders)(/|$)" orders;' in written
    assert 'add_header Strict-Transport-Security "" always;' in written


def test_the_client_behind_a_trusted_proxy_is_the_one_that_is_counted(folder: Path) -> None:
    done = check(folder, LISTEN="8080", TRUSTED_PROXIES="10.0.0.0/8 192.168.0.0/16", **LOCAL)

    assert done.returncode == 0, done.stderr
    written = (folder / "run" / "nginx.conf").read_text(encoding="utf-8")
    assert re.findall(r"set_real_ip_from (\S+);", written) == ["10.0.0.0/8", "192.168.0.0/16"]
    assert "real_ip_header X-Forwarded-For;" in written


def test_listed_origins_and_tls_are_told_to_browsers(folder: Path) -> None:
    listed = "https://shop.example,http://127.0.0.1:3000"
    done = check(folder, LISTEN="80", HAAT_CORS_ORIGINS=listed, HAAT_HSTS="max-age=9", **LOCAL)

    assert done.returncode == 0, done.stderr
    written = (folder / "run" / "nginx.conf").read_text(encoding="utf-8")
    assert '"https://shop.example" $http_origin; "http://127.0.0.1:3000" $http_origin;' in written
    assert 'add_header Strict-Transport-Security "max-age=9" always;' in written


@pytest.mark.parametrize(
    "origin", ["*", "null", "https://", "https://a/b", 'https://a";', "https://A", "ftp://a"]
)
def test_what_is_no_origin_is_refused(folder: Path, origin: str) -> None:
    done = check(folder, LISTEN="8080", HAAT_CORS_ORIGINS=origin, **LOCAL)

    assert done.returncode == 1
    assert done.stderr.startswith("gateway.sh: HAAT_CORS_ORIGINS: ")
    assert done.stderr.endswith(" must look like https://shop.example\n")


def test_a_missing_address_is_named(folder: Path) -> None:
    done = check(folder, **LOCAL)

    assert done.returncode == 1
    assert done.stderr == "gateway.sh: LISTEN is not set\n"


def test_compose_gives_every_address_that_the_template_names() -> None:
    template = (ROOT / "deploy" / "gateway" / "nginx.conf.tmpl").read_text(encoding="utf-8")
    script = (ROOT / "deploy" / "image" / "gateway.sh").read_text(encoding="utf-8")
    (exported,) = re.findall(r"^export (.*)$", script, re.MULTILINE)
    own = set(exported.split())

    assert set(re.findall(r"\{\{(\w+)\}\}", template)) - own <= set(GIVEN)
