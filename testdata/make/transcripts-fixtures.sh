#!/bin/sh
# Makes the small certificates and keystores of the transcripts, once, with JDK 25's keytool and openssl.
#
#   KEYTOOL=/path/to/jdk-25/bin/keytool sh testdata/make/transcripts-fixtures.sh
#
# Keys and salts are new at every run, so all cases must be recorded anew afterwards (testdata/transcripts/README.md).
set -eu
: "${KEYTOOL:?names the keytool of a JDK 25}"
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8 TZ=UTC
mkdir -p keystores transcripts/fixtures
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The real stores: Debian's (JKS), JDK 25's own, and Debian's as PKCS12 with and without password.
if [ -n "${REAL_STORES-}" ]; then
  cp /etc/ssl/certs/java/cacerts keystores/debian.jks
  cp "$(dirname "$KEYTOOL")/../lib/security/cacerts" keystores/jdk25.jks
  chmod 644 keystores/*.jks
  # A machine's own authorities are nobody else's business; two newer public roots of the JDK's make up for them.
  # Debian's names of files have capitals, aliases have none.
  for name in /usr/share/ca-certificates/mozilla/*.crt; do basename "$name" .crt; done | tr A-Z a-z >"$work/debian"
  "$KEYTOOL" -list -keystore keystores/debian.jks -storepass changeit 2>"$work/log" |
    sed -n 's/, [A-Z][a-z]* [0-9]*, [0-9]*, trustedCertEntry, $//p' | while read -r alias; do
      name=${alias#debian:}
      grep -qxF "${name%.pem}" "$work/debian" ||
        "$KEYTOOL" -delete -alias "$alias" -keystore keystores/debian.jks -storepass changeit 2>"$work/log"
    done
  for alias in atostrustedrootrootcaecctls2021 bjcaglobalrootca1; do
    "$KEYTOOL" -exportcert -alias "$alias" -keystore keystores/jdk25.jks -storepass changeit 2>"$work/log" |
      "$KEYTOOL" -importcert -noprompt -alias "debian:$alias.pem" -keystore keystores/debian.jks -storepass changeit 2>"$work/log"
  done
  rm -f keystores/debian.p12 keystores/debian-nopass.p12
  "$KEYTOOL" -importkeystore -noprompt -srckeystore keystores/debian.jks -srcstorepass changeit \
    -destkeystore keystores/debian.p12 -deststoretype PKCS12 -deststorepass changeit 2>"$work/log"
  "$KEYTOOL" -importkeystore -noprompt -srckeystore keystores/debian.jks -srcstorepass changeit \
    -destkeystore keystores/debian-nopass.p12 -deststoretype PKCS12 -deststorepass changeit \
    -J-Dkeystore.pkcs12.certProtectionAlgorithm=NONE -J-Dkeystore.pkcs12.macAlgorithm=NONE 2>"$work/log"
fi

cd transcripts/fixtures
rm -f -- *
# All dates before 15 June 2026, when the cases are run.
faketime=${LIBFAKETIME:-$(ls /usr/lib/*/faketime/libfaketime.so.1 | head -n 1)}
keytool() { LD_PRELOAD=$faketime FAKETIME_FMT=%s FAKETIME=@1773576000 "$KEYTOOL" "$@" 2>>"$work/log"; }
# Certificates are cut out of one working store, whose keys never leave it except into the stores below.
labs="-keystore $work/lab.p12 -storepass changeit"
pair() { # alias, subject, start, days, further options
  alias=$1 subject=$2 start=$3 days=$4
  shift 4
  keytool -genkeypair $labs -alias "$alias" -dname "$subject" -startdate "$start" -validity "$days" "$@"
}
signed() { # alias, signer: replaces the self-signed certificate by one that the signer signs; further options
  alias=$1 signer=$2
  shift 2
  keytool -certreq $labs -alias "$alias" -file "$work/request"
  keytool -gencert $labs -alias "$signer" -infile "$work/request" -outfile "$work/answer" -rfc \
    -startdate "2024/01/01 00:00:00" -validity 7000 "$@"
  keytool -importcert $labs -alias "$alias" -file "$work/answer" -noprompt
}
# keytool ends the lines of PEM with CR LF.
pem() { keytool -exportcert $labs -alias "$1" -rfc | tr -d '\r' >"$1.pem"; }
ec='-keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA'
old='2020/01/01 00:00:00'
authority='-ext BC:critical=ca:true -ext KU:critical=keyCertSign,cRLSign'

