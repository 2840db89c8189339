#!/usr/bin/env bash
# Makes fuzz/seeds/: small stores and keys with few iterations, so that thousands of broken ones can be tried in a
# second. Needs openssl 3 with its legacy provider; the password is `changeit`.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -rf seeds/pkcs12 seeds/keys
mkdir -p seeds/pkcs12 seeds/keys
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=a -days 7300 -keyout "$work/key.pem" \
  -out "$work/cert.pem" 2>/dev/null
store() { # NAME [OPTION...]
  local name=$1
  shift
  openssl pkcs12 -export -inkey "$work/key.pem" -in "$work/cert.pem" -name a -passout pass:changeit -iter 1 \
    -out "seeds/pkcs12/$name.p12" "$@"
}
store aes -macalg sha256
store aes-sha512 -macalg sha512 -keypbe AES-128-CBC -certpbe AES-256-CBC
store open-safe -certpbe NONE -macalg sha1
store no-mac -nomac
store 3des -legacy -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1
store rc2 -legacy -keypbe PBE-SHA1-RC2-128 -certpbe PBE-SHA1-RC2-40 -macalg sha1
store rc4 -legacy -keypbe PBE-SHA1-RC4-128 -certpbe PBE-SHA1-RC4-40 -macalg sha1
openssl pkcs12 -export -nokeys -in "$work/cert.pem" -caname a -certpbe NONE -nomac -passout pass:changeit \
  -jdktrust anyExtendedKeyUsage -out seeds/pkcs12/trusted.p12 2>/dev/null ||
  rm -f seeds/pkcs12/trusted.p12
key() { # NAME [OPTION...]
  local name=$1
  shift
  openssl pkcs8 -topk8 -in "$work/key.pem" -passout pass:changeit -outform DER -iter 1 -out "seeds/keys/$name.der" "$@"
}
key aes -v2 aes-256-cbc -v2prf hmacWithSHA256
key aes-sha1 -v2 aes-128-cbc -v2prf hmacWithSHA1
key 3des2 -v2 des3
key 3des -v1 PBE-SHA1-3DES
key rc4 -v1 PBE-SHA1-RC4-128 -provider legacy -provider default
key rc2 -v1 PBE-SHA1-RC2-40 -provider legacy -provider default
# Keys as openssl and (dsa, ml-dsa-44, ml-kem-512, by `getEncoded()`) JDK 25 write them; those of Java stay as they are.
mkdir -p seeds/private_keys
private() { # NAME ALGORITHM [OPTION...]
  openssl genpkey -algorithm "$2" "${@:3}" -outform DER -out "seeds/private_keys/$1.der" 2>/dev/null
}
private rsa RSA -pkeyopt rsa_keygen_bits:512
private pss RSA-PSS -pkeyopt rsa_keygen_bits:640 -pkeyopt rsa_pss_keygen_md:sha256 \
  -pkeyopt rsa_pss_keygen_mgf1_md:sha256 -pkeyopt rsa_pss_keygen_saltlen:20
private ec EC -pkeyopt ec_paramgen_curve:P-256
private other-curve EC -pkeyopt ec_paramgen_curve:secp256k1
for curve in ed25519 ed448 x25519 x448; do private "$curve" "$curve"; done
