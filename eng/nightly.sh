#!/usr/bin/env bash
# What takes too long for every commit.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "== Corpus: content of real files"
eng/corpus.sh "$work/corpus"

echo "== Conformance on this machine's Ceph, on Ceph 18, and on Ceph 20, also with rgw_sigv4_insecure"
eng/ceph-rgw.sh install
export PRESIGNKIT_CEPH18=${PRESIGNKIT_CEPH18:-${TMPDIR:-/tmp}/presignkit-ceph-trixie}
export PRESIGNKIT_CEPH20=${PRESIGNKIT_CEPH20:-${TMPDIR:-/tmp}/presignkit-ceph-forky}
eng/ceph-rgw.sh version
SUITE=trixie ROOT=$PRESIGNKIT_CEPH18 eng/ceph-suite.sh install
SUITE=forky ROOT=$PRESIGNKIT_CEPH20 eng/ceph-suite.sh install
PRESIGNKIT_LIST_TRIES=1000 PRESIGNKIT_TEST_REQUIRE=ceph,ceph18,ceph20,ceph20-insecure dotnet test --project tests/PresignKit.Conformance --no-progress --no-ansi

echo "== Races of completion on LocalS3, Ceph 16, and Ceph 20"
eng/soak.sh 1000

echo "== Kills and races of the embedded store"
eng/torture.sh 30

echo "== Kills of applications and store during uploads in parts"
eng/kills.sh 500

echo "== Fuzzing the signing of playlists for an hour"
eng/fuzz.sh install
eng/fuzz.sh 3600

echo "== Memory of uploads in parts: 200 at once, and one of 6 GiB"
dotnet test --project tests/PresignKit.AspNetCore.Tests --no-progress --no-ansi --explicit only --filter-class '*MultipartMemoryTests'
dotnet test --project tests/PresignKit.LocalS3.Tests --no-progress --no-ansi --explicit only --filter-class '*ConstantMemoryTests'

echo "== Upload clients in Chromium: presignkit.js, Uppy 5 and 6, and Active Storage, on LocalS3, Ceph 20, and by form on this machine's Ceph"
PRESIGNKIT_TEST_REQUIRE=chromium,ffmpeg,npm,ceph,ceph20 dotnet test --project tests/PresignKit.BrowserTests --no-progress --no-ansi --explicit only \
  --filter-namespace 'PresignKit.BrowserTests.Clients*'

echo "== Players in Chromium: hls.js, Shaka Player, video.js, dash.js, and the browser itself, on LocalS3 and Ceph 20, and one hour in all players at once"
PRESIGNKIT_TEST_REQUIRE=chromium,ffmpeg,npm,ceph20 dotnet test --project tests/PresignKit.BrowserTests --no-progress --no-ansi --explicit only \
  --filter-namespace 'PresignKit.BrowserTests.Players*'

echo "== Downloads in Chromium on this machine's Ceph and on Ceph 18: names of files, second views, CORS, and a forwarder"
PRESIGNKIT_TEST_REQUIRE=chromium,ffmpeg,ceph,ceph18 dotnet test --project tests/PresignKit.BrowserTests --no-progress --no-ansi --explicit only \
  --filter-namespace 'PresignKit.BrowserTests.Downloads*'

echo "== Uploads from Chromium while bits flip on the way, on LocalS3 and Ceph 20"
eng/flips.sh 1000
