#!/usr/bin/env bash
# The way from nothing to HTTPS, walked twice: with the JDK's keytool and with this one, and everything comparable
# compared.
#
# root → intermediate → server's key → request → signed reply → reply imported → PKCS12 export → trust store → HTTPS
# between two JVMs. Each step's standard output, standard error and exit code must be the same, but for what no two
# runs make alike: serial numbers, fingerprints, key identifiers, PEM bodies, the time of day. Then the JDK's keytool
# lists the stores of both walks, and each keytool the other's, which must be the same as well.
#
#   KEYTOOL     the JDK 25's keytool (needed)
#   KEYTOOL_RS  ours (default: target/release/keytool-rs or target/debug/keytool-rs)
#   -v          shows the steps of both that differ in full
#
# Needs java and javac. Prints one line a step; exit code 1 where anything differs, 2 where it could not be walked.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
verbose=${1:-}
target=${CARGO_TARGET_DIR:-$here/../target}
for built in "$target/release/keytool-rs" "$target/debug/keytool-rs"; do
  [ -n "${KEYTOOL_RS:-}" ] || { [ -x "$built" ] && KEYTOOL_RS=$built; }
done
for needed in "${KEYTOOL:?KEYTOOL must name the keytool of JDK 25}" "${KEYTOOL_RS:?no keytool-rs was found; build it, or set KEYTOOL_RS}" java javac; do
  command -v "$needed" >/dev/null || {
    echo "tour: there is no $needed" >&2
    exit 2
  }
done
work=$(mktemp -d)
servers=()
clean_up() {
  for server in "${servers[@]:-}"; do
    [ -n "$server" ] && kill "$server" 2>/dev/null
  done
  rm -rf "$work"
}
trap clean_up EXIT
export LC_ALL=C.UTF-8 TZ=UTC
# keytool's own texts alone: no options out of the environment.
unset JDK_JAVA_OPTIONS JAVA_TOOL_OPTIONS

mkdir -p "$work/bin" "$work/jdk" "$work/ours" "$work/steps/jdk" "$work/steps/ours" "$work/classes"
ln -s "$(readlink -f "$KEYTOOL_RS")" "$work/bin/keytool"
javac -d "$work/classes" "$here/tour/Https.java" || exit 2

# step NAME WORD...: runs the words in the walker's folder and keeps what came of it.
step() {
  local name=$1
  shift
  number=$((number + 1))
  local kept
  kept=$(printf '%s/steps/%s/%02d %s' "$work" "$walker" "$number" "$name")
  (cd "$work/$walker" && "$@" </dev/null >"$kept.out" 2>"$kept.err")
  echo $? >"$kept.code"
}

# The same for keytool, with the password that all stores have.
k() {
  local name=$1
  shift
  step "$name" "$keytool" "$@" -storepass changeit
}

walk() {
  walker=$1
  keytool=$2
  number=0
  local end=(-validity 90)
  k 'root: key' -genkeypair -alias root -keyalg RSA -keysize 2048 -dname 'CN=Tour Root CA, O=Tour, C=XX' \
    -ext bc:c -ext ku:c=keyCertSign,cRLSign -validity 3650 -keystore root.p12
  k 'root: export' -exportcert -alias root -rfc -file root.pem -keystore root.p12
  k 'intermediate: key' -genkeypair -alias inter -keyalg EC -groupname secp384r1 \
    -dname 'CN=Tour Issuing CA, O=Tour, C=XX' -keystore inter.p12
  k 'intermediate: request' -certreq -alias inter -file inter.csr -keystore inter.p12
  step 'intermediate: request printed' "$keytool" -printcertreq -file inter.csr -v
  k 'intermediate: signed by root' -gencert -alias root -infile inter.csr -outfile inter.pem -rfc -ext bc:c=0 \
    -ext ku:c=keyCertSign,cRLSign -validity 1800 -keystore root.p12
  k 'intermediate: root trusted' -importcert -noprompt -alias root -file root.pem -keystore inter.p12
  k 'intermediate: reply imported' -importcert -alias inter -file inter.pem -keystore inter.p12
  k 'server: key in a JKS store' -genkeypair -alias server -keyalg RSA -keysize 2048 -keypass changeit \
    -dname 'CN=localhost, OU="Tour, Servers", O=Tour, C=XX' -storetype JKS -keystore server.jks
  k 'server: request' -certreq -alias server -ext san=dns:localhost -file server.csr -keystore server.jks
  step 'server: request printed' "$keytool" -printcertreq -file server.csr
  k 'server: signed by intermediate' -gencert -alias inter -infile server.csr -outfile server.pem -rfc \
    -ext san=dns:localhost,ip:127.0.0.1 -ext eku=serverAuth,clientAuth -ext ku:c=digitalSignature \
    "${end[@]}" -keystore inter.p12
  step 'server: certificate printed' "$keytool" -printcert -file server.pem
  k 'server: reply without its issuer is not trusted' -importcert -alias server -file server.pem -keystore server.jks
  k 'server: root trusted' -importcert -noprompt -alias root -file root.pem -keystore server.jks
  k 'server: intermediate trusted' -importcert -alias inter -file inter.pem -noprompt -keystore server.jks
  k 'server: reply imported' -importcert -alias server -file server.pem -keystore server.jks
  step 'server: PKCS12 export' "$keytool" -importkeystore -srckeystore server.jks -srcstorepass changeit \
    -srcalias server -destkeystore server.p12 -deststoretype PKCS12 -deststorepass changeit -noprompt
  step 'server: the whole store converted' "$keytool" -importkeystore -srckeystore server.jks \
    -srcstorepass changeit -destkeystore all.p12 -deststorepass changeit -noprompt
  k 'trust store: root' -importcert -noprompt -alias tour-root -file root.pem -keystore trust.p12
  k 'trust store: the same again' -importcert -noprompt -alias tour-root -file root.pem -keystore trust.p12
  k 'wrong trust store: another root' -genkeypair -alias other -keyalg Ed25519 -dname CN=Other -keystore other.p12
  k 'wrong trust store: its certificate' -exportcert -alias other -file other.der -keystore other.p12
  k 'wrong trust store: made' -importcert -noprompt -alias other -file other.der -keystore wrong.p12
  k 'server: renamed' -changealias -alias server -destalias tour-server -keystore all.p12
  step 'server: another password' "$keytool" -storepasswd -new changed1 -storepass changeit -keystore all.p12
  k 'server: the old password is wrong now' -list -keystore all.p12
  for store in root.p12 inter.p12 server.jks server.p12 trust.p12 wrong.p12; do
    k "list -v $store" -list -v -keystore "$store"
    k "list -rfc $store" -list -rfc -keystore "$store"
  done
  step 'list all.p12' "$keytool" -list -keystore all.p12 -storepass changed1
  serve server.p12
  https 'HTTPS: the trust store trusts' trust.p12
  https 'HTTPS: the wrong one does not' wrong.p12
  step 'HTTPS: the server shows its chain' "$keytool" -printcert -sslserver "127.0.0.1:$port"
  step 'HTTPS: the same as PEM' "$keytool" -printcert -rfc -sslserver "127.0.0.1:$port"
  stop
  serve server.jks
  https 'HTTPS: the JKS store serves as well' trust.p12
  stop
  k 'trust store: root deleted' -delete -alias tour-root -keystore trust.p12
  k 'trust store: empty' -list -keystore trust.p12
  step 'the files' ls
}

