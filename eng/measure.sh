#!/usr/bin/env bash
# Measures all that docs/performance.md shows, on this machine, and refreshes it: the JSON reports in docs/performance, the charts
# and the tables. Takes about a quarter of an hour; let nothing else run meanwhile. `eng/measure.sh --no-kestrel` leaves out the part that needs wrk.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { printf 'measure: %s\n' "$*" >&2; exit 1; }

kestrel=yes
case ${1:-} in
  "") ;;
  --no-kestrel) kestrel= ;;
  *) fail "'$1' is not expected: there is --no-kestrel" ;;
esac
[ -z "$kestrel" ] || command -v wrk >/dev/null || fail "no wrk: apt-get install wrk (or: eng/measure.sh --no-kestrel)"

project=benchmarks/PresignKit.Benchmarks
out=docs/performance
mkdir -p "$out"
dotnet build "$project" -c Release -v quiet --nologo -tl:off
# The build's servers would compete with what is measured.
dotnet build-server shutdown >/dev/null 2>&1 || true

bench() { dotnet "$project/bin/Release/net10.0/PresignKit.Benchmarks.dll" "$@"; }
say() { printf '\n== %s\n' "$*"; }

# Not before the machine is quiet, if it becomes quiet at all.
quiet() {
  for _ in $(seq 60); do
    [ "$(awk '{ print ($1 < 0.5) }' /proc/loadavg)" = 1 ] && return
    sleep 2
  done
  echo "The machine does not become quiet: load $(cut -d ' ' -f 1 /proc/loadavg). The figures will be worse than they should be." >&2
}

bench machine --json "$out/machine.json" >/dev/null

say "Every operation, in the widest vectors"
quiet; bench ratios --json "$out/ratios.json"
say "In vectors of 256 bits"
quiet; DOTNET_EnableAVX512=0 bench ratios --json "$out/ratios-256.json"
say "In vectors of 128 bits"
quiet; DOTNET_EnableAVX2=0 bench ratios --json "$out/ratios-128.json"
say "In scalar code"
quiet; DOTNET_EnableHWIntrinsic=0 bench ratios --json "$out/ratios-scalar.json"
say "By the platform's library"
quiet; bench ratios --platform-cryptography --json "$out/ratios-platform.json"
say "Over the size of a batch"
quiet; bench scaling --json "$out/scaling.json"
if [ -n "$kestrel" ]; then
  say "In an application"
  quiet; bench kestrel --json "$out/kestrel.json"
fi

say "Charts and tables"
bench chart
bench tables
