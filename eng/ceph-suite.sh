#!/usr/bin/env bash
# The Ceph gateway of another Debian release, beside the one of this machine, on loopback. Needs root; installs nothing on this machine.
#
#   SUITE=trixie|forky [ROOT=DIR] eng/ceph-suite.sh install | start | stop | status | env | version | add-key ACCESS SECRET | remove-key ACCESS
#
# Debian trixie has Ceph 18, and forky has Ceph 20. `install` (start does it once): apt resolves the packages of SUITE against an empty
# status file, and dpkg-deb unpacks them into ROOT. No maintainer script runs, and nothing is mounted. ROOT has a symbolic link of its own
# path to its own root, so that a path below it is the same inside and outside. MIRROR is the Debian mirror; by default, it is the one that
# this machine's apt uses. Ports and everything else are the S3T_* variables of eng/ceph-rgw.sh.
set -euo pipefail

die() { echo "ceph-suite: $*" >&2; exit 1; }

SUITE=${SUITE:-}
[ -n "$SUITE" ] || die "set SUITE to trixie (Ceph 18) or forky (Ceph 20)"
ROOT=${ROOT:-${TMPDIR:-/tmp}/presignkit-ceph-$SUITE}
RGW=${RGW:-$(cd "$(dirname "$0")" && pwd)/ceph-rgw.sh}
export S3T_DIR=${S3T_DIR:-$ROOT/s3t/main} S3T_PORT=${S3T_PORT:-25010} S3T_MON_PORT=${S3T_MON_PORT:-25110}
case $ROOT in /?*) ;; *) die "ROOT must be an absolute path";; esac
case $S3T_DIR in "$ROOT"/*) ;; *) die "S3T_DIR must be below ROOT";; esac
[ "$(id -u)" -eq 0 ] || die "needs root, because it uses chroot"
# Programs below ROOT run as root.
[ ! -e "$ROOT" ] || [ -O "$ROOT" ] || die "$ROOT belongs to somebody else"

mirror() {
  local found
  found=$( { cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null || true; } | { grep -v '^ *#' || true; } \
    | { grep -oE 'https?://[^ ]+/debian/?( |$)' || true; } | sed -n 1p | tr -d ' ')
  echo "${MIRROR:-${found:-http://deb.debian.org/debian}}"
}

unpack() {
  local a=$ROOT.apt d l p o from
  from=$(mirror)
  mkdir -p "$a"/{lists/partial,archives/partial,empty} "$ROOT"
  : >"$a/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $from $SUITE main" >"$a/sources.list"
  o=(-qq -o Dir::Etc::SourceList="$a/sources.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::Etc::PreferencesParts="$a/empty"
     -o Dir::State::Lists="$a/lists" -o Dir::State::Status="$a/status" -o Dir::Cache="$a" -o Dir::Cache::Archives="$a/archives"
     -o APT::Install-Recommends=false -o APT::Sandbox::User=root -o Debug::NoLocking=true -o Acquire::Languages=none
     -o APT::Update::Error-Mode=any)
  apt-get "${o[@]}" update >&2 || die "the mirror $from does not provide Debian $SUITE (see above); set MIRROR to one that does"
  apt-get "${o[@]}" -y --download-only install radosgw ceph-mon ceph-osd libc-bin >&2 \
    || die "the packages of Debian $SUITE could not be downloaded from $from"
  for d in "$a"/archives/*.deb; do
    dpkg-deb --fsys-tarfile "$d" | tar -x -C "$ROOT" --exclude=./usr/share/doc --exclude=./usr/share/man --exclude=./usr/share/locale \
      --exclude=./usr/share/zoneinfo --exclude='./lib64' --exclude='./bin' --exclude='./sbin' --exclude='./lib'
  done
  for l in bin lib lib64 sbin; do ln -sfn "usr/$l" "$ROOT/$l"; done
  mkdir -p "$ROOT"/{dev,proc,tmp,run,s3t,.programs} "$ROOT$(dirname "$ROOT")"
  ln -sfn / "$ROOT$ROOT"
  [ -c "$ROOT/dev/null" ] || { mknod -m 666 "$ROOT/dev/null" c 1 3; mknod -m 666 "$ROOT/dev/zero" c 1 5; mknod -m 666 "$ROOT/dev/random" c 1 8; mknod -m 666 "$ROOT/dev/urandom" c 1 9; }
  for p in radosgw radosgw-admin ceph ceph-mon ceph-osd monmaptool; do
    printf '#!/bin/sh\nexec chroot %s /usr/bin/%s "$@"\n' "$ROOT" "$p" >"$ROOT/.programs/$p"; chmod +x "$ROOT/.programs/$p"
  done
  rm -rf "$a/archives"
  chroot "$ROOT" /usr/bin/radosgw --version >"$ROOT/.version" || die "Ceph of Debian $SUITE does not start in $ROOT"
  mv "$ROOT/.version" "$ROOT/.unpacked"
}

# Several test projects may install at the same time.
install() {
  [ ! -s "$ROOT/.unpacked" ] || return 0
  exec 9>"$ROOT.lock"
  flock 9
  [ -s "$ROOT/.unpacked" ] || unpack
  exec 9>&-
}

command=${1:-}; shift || true
case $command in
  install) install; cat "$ROOT/.unpacked" ;;
  start) install; PATH=$ROOT/.programs:$PATH bash "$RGW" start ;;
  stop) PATH=$ROOT/.programs:$PATH bash "$RGW" stop ;;
  status|env|version|add-key|remove-key) PATH=$ROOT/.programs:$PATH bash "$RGW" "$command" "$@" ;;
  *) sed -n 2,4p "$0" >&2; exit 2 ;;
esac
