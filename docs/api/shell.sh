# What the pages of docs/api use besides curl; read it with `. docs/api/shell.sh`.
HAAT=${HAAT:-http://127.0.0.1:8080}
SANDBOX=${SANDBOX:-http://127.0.0.1:8426}

# show: JSON for people. pick: one value of it, `pick "['items'][0]['title']"`.
show() { python3 -m json.tool --no-ensure-ascii --indent 2; }
pick() { python3 -c "import json, sys
it = json.load(sys.stdin)$1
print(it if isinstance(it, str) else json.dumps(it, ensure_ascii=False))"; }

# titles: the English titles of all items, sorted.
titles() { python3 -c "import json, sys
print(*sorted(item['title']['en'] for item in json.load(sys.stdin)['items']), sep='\n')"; }

# found: price and English title of all items, the best first.
found() { python3 -c "import json, sys
for item in json.load(sys.stdin)['items']: print(item['price'] // 100, item['title']['en'])"; }

# sms_code PHONE: the newest code on that phone, out of the sandbox.
sms_code() {
  curl -sS -G "$SANDBOX/sms" --data-urlencode "to=$1" | pick "[-1]['text'][:6]"
}

# log_in PHONE: an access token of whoever has that phone; logging-in.md shows the steps.
log_in() {
  local login
  login=$(curl -sS "$HAAT/v1/logins" --json "{\"phone\": \"$1\"}" | pick "['login_id']")
  curl -sS "$HAAT/v1/tokens" \
    --json "{\"login_id\": \"$login\", \"code\": \"$(sms_code "$1")\"}" | pick "['token']"
}

# new_key: an Idempotency-Key for one more thing that shall happen once.
new_key() { python3 -c "import uuid; print(uuid.uuid4())"; }

# courier PIN: a courier who serves that PIN code, and whose van never comes.
courier() {
  local token machine
  token=$(log_in +919900000001)
  machine=$(curl -sS "$HAAT/v1/machines" -H "Authorization: Bearer $token" \
    --json '{"name": "No van", "role": "partner", "area": "everywhere"}' | pick "['machine_id']")
  curl -sS -o /dev/null "$HAAT/v1/partners" -H "Authorization: Bearer $token" \
    --json "{\"name\": \"No van\", \"machine_id\": \"$machine\", \"pins\": [\"$1\"], \"days\": 3, \"cod\": true}"
  sleep 3  # until orders has heard of it
}