# A JVM that serves with a store; it ends with its standard input.
serve() {
  rm -f "$work/port" "$work/input"
  mkfifo "$work/input"
  java -cp "$work/classes" Https server "$work/$walker/$1" changeit "$work/port" <"$work/input" >/dev/null 2>&1 &
  server=$!
  servers+=("$server")
  exec 9>"$work/input"
  port=0
  for _ in $(seq 300); do
    [ -s "$work/port" ] && port=$(cat "$work/port") && return
    kill -0 "$server" 2>/dev/null || return
    sleep 0.1
  done
}

stop() {
  exec 9>&-
  wait "$server" 2>/dev/null
}

https() { step "$1" java -cp "$work/classes" Https client "$2" changeit "$port"; }

# What no two runs make alike.
mask() {
  sed -E \
    -e '/^-----BEGIN/,/^-----END/{/^-----/!d}' \
    -e 's/\r$/{CR}/' \
    -e 's/^(Serial number: )[0-9a-f]+/\1{serial}/' \
    -e 's/([0-9A-F]{2}:){15,}[0-9A-F]{2}/{fingerprint}/' \
    -e 's/^(00[0-9a-f]0: ).*/\1{bytes}/' \
    -e 's/[0-9]{2}:[0-9]{2}:[0-9]{2}/{time}/g' "$1"
}

differences=0
# compare NAME FILE FILE: says whether two files are the same behind their masks.
same() {
  mask "$2" >"$work/one"
  mask "$3" >"$work/two"
  cmp -s "$work/one" "$work/two" && return 0
  [ "$verbose" = -v ] && diff -u --label "jdk: $1" --label "ours: $1" "$work/one" "$work/two"
  return 1
}

walk jdk "$KEYTOOL"
walk ours "$work/bin/keytool"

for code in "$work/steps/jdk/"*.code; do
  name=$(basename "$code" .code)
  what=
  for part in out err code; do
    same "$name ($part)" "$work/steps/jdk/$name.$part" "$work/steps/ours/$name.$part" || what+=" $part"
  done
  if [ -z "$what" ]; then
    printf 'same    %s (exit code %s)\n' "$name" "$(cat "$code")"
  else
    printf 'DIFFERS %s:%s\n' "$name" "$what"
    differences=$((differences + 1))
  fi
done

# Each reads what the other wrote.
for store in root.p12 inter.p12 server.jks server.p12 wrong.p12 other.p12; do
  for pair in "jdk-jdk:jdk:$KEYTOOL" "jdk-ours:ours:$KEYTOOL" "ours-jdk:jdk:$work/bin/keytool"; do
    IFS=: read -r label folder tool <<<"$pair"
    "$tool" -list -v -keystore "$work/$folder/$store" -storepass changeit >"$work/$label.list" 2>&1
    sed -i "s,$work/$folder/,,g" "$work/$label.list"
  done
  for label in jdk-ours ours-jdk; do
    reader=${label%-*} writer=${label#*-}
    if same "$store of $writer as $reader lists it" "$work/jdk-jdk.list" "$work/$label.list"; then
      echo "same    $store of $writer as $reader lists it"
    else
      echo "DIFFERS $store of $writer as $reader lists it"
      differences=$((differences + 1))
    fi
  done
done

# A tour on which nothing works is the same twice, and no tour.
for kept in 'HTTPS: the trust store trusts:0' 'HTTPS: the wrong one does not:1' 'HTTPS: the server shows its chain:0'; do
  if [ "$(cat "$work/steps/jdk/"*"${kept%:*}.code")" != "${kept##*:}" ]; then
    echo "FAILED  ${kept%:*}, with the JDK's keytool"
    cat "$work/steps/jdk/"*"${kept%:*}.out"
    differences=$((differences + 1))
  fi
done
if [ "$differences" -eq 0 ]; then
  echo "tour: everything is the same"
else
  echo "tour: $differences differ"
  exit 1
fi
