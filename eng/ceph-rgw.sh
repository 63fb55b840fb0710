#!/usr/bin/env bash
# A real S3 server for tests: Ceph's RADOS gateway with one monitor and one OSD, in memory, on loopback, without root.
#
#   eng/ceph-rgw.sh install     installs the Debian packages (270 MB; needs root)
#   eng/ceph-rgw.sh start       starts an empty store (3 s), and prints what `env` prints
#   eng/ceph-rgw.sh stop | status | env | version
#   eng/ceph-rgw.sh add-key ACCESS SECRET | remove-key ACCESS    another access key of the first account
#
# Everything is in $S3T_DIR, which each start empties. The settings are the environment variables below; two stores at the same
# time need two directories and four ports. The conformance suite starts and stops its own store.
set -euo pipefail

S3T_DIR=${S3T_DIR:-${TMPDIR:-/tmp}/presignkit-ceph}
S3T_PORT=${S3T_PORT:-18480}            # S3 endpoint
S3T_MON_PORT=${S3T_MON_PORT:-18481}    # Ceph monitor (loopback only)
S3T_DNS=${S3T_DNS:-s3.localhost}       # virtual-host style: <bucket>.s3.localhost
S3T_ACCESS_KEY=${S3T_ACCESS_KEY:-AKIAPRESIGNKITTEST01}
S3T_SECRET_KEY=${S3T_SECRET_KEY:-presignkit/test+secret/0123456789abcdefg}
S3T_ACCESS_KEY2=${S3T_ACCESS_KEY2:-AKIAPRESIGNKITTEST02}   # a second account, without access to the first account's buckets
S3T_SECRET_KEY2=${S3T_SECRET_KEY2:-presignkit/test+secret/second-account-key}
S3T_STS=${S3T_STS:-false}              # true: AssumeRole works (session tokens), but every signature error is AccessDenied
S3T_STS_KEY=${S3T_STS_KEY:-presignkit-sts-0}   # encrypts session tokens: 16 characters, or 32 from Ceph 20 on
S3T_INSECURE=${S3T_INSECURE:-false}    # true: Ceph 20 accepts headers that were not signed, as before CVE-2026-54330 was fixed
S3T_CRYPT=${S3T_CRYPT:-true}           # true: like a gateway behind TLS with a key service, which has the key "presignkit-test"
S3T_DEBUG=${S3T_DEBUG:-1}              # 20: log/client.rgw.log has each canonical request and string to sign
S3T_WAIT=${S3T_WAIT:-60}               # the longest time for each wait, in seconds

PKGS=(ceph-mon ceph-osd radosgw)
CONF=$S3T_DIR/ceph.conf
export CEPH_CONF=$CONF

die() { echo "ceph-rgw: $*" >&2; exit 1; }

# Prints the process ID of daemon $1, if its pid file names a running process of that program and this directory.
alive() {
  local f=$S3T_DIR/run/$1.pid p
  [ -s "$f" ] || return 1
  p=$({ tr -dc 0-9 <"$f"; } 2>/dev/null); [ -n "$p" ] || return 1
  [ "$(basename "$(readlink "/proc/$p/exe" 2>/dev/null)")" = "$1" ] || return 1   # The gateway of Ceph 18 renames its main thread.
  { tr '\0' ' ' <"/proc/$p/cmdline"; } 2>/dev/null | grep -qF -- "$CONF" || return 1
  echo "$p"
}

healthy() { curl -sf -o /dev/null --max-time 2 "http://127.0.0.1:$S3T_PORT/swift/healthcheck"; }

wait_healthy() {
  local end=$((SECONDS + S3T_WAIT))
  until healthy && alive radosgw >/dev/null; do
    [ $SECONDS -lt $end ] || die "timed out waiting for the S3 endpoint (logs in $S3T_DIR/log)"
    if [ -s "$S3T_DIR/run/radosgw.pid" ] && ! alive radosgw >/dev/null; then die "radosgw exited (logs in $S3T_DIR/log; is port $S3T_PORT free?)"; fi
    sleep 0.1
  done
}

# 16.2.15, from "ceph version 16.2.15 (a6df...) pacific (stable)".
version() { radosgw --version | sed -nE 's/^ceph version ([^ ]+) .*/\1/p'; }

