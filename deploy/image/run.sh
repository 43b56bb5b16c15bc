#!/usr/bin/env bash
# Runs a command in an image that build.sh made: the image's user, the host's network, the caller's HAAT_ settings.
#
#   deploy/image/run.sh haat:dev python -m services orders
set -euo pipefail
cd "$(dirname "$0")/../.."

image=$1
shift
settings=()
while IFS='=' read -r name _; do settings+=(--env "$name=${!name}"); done < <(env | grep '^HAAT_' || true)

if docker info >/dev/null 2>&1; then
    exec docker run --rm --network host --read-only --tmpfs /tmp "${settings[@]}" --entrypoint "$1" "$image" "${@:2}"
fi

store=$(realpath -m "${HAAT_VAR:-var}/image")
in_store() { buildah --root "$store/storage" --runroot "$store/run" --storage-driver vfs "$@"; }
container=$(in_store from --pull-never "localhost/$image")
trap 'in_store rm "$container" >/dev/null' EXIT
in_store run --isolation chroot "${settings[@]}" "$container" -- "$@"
