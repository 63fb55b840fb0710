#!/usr/bin/env bash
# Uploads from Chromium while a relay, behind the checksums, flips one bit of a random part each time: none may be accepted like this.
#
#   eng/flips.sh [TRIES] [JSON]     on LocalS3, and on Ceph 20 if it is installed (eng/ceph-suite.sh); 50 tries each by default
#
# CONFIGURATION=Debug uses what the solution's build has made already.
set -euo pipefail
cd "$(dirname "$0")/.."

tries=${1:-50}
report=(); [ -z "${2:-}" ] || report=(--json "$2")

project=benchmarks/PresignKit.Benchmarks.Browser
configuration=${CONFIGURATION:-Release}
dotnet build "$project" -c "$configuration" -v quiet --nologo -tl:off
bench() { dotnet "$project/bin/$configuration/net10.0/PresignKit.Benchmarks.Browser.dll" flips --tries "$tries" --strict "${report[@]}" "$@"; }

bench

ceph=${PRESIGNKIT_CEPH20:-${TMPDIR:-/tmp}/presignkit-ceph-forky}
if [ ! -d "$ceph" ]; then
  echo "Ceph 20 is not installed; run: SUITE=forky ROOT=$ceph eng/ceph-suite.sh install" >&2
  exit
fi

export SUITE=forky ROOT=$ceph S3T_DIR=$ceph/s3t/flips S3T_PORT=${S3T_PORT:-25310} S3T_MON_PORT=${S3T_MON_PORT:-25410}
mkdir -p "$ceph/s3t"
settings=$(mktemp)
trap 'eng/ceph-suite.sh stop >/dev/null 2>&1; rm -rf "$settings" "$S3T_DIR"' EXIT
# The daemons inherit the script's output, so it goes to a file: a pipe would not close until they end.
eng/ceph-suite.sh start >"$settings" 2>&1 </dev/null || { cat "$settings" >&2; exit 1; }
eval "$(grep '^export ' "$settings")"
bench --store ceph20
