#!/bin/sh
# Fills the {{NAME}} placeholders of nginx's configuration from the environment and starts nginx in the foreground.
# `check` as first argument tests the configuration instead. LISTEN and UPSTREAM_<SERVICE> must be set.
# TRUSTED_PROXIES names the networks whose X-Forwarded-For is believed, so that rate limits count clients and not the proxy before us.
set -eu
here=$(dirname "$0")
RUN=${RUN:-/tmp}
STATIC=${STATIC:-/usr/share/haat}
USER=
RATE_LIMIT=${HAAT_RATE_LIMIT:-50r/s}
RATE_BURST=${HAAT_RATE_BURST:-100}
export RUN STATIC USER RATE_LIMIT RATE_BURST

mkdir -p "$RUN/tmp"
awk '{
    while (match($0, /\{\{[A-Z][A-Z0-9_]*\}\}/)) {
        name = substr($0, RSTART + 2, RLENGTH - 4)
        if (!(name in ENVIRON)) { print "gateway.sh: " name " is not set" >"/dev/stderr"; exit 1 }
        $0 = substr($0, 1, RSTART - 1) ENVIRON[name] substr($0, RSTART + RLENGTH)
    }
    print
    if ($0 ~ /^http \{/ && ENVIRON["TRUSTED_PROXIES"] != "") {
        count = split(ENVIRON["TRUSTED_PROXIES"], networks, " ")
        for (i = 1; i <= count; i++) print "    set_real_ip_from " networks[i] ";"
        print "    real_ip_header X-Forwarded-For;"
        print "    real_ip_recursive on;"
    }
}' "$here/nginx.conf.tmpl" >"$RUN/nginx.conf"

if [ "${1:-start}" = check ]; then exec nginx -p "$RUN" -e stderr -t -c "$RUN/nginx.conf"; fi
exec nginx -p "$RUN" -e stderr -c "$RUN/nginx.conf" -g "daemon off;"