pair ca 'CN=Lab Root CA, O=Lab, C=DE' "$old" 9000 $ec $authority
pair ca2 'CN=Second Root CA, OU="Trust, and more", O=Lab, C=DE' "$old" 9000 $ec $authority
pair int 'CN=Lab Issuing CA, O=Lab, C=DE' "$old" 8000 $ec
signed int ca -ext BC:critical=ca:true,pathlen:0 -ext KU=keyCertSign
pair leaf 'CN=agent.lab.test, O=Lab, C=DE' "$old" 700 $ec
signed leaf int -ext SAN=DNS:agent.lab.test,IP:192.0.2.7 -ext EKU=serverAuth
pair renewed 'CN=agent.lab.test, O=Lab, C=DE' "$old" 700 $ec
signed renewed int -ext SAN=DNS:agent.lab.test
pair self 'CN=self.lab.test' "$old" 9000 $ec
pair expired 'CN=expired.lab.test, O=Lab' "$old" 365 $ec
pair future 'CN=future.lab.test, O=Lab' '2040/01/01 00:00:00' 365 $ec
pair accent 'CN=Zertifikatstelle Köln, O=Ünïcode ✓, L=東京' "$old" 9000 $ec
pair rsa2048 'CN=rsa2048.lab.test' "$old" 9000 -keyalg RSA -keysize 2048 -sigalg SHA256withRSA
pair rsa1024 'CN=rsa1024.lab.test' "$old" 9000 -keyalg RSA -keysize 1024 -sigalg SHA256withRSA
pair rsa512 'CN=rsa512.lab.test' "$old" 9000 -keyalg RSA -keysize 512 -sigalg SHA256withRSA
pair sha1 'CN=sha1.lab.test' "$old" 9000 -keyalg RSA -keysize 2048 -sigalg SHA1withRSA
pair md5 'CN=md5.lab.test' "$old" 9000 -keyalg RSA -keysize 1024 -sigalg MD5withRSA
pair pss 'CN=pss.lab.test' "$old" 9000 -keyalg RSASSA-PSS -keysize 2048 -sigalg RSASSA-PSS
pair ed25519 'CN=ed25519.lab.test' "$old" 9000 -keyalg Ed25519
pair dsa1024 'CN=dsa1024.lab.test' "$old" 9000 -keyalg DSA -keysize 1024 -sigalg SHA256withDSA
pair weakleaf 'CN=weakleaf.lab.test' "$old" 700 -keyalg RSA -keysize 1024 -sigalg SHA256withRSA
signed weakleaf sha1 -sigalg SHA1withRSA
for name in ca ca2 int leaf renewed self expired future accent rsa2048 rsa1024 rsa512 sha1 md5 pss ed25519 dsa1024 \
  weakleaf; do pem $name; done

