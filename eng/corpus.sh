#!/usr/bin/env bash
# Makes a corpus of files and judges it: odd but valid ones, of which none may be refused; the same under wrong types, of which at least 95 %
# must be contradicted; and active content in disguise, all of which must be.
#   eng/corpus.sh install                  installs the tools (Debian)
#   eng/corpus.sh FOLDER [--python-only]   makes the corpus in FOLDER, which is deleted first, and judges it
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ ${1:-} == install ]]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  exec apt-get install -y -q --no-install-recommends ffmpeg imagemagick libreoffice-writer-nogui libreoffice-calc-nogui \
    libreoffice-impress-nogui p7zip-full zip tar gzip zstd lz4 python3
fi

if [[ $# -lt 1 || $1 == -* ]]; then
  sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi

folder=$(realpath -m "$1")
if [[ -e $folder && ! -e $folder/corpus.tsv ]]; then
  echo "$folder exists and holds no corpus; choose a folder that may be deleted." >&2
  exit 2
fi

python3 eng/corpus.py "$folder" "${@:2}"
PRESIGNKIT_CORPUS=$folder dotnet run --project tests/PresignKit.Tests -- --filter-class PresignKit.Tests.Completion.Corpus.CorpusTests \
  --show-live-output on --progress off --no-ansi
