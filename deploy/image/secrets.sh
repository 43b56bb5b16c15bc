#!/bin/sh
# Makes the secrets that docker-compose.yml mounts, each a file of its own with fresh random values; what is there stays.
#
#   deploy/image/secrets.sh [folder]      default: $HAAT_SECRETS, else var/secrets
#
# Only the owner can enter the folder; inside, files are readable since containers run as users of their own.
set -euf
cd "$(dirname "$0")/../.."
folder=${1:-${HAAT_SECRETS:-var/secrets}}
mkdir -p "$folder"
chmod 700 "$folder"

random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
kept() { [ -s "$folder/$1" ]; }
keep() { # name, content
    kept "$1" && return
    (umask 077 && printf '%s\n' "$2" >"$folder/.$1.new")
    chmod 444 "$folder/.$1.new"
    mv "$folder/.$1.new" "$folder/$1"
}

# The administrators: their passwords are in two files each, which are made together or not at all.
if ! kept broker-admin || ! kept broker-admin.conf; then
    rm -f "$folder/broker-admin" "$folder/broker-admin.conf"
    password=$(random)
    keep broker-admin.conf "default_user = haat
default_pass = $password
default_vhost = haat"
    keep broker-admin "http://haat:$password@rabbitmq:15672"
fi
if ! kept database-admin || ! kept database-root; then
    rm -f "$folder/database-admin" "$folder/database-root"
    password=$(random)
    keep database-root "$password"
    keep database-admin "mongodb://root:$password@mongodb:27017/?replicaSet=rs0&authSource=admin"
fi
keep database-key "$(random)$(random)"

for service in accounts catalog orders payments delivery search notify; do
    keep "broker-$service" "amqp://$service:$(random)@rabbitmq:5672/haat"
    keep "database-$service" "mongodb://$service:$(random)@mongodb:27017/?replicaSet=rs0&authSource=admin"
done
keep broker-operator "amqp://operator:$(random)@rabbitmq:5672/haat"
keep broker-delivery-admin "http://delivery-admin:$(random)@rabbitmq:15672"
keep database-auditor "mongodb://auditor:$(random)@mongodb:27017/?replicaSet=rs0&authSource=admin"

keep stripe-api-key "sk_test_$(random)"
keep stripe-webhook-secret "whsec_$(random)"
keep field-keys "[{\"kty\":\"oct\",\"kid\":\"first\",\"k\":\"$(head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n')\"}]"
keep person-key "$(random)$(random)"
keep hash-keys "$(random)$(random)"
keep grafana-password "$(random)"
