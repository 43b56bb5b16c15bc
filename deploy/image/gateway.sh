#!/bin/sh
# Fills the {{NAME}} placeholders of nginx's configuration from the environment and starts nginx in the foreground.
# `check` as first argument tests the configuration instead. LISTEN and UPSTREAM_<SERVICE> must be set.
# TRUSTED_PROXIES names the networks whose X-Forwarded-For is believed, so that rate limits count clients and not the proxy before us.
set -euf
here=$(dirname "$0")
RUN=${RUN:-/tmp}
STATIC=${STATIC:-/usr/share/haat}
USER=
RATE_LIMIT=${HAAT_RATE_LIMIT:-50r/s}
RATE_BURST=${HAAT_RATE_BURST:-100}
LOGIN_RATE=${HAAT_LOGIN_RATE_LIMIT:-2r/s}
LOGIN_BURST=${HAAT_LOGIN_RATE_BURST:-20}
CONNECTIONS=${HAAT_CONNECTIONS:-100}
HEADER_SECONDS=10
HSTS=${HAAT_HSTS:-}
ROUTES=$(cat "$here/routes.map")

# HAAT_CORS_ORIGINS: exact origins with blanks or commas between; none may hold what nginx reads as more than text.
CORS_ORIGINS=
for origin in $(echo "${HAAT_CORS_ORIGINS:-}" | tr ',' ' '); do
    case $origin in
        http://*[!a-z0-9.:/-]* | https://*[!a-z0-9.:/-]* | http://*/* | https://*/*) bad=1 ;;
        http://[a-z0-9]* | https://[a-z0-9]*) bad= ;;
        *) bad=1 ;;
    esac
    if [ -n "$bad" ]; then echo "gateway.sh: HAAT_CORS_ORIGINS: $origin must look like https://shop.example" >&2; exit 1; fi
    CORS_ORIGINS="$CORS_ORIGINS \"$origin\" \$http_origin;"
done
export RUN STATIC USER RATE_LIMIT RATE_BURST LOGIN_RATE LOGIN_BURST CONNECTIONS HEADER_SECONDS HSTS ROUTES CORS_ORIGINS

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
