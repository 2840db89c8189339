#!/bin/sh
# Makes testdata/keystores/pkcs12: stores of every maker, and beside each what JDK 25 sees in it.
# Needs: openssl, certutil and pk12util (NSS), python3 with `cryptography`, javac, and the JVMs in
# JAVA_HOME_11, JAVA_HOME_17, JAVA_HOME_21, JAVA_HOME_25. Dates, keys and salts differ from run to run.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$here/../keystores/pkcs12
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out/crafted"
javac --release 11 -d "$work" "$here/Pkcs12Seen.java"
cd "$work"

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -subj '/CN=Root/O=Test' -days 3650
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout leaf.key -out leaf.csr -subj '/CN=leaf.test/O=Test'
openssl x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out leaf.pem -days 3650

export="openssl pkcs12 -export -inkey leaf.key -in leaf.pem -certfile ca.pem -name Leaf -passout pass:changeit"
$export -out "$out/openssl.p12"
$export -legacy -out "$out/openssl_legacy.p12"
$export -nomac -out "$out/openssl_nomac.p12"
$export -keypbe NONE -certpbe NONE -out "$out/openssl_open.p12"
for pbe in AES-128-CBC AES-192-CBC DES-EDE3-CBC PBE-SHA1-3DES PBE-SHA1-2DES PBE-SHA1-RC2-128 PBE-SHA1-RC2-40 \
    PBE-SHA1-RC4-128 PBE-SHA1-RC4-40; do
    $export -legacy -keypbe "$pbe" -certpbe "$pbe" -out "$out/openssl_$pbe.p12"
done
for mac in sha1 sha224 sha384 sha512; do
    $export -macalg "$mac" -out "$out/openssl_mac_$mac.p12"
done
openssl pkcs12 -export -nokeys -in ca.pem -out "$out/openssl_nokeys.p12" -passout pass:changeit
openssl pkcs12 -export -inkey leaf.key -in leaf.pem -name Leaf -passout pass: -out "$out/openssl_empty.p12"
openssl pkcs12 -export -legacy -inkey leaf.key -in leaf.pem -name Leaf -passout pass: -out "$out/openssl_legacy_empty.p12"

mkdir nss && certutil -N -d nss --empty-password
pk12util -i "$out/openssl.p12" -d nss -W changeit
pk12util -o "$out/nss.p12" -d nss -n Leaf -W changeit
pk12util -o "$out/nss_aes.p12" -d nss -n Leaf -W changeit -c AES-256-CBC -C AES-128-CBC

for version in 11 17 21 25; do
    eval "home=\$JAVA_HOME_$version"
    store=$out/java$version.p12
    rm -f "$store"
    tool="$home/bin/keytool -noprompt -storetype PKCS12 -storepass changeit -keystore $store"
    $tool -importkeystore -srckeystore "$out/openssl.p12" -srcstorepass changeit -destkeystore "$store" -deststorepass changeit
    $tool -importcert -alias Trusted -file ca.pem
    $tool -genseckey -alias Secret -keyalg AES -keysize 128
done
legacy=$out/java25_legacy.p12
rm -f "$legacy" "$out/java25_passwordless.p12" "$out/mutants.p12"
"$JAVA_HOME_25/bin/keytool" -J-Dkeystore.pkcs12.legacy -importkeystore -srckeystore "$out/java25.p12" -srcstorepass changeit \
    -destkeystore "$legacy" -deststorepass changeit
"$JAVA_HOME_25/bin/keytool" -J-Dkeystore.pkcs12.certProtectionAlgorithm=NONE -J-Dkeystore.pkcs12.macAlgorithm=NONE \
    -importcert -noprompt -alias ca -file ca.pem -keystore "$out/java25_passwordless.p12" -storepass changeit
low="-J-Dkeystore.pkcs12.certPbeIterationCount=10 -J-Dkeystore.pkcs12.keyPbeIterationCount=10 -J-Dkeystore.pkcs12.macIterationCount=10"
"$JAVA_HOME_25/bin/keytool" $low -genkeypair -alias k -keyalg EC -groupname secp256r1 -dname CN=l -keystore "$out/mutants.p12" -storepass changeit
"$JAVA_HOME_25/bin/keytool" $low -importcert -noprompt -alias t -file ca.pem -keystore "$out/mutants.p12" -storepass changeit

python3 - "$out" <<'PYTHON'
import sys
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
key = serialization.load_pem_private_key(open("leaf.key", "rb").read(), None)
leaf, ca = (x509.load_pem_x509_certificate(open(f"{name}.pem", "rb").read()) for name in ("leaf", "ca"))
best = serialization.BestAvailableEncryption(b"changeit")
open(f"{sys.argv[1]}/python.p12", "wb").write(pkcs12.serialize_key_and_certificates(b"Py", key, leaf, [ca], best))
trust = pkcs12.serialize_java_truststore([pkcs12.PKCS12Certificate(ca, b"Ca")], best)
open(f"{sys.argv[1]}/python_truststore.p12", "wb").write(trust)
PYTHON
python3 "$here/pkcs12_crafted.py" "$out/crafted"

set --
for file in "$out"/*.p12 "$out"/crafted/*.p12; do
    case $file in
    *empty.p12) set -- "$@" "$file" "" ;;
    *) set -- "$@" "$file" changeit ;;
    esac
done
"$JAVA_HOME_25/bin/java" -cp "$work" Pkcs12Seen "$@"
"$JAVA_HOME_25/bin/java" -cp "$work" Pkcs12Seen mutants "$out/mutants.p12" changeit
