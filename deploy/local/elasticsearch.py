"""The search server: an unmodified Elasticsearch, run by a user of its own where we are root."""

import hashlib
import os
import pwd
import re
import shutil
import subprocess
from pathlib import Path

from deploy.local.program import Program
from deploy.local.settings import Settings

USER = "haat-es"
VERSION = "8.19.21"
_OUTSIDE = Path("/var/lib/haat-es")
_JVM_OPTIONS = """\
-XX:+UseG1GC
-Djava.io.tmpdir=${ES_TMPDIR}
20-:--add-modules=jdk.incubator.vector
-XX:+ExitOnOutOfMemoryError
"""
_LOGGING = """\
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] %m%consoleException%n
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
"""
_FILES = ("elasticsearch.yml", "jvm.options", "log4j2.properties")


class NoJava(Exception):
    """There is no Java runtime of version 17 or later."""


def prepare_elasticsearch(settings: Settings) -> None:
    """Make the user where root needs one, the folders it owns, and the configuration."""
    _move_out(_unpacked(settings))
    _move_out(_kept(settings))
    home = data_folder(settings)
    for folder in (home / "config", home / "data", home / "tmp"):
        folder.mkdir(parents=True, exist_ok=True)
    (home / "config" / "jvm.options").write_text(_JVM_OPTIONS)
    (home / "config" / "log4j2.properties").write_text(_LOGGING)
    (home / "config" / "elasticsearch.yml").write_text(_configuration(settings, home))
    if os.geteuid() == 0:
        _own(home)


def elasticsearch_programs(settings: Settings) -> list[Program]:
    """The server as a single node that listens on the loopback address."""
    server, home = server_folder(settings), data_folder(settings)
    heap = settings.elasticsearch_heap
    return [
        Program(
            name="elasticsearch",
            command=(str(server / "bin" / "elasticsearch"),),
            directory=home,
            environment={
                "HOME": str(home),
                "ES_JAVA_HOME": str(java_home()),
                "ES_JAVA_OPTS": f"-Xms{heap} -Xmx{heap}",
                "ES_PATH_CONF": str(home / "config"),
                "ES_TMPDIR": str(home / "tmp"),
            },
            ports=("ELASTICSEARCH", "ELASTICSEARCH_TRANSPORT"),
            ready=(settings.url("ELASTICSEARCH") + "/_cluster/health?wait_for_status=yellow",),
            user=USER if os.geteuid() == 0 else None,
            stop_group=True,
            configuration=tuple(home / "config" / name for name in _FILES),
        )
    ]


def server_folder(settings: Settings) -> Path:
    """Where the server is unpacked."""
    return _reachable(_unpacked(settings))


def data_folder(settings: Settings) -> Path:
    """The server's configuration and data."""
    return _reachable(_kept(settings))


def _unpacked(settings: Settings) -> Path:
    return settings.servers / f"elasticsearch-{VERSION}"


def _kept(settings: Settings) -> Path:
    return settings.var / "elasticsearch"


def _reachable(folder: Path) -> Path:
    """The folder, or its stand-in where root's other users cannot enter a parent (say, /root)."""
    if os.geteuid() != 0 or folder.is_symlink() or _all_may_enter(folder):
        return folder.resolve()
    digest = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    return _OUTSIDE / f"{folder.name}-{digest}"


def _move_out(folder: Path) -> None:
    """Put a folder's stand-in in place, with what the folder holds, and a link to it."""
    stand_in = _reachable(folder)
    if folder.is_symlink() or stand_in == folder.resolve():
        return
    stand_in.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    shutil.rmtree(stand_in, ignore_errors=True)  # of a var folder that somebody has removed
    if folder.is_dir():
        shutil.move(folder, stand_in)
    stand_in.mkdir(exist_ok=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.symlink_to(stand_in)


def _all_may_enter(folder: Path) -> bool:
    return all(parent.stat().st_mode & 0o001 for parent in folder.parents if parent.exists())


def _own(home: Path) -> None:
    try:
        owner = pwd.getpwnam(USER)
    except KeyError:
        shell = ("--shell", "/usr/sbin/nologin", "--home-dir", str(_OUTSIDE))
        subprocess.run(["useradd", "--system", *shell, USER], check=True)
        owner = pwd.getpwnam(USER)
    if home.stat().st_uid != owner.pw_uid:
        for path in (home, *home.rglob("*")):
            os.chown(path, owner.pw_uid, owner.pw_gid, follow_symlinks=False)


def java_home() -> Path:
    """The folder of a Java runtime ≥ 17; the oldest that fits. Raises NoJava."""
    named = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    on_path = shutil.which("java")
    linked = [Path(on_path).resolve().parents[1]] if on_path else []
    folders = [*named, *linked, *sorted(Path("/usr/lib/jvm").glob("*"))]
    for folder in folders:
        if _java_version(folder) >= 17:
            return folder
    raise NoJava("no Java 17 or later found: run deploy/local/bootstrap.sh, or set JAVA_HOME")


def _java_version(folder: Path) -> int:
    release = folder / "release"
    text = release.read_text() if release.is_file() else ""
    match = re.search(r'^JAVA_VERSION="(\d+)', text, re.MULTILINE)
    return int(match[1]) if match and (folder / "bin" / "java").exists() else 0


def _configuration(settings: Settings, home: Path) -> str:
    return f"""\
cluster.name: haat-local
node.name: haat
discovery.type: single-node
network.host: 127.0.0.1
http.port: {settings.port("ELASTICSEARCH")}
transport.port: {settings.port("ELASTICSEARCH_TRANSPORT")}
path.data: {home / "data"}
path.logs: {home / "tmp"}
xpack.security.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
"""
