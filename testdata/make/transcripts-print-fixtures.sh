#!/usr/bin/env bash
# Makes the fixtures of transcripts-printcertreq.txt, -printcrl.txt and -printcert-jar.txt (rq-*, cl-*, jr-*, print.*).
# Needs KEYTOOL (JDK 25), jarsigner (JDK 17), openssl, python3 with `cryptography`. Keys are new at every run.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$here/../transcripts/fixtures
work=$(mktemp -d)
trap 'rm -rf "$work"; [ -z "${tsa:-}" ] || kill "$tsa"' EXIT
cd "$work"
store='-keystore print.p12 -storepass changeit'
pair() { # ALIAS OPTION...
  local alias=$1
  shift
  "$KEYTOOL" -genkeypair $store -alias "$alias" -dname "CN=$alias, O=Lab" -startdate '2020/01/01 00:00:00' -validity 9000 "$@" 2>/dev/null
}
ca='-ext bc:c'
pair rsa -keyalg RSA -keysize 2048 $ca
pair ec -keyalg EC -groupname secp256r1 $ca
pair weak -keyalg RSA -keysize 1024 -sigalg SHA1withRSA $ca
pair bad -keyalg RSA -keysize 512 -sigalg MD5withRSA $ca
pair ed -keyalg Ed25519 $ca
pair dsa -keyalg DSA -keysize 1024 -sigalg SHA1withDSA $ca
pair pss -keyalg RSASSA-PSS -keysize 2048 $ca
pair k256 -keyalg EC -groupname secp384r1 $ca
pair mid -keyalg EC -groupname secp256r1
pair leaf -keyalg EC -groupname secp256r1
sign() { # ALIAS ISSUER OPTION...
  local alias=$1 issuer=$2
  shift 2
  "$KEYTOOL" -certreq $store -alias "$alias" 2>/dev/null |
    "$KEYTOOL" -gencert $store -alias "$issuer" -startdate '2020/01/01 00:00:00' -validity 9000 -rfc "$@" 2>/dev/null |
    "$KEYTOOL" -importcert $store -alias "$alias" -noprompt 2>/dev/null
}
sign mid weak -sigalg SHA1withRSA -ext bc:c
sign leaf mid -ext eku=codeSigning

# Requests: keytool's own, and those of prints.py.
for alias in rsa ec weak ed dsa pss k256; do "$KEYTOOL" -certreq $store -alias $alias -file rq-$alias.csr 2>/dev/null; done
"$KEYTOOL" -certreq $store -alias bad -sigalg MD5withRSA -file rq-bad.csr 2>/dev/null
"$KEYTOOL" -certreq $store -alias ec -ext san=dns:a.example,ip:192.0.2.1 -ext ku:c=digitalSignature -ext eku=serverAuth -file rq-ext.csr
python3 "$here/prints.py" all 0 0
take() { for name in "$@"; do cp "all/$name.csr" "rq-$name.csr"; done; }
take challenge challenge-and-extensions extensions-twice extension-twice extension-bad extension-bad-critical \
  extensions-two-values extensions-no-value attribute-1.9.2-two attribute-1.9.5-0 unknown-attribute-no-set version-1 \
  subject-empty subject-long key-unknown algorithm-unknown algorithm-other-digest signature-garbage signature-missing \
  after-attributes after-request ec-p256k1 rsa-signature-short form-der form-crlf form-cr form-one-line form-text-both \
  form-bom form-indented form-no-end form-no-begin form-damaged form-comment-within form-one-character-less form-two \
  form-header-lines form-empty-body form-garbage not-sequence certificate

# CRLs likewise.
crl() { "$KEYTOOL" -gencrl $store -alias "$1" -id 1:1 -id 255:3 -file "cl-$1.crl" "${@:2}" 2>/dev/null; }
crl rsa
crl ec
crl weak -sigalg SHA1withRSA
crl bad -sigalg MD5withRSA
crl ed
crl leaf
for name in empty v1-entries v3 entries entries-same serials reason-0 reason-7 reason-12 invalidity-and-reason hold \
  certificate-issuer indirect entry-several entry-twice entry-empty delta number-128 number-bad aki-all idp-all idp-relative several \
  no-next issuer-empty issuer-umlaut unknown-critical algorithm-mismatch algorithm-pss algorithm-md5 signature-empty \
  tail trailer form-der form-der-two form-pem-two-text form-pem-then-certificate form-label form-crlf form-no-end \
  form-other-end form-no-begin form-damaged form-cut form-garbage form-p7-one form-p7-two-der form-p7-none \
  form-p7-certificate certificate this-2060; do cp "all/crl-$name.crl" "cl-$name.crl"; done
# The same key and name in several places; another name with the key.
"$KEYTOOL" -exportcert $store -alias rsa -rfc -file rsa.pem 2>/dev/null
"$KEYTOOL" -exportcert $store -alias weak -rfc -file weak.pem 2>/dev/null
trust() { "$KEYTOOL" -importcert -noprompt -keystore "$1" -storetype "$2" -storepass changeit -alias "$3" -file "$4" 2>/dev/null; }
trust print.jks JKS weak weak.pem
trust print.jks JKS zz rsa.pem
trust print.jks JKS aa rsa.pem
"$KEYTOOL" -certreq $store -alias rsa | "$KEYTOOL" -gencert $store -alias rsa -dname 'CN=another' -rfc >other.pem 2>/dev/null
trust print-other.jks JKS other other.pem

