"""Records which marks keytool prints under which algorithm constraint: testdata/policy/strengths.tsv.

usage: KEYTOOL=.../bin/keytool python3 strengths.py CERTIFICATES.pem > strengths.tsv

CERTIFICATES.pem holds one certificate per combination of interest: some of weak_certificates.py, and keys that keytool
and openssl make themselves (EdDSA, XDH, ML-DSA, RSASSA-PSS, SHA-3). Each constraint is given to keytool by
-J-Djava.security.properties, alone, and all certificates are printed in one run. Lines of the result:
  certificate TAB number TAB signature algorithm TAB key as keytool prints it
  PROPERTY TAB value TAB marks, each the number of a certificate and S (its signature) or K (its key), or "refused"
"""
import os, re, subprocess, sys, tempfile

CERTPATH, LEGACY = "jdk.certpath.disabledAlgorithms", "jdk.security.legacyAlgorithms"
VALUES = [
    "RSA", "SHA256", "SHA-256", "SHA1", "SHA-1", "sha1", "SHA224", "SHA384", "SHA512", "SHA512/256", "SHA-512/256",
    "SHA3-256", "256", "MD5", "SHA256withRSA", "sha256WITHrsa", "SHA-256withRSA", "EC", "ECDSA", "DSA", "secp256r1",
    "SECP256R1", "NIST P-256", "nist p-256", "X9.62 prime256v1", "prime256v1", "P-256", "1.2.840.10045.3.1.7",
    "sect163r2", "brainpoolP256r1", "EdDSA", "Ed25519", "RSASSA-PSS", "MGF1", "ML-DSA", "ML-DSA-44", "XDH", "X25519",
    "RSA*", "*", "SHA256*", "TLS_RSA_*", "RSA keySize <= 1024", "RSA keySize == 1024", "RSA keySize != 2048",
    "RSA keySize > 2048", "RSA keySize >= 2048", "EC keySize < 256", "DSA keySize < 2048", "EdDSA keySize < 300",
    "Ed25519 keySize < 300", "XDH keySize < 300", "ML-DSA keySize < 99999", "RSASSA-PSS keySize < 2049",
    "SHA1 keySize < 2048", "SHA1withRSA keySize < 2048", "secp256r1 keySize < 300", "SHA1 jdkCA", "SHA1 jdkca",
    "SHA1 usage TLSServer", "SHA1 usage", "SHA1 usage SignedJAR & denyAfter 2019-01-01", "SHA1 denyAfter 2019-01-01",
    "SHA-1 denyAfter 2019-01-01", "SHA1 denyAfter 2039-01-01", "RSA denyAfter 2019-01-01",
    "secp256r1 denyAfter 2019-01-01", "RSA keySize < 2048 & jdkCA", "RSA jdkCA & keySize < 2048",
    "RSA keySize < 2048 & denyAfter 2019-01-01", "RSA keySize < 2048 & denyAfter 2039-01-01",
    "RSA denyAfter 2019-01-01 & keySize < 2048", "RSA keySize < 4096 & keySize > 2048",
    "RSA keySize < 2048 & usage TLSServer", "RSA keySize < 2048 usage TLSServer", "RSA keySize < 2048 & ",
    ",,SHA1 , ,MD5", '"SHA1"', "SHA1 jdkCA, SHA1", "RSA keySize < 2000, RSA keySize < 3000",
    "include jdk.disabled.namedCurves", "include no.such", "INCLUDE jdk.x", "RSA keysize < 2049", "RSA keySize<2048",
    "RSA keySize <2048", "RSA keySize < x", "RSA keySize < -5", "RSA keySize < 99999999999", "SHA1 foo",
    "SHA1 denyAfter", "SHA1 denyAfter 2019-1-1", "SHA1 denyAfter 2019-13-01", "SHA1 & jdkCA", "SHA1 Usage X",
    "SHA1 DenyAfter 2019-01-01", "SHA1 jdkCA foo", "RSA keySize < 2048 & jdkCA & jdkCA",
]

def run(properties, pem):
    with tempfile.NamedTemporaryFile("w", suffix=".properties") as file:
        file.write("".join(f"{name}={value}\n" for name, value in properties.items()))
        file.flush()
        done = subprocess.run([os.environ["KEYTOOL"], "-J-XX:TieredStopAtLevel=1",
                               f"-J-Djava.security.properties={file.name}", "-printcert", "-file", pem],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if "Certificate[1]:" not in done.stdout:
        return None
    return re.findall(r"^Signature algorithm name: (.*)\nSubject Public Key Algorithm: (.*)$", done.stdout, re.M)

pem = sys.argv[1]
for number, (signature, key) in enumerate(run({CERTPATH: "", LEGACY: ""}, pem), 1):
    print("certificate", number, signature, key, sep="\t")
for name, mark in ((CERTPATH, " (disabled)"), (LEGACY, " (weak)")):
    for value in VALUES if name == CERTPATH else VALUES[3:21:3] + VALUES[42:60:4]:
        found = run({CERTPATH: "", LEGACY: "", name: value}, pem)
        marks = "refused" if found is None else " ".join(
            f"{number}{kind}" for number, texts in enumerate(found, 1)
            for kind, text in zip("SK", texts) if text.endswith(mark))
        print(name, value, marks, sep="\t")
