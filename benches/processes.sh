#!/usr/bin/env bash
# Whole processes against JDK 25's keytool, openssl and plain hashing, all measured in this run: a markdown table.
#
#   KEYTOOL=.../jdk-25/bin/keytool benches/processes.sh
#
# Needs a release build (BINARY, else target/release/keytool-rs), hyperfine, openssl, python3, GNU time, a javac. The stores are
# those of testdata/keystores. Ends with 1 where a goal is missed or a command fails. Takes four minutes.
set -euo pipefail
. "$(dirname "$0")/measuring.sh"
: "${KEYTOOL:?the keytool of a JDK 25}"
jks=$top/testdata/keystores/debian.jks
p12=$top/testdata/keystores/debian.p12
need "$KEYTOOL" "$jks" "$p12"
prepare
pass="-storepass changeit"
# The runtimes of .ci/run have an archive of loaded classes made for them; what is measured is Java as it came.
printf '#!/bin/sh\nexec "%s" -J-Xshare:off "$@"\n' "$KEYTOOL" >"$work/java-keytool" && chmod +x "$work/java-keytool"
java=$(dirname "$KEYTOOL")/java
KEYTOOL=$work/java-keytool

heading

for store in jks p12; do
  file=${!store}
  mine=$(measure 100 "$ours -list -keystore $file $pass")
  theirs=$(measure 10 "$KEYTOOL -list -keystore $file $pass")
  if [ "$store" = jks ]; then
    row "\`-list\` of 144 entries, JKS" "$mine" "$theirs" keytool 200 at-least
  else
    row "\`-list\` of 144 entries, PKCS12" "$mine" "$theirs" keytool 80 at-least
    row "the same" "$mine" "$(measure 20 "openssl pkcs12 -nokeys -in $file -passin pass:changeit")" \
      "openssl pkcs12 -nokeys" 0.4 at-most
  fi
done
row "\`-list -v\` of 144 entries, JKS" "$(measure 100 "$ours -list -v -keystore $jks $pass")" \
  "$(measure 10 "$KEYTOOL -list -v -keystore $jks $pass")" keytool 150 at-least

# 144 roots: one bundle, and a loop of keytools over one file each, as people write it.
"$KEYTOOL" -list -rfc -keystore "$jks" $pass >"$work/list" 2>/dev/null
mkdir "$work/roots"
awk -v folder="$work/roots" '/-BEGIN CERTIFICATE-/ { n++; on = 1 }
  on { print > sprintf("%s/%03d.pem", folder, n) }
  /-END CERTIFICATE-/ { on = 0 }' "$work/list"