# The ways a certificate comes.
openssl x509 -in ca.pem -outform DER -out ca.der
sed 's/$/\r/' ca.pem >ca-crlf.pem
sed 's/$/\r\r/' ca.pem >ca-crcrlf.pem
tr '\n' '\r' <ca.pem >ca-cr.pem
{ printf '\357\273\277'; cat ca.pem; } >ca-bom.pem
{ echo 'The root of the lab, as sent by mail on Monday:'; echo; cat ca.pem; echo 'Kind regards'; } >ca-text.pem
{ openssl x509 -in ca.pem -text; } >ca-openssl-text.pem
openssl x509 -in ca.pem -trustout -addtrust serverAuth -out ca-trusted.pem
grep -v -e ----- ca.pem | tr -d '\r\n' | { echo '-----BEGIN CERTIFICATE-----'; cat; echo; echo '-----END CERTIFICATE-----'; } >ca-one-line.pem
sed '/-----END/d' ca.pem >ca-no-end.pem
sed '1d' ca.pem >ca-no-begin.pem
grep -v -e ----- ca.pem >ca-base64.txt
sed '3s/./!/5' ca.pem >ca-damaged.pem
sed 's/CERTIFICATE/X509 CERTIFICATE/' ca.pem >ca-x509.pem
sed 's/^/  /' ca.pem >ca-indented.pem
cat leaf.pem int.pem ca.pem >chain.pem
cat ca.pem int.pem leaf.pem >chain-reversed.pem
cat ca.pem ca2.pem >bundle.pem
cat ca.pem ca.pem >twice.pem
{ cat ca.pem; echo garbage; } >ca-then-garbage.pem
{ cat ca.der; cat ca2.pem; } >der-then-pem.bin
openssl crl2pkcs7 -nocrl -certfile chain.pem -out chain.p7b
openssl crl2pkcs7 -nocrl -certfile chain.pem -outform DER -out chain.p7b.der
openssl crl2pkcs7 -nocrl -certfile ca.pem -out one.p7b
openssl crl2pkcs7 -nocrl -certfile /dev/null -out empty.p7b 2>/dev/null || rm -f empty.p7b
head -c 200 ca.der >ca-truncated.der
{ cat ca.der; printf trailing; } >ca-trailing.der
printf 'this is not a certificate\n' >garbage.txt
printf '\000\001\002\377\376' >garbage.bin
: >empty
printf '<!DOCTYPE html><html><body>Login</body></html>\n' >page.html
printf 'PK\003\004\024\000\000\000\000\000' >archive.zip
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out private.pem 2>/dev/null
openssl req -new -key private.pem -subj /CN=request -out request.pem

# A key that is bound to one digest for the message and another one for the mask.
openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_pss_keygen_md:sha256 \
  -pkeyopt rsa_pss_keygen_mgf1_md:sha1 -pkeyopt rsa_pss_keygen_saltlen:20 -out "$work/pss-mask.key" 2>/dev/null
openssl req -x509 -new -key "$work/pss-mask.key" -subj /CN=pss-mask.lab.test -days 9000 -out "$work/pss-mask.crt"
openssl pkcs12 -export -inkey "$work/pss-mask.key" -in "$work/pss-mask.crt" -name pss -passout pass:changeit -out pss-mask.p12

# Keystores: trusted certificates only, in three types.
for ending in p12 jks jceks; do
  store="-keystore two.$ending -storepass changeit -noprompt"
  type=$(echo $ending | sed 's/p12/pkcs12/')
  keytool -importcert $store -storetype $type -alias zeta -file ca.pem
  keytool -importcert $store -storetype $type -alias Alpha -file ca2.pem
  keytool -importcert -keystore empty.$ending -storepass changeit -noprompt -storetype $type -alias x -file ca.pem
  keytool -delete -keystore empty.$ending -storepass changeit -alias x
done
keytool -importcert -keystore nopass.p12 -storepass changeit -noprompt -alias zeta -file ca.pem \
  -J-Dkeystore.pkcs12.certProtectionAlgorithm=NONE -J-Dkeystore.pkcs12.macAlgorithm=NONE
keytool -importcert -keystore nopass.p12 -storepass changeit -noprompt -alias Alpha -file ca2.pem \
  -J-Dkeystore.pkcs12.certProtectionAlgorithm=NONE -J-Dkeystore.pkcs12.macAlgorithm=NONE
keytool -importcert -keystore legacy.p12 -storepass changeit -noprompt -alias zeta -file ca.pem \
  -J-Dkeystore.pkcs12.legacy
keytool -importcert -keystore unicode.jks -storetype jks -storepass 'pässwörd✓' -noprompt -alias 'straße ✓' -file ca.pem
keytool -importcert -keystore unicode.p12 -storepass changeit -noprompt -alias 'straße ✓' -file accent.pem
for name in rsa1024 rsa512 sha1 md5 weakleaf expired future pss ed25519 dsa1024; do
  keytool -importcert -keystore weak.p12 -storepass changeit -noprompt -alias $name -file $name.pem
done
for name in rsa1024 sha1; do
  keytool -importcert -keystore weak.jks -storetype jks -storepass changeit -noprompt -alias $name -file $name.pem
done

