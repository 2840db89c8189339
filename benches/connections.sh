#!/usr/bin/env bash
# `probe` against openssl s_client, SSLPoke in a JVM, and a scan in the shell, all measured in this run with servers on
# 127.0.0.1: a markdown table.
#
#   JAVA=.../jdk-25/bin/java benches/connections.sh
#
# Needs a release build (BINARY, else target/release/keytool-rs), hyperfine, openssl, python3, GNU time; java (JAVA, or that
# beside KEYTOOL) and javac (JAVAC) for SSLPoke. STATISTIC=min takes the shortest of the runs instead of the median. Ends with 1
# where a goal is missed or a command fails. Takes three minutes.
set -euo pipefail
. "$(dirname "$0")/measuring.sh"
jks=$top/testdata/keystores/debian.jks
need "$jks"
prepare
for needed in hyperfine openssl python3 /usr/bin/time; do
  has "$needed" || { echo "missing: $needed" >&2; exit 2; }
done
java=${JAVA:-${KEYTOOL:+$(dirname "$KEYTOOL")/java}}
java=${java:-java}
javac=${JAVAC:-javac}

certificate() { # NAME OPTIONS-OF-THE-KEY...
  openssl req -x509 -newkey "${@:2}" -nodes -keyout "$work/$1.key" -out "$work/$1.pem" -days 3650 -subj "/CN=localhost" \
    -addext "subjectAltName=DNS:localhost,IP:127.0.0.1" 2>"$work/log"
}
certificate rsa rsa:2048
certificate ec ec -pkeyopt ec_paramgen_curve:P-256

# A port that nobody listens to.
free_port() {
  python3 -c 'import socket; print(socket.create_server(("127.0.0.1", 0)).getsockname()[1])'
}

# Waits until COMMAND is true, ten seconds at most.
until_true() {
  local turn
  for turn in $(seq 200); do
    if "$@" >/dev/null 2>&1 </dev/null; then return; fi
    sleep 0.05
  done
  echo "this does not come true: $*" >&2
  exit 2
}

# Starts `openssl s_server OPTIONS` as $server.
serve() {
  local port
  port=$(free_port)
  openssl s_server -quiet -www -accept "127.0.0.1:$port" "$@" >"$work/log" 2>&1 </dev/null &
  begun+=($!)
  server=127.0.0.1:$port
  until_true openssl s_client -connect "$server"
}

# One connection: as the server sees it, from the first byte to the end of the last connection, and as whole processes.
heading
for key in rsa ec; do
  kind=${key/rsa/RSA of 2048 bits}
  kind=${kind/ec/EC}
  pair=("$work/$key.pem" "$work/$key.key")
  mine=$(python3 "$top/benches/server.py" timed "${pair[@]}" 40 "$native" probe 127.0.0.1:PORT --trust "${pair[0]}" --quiet | counting)
  theirs=$(python3 "$top/benches/server.py" timed "${pair[@]}" 40 openssl s_client -connect 127.0.0.1:PORT -CAfile "${pair[0]}" | counting)
  row "\`probe\`: what the server sees of it, $kind" "$mine" "$theirs" "openssl s_client" 1.5 at-most
done
serve -cert "$work/rsa.pem" -key "$work/rsa.key"
mine=$(measure 100 "$native probe $server --trust $work/rsa.pem --quiet")
row "\`probe\`, the whole process" "$mine" "$(measure 100 "openssl s_client -connect $server -CAfile $work/rsa.pem")" "openssl s_client" 1.5 at-most
if has "$java" && has "$javac"; then
  "$javac" --release 11 -d "$work" "$top/benches/SSLPoke.java"
  cp "$jks" "$work/trust.jks" && chmod u+w "$work/trust.jks"
  "$native" import "$work/rsa.pem" --keystore "$work/trust.jks" --storepass changeit >"$work/log"
  trust="-Djavax.net.ssl.trustStore=$work/trust.jks -Djavax.net.ssl.trustStorePassword=changeit"
  poke="$java $trust -cp $work SSLPoke ${server/:/ }"
  mine=$(measure 100 "$native probe $server --keystore $work/trust.jks --storepass changeit --as sslpoke --quiet")
  row "\`probe --as sslpoke\` with 145 entries, the whole process" "$mine" "$(measure 10 "$poke")" "java SSLPoke" 20 at-least