cat "$work"/roots/*.pem >"$work/roots.pem"
bundle=$(measure 20 "$native import $work/roots.pem --keystore $work/new.jks --storepass changeit --ca --create" \
  "rm -f $work/new.jks $work/new.jks.bak")
started=$(date +%s.%N)
for root in "$work"/roots/*.pem; do
  "$KEYTOOL" -importcert -noprompt -storetype JKS -keystore "$work/loop.jks" $pass \
    -alias "$(basename "$root" .pem)" -file "$root" >/dev/null 2>&1
done
loop=$(python3 -c 'import sys, time; print(time.time() - float(sys.argv[1]))' "$started")
row "import of 144 roots" "$bundle" "$loop" "144 keytools" 2000 at-least

# The decision about a chain of three, with a store of 145 entries, in a JVM that does nothing else.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$work/root.key" -out "$work/root.pem" -days 3650 \
  -subj "/CN=Bench Root" -addext "keyUsage=critical,keyCertSign" 2>"$work/log"
issue() { # NAME ISSUER EXTENSIONS
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$work/$1.key" -out "$work/$1.csr" -subj "/CN=$1" 2>"$work/log"
  printf '%b' "$3" >"$work/$1.ext"
  openssl x509 -req -in "$work/$1.csr" -CA "$work/$2.pem" -CAkey "$work/$2.key" -CAcreateserial -days 3650 -out "$work/$1.pem" \
    -extfile "$work/$1.ext" 2>"$work/log"
}
issue middle root 'basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign\n'
issue leaf middle 'basicConstraints=CA:false\nkeyUsage=critical,digitalSignature\nsubjectAltName=DNS:mail.example.com\n'
cat "$work/leaf.pem" "$work/middle.pem" "$work/root.pem" >"$work/chain.pem"
cp "$jks" "$work/trust.jks" && chmod u+w "$work/trust.jks"
"$native" import "$work/root.pem" --ca --create --keystore "$work/trust.jks" --storepass changeit >/dev/null
mine=$(measure 100 "$native verify $work/chain.pem --keystore $work/trust.jks")
"${JAVAC:-javac}" --release 11 -d "$work" "$top/benches/Verify.java"
theirs=$(measure 10 "$java -Xshare:off -cp $work Verify $work/trust.jks changeit $work/chain.pem")
row "\`verify\` of 3 certificates against 145 entries" "$mine" "$theirs" "the trust manager in a JVM" 50 at-least
row "the same" "$mine" 0.010 "the goal" 1 at-most

# An audit of a cacerts, and of a folder of a thousand; keytool only lists them.
for store in jks p12; do
  mine=$(measure 50 "$native audit ${!store}")
  row "\`audit\` of 144 entries, ${store/p12/pkcs12}" "$mine" "$(measure 5 "$KEYTOOL -list -v -keystore ${!store} $pass")" \
    "keytool -list -v" 50 at-least
  row "the same" "$mine" 0.015 "the goal" 1 at-most
done
mkdir "$work/many"
for number in $(seq 1000); do cp "$jks" "$work/many/$number.jks"; done
row "\`audit\` of 1,000 stores of 144 entries" "$(measure 5 "$native audit $work/many")" \
  "$(measure 5 "sh -c 'sha256sum $work/many/*'")" sha256sum 1.5 at-most
rm -r "$work/many"

# Keys, and what becomes of them. The time of an RSA key depends on luck: there the mean of many counts.
new="-genkeypair -keystore $work/new.p12 $pass -alias k -dname CN=k"
clean="rm -f $work/new.p12"
for algorithm in EC Ed25519; do
  row "\`-genkeypair\`, $algorithm" "$(measure 50 "$ours $new -keyalg $algorithm" "$clean")" \
    "$(measure 10 "$KEYTOOL $new -keyalg $algorithm" "$clean")" keytool 100 at-least
done
usual=$statistic statistic=mean
row "\`-genkeypair\`, RSA of 3072 bits" "$(measure 60 "$ours $new -keyalg RSA -keysize 3072" "$clean")" \
  "$(measure 60 "openssl genrsa 3072")" "openssl genrsa" 1.3 at-most
statistic=$usual
move="-importkeystore -noprompt -srckeystore $jks -srcstorepass changeit -destkeystore $work/new.p12 -deststorepass changeit"
row "\`-importkeystore\` of 144 entries, JKS to PKCS12" "$(measure 50 "$ours $move" "$clean")" \
  "$(measure 10 "$KEYTOOL $move" "$clean")" keytool 40 at-least
row "\`-printcert\` of one certificate" "$(measure 100 "$ours -printcert -file $work/roots/001.pem")" \
  "$(measure 10 "$KEYTOOL -printcert -file $work/roots/001.pem")" keytool 150 at-least

# A hundred times more than anybody has: as cheap as reading and hashing the file.
python3 "$top/benches/large.py" jks 100000 "$work/roots.pem" "$work/large.jks"
python3 "$top/benches/large.py" jks 50000 "$work/roots.pem" "$work/half.jks"
python3 "$top/benches/large.py" p12 20000 "$work/roots.pem" "$work/large.p12"
python3 "$top/benches/large.py" p12 10000 "$work/roots.pem" "$work/half.p12"
one="$work/roots/001.pem"
for kind in jks p12; do
  file=$work/large.$kind
  if [ "$kind" = jks ]; then name="100,000 entries, JKS" hash=sha1sum; else name="20,000 entries, PKCS12" hash=sha256sum; fi
  hashing=$(measure 5 "$hash $file")
  whole=$(measure 5 "$ours -list -keystore $file $pass")
  row "\`-list\` of $name" "$whole" "$hashing" "$hash" 2 at-most
  # Twice as many entries take twice as long; a tenth is left to the memory they no longer fit into.
  row "the same" "$whole" "$(measure 5 "$ours -list -keystore $work/half.$kind $pass")" "half as many" 2.2 at-most
  import=$(measure 5 "$ours -importcert -noprompt -alias one -file $one -keystore $work/copy $pass" "sh -c 'cp $file $work/copy; sleep 0.05'")
  row "\`-importcert\` into $name" "$import" "$hashing" "$hash" 2 at-most
  # What an import that nothing can undo has to do besides: the new file is written whole and is on the disk at the end.
  durably=$(measure 5 "sh -c '$hash $file; cp $file $work/copy; sync $work/copy'" "rm -f $work/copy")
  row "the same" "$import" "$durably" "$hash, cp, sync" 2 at-most
done

mine=$(peak "$ours" -list -keystore "$jks" $pass)
memory "peak memory of \`-list\`, JKS" "$mine" 8 "$(peak "$KEYTOOL" -list -keystore "$jks" $pass)" keytool
conclude