# Key entries with chains of one, two and three certificates, beside a trusted certificate; a secret key.
move() { # alias, store, its type, further options
  alias=$1 store=$2 type=$3
  shift 3
  keytool -importkeystore -noprompt -srckeystore "$work/lab.p12" -srcstorepass changeit -srcalias "$alias" \
    -destkeystore "$store" -deststoretype "$type" -deststorepass changeit "$@"
}
move leaf key.p12 pkcs12
move int key.p12 pkcs12
move self key.p12 pkcs12
keytool -importcert -keystore key.p12 -storepass changeit -noprompt -alias root -file ca.pem
move leaf key.jks jks -destkeypass keypass
move int key.jks jks -destkeypass keypass
move self key.jks jks
keytool -importcert -keystore key.jks -storepass changeit -noprompt -alias root -file ca.pem
move leaf key.jceks jceks -destkeypass keypass
keytool -importcert -keystore key.jceks -storepass changeit -noprompt -alias root -file ca.pem
move weakleaf weakkey.p12 pkcs12
move weakleaf weakkey.jks jks
move self one.jks jks -destkeypass keypass
keytool -genseckey -keystore secret.p12 -storepass changeit -alias wrapped -keyalg AES -keysize 128
keytool -importcert -keystore secret.p12 -storepass changeit -noprompt -alias root -file ca.pem
keytool -genseckey -keystore secret.jceks -storetype jceks -storepass changeit -alias wrapped -keyalg AES -keysize 128

# Stores that are broken, and stores of other makers.
head -c 300 two.jks >truncated.jks
head -c 300 two.p12 >truncated.p12
head -c 3 two.jks >three-bytes.jks
cp two.jks flipped.jks; printf X | dd of=flipped.jks bs=1 seek=200 conv=notrunc 2>/dev/null
cp two.p12 flipped.p12; printf XX | dd of=flipped.p12 bs=1 seek=500 conv=notrunc 2>/dev/null
{ cat two.jks; printf trailing; } >trailing.jks
openssl req -x509 -new -key private.pem -subj /CN=openssl.lab.test -days 5000 -out openssl.pem
cat private.pem openssl.pem >key-and-cert.pem
cat openssl.pem private.pem >cert-and-key.pem
sed 's/CERTIFICATE/TRUSTED CERTIFICATE/' ca.pem >ca-trusted-label.pem
{ echo '-----BEGIN CERTIFICATE-----'; cat ca.pem; } >ca-double-begin.pem
sed 's/$/\n/' ca.pem >ca-blank-lines.pem
{ head -n 3 ca.pem; echo '# a remark'; tail -n +4 ca.pem; } >ca-comment.pem
iconv -f ASCII -t UTF-16 ca.pem >ca-utf16.pem
openssl pkcs12 -export -nokeys -in bundle.pem -passout pass:changeit -out openssl-nokeys.p12
openssl pkcs12 -export -in self.pem -nokeys -caname friendly -passout pass:changeit -out openssl-named.p12
openssl pkcs12 -export -inkey private.pem -in openssl.pem -name friend -passout pass:changeit -out openssl.p12
openssl pkcs12 -export -inkey private.pem -in openssl.pem -name friend -passout pass: -out openssl-emptypass.p12