else
  skipped "\`probe --as sslpoke\` with 145 entries, the whole process" "java or javac"
fi

# All that a server speaks. Of the scripts, the usual one tries every suite in every version; the better one takes away what the
# server chose until it chooses nothing more. Neither finds out about groups, protocols within, or who chooses.
serve -cert "$work/rsa.pem" -key "$work/rsa.key" -min_protocol TLSv1 -cipher ALL:eNULL:@SECLEVEL=0
cat >"$work/usual" <<'SHELL'
for version in tls1 tls1_1 tls1_2; do
  for suite in $(openssl ciphers 'ALL:eNULL:@SECLEVEL=0' | tr : ' '); do
    case $suite in TLS_*) continue ;; esac
    if openssl s_client -connect "$1" -$version -cipher "$suite:@SECLEVEL=0" </dev/null >/dev/null 2>&1; then
      echo "$version $suite"
    fi
  done
done
for suite in TLS_AES_256_GCM_SHA384 TLS_CHACHA20_POLY1305_SHA256 TLS_AES_128_GCM_SHA256 TLS_AES_128_CCM_SHA256 TLS_AES_128_CCM_8_SHA256; do
  if openssl s_client -connect "$1" -tls1_3 -ciphersuites "$suite" </dev/null >/dev/null 2>&1; then
    echo "tls1_3 $suite"
  fi
done
SHELL
cat >"$work/better" <<'SHELL'
for version in tls1 tls1_1 tls1_2 tls1_3; do
  option=-cipher left=ALL:eNULL:@SECLEVEL=0
  if [ $version = tls1_3 ]; then
    option=-ciphersuites
    left=:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:TLS_AES_128_CCM_SHA256:TLS_AES_128_CCM_8_SHA256:
  fi
  while suite=$(openssl s_client -connect "$1" -$version $option "$left" </dev/null 2>/dev/null | sed -n 's/^New, .*Cipher is //p') &&
    [ -n "$suite" ] && [ "$suite" != "(NONE)" ]; do
    echo "$version $suite"
    if [ $version = tls1_3 ]; then left=$(echo "$left" | sed "s/:$suite:/:/"); else left=$left:!$suite; fi
  done
done
SHELL
mine=$(measure 5 "$native probe $server --trust $work/rsa.pem --all")
seen=$("$native" probe "$server" --trust "$work/rsa.pem" --all --format json | python3 -c 'import json, sys
print(sum(len(version["suites"]) for version in json.load(sys.stdin)["survey"]["versions"] if version["accepted"]))' || true)
for script in usual better; do
  started=$(date +%s.%N)
  bash "$work/$script" "$server" >"$work/suites"
  theirs=$(python3 -c 'import sys, time; print(time.time() - float(sys.argv[1]))' "$started")
  # Quick is easy for whoever sees less.
  [ "$(wc -l <"$work/suites")" -le "${seen:-0}" ] || mine=
  row "\`probe --all\` of $seen suites" "$mine" "$theirs" "the $script loop over openssl s_client" 3 at-least
done

# 500 servers, each slower than the one before it. The slowest one's time is that of a probe of it alone.
python3 "$top/benches/server.py" slow "$work/ec.pem" "$work/ec.key" 500 2 >"$work/targets" &
begun+=($!)
until_true grep -q ready "$work/targets"
slowest=$(grep -v '#' "$work/targets" | tail -n 1)
alone=$(measure 2 "$native probe $slowest --trust $work/ec.pem --quiet")
many=(probe --targets "$work/targets" --trust "$work/ec.pem" --quiet)
goal=${alone:+$(python3 -c 'import sys; print(2 * float(sys.argv[1]) + 2)' "$alone")}
row "\`probe\` of 500 servers that answer within 2 s" "$(measure 2 "$native ${many[*]}")" "$goal" "2 x the slowest + 2 s" 1 at-most
memory "peak memory of it" "$(peak "$native" "${many[@]}")" 60
memory "peak memory of \`probe\` of one server" "$(peak "$native" probe "$server" --trust "$work/rsa.pem" --quiet)" 12
conclude
