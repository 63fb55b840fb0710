#!/usr/bin/env bash
# Publishes the two applications in tests/aot with ahead-of-time compilation and warnings as errors, and runs them: the console
# application signs and verifies, and the web application handles an upload from slot to download. Prints "AOT smoke passed" or fails.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { printf 'aot-smoke: %s\n' "$*" >&2; exit 1; }

work=$(mktemp -d)
server=
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

# Native compilation needs clang or gcc and the C library's development files; curl sends requests to the web application.
linker=$(command -v clang || command -v gcc) || fail "there is no linker; run: apt-get install gcc libc6-dev (or clang)"
echo 'int main(void) { return 0; }' | "$linker" -x c - -o "$work/probe" -ldl -lrt -lm 2>/dev/null \
  || fail "$linker cannot link a program; run: apt-get install libc6-dev"
command -v curl >/dev/null || fail "curl is not installed; run: apt-get install curl"

case $(uname -m) in aarch64 | arm64) runtime=linux-arm64 ;; *) runtime=linux-x64 ;; esac

publish() {
  echo "Publishing $1 for $runtime"
  dotnet publish "tests/aot/$1/$1.csproj" -c Release -r "$runtime" -o "$work/$1" --nologo -tl:off -v minimal >"$work/$1.log" 2>&1 \
    || { cat "$work/$1.log" >&2; fail "$1 could not be published"; }
  # Warnings are errors, except those that a build allows explicitly, and here none is allowed.
  if grep -E 'warning [A-Z]+[0-9]+' "$work/$1.log" >&2; then fail "$1 was published with warnings"; fi
}

expect() { [ "$2" = "$3" ] || fail "$1: expected '$2', got '$3'"; }

publish PresignKit.AotConsole
printed=$("$work/PresignKit.AotConsole/PresignKit.AotConsole")
expect "the console's verdicts" "SigV4 GET None
SigV4 PUT SignatureMismatch
Download GET None
Upload PUT None
Upload PUT of another length SignatureMismatch
Upload PUT without headers MissingSignedHeader
CloudFront True
Client 1 1 T 14" "$(grep -v ' https://' <<<"$printed")"
expect "the console's URLs" 2 "$(grep -c ' https://my-media\.s3\.eu-central-1\.amazonaws\.com/uploads/intro\.mp4?X-Amz-Algorithm=' <<<"$printed")"
echo "PresignKit.AotConsole signs, its signatures are valid, and it uploads"

publish PresignKit.AotWeb
export ASPNETCORE_ENVIRONMENT=Production
"$work/PresignKit.AotWeb/PresignKit.AotWeb" "$work/data" --urls http://127.0.0.1:0 --contentRoot "$work/PresignKit.AotWeb" >"$work/web.log" 2>&1 &
server=$!
for _ in $(seq 300); do
  app=$(sed -n 's/.*Now listening on: \(http:.*\)/\1/p' "$work/web.log" | head -n 1)
  [ -z "$app" ] || break
  kill -0 "$server" 2>/dev/null || { cat "$work/web.log" >&2; fail "the web application did not start"; }
  sleep 0.1
done
[ -n "$app" ] || fail "the web application did not listen within 30 s"

# One property of the last answer, as text. Each name that is read here occurs only once in an answer.
answer="$work/answer"
property() { sed -n "s/.*\"$1\":\"\\{0,1\\}\\([^\",}]*\\)\"\\{0,1\\}[,}].*/\\1/p" "$answer" | sed 's/\\u0026/\&/g'; }
post() { curl -sS -o "$answer" -w '%{http_code}' -H 'Content-Type: application/json' -d "$2" "$app/api/uploads/$1"; }

# A file with the beginning of an MP4 file.
file="$work/clip.mp4"
{ printf '\0\0\0\030ftypisom\0\0\2\0isomiso2'; head -c 100000 /dev/urandom; } >"$file"
size=$(wc -c <"$file")
slot="{\"policy\":\"video\",\"fileName\":\"clip.mp4\",\"contentType\":\"video/mp4\",\"size\":$size}"

expect "a slot" 201 "$(post slots "$slot")"
token=$(property token) url=$(property url)
expect "completion before the upload" 409 "$(post slots/complete "{\"token\":\"$token\"}")"
expect "its code" not-uploaded "$(property code)"
put() { curl -sS -o "$answer" -w '%{http_code}' -X PUT -H "Content-Type: $1" --data-binary "@${2:-$file}" "$url"; }
expect "an upload with another content type" 403 "$(put video/webm)"
expect "the upload" 200 "$(put video/mp4)"
expect "the same upload again" 200 "$(put video/mp4)"
expect "completion" 200 "$(post slots/complete "{\"token\":\"$token\"}")"
expect "the verified size" "$size" "$(property size)"
expect "the verified type" video/mp4 "$(property contentType)"
id=$(property id)
head -c "$size" /dev/urandom >"$work/other.mp4"
expect "another upload after completion" 404 "$(put video/mp4 "$work/other.mp4")"
expect "completion again" 200 "$(post slots/complete "{\"token\":\"$token\"}")"
expect "its id" "$id" "$(property id)"
expect "the download's answer" 200 "$(curl -sS -o "$answer" -w '%{http_code}' "$app/api/uploads/downloads/$id")"
url=$(property url)
expect "the download" 200 "$(curl -sS -o "$work/got.mp4" -w '%{http_code}' "$url")"
cmp "$file" "$work/got.mp4" || fail "the download is not what was uploaded"
expect "a range of it" 206 "$(curl -sS -o /dev/null -w '%{http_code}' -H 'Range: bytes=100-199' "$url")"
expect "the download for another method" 403 "$(curl -sS -o /dev/null -w '%{http_code}' -X DELETE "$url")"

expect "a file over the limit" 413 "$(post slots "${slot/$size/1048577}")"
expect "its code" too-large "$(property code)"
expect "a denied file" 403 "$(post slots "${slot/clip.mp4/forbidden.mp4}")"
expect "an altered token" 400 "$(post slots/complete "{\"token\":\"A$token\"}")"
expect "its code" token-invalid "$(property code)"
expect "an unknown id" 404 "$(curl -sS -o "$answer" -w '%{http_code}' "$app/api/uploads/downloads/nothing")"
echo "PresignKit.AotWeb handles an upload from slot to download, and refuses invalid requests"

echo "AOT smoke passed"
