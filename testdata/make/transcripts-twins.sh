#!/bin/sh
# Makes the fixtures of cases about certificates that are in a store twice (twin.*), that are signed by themselves and cannot be
# checked (self-*), and about a request for an extension that Java cannot read (rq-inhibit-any.csr).
#
#     testdata/make/transcripts-twins.sh      needs openssl and libfaketime
set -eu
cd "$(dirname "$0")/../transcripts/fixtures"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
openssl() { LD_PRELOAD="${LIBFAKETIME:-/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1}" FAKETIME='2020-01-01 00:00:00' command openssl "$@"; }

openssl req -new -x509 -sha1 -newkey rsa:1024 -nodes -keyout "$work/twin" -out twin.pem -subj /CN=twin -days 9000 2>/dev/null
openssl pkcs12 -export -inkey "$work/twin" -in twin.pem -name r -passout pass:changeit -out twin.p12
for curve in secp256k1 secp224r1 brainpoolP256r1 prime256v1; do
  openssl ecparam -name $curve -genkey -noout -out "$work/$curve"
  openssl req -new -x509 -key "$work/$curve" -subj "/CN=$curve" -days 9000 -out "self-$curve.pem"
done
openssl x509 -in self-prime256v1.pem -outform DER -out "$work/der"
rm self-prime256v1.pem
python3 - "$work/der" self-flipped.cer <<'END'
import sys
der = bytearray(open(sys.argv[1], "rb").read())
der[-1] ^= 1
open(sys.argv[2], "wb").write(der)
END
printf '[req]\ndistinguished_name=dn\nreq_extensions=e\nprompt=no\n[dn]\nCN=any\n[e]\n2.5.29.54=DER:020102\n2.5.29.36=DER:0405\n1.2.3.4=DER:0405\n' >"$work/cnf"
openssl req -new -key "$work/prime256v1" -config "$work/cnf" -out rq-inhibit-any.csr
