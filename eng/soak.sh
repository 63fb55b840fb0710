#!/usr/bin/env bash
# Races of completion on real stores, many times: what was accepted must never change, get lost, or come from another slot, and no
# completion may answer 5xx. Two instances of the application share a catalog and a key ring.
#
#   eng/soak.sh [RUNS] [STORE...]     RUNS of each race (default 1000) on each of: local ceph16-forms ceph20-forms ceph20-parts (default: all)
#
# ceph16 is this machine's Ceph (`eng/ceph-rgw.sh install`); ceph20 needs root, and is unpacked into PRESIGNKIT_CEPH20 (eng/ceph-suite.sh).
# Figures: docs/guarantees.md.
set -euo pipefail
cd "$(dirname "$0")/.."

runs=${1:-1000}
shift || true
stores=("$@")
[ ${#stores[@]} -gt 0 ] || stores=(local ceph16-forms ceph20-forms ceph20-parts)

directory=$(mktemp -d)
export S3T_PORT=25210 S3T_MON_PORT=25211
ceph16() { S3T_DIR=$directory/ceph16 eng/ceph-rgw.sh "$1"; }
ceph20_root=${PRESIGNKIT_CEPH20:-${TMPDIR:-/tmp}/presignkit-ceph-forky}
ceph20() { SUITE=forky ROOT=$ceph20_root S3T_DIR=$ceph20_root/s3t/soak eng/ceph-suite.sh "$1"; }
running=""
finish() {
  [ -z "$running" ] || "$running" stop >/dev/null 2>&1 || true
  rm -rf --one-file-system "$directory"
}
trap finish EXIT

dotnet build eng/soak -c Release -v quiet --nologo -tl:off
status=0
for store in "${stores[@]}"; do
  arguments=(--store "$store" --runs "$runs")
  case $store in
    local) ;;
    ceph16-forms) running=ceph16 ;;
    ceph20-forms) running=ceph20 ;;
    ceph20-parts) running=ceph20; arguments+=(--parts true) ;;
    *) echo "soak: unknown store '$store'" >&2; exit 2 ;;
  esac
  if [ -n "$running" ]; then
    eval "$("$running" start | grep '^export ')"
    arguments+=(--endpoint "$ENDPOINT" --access-key "$ACCESS_KEY" --secret "$SECRET_KEY")
  fi
  dotnet eng/soak/bin/Release/net10.0/PresignKit.Soak.dll "${arguments[@]}" || status=1
  [ -z "$running" ] || "$running" stop >/dev/null
  running=""
done
exit $status
