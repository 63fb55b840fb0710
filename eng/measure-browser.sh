#!/usr/bin/env bash
# Measures everything in the tables of docs/uploads.md on this machine, and updates them and docs/performance/browser.json. It takes about three hours; do
# not run anything else meanwhile. `eng/measure-browser.sh --quick` only shows that everything works, in a few minutes: it writes nothing below docs.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { printf 'measure-browser: %s\n' "$*" >&2; exit 1; }

quick=
case ${1:-} in
  "") ;;
  --quick) quick=yes ;;
  *) fail "unknown argument '$1'; the only option is --quick" ;;
esac
[ -x "${CHROMIUM_PATH:-/usr/bin/chromium}" ] || fail "Chromium is not installed; run: apt-get install chromium (or set CHROMIUM_PATH)"
command -v npm >/dev/null || fail "npm is not installed; run: apt-get install nodejs npm"

project=benchmarks/PresignKit.Benchmarks.Browser
out=docs/performance/browser.json
dotnet build "$project" -c Release -v quiet --nologo -tl:off
# The build servers would compete with the measurement.
dotnet build-server shutdown >/dev/null 2>&1 || true

bench() { dotnet "$project/bin/Release/net10.0/PresignKit.Benchmarks.Browser.dll" "$@"; }

if [ -n "$quick" ]; then
  bench all --quick
  exit
fi

# Waits until the machine is idle, but at most two minutes.
wait_idle() {
  for _ in $(seq 60); do
    [ "$(awk '{ print ($1 < 0.5) }' /proc/loadavg)" = 1 ] && return
    sleep 2
  done
  echo "The machine is still busy (load $(cut -d ' ' -f 1 /proc/loadavg)). The results will be worse than they should be." >&2
}

mkdir -p "$(dirname "$out")"
rm -f "$out"
wait_idle
bench all --json "$out"

printf '\n== Flipped bits, on each store\n'
eng/flips.sh 1000 "$out"

bench tables
