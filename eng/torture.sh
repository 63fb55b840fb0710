#!/usr/bin/env bash
# Kills the embedded store during 500 uploads, then runs at least 10,000 operations at once, and verifies every byte:
#   eng/torture.sh [minutes, 30] [seed]
set -euo pipefail
cd "$(dirname "$0")/.."

dotnet build eng/torture -c Release -v quiet --nologo -tl:off
eng/torture/bin/Release/net10.0/PresignKit.Torture "$@"
