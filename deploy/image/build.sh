#!/usr/bin/env bash
# Builds Haat's container image with Docker when an engine answers, else with buildah on a base made by debootstrap.
#
#   deploy/image/build.sh [service|sandbox|gateway] [name:tag]     default: service, haat:dev
#
# buildah keeps its storage in $HAAT_VAR/image (default var/image); see `deploy/image/run.sh` for how to start what it built.
set -euo pipefail
cd "$(dirname "$0")/../.."

target=${1:-service}
case $target in service) name=haat ;; *) name=haat-$target ;; esac
tag=${2:-$name:${HAAT_IMAGE_TAG:-dev}}
base=localhost/haat-base:bookworm
store=$(realpath -m "${HAAT_VAR:-var}/image")
secrets=$(mktemp -d)
trap 'rm -rf "$secrets"' EXIT

say() { printf '%s\n' "$*" >&2; }

# The host's pip settings and certificates reach the build as secrets: mounted for one step, never part of a layer.
write_secrets() {
    local ca=${PIP_CERT:-${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}}
    local python=.venv/bin/python # Debian's own has no pip
    [[ -x $python ]] || python=python3
    cat "$ca" >"$secrets/ca.pem" 2>/dev/null || true
    {
        echo "[global]"
        if [[ -s $secrets/ca.pem ]]; then echo "cert = /run/ca.pem"; fi
        { "$python" -m pip config list 2>/dev/null || true; } | sed -nE "s/^(global|:env:)\.(index-url|extra-index-url|trusted-host|default-timeout|proxy)='(.*)'$/\2 = \3/p" |
            sort -u -t= -k1,1
    } >"$secrets/pip.conf"
}

build_arguments() {
    printf '%s\n' --file Dockerfile --target "$target" --tag "$tag" --secret "id=pip_conf,src=$secrets/pip.conf"
    if [[ -s $secrets/ca.pem ]]; then printf '%s\n' --secret "id=ca,src=$secrets/ca.pem"; fi
    local name
    for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
        if [[ -n ${!name:-} ]]; then printf '%s\n' --build-arg "$name"; fi
    done
}

in_store() { buildah --root "$store/storage" --runroot "$store/run" --storage-driver vfs "$@"; }

mirror() {
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null |
        grep -oE '^(URIs:|deb )[^#]*' | grep -oE 'https?://[^ ]+' | grep -v security | head -n 1 || true
}

# What a slim image leaves out: package lists and archives, manuals, translations (about 150 MB).
slim() {
    rm -rf "$1"/var/lib/apt/lists/* "$1"/var/cache/{apt,debconf}/* "$1"/var/log/* \
        "$1"/usr/share/{doc,man,info,locale,bash-completion,lintian}/*
}

make_base() {
    local root=$store/base container
    say "Makes the base image from Debian packages (about a minute, once)."
    rm -rf "$root" && mkdir -p "$store"
    debootstrap --variant=minbase --include=python3,python3-venv,ca-certificates bookworm "$root" "$(mirror)" >"$store/base.log" 2>&1 ||
        { tail -n 20 "$store/base.log" >&2; return 1; }
    slim "$root"
    ln -s /usr/bin/python3 "$root/usr/local/bin/python"
    container=$(in_store from scratch)
    in_store add --quiet "$container" "$root" / >/dev/null
    in_store commit --quiet --rm "$container" "$base" >/dev/null
    rm -rf "$root"
}

with_docker() {
    mapfile -t arguments < <(build_arguments)
    DOCKER_BUILDKIT=1 docker build "${arguments[@]}" .
}

with_buildah() {
    if ! command -v buildah >/dev/null || ! command -v debootstrap >/dev/null; then
        say "Neither a Docker engine nor buildah and debootstrap here: apt-get install buildah debootstrap"
        return 1
    fi
    if [[ $(id -u) -ne 0 ]]; then say "buildah with debootstrap needs root: run this as root or with sudo."; return 1; fi
    in_store images --quiet "$base" >/dev/null 2>&1 || make_base
    mapfile -t arguments < <(build_arguments)
    in_store bud --isolation chroot --pull=false --quiet --build-arg "BASE=$base" "${arguments[@]}" . >/dev/null
    in_store images "$tag"
}

write_secrets
if docker info >/dev/null 2>&1; then with_docker; else with_buildah; fi
say "Built $tag (target $target)."
