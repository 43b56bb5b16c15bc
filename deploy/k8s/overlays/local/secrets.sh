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

secret haat-rabbitmq-default-user --from-literal=username=haat --from-literal=password="$(random)"
secret haat-es-elastic-user --from-literal=elastic="$(random)"
secret haat-stripe --from-literal=api_key="sk_test_$(random)" --from-literal=webhook_secret="whsec_$(random)"
secret haat-messages --from-literal=sms_url=http://haat-sandbox:8426/sms --from-literal=smtp_url=smtp://haat-sandbox:8425
secret haat-staff --from-literal=staff=+919900000001:admin:20,+919900000002:officer:324
secret haat-signing-keys --from-file=signing.json="$keys/signing.json"
kubectl create secret tls haat-tls --namespace haat --cert "$keys/tls.crt" --key "$keys/tls.key" --dry-run=client --output yaml