# JARs.
mkdir d
echo hello >a.txt
echo world >b.txt
echo deep >d/c.txt
python3 - <<'PY'
import zipfile
plain = zipfile.ZipFile("jr-plain.jar", "w", zipfile.ZIP_DEFLATED)
plain.writestr("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n\r\n")
for name in ("a.txt", "b.txt", "d/c.txt"):
    plain.write(name)
PY
jar() { # NAME ALIAS OPTION...
  jarsigner $store -signedjar "jr-$1.jar" "${@:3}" "${from:-jr-plain.jar}" "$2" >/dev/null 2>&1
}
for alias in rsa ec weak bad ed dsa pss; do
  jar $alias $alias
done
jar chain leaf
from=jr-rsa.jar jar two ec
from=jr-two.jar jar three leaf
jar md5 rsa -digestalg MD5 -sigalg MD5withRSA
jar sha1 rsa -digestalg SHA1 -sigalg SHA1withRSA
jar sha512 rsa -digestalg SHA-512 -sigalg SHA512withRSA
jar rsapss rsa -sigalg RSASSA-PSS
jar sections rsa -sectionsonly
jar sigfile rsa -sigfile abc_1
# A timestamp authority on 127.0.0.1.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tsa.key -out tsa.pem -days 9000 \
  -subj '/CN=Test TSA/O=Lab' -addext extendedKeyUsage=critical,timeStamping 2>/dev/null
printf '%s\n' '[t]' 'serial=serial' 'crypto_device=builtin' 'signer_cert=tsa.pem' 'certs=tsa.pem' 'signer_key=tsa.key' \
  'signer_digest=sha256' 'default_policy=1.2.3.4' 'digests=sha1,sha256,sha384,sha512' 'ess_cert_id_alg=sha256' >tsa.cnf
echo 01 >serial
python3 - 18319 <<'PY' &
import http.server, subprocess, sys
class Authority(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        open("q", "wb").write(self.rfile.read(int(self.headers["Content-Length"])))
        subprocess.run("openssl ts -reply -config tsa.cnf -queryfile q -out r -section t".split(), check=True, stderr=subprocess.DEVNULL)
        reply = open("r", "rb").read()
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)
    def log_message(self, *_):
        pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Authority).serve_forever()
PY
tsa=$!
sleep 1
jar ts rsa -tsa http://127.0.0.1:18319/
from=jr-two.jar jar ts-three weak -tsa http://127.0.0.1:18319/
# What happens to JARs on the way.
python3 - <<'PY'
import re, warnings, zipfile
warnings.simplefilter("ignore")
def rewrite(new, change=lambda name, data: data, old="jr-rsa.jar", order=None, extra=()):
    source, target = zipfile.ZipFile(old), zipfile.ZipFile(f"jr-{new}.jar", "w", zipfile.ZIP_DEFLATED)
    names = source.namelist()
    for name in order(names) if order else names:
        data = change(name, source.read(name))
        if data is not None:
            target.writestr(name, data)
    for name, data in extra:
        target.writestr(name, data)
    target.close()
ends = lambda end, change: lambda name, data: change(data) if name.endswith(end) else data
rewrite("entry-changed", ends("b.txt", lambda data: data + b"x"))
rewrite("entry-added", extra=[("new.txt", b"x")])
rewrite("entry-removed", ends("b.txt", lambda data: None))
rewrite("entry-twice", extra=[("a.txt", b"other")])
rewrite("manifest-renamed", ends(".MF", lambda data: data.replace(b"b.txt", b"c.txt")))
rewrite("manifest-main", ends(".MF", lambda data: data.replace(b"1.0\r\n", b"1.0\r\nX: y\r\n", 1)))
rewrite("manifest-digest", ends(".MF", lambda data: data.replace(b"Digest: ", b"Digest: A")))
rewrite("manifest-more", ends(".MF", lambda data: data + b"Name: zzz\r\nX: y\r\n\r\n"))
rewrite("manifest-missing", ends(".MF", lambda data: None))
rewrite("manifest-garbage", ends(".MF", lambda data: b"garbage"))
rewrite("manifest-last", order=lambda names: names[1:] + names[:1])
rewrite("sf-changed", ends(".SF", lambda data: data.replace(b"Created-By: ", b"Created-By: x")))
rewrite("sf-garbage", ends(".SF", lambda data: b"garbage"))
rewrite("sf-missing", ends(".SF", lambda data: None))
rewrite("block-changed", ends(".RSA", lambda data: data[:-3] + b"xyz"))
rewrite("block-cut", ends(".RSA", lambda data: data[:-30]))
rewrite("block-missing", ends(".RSA", lambda data: None))
rewrite("two-swapped", old="jr-two.jar", order=lambda names: [names[0]] + names[3:5] + names[1:3] + names[5:])
rewrite("two-one-broken", ends(".EC", lambda data: data[:-3] + b"xyz"), old="jr-two.jar")
whole = open("jr-rsa.jar", "rb").read()
open("jr-cut.jar", "wb").write(whole[:-40])
open("jr-prefix.jar", "wb").write(b"#!/bin/sh\n" + whole)
zipfile.ZipFile("jr-nothing.jar", "w").close()
PY
for name in code server authority early; do cp "all/eku-$name.cer" .; done
cp eku-* rq-* cl-* jr-* print*.p12 print*.jks "$out"