print_env() {
  cat <<E
export ENDPOINT=http://127.0.0.1:$S3T_PORT
export VHOST_ENDPOINT=http://$S3T_DNS:$S3T_PORT
export ACCESS_KEY=$S3T_ACCESS_KEY
export SECRET_KEY=$S3T_SECRET_KEY
export ACCESS_KEY2=$S3T_ACCESS_KEY2
export SECRET_KEY2=$S3T_SECRET_KEY2
export REGION=us-east-1
export CEPH_VERSION=$(version)
E
  [ "$S3T_STS" != true ] || echo "export ROLE_ARN=arn:aws:iam:::role/presign"
}

do_install() {
  local p missing=()
  for p in "${PKGS[@]}"; do
    dpkg-query -W -f='${db:Status-Status}' "$p" 2>/dev/null | grep -qx installed || missing+=("$p")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >&2
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

write_conf() {
  cat >"$CONF" <<E
[global]
fsid = $1
mon_host = [v2:127.0.0.1:$S3T_MON_PORT/0]
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
ms_bind_msgr1 = false
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
run_dir = $S3T_DIR/run
pid_file = $S3T_DIR/run/\$type.pid
admin_socket =
log_file = $S3T_DIR/log/\$name.log
crash_dir = $S3T_DIR/crash
setuser_match_path =
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 2
osd_pool_default_pgp_num = 2
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_warn_on_pool_no_redundancy = false
mon_max_pg_per_osd = 2000

[mon]
mon_data = $S3T_DIR/mon
mon_cluster_log_file = $S3T_DIR/log/cluster.log
paxos_propose_interval = 0.02
paxos_min_wait = 0.01
mon_data_avail_crit = 1
mon_data_avail_warn = 2
mon_memory_autotune = false
mon_osd_nearfull_ratio = .97
mon_osd_backfillfull_ratio = .98
mon_osd_full_ratio = .99

[osd]
osd_data = $S3T_DIR/osd
osd_objectstore = memstore
memstore_device_bytes = 4294967296
osd_max_object_name_len = 2048
osd_class_update_on_start = false
osd_memory_target = 939524096
osd_op_num_shards = 2
osd_op_num_threads_per_shard = 1

[client]
keyring = /dev/null

[client.rgw]
rgw_rados_pool_pg_num_min = 2
# By default the gateway requires an encrypted session with the monitor, which authentication "none" does not support.
ms_mon_client_mode = crc
rgw_data = $S3T_DIR/rgw
pid_file = $S3T_DIR/run/radosgw.pid
rgw_frontends = beast endpoint=127.0.0.1:$S3T_PORT
rgw_dns_name = $S3T_DNS
rgw_enable_usage_log = false
rgw_enable_ops_log = false
rgw_thread_pool_size = 32
debug_rgw = ${S3T_DEBUG:-1}
rgw_s3_auth_use_sts = $S3T_STS
rgw_sts_key = $S3T_STS_KEY
# By default a session lasts at least 15 minutes, too long for a test that waits for its end.
rgw_sts_min_session_duration = 1
E
  [ "$S3T_INSECURE" != true ] || echo "rgw_sigv4_insecure = true" >>"$CONF"
  [ "$S3T_CRYPT" != true ] || cat >>"$CONF" <<E
# By default, requests for encryption over plain http are refused. The "testing" key service reads its keys from here.
rgw_crypt_require_ssl = false
rgw_crypt_s3_kms_backend = testing
rgw_crypt_s3_kms_encryption_keys = presignkit-test=cHJlc2lnbmtpdC10ZXN0LWtleS0wMTIzNDU2Nzg5YWI=
E
}

admin() { radosgw-admin -c "$CONF" -n client.rgw "$@"; }

do_start() {
  local p
  if alive radosgw >/dev/null && alive ceph-osd >/dev/null && alive ceph-mon >/dev/null && healthy; then
    print_env; return 0
  fi
  command -v radosgw >/dev/null && command -v ceph-mon >/dev/null && command -v ceph-osd >/dev/null \
    || die "not installed: run '$0 install'"
  do_stop
  case $S3T_DIR in /|/tmp|/root|/home|"") die "refusing S3T_DIR=$S3T_DIR";; esac
  if [ -e "$S3T_DIR" ] && [ ! -e "$S3T_DIR/.s3t" ] && [ -n "$(ls -A "$S3T_DIR")" ]; then
    die "$S3T_DIR is not empty and was not created by this script"
  fi
  rm -rf "$S3T_DIR"
  mkdir -p "$S3T_DIR"/{run,log,crash,mon,osd,rgw}
  : >"$S3T_DIR/.s3t"
  for p in "$S3T_PORT" "$S3T_MON_PORT"; do
    if (: <"/dev/tcp/127.0.0.1/$p") 2>/dev/null; then die "port $p is in use"; fi
  done
  ulimit -n 65536 2>/dev/null || true
  ulimit -c 0

  local fsid osd_uuid
  fsid=$(cat /proc/sys/kernel/random/uuid); osd_uuid=$(cat /proc/sys/kernel/random/uuid)
  write_conf "$fsid"
  trap 'rc=$?; [ $rc -eq 0 ] || { tail -n 15 "$S3T_DIR"/log/*.log >&2 2>/dev/null; do_stop; }; exit $rc' EXIT

  {
    monmaptool --create --fsid "$fsid" --addv a "[v2:127.0.0.1:$S3T_MON_PORT]" "$S3T_DIR/monmap"
    ceph-mon -c "$CONF" -i a --mkfs --monmap "$S3T_DIR/monmap"
    ceph-mon -c "$CONF" -i a --pid-file "$S3T_DIR/run/ceph-mon.pid"
    ceph -c "$CONF" --connect-timeout "$S3T_WAIT" osd new "$osd_uuid" 0
    ceph-osd -c "$CONF" -i 0 --mkfs --osd-uuid "$osd_uuid"
    ceph-osd -c "$CONF" -i 0 --pid-file "$S3T_DIR/run/ceph-osd.pid"
    # Creating the first user creates the default zone, which then gets a second storage class. The gateway reads it when it starts.
    admin user create --uid=test --display-name=test --access-key="$S3T_ACCESS_KEY" --secret-key="$S3T_SECRET_KEY"
    admin user create --uid=other --display-name=other --access-key="$S3T_ACCESS_KEY2" --secret-key="$S3T_SECRET_KEY2"
    admin zonegroup placement add --rgw-zonegroup=default --placement-id=default-placement --storage-class=STANDARD_IA
    admin zone placement add --rgw-zone=default --placement-id=default-placement --storage-class=STANDARD_IA --data-pool=default.rgw.buckets.ia
    radosgw -c "$CONF" -n client.rgw --pid-file "$S3T_DIR/run/radosgw.pid"
  } >>"$S3T_DIR/log/start.log" 2>&1 </dev/null

  wait_healthy
  {
    if [ "$S3T_STS" = true ]; then
      admin role create --role-name=presign --assume-role-policy-doc='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam:::user/test"]},"Action":["sts:AssumeRole"]}]}'
      admin role-policy put --role-name=presign --policy-name=all --policy-doc='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*"],"Resource":["arn:aws:s3:::*"]}]}'
    fi
  } >>"$S3T_DIR/log/start.log" 2>&1 </dev/null
  trap - EXIT
  print_env
}

