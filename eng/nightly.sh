#!/usr/bin/env bash
# What takes too long for every commit.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "== Corpus: content of real files"
eng/corpus.sh "$work/corpus"

echo "== Races of completion on LocalS3, Ceph 16, and Ceph 20"
eng/soak.sh 1000

echo "== Kills and races of the embedded store"
eng/torture.sh 30
