#!/bin/sh
# Prints the secrets of the local overlay with fresh random values: deploy/k8s/overlays/local/secrets.sh | kubectl apply -f -
# Run it once per cluster; production gets its secrets as ../../README.md says.
set -eu
random() { head -c 24 /dev/urandom | base64 | tr '+/' '-_'; }
secret() { kubectl create secret generic "$@" --namespace haat --dry-run=client --output yaml; echo ---; }
base64url() { base64 | tr '+/' '-_' | tr -d '=\n'; }

keys=$(mktemp -d)
trap 'rm -rf "$keys"' EXIT
openssl genpkey -algorithm ed25519 -outform DER -out "$keys/private.der"
private=$(tail -c 32 "$keys/private.der" | base64url)
public=$(openssl pkey -inform DER -in "$keys/private.der" -pubout -outform DER | tail -c 32 | base64url)
printf '[{"kty":"OKP","crv":"Ed25519","kid":"local-1","x":"%s","d":"%s"}]' "$public" "$private" >"$keys/signing.json"
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=haat.localhost -addext subjectAltName=DNS:haat.localhost \
    -keyout "$keys/tls.key" -out "$keys/tls.crt" 2>/dev/null

random_hex() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
mongo() { printf 'mongodb://%s:%s@haat-mongo-0.haat-mongo:27017/?replicaSet=rs0&authSource=admin' "$1" "$2"; }
root=$(random_hex)
secret haat-mongo-admin --from-literal=root="$root" --from-literal=url="$(mongo root "$root")" --from-literal=key="$(random_hex)$(random_hex)"
secret haat-mongo-auditor --from-literal=connectionString.standard="$(mongo auditor "$(random_hex)")"
for service in accounts catalog delivery notify orders payments search; do
    secret "haat-mongo-$service" --from-literal=connectionString.standard="$(mongo "$service" "$(random_hex)")"
    secret "haat-broker-$service" --from-literal=amqp_url="amqp://$service:$(random_hex)@haat-rabbitmq:5672/haat"
done
secret haat-broker-operator --from-literal=amqp_url="amqp://operator:$(random_hex)@haat-rabbitmq:5672/haat"
secret haat-broker-delivery-admin --from-literal=api_url="http://delivery-admin:$(random_hex)@haat-rabbitmq:15672"
secret haat-people --from-literal=person_key="$(random_hex)$(random_hex)" --from-literal=hash_keys="$(random_hex)$(random_hex)"
secret haat-rabbitmq-default-user --from-literal=username=haat --from-literal=password="$(random_hex)"
secret haat-es-elastic-user --from-literal=elastic="$(random)"
secret haat-search-key --from-literal=api_key=none # the job that needs one is suspended here
secret haat-stripe --from-literal=api_key="sk_test_$(random)" --from-literal=webhook_secret="whsec_$(random)"
secret haat-messages --from-literal=sms_url=http://haat-sandbox:8426/sms --from-literal=smtp_url=smtp://haat-sandbox:8425
secret haat-staff --from-literal=staff=+919900000001:admin:everywhere,+919900000002:officer/district_approver:district:324,+919900000003:officer/field:district:324,+919900000004:auditor:district:324
printf '[{"kty":"oct","kid":"local-1","k":"%s"}]' "$(head -c 32 /dev/urandom | base64url)" >"$keys/fields.json"
secret haat-field-keys --from-file=fields.json="$keys/fields.json"
secret haat-signing-keys --from-file=signing.json="$keys/signing.json"
kubectl create secret tls haat-tls --namespace haat --cert "$keys/tls.crt" --key "$keys/tls.key" --dry-run=client --output yaml