do_stop() {
  local d p i group
  # The gateway first, because it disconnects from the OSD; then the OSD and the monitor together.
  for group in "radosgw" "ceph-osd ceph-mon"; do
    for d in $group; do if p=$(alive "$d"); then kill -TERM "$p" 2>/dev/null || true; fi; done
    for d in $group; do
      for i in $(seq 1 40); do alive "$d" >/dev/null || break; sleep 0.1; done
      if p=$(alive "$d"); then kill -KILL "$p" 2>/dev/null || true; sleep 0.3; fi
      rm -f "$S3T_DIR/run/$d.pid"
    done
  done
}

do_key() { admin key "$@" --uid=test --key-type=s3 >>"$S3T_DIR/log/keys.log" 2>&1 </dev/null; }

do_status() {
  local d p rc=0
  for d in ceph-mon ceph-osd radosgw; do
    if p=$(alive "$d"); then
      echo "$d: pid $p, rss $(awk '/^VmRSS/{print int($2/1024)}' "/proc/$p/status") MiB"
    else echo "$d: not running"; rc=1; fi
  done
  if healthy; then echo "endpoint http://127.0.0.1:$S3T_PORT: up"; else echo "endpoint: down"; rc=1; fi
  return $rc
}

case ${1:-} in
  install) do_install ;;
  start)   do_start ;;
  stop)    do_stop ;;
  status)  do_status ;;
  add-key)    do_key create --access-key="${2:?}" --secret-key="${3:?}" ;;
  remove-key) do_key rm --access-key="${2:?}" ;;
  env)     print_env ;;
  version) radosgw --version ;;
  *) echo "usage: $0 install|start|stop|status|env|version|add-key|remove-key" >&2; exit 2 ;;
esac
