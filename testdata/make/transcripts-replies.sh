#!/bin/sh
# Makes the fixtures of the transcripts about certificate replies, once, with JDK 25's keytool and openssl: a store with a
# key that waits for its certificate, and what authorities answer.
#
#   KEYTOOL=/path/to/jdk-25/bin/keytool sh testdata/make/transcripts-replies.sh
#
# Keys are new at every run, so the cases importcert/reply-* must be recorded anew afterwards.
set -eu
: "${KEYTOOL:?names the keytool of a JDK 25}"
cd "$(dirname "$0")/../transcripts/fixtures"
export LC_ALL=C.UTF-8 TZ=UTC
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -f reply-*
faketime=${LIBFAKETIME:-$(ls /usr/lib/*/faketime/libfaketime.so.1 | head -n 1)}
keytool() { LD_PRELOAD=$faketime FAKETIME_FMT=%s FAKETIME=@1773576000 "$KEYTOOL" "$@" 2>>"$work/log"; }
labs="-keystore $work/lab.p12 -storepass changeit"
ec='-keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA'
when='-startdate 2024/01/01 -validity 7000'

pair() { keytool -genkeypair $labs -alias "$1" -dname "$2" $when -ext BC=ca:true $ec; }
# alias, signer, file, further options: the certificate that the signer gives for the alias
answer() {
  alias=$1 signer=$2 file=$3
  shift 3
  keytool -certreq $labs -alias "$alias" -file "$work/request"
  keytool -gencert $labs -alias "$signer" -infile "$work/request" -outfile "$work/answers" -rfc $when "$@"
  # keytool appends the signer's chain.
  tr -d '\r' <"$work/answers" | sed '/END CERTIFICATE/q' >"$file"
}
pem() { keytool -exportcert $labs -alias "$1" -rfc | tr -d '\r'; }

pair root 'CN=Reply Root CA, O=Lab'
pair int 'CN=Reply Issuing CA, O=Lab'
pair oldint 'CN=Old Issuing CA, O=Lab'
pair other 'CN=Other Root CA, O=Lab'
pem root >reply-root.pem
pem other >reply-other-root.pem
answer int root reply-int.pem -ext BC=ca:true
keytool -importcert $labs -alias int -file reply-int.pem -noprompt
# The issuing authority's name under another key, and its key under another root.
keytool -genkeypair $labs -alias false -dname 'CN=Reply Issuing CA, O=Lab' $when -ext BC=ca:true $ec
pem false >reply-false-int.pem
answer int other reply-cross-int.pem -ext BC=ca:true

# The key that waits, under its own certificate.
keytool -genkeypair $labs -alias server -dname 'CN=server.reply.test, O=Lab' $when $ec
keytool -genkeypair $labs -alias weak -dname 'CN=weak.reply.test' $when -keyalg RSA -keysize 1024 -sigalg SHA256withRSA
for type in PKCS12 JKS JCEKS; do
  name=reply-server.$(echo $type | tr A-Z a-z | sed s/pkcs12/p12/)
  keytool -importkeystore -noprompt -srckeystore "$work/lab.p12" -srcstorepass changeit -srcalias server \
    -destkeystore "$name" -deststoretype $type -deststorepass changeit
done
keytool -importkeystore -noprompt -srckeystore "$work/lab.p12" -srcstorepass changeit -srcalias weak \
  -destkeystore reply-weak.p12 -deststoretype PKCS12 -deststorepass changeit
cp reply-server.jks reply-keypass.jks
keytool -keypasswd -keystore reply-keypass.jks -storepass changeit -alias server -keypass changeit -new keypass

# What -trustcacerts adds in some cases.
keytool -importcert -noprompt -keystore reply-cacerts.jks -storetype JKS -storepass changeit -alias root -file reply-root.pem
keytool -importcert -noprompt -keystore reply-cacerts.jks -storepass changeit -alias int -file reply-int.pem

answer server int reply-leaf.pem
answer server root reply-direct.pem
answer server false reply-false.pem
answer server int reply-expired.pem -startdate 2020/01/01 -validity 30
answer server int reply-sha1.pem -sigalg SHA1withECDSA
answer server int reply-renamed.pem -dname CN=other.reply.test
answer weak root reply-weak.pem
keytool -genkeypair $labs -alias weakca -dname 'CN=Weak Root CA' $when -ext BC=ca:true -keyalg RSA -keysize 1024 -sigalg SHA1withRSA
pem weakca >reply-weak-root.pem
keytool -importcert -noprompt -keystore reply-weak-root.jks -storetype JKS -storepass changeit -alias weak -file reply-weak-root.pem
keytool -genkeypair $labs -alias weakint -dname 'CN=Weak Issuing CA' $when -ext BC=ca:true -keyalg RSA -keysize 1024 -sigalg SHA1withRSA
answer weakint weakca reply-weak-int.pem -ext BC=ca:true -sigalg SHA1withRSA
answer server weakint reply-two-weak.pem -sigalg SHA1withRSA
cat reply-weak-int.pem reply-two-weak.pem >reply-two-weak-chain.pem
answer server weakca reply-under-weak.pem -sigalg SHA1withRSA
cat reply-under-weak.pem reply-weak-root.pem >reply-under-weak-full.pem
cat reply-weak.pem reply-root.pem >reply-weak-full.pem
keytool -selfcert $labs -alias server $when -dname 'CN=server.reply.test, O=Lab'
pem server >reply-self.pem
openssl x509 -in reply-leaf.pem -outform DER -out reply-leaf.der
cat reply-leaf.pem reply-int.pem >reply-chain.pem
cat reply-leaf.pem reply-int.pem reply-root.pem >reply-full.pem
cat reply-root.pem reply-int.pem reply-leaf.pem >reply-shuffled.pem
cat reply-leaf.pem reply-root.pem >reply-gap.pem
cat reply-leaf.pem reply-int.pem reply-other-root.pem >reply-extra.pem
cat reply-leaf.pem reply-leaf.pem >reply-twice.pem
cat reply-leaf.pem reply-int.pem reply-root.pem reply-root.pem >reply-root-twice.pem
cat reply-leaf.pem reply-false-int.pem >reply-wrong-int.pem
cat reply-full.pem reply-other-root.pem >reply-full-other.pem
cat reply-other-root.pem reply-full.pem >reply-other-full.pem
cat reply-leaf.pem reply-false-int.pem reply-int.pem reply-root.pem >reply-false-first.pem
cat reply-leaf.pem reply-direct.pem reply-int.pem reply-root.pem >reply-two-leaves.pem
cat reply-leaf.pem reply-cross-int.pem reply-int.pem reply-root.pem >reply-both-ints.pem
cat reply-self.pem reply-root.pem >reply-self-root.pem
cat reply-leaf.pem reply-int.pem reply-cross-int.pem reply-root.pem >reply-both-ints-turned.pem
cat reply-self.pem reply-root.pem reply-other-root.pem >reply-self-others.pem
cat reply-full.pem reply-other-root.pem reply-false-int.pem >reply-full-others.pem
cat reply-leaf.pem reply-full.pem >reply-leaf-twice-full.pem
cat reply-direct.pem reply-full.pem >reply-direct-first.pem
cat reply-root.pem reply-int.pem >reply-no-leaf.pem
cat reply-leaf.pem reply-cross-int.pem reply-other-root.pem >reply-cross.pem
{ cat reply-leaf.pem; printf -- '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'; } >reply-then-garbage.pem
{ echo 'Certificate for server.reply.test:'; cat reply-chain.pem; } >reply-text.pem
for form in chain full shuffled; do
  openssl crl2pkcs7 -nocrl -certfile reply-$form.pem -out reply-$form.p7b
done
openssl crl2pkcs7 -nocrl -certfile reply-full.pem -outform DER -out reply-full.p7b.der
# The leaf with one bit of its signature changed.
python3 - <<'PYTHON'
import base64
der = bytearray(open("reply-leaf.der", "rb").read())
der[-1] ^= 1
body = base64.encodebytes(bytes(der)).decode()
open("reply-broken.pem", "w").write(f"-----BEGIN CERTIFICATE-----\n{body}-----END CERTIFICATE-----\n")
PYTHON
cat reply-broken.pem reply-int.pem reply-root.pem >reply-broken-full.pem
ls reply-* | wc -l
