#!/usr/bin/env bash
# Feeds the signing of playlists with inputs that afl-fuzz makes, guided by the branches that they reach, and judges every output: eng/fuzz/.
#   eng/fuzz.sh install           installs afl-fuzz (Debian)
#   eng/fuzz.sh SECONDS [FOLDER]  fuzzes, in a temporary folder or in FOLDER, where a later run continues
# Fails if an input is judged badly or takes longer than a second, and names the file.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ ${1:-} == install ]]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  exec apt-get install -y -qq --no-install-recommends afl++
fi

if [[ ! ${1:-} =~ ^[0-9]+$ ]]; then
  sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi

seconds=$1
if [[ -n ${2:-} ]]; then
  work=$(realpath -m "$2")
  mkdir -p "$work"
else
  work=$(mktemp -d)
  trap 'status=$?; [ "$status" -ne 0 ] || rm -rf "$work"' EXIT
fi

rm -rf "$work/bin" "$work/instrumented"
dotnet build eng/fuzz -c Release -v quiet --nologo -tl:off -o "$work/bin" >"$work/build.log" || { cat "$work/build.log" >&2; exit 1; }
judge=$work/bin/PresignKit.Fuzz
"$judge" seeds "$work/seeds"
find "$work/seeds" -type f -print0 | xargs -0 "$judge" replay

# A copy whose PresignKit.dll reports each branch of the code that reads and writes playlists. It only runs under afl-fuzz.
[ -x "$work/tool/sharpfuzz" ] || dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path "$work/tool" >/dev/null
cp -r "$work/bin" "$work/instrumented"
DOTNET_ROLL_FORWARD=Major "$work/tool/sharpfuzz" "$work/instrumented/PresignKit.dll" PresignKit.Playlists PresignKit.Manifests PresignKit.ObjectKey

# There is no file to instrument: what runs is .NET. And a crash is an exception, which needs no core file.
export AFL_SKIP_BIN_CHECK=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_UI=1 AFL_AUTORESUME=1
DOTNET_TieredPGO=0 afl-fuzz -V "$seconds" -i "$work/seeds" -o "$work/out" -x eng/fuzz/playlist.dict -m none -t 5000 -- \
  "$work/instrumented/PresignKit.Fuzz" >"$work/afl.log" 2>&1 || { tail -n 40 "$work/afl.log" >&2; exit 1; }

stat() { sed -n "s/^$1 *: //p" "$work/out/default/fuzzer_stats"; }
echo "$(stat execs_done) executions in $(stat run_time) s, $(stat execs_per_sec) per second; $(stat corpus_count) inputs of different coverage," \
  "$(stat edges_found) branches reached; crashes: $(stat saved_crashes), timeouts: $(stat saved_hangs)"

mapfile -d '' found < <(find "$work/out/default/crashes" "$work/out/default/hangs" -name 'id:*' -print0)
if [ ${#found[@]} -gt 0 ]; then
  # A timeout may only be the machine's, so it is judged again. A crash stays one.
  "$judge" replay "${found[@]}" || true
  if [ "$(stat saved_crashes)" -gt 0 ] || ! "$judge" replay "${found[@]}" >/dev/null; then
    echo "Found: ${found[*]}" >&2
    exit 1
  fi
fi
