#!/usr/bin/env bash
# Measures everything in docs/performance.md on this machine, and updates it: the JSON reports in docs/performance, the charts,
# and the tables. It takes about a quarter of an hour; do not run anything else meanwhile. `eng/measure.sh --no-kestrel` skips the
# part that needs wrk.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { printf 'measure: %s\n' "$*" >&2; exit 1; }

kestrel=yes
case ${1:-} in
  "") ;;
  --no-kestrel) kestrel= ;;
  *) fail "unknown argument '$1'; the only option is --no-kestrel" ;;
esac
[ -z "$kestrel" ] || command -v wrk >/dev/null || fail "wrk is not installed; run: apt-get install wrk (or use eng/measure.sh --no-kestrel)"

project=benchmarks/PresignKit.Benchmarks
out=docs/performance
mkdir -p "$out"
dotnet build "$project" -c Release -v quiet --nologo -tl:off
# The build servers would compete with the measurement.
dotnet build-server shutdown >/dev/null 2>&1 || true

bench() { dotnet "$project/bin/Release/net10.0/PresignKit.Benchmarks.dll" "$@"; }
say() { printf '\n== %s\n' "$*"; }

# Waits until the machine is idle, but at most two minutes.
wait_idle() {
  for _ in $(seq 60); do
    [ "$(awk '{ print ($1 < 0.5) }' /proc/loadavg)" = 1 ] && return
    sleep 2
  done
  echo "The machine is still busy (load $(cut -d ' ' -f 1 /proc/loadavg)). The results will be worse than they should be." >&2
}

bench machine --json "$out/machine.json" >/dev/null

say "All operations, with the widest vectors"
wait_idle; bench ratios --json "$out/ratios.json"
say "With 256-bit vectors"
wait_idle; DOTNET_EnableAVX512=0 bench ratios --json "$out/ratios-256.json"
say "With 128-bit vectors"
wait_idle; DOTNET_EnableAVX2=0 bench ratios --json "$out/ratios-128.json"
say "With scalar code"
wait_idle; DOTNET_EnableHWIntrinsic=0 bench ratios --json "$out/ratios-scalar.json"
say "With the platform's cryptography"
wait_idle; bench ratios --platform-cryptography --json "$out/ratios-platform.json"
say "By batch size"
wait_idle; bench scaling --json "$out/scaling.json"
if [ -n "$kestrel" ]; then
  say "In a web application"
  wait_idle; bench kestrel --json "$out/kestrel.json"
fi

say "Charts and tables"
bench chart
bench tables
