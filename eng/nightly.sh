#!/usr/bin/env bash
# What takes too long for every commit.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "== Corpus: content of real files"
eng/corpus.sh "$work/corpus"
