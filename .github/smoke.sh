#!/usr/bin/env bash
# Is the app up and does it refuse what it should? Usage: smoke.sh https://HOST/api/callbacks
set -euo pipefail
base=${1:?the callbacks\' address, as main.bicep puts it out}
api=${base%/callbacks}

answers() {
  curl --silent --show-error --output /dev/null --max-time 20 --write-out '%{http_code}' "$@" || true
}

expect() {
  local what=$1 want=$2; shift 2
  local got
  for _ in $(seq 1 12); do
    got=$(answers "$@")
    if [ "$got" = "$want" ]; then echo "ok    $what: $got"; return; fi
    sleep 10 # A new package takes its time to reach every instance.
  done
  echo "wrong $what: $got, not $want"
  exit 1
}

expect "health" 200 "$api/health"
expect "an order without a key" 401 -X POST "$api/orders" -H 'Content-Type: application/json' -d '{}'
expect "a callback of a stranger" 404 -X POST "$base/wechatpay/0000000000" -H 'Content-Type: application/json' -d '{}'