# Certificates that keytool cannot make, and issuers that are not what they seem. Keys are thrown away.
key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/$1.key" 2>/dev/null; }
since() { # seconds since 1970, then an openssl command line
  LD_PRELOAD=$faketime FAKETIME_FMT=%s FAKETIME=@$1 sh -c 'shift; exec openssl "$@"' - "$@"
}
root() { # name, start, days, subject, extensions
  key "$1"
  printf '[req]\ndistinguished_name=dn\n[dn]\n[ext]\n%b\n' "$5" >"$work/$1.cnf"
  since "$2" req -x509 -new -key "$work/$1.key" -utf8 -subj "$4" -days "$3" -config "$work/$1.cnf" -extensions ext -out "$1.pem"
}
child() { # name, issuer, subject, extensions
  key "$1"
  printf '%b\n' "$4" >"$work/$1.ext"
  openssl req -new -key "$work/$1.key" -subj "$3" -out "$work/$1.csr"
  since 1767225600 x509 -req -in "$work/$1.csr" -CA "$2.pem" -CAkey "$work/$2.key" -set_serial 77 -days 4000 \
    -extfile "$work/$1.ext" -out "$1.pem" 2>/dev/null
}
root impostor 1577836800 9000 '/C=DE/O=Lab/CN=Lab Root CA' 'basicConstraints=critical,CA:TRUE'
root oldca 1577836800 365 '/CN=Expired CA' 'basicConstraints=critical,CA:TRUE'
child oldchild oldca '/CN=child.of.expired' 'basicConstraints=CA:FALSE'
root nonca 1577836800 9000 '/CN=Not a CA' 'basicConstraints=critical,CA:FALSE\nkeyUsage=digitalSignature'
child noncachild nonca '/CN=child.of.nonca' 'basicConstraints=CA:FALSE'
child many oldca '/CN=many.extensions' 'basicConstraints=critical,CA:TRUE,pathlen:3\nkeyUsage=critical,digitalSignature,keyEncipherment,cRLSign
extendedKeyUsage=serverAuth,clientAuth,codeSigning,1.2.3.4\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid,issuer:always
subjectAltName=DNS:*.lab.test,IP:192.0.2.1,IP:2001:db8::1,email:a@lab.test,URI:https://lab.test/x,RID:1.2.3
issuerAltName=URI:https://issuer.lab.test\nauthorityInfoAccess=OCSP;URI:http://ocsp.lab.test,caIssuers;URI:http://lab.test/ca.crt
crlDistributionPoints=URI:http://lab.test/a.crl\ncertificatePolicies=1.2.3.4,2.5.29.32.0\nnameConstraints=permitted;DNS:lab.test,excluded;DNS:bad.test
1.2.3.4.5=ASN1:UTF8String:unknown\npolicyConstraints=requireExplicitPolicy:2\ninhibitAnyPolicy=1\nnsCertType=server,sslCA
tlsfeature=status_request'
key plain
openssl req -new -key "$work/plain.key" -subj '/CN=version one' -out "$work/plain.csr"
since 1577836800 x509 -req -in "$work/plain.csr" -signkey "$work/plain.key" -days 9000 -out v1.pem 2>/dev/null
since 1577836800 x509 -req -in "$work/plain.csr" -signkey "$work/plain.key" -set_serial -5 -days 9000 -out negative.pem 2>/dev/null
since 1577836800 x509 -req -in "$work/plain.csr" -signkey "$work/plain.key" -set_serial 0xffeeddccbbaa99887766554433221100ffeeddcc \
  -days 9000 -out huge.pem 2>/dev/null
root names 1577836800 9000 '/C=DE/ST=Some, State/L=A+B/O=Quote " Inc./OU=  blanks  /CN=#hash/emailAddress=a@lab.test/UID=u1/DC=lab/DC=test/serialNumber=42/GN=Jane/1.2.3.4=odd' 'basicConstraints=CA:FALSE'
root far 1577836800 2900000 '/CN=far future' 'basicConstraints=CA:FALSE'
cat weakleaf.pem sha1.pem >weakchain.pem
keytool -importcert -keystore oddissuers.p12 -storepass changeit -noprompt -alias impostor -file impostor.pem
keytool -importcert -keystore oddissuers.p12 -storepass changeit -noprompt -alias oldca -file oldca.pem
keytool -importcert -keystore oddissuers.p12 -storepass changeit -noprompt -alias nonca -file nonca.pem

# Secret keys: of every algorithm, under the store's password and under their own.
for key in "aes AES 256" "des DES 56" "desede DESede 168" "hmac HmacSHA256 256" "rc2 RC2 128" "rc4 ARCFOUR 128" \
  "blowfish Blowfish 128"; do
  set -- $key
  keytool -genseckey -keystore secrets.p12 -storepass changeit -alias "$1" -keyalg "$2" -keysize "$3"
  keytool -genseckey -keystore secrets.jceks -storetype jceks -storepass changeit -keypass changeit -alias "$1" \
    -keyalg "$2" -keysize "$3"
done
for key in "chacha ChaCha20 256" "md5 HmacMD5 128"; do
  set -- $key
  keytool -genseckey -keystore secrets.jceks -storepass changeit -keypass changeit -alias "$1" -keyalg "$2" -keysize "$3"
done
keytool -genseckey -keystore secrets.jceks -storepass changeit -keypass keypass -alias own -keyalg AES -keysize 128
echo database | keytool -importpass -keystore secrets.p12 -storepass changeit -alias password
echo database | keytool -importpass -keystore secrets.jceks -storepass changeit -keypass changeit -alias password
# JCEKS stores whose one secret key is not what it should be.
python3 ../../make/sealed.py .
