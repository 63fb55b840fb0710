#!/usr/bin/env bash
# Kills (-9) two instances of an application and their store at random moments while clients upload in parts, and verifies that every client
# finishes, with one object for each upload and nothing left open:
#   eng/kills.sh [uploads, 200] [seed]
set -euo pipefail
cd "$(dirname "$0")/.."

dotnet build eng/kills -c Release -v quiet --nologo -tl:off
eng/kills/bin/Release/net10.0/PresignKit.Kills "$@"
