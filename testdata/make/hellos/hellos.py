"""What real JVMs offer in their first message, under many security and system properties.

    javac --release 8 -d CLASSES Hello.java
    python3 hellos.py CLASSES NAME=JAVA_HOME...

writes NAME.tsv for each Java; ONLY=PATTERN takes some variants alone, WORKERS=N that many at once. A line has, with tabs
between: the client (https, socket; the latter only where it differs), the properties (security properties behind `S:`, the
host behind `H:`, `%ALL%` for every suite, group or scheme), and what was seen: the hello, as read below, or `!` and the
exception with its causes. NAME.security beside it has the security properties of an update that the release's own table is
not of. Of 21.0.8 and 17.0.15 only those variants are kept in which releases differ.
"""

import concurrent.futures
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading

TLS = "jdk.tls.disabledAlgorithms"
CERTPATH = "jdk.certpath.disabledAlgorithms"

WORDS = """
SSLv3|TLSv1|TLSv1.1|TLSv1.2|TLSv1.3|DTLSv1.0|TLSv1, TLSv1.1|TLSv1.2, TLSv1.3|TLSv1, TLSv1.1, TLSv1.2, TLSv1.3|tlsv1.1
RC4|DES|3DES_EDE_CBC|anon|NULL|ECDH|TLS_RSA_*|MD5|SHA1|SHA-1|SHA224|SHA256|SHA384|SHA512|HmacMD5|HmacSHA1|HmacSHA256
MD5withRSA|SHA1withRSA|SHA256withRSA|SHA256withECDSA|SHA1withDSA|RSASSA-PSS|RSA|DSA|EC|ECDSA|DH|DiffieHellman|DHE|ECDHE|XDH
X25519|x25519|X448|EdDSA|Ed25519|Ed448|secp256r1|SECP384R1|secp256k1|NIST P-256|ffdhe2048|ffdhe3072|FFDHE|MGF1
DH keySize < 1024|DH keySize < 3072|DiffieHellman keySize < 4096|EC keySize < 224|EC keySize < 384|EC keySize > 300
XDH keySize < 300|RSA keySize < 2048|ECDSA keySize < 384|EdDSA keySize < 300|DSA keySize < 1024|EC keySize == 521|ECDH keySize < 384
X25519 keySize < 300|secp256r1 keySize < 300
include jdk.disabled.namedCurves|AES|AES_128_CBC|AES_256_GCM|AES_256_CBC|GCM|CBC|ChaCha20-Poly1305|CHACHA20|C_NULL|K_NULL|M_NULL|DH_anon
ECDH_anon|RC4_128|RC4_40|DES_CBC|DES40_CBC|RSA_EXPORT|KRB5|KRB5_EXPORT|DES_CBC_40|ECDHE_RSA|DHE_RSA|DHE_DSS|ECDH_RSA|DSS|EXPORT
rsa_pss_rsae_sha256|rsa_pss_pss_sha384|ecdsa_secp256r1_sha256|ecdsa_sha1|rsa_pkcs1_sha1|dsa_sha1|ed25519|rsa_sha224
rsa_pkcs1_sha1 usage HandshakeSignature|rsa_pkcs1_sha256 usage CertificateSignature|SHA1 usage HandshakeSignature
rsa_pkcs1_sha256 usage HandshakeSignature CertificateSignature|ecdsa_sha1 usage handshakesignature
rsa_pkcs1_sha1 usage HandshakeSignature, ecdsa_sha1 usage HandshakeSignature, dsa_sha1 usage HandshakeSignature
SHA1 jdkCA|SHA1 denyAfter 2019-01-01|SHA1 usage TLSServer|SHA1 jdkCA & usage TLSServer
TLS_ECDHE_*|TLS_AES_128_GCM_SHA256|TLS_DHE_RSA_WITH_AES_128_CBC_SHA|TLS_*_SHA|SSL_*|SSL_RSA_WITH_RC4_128_MD5|*
TLS_EMPTY_RENEGOTIATION_INFO_SCSV|TLS_RSA_WITH_3DES_EDE_CBC_SHA|SSL_RSA_WITH_3DES_EDE_CBC_SHA|SHA224, DSA|SHA1, EC
SSLv3, RC4, DES, MD5withRSA, DH keySize < 1024, EC keySize < 224, anon, NULL
SSLv3, TLSv1, TLSv1.1, RC4, DES, MD5withRSA, DH keySize < 1024, EC keySize < 224, 3DES_EDE_CBC, anon, NULL
SSLv3, RC4, MD5withRSA, DH keySize < 768|X25519MLKEM768|ML-KEM
""".strip().replace("\n", "|").split("|")

CERTPATH_WORDS = """
MD2, MD5|SHA1|SHA224|SHA256|RSA|EC|ECDSA|DSA|EdDSA|RSASSA-PSS|secp256r1|EC keySize < 384|RSA keySize < 4096|rsa_pkcs1_sha1|ed25519
SHA1 usage TLSServer|SHA1withRSA|ecdsa_secp256r1_sha256 usage HandshakeSignature|X25519|DH|AES|TLSv1.2|TLS_RSA_*|MGF1
rsa_pkcs1_sha256 usage CertificateSignature|EdDSA keySize < 300|SHA1 jdkCA|SHA512
""".strip().replace("\n", "|").split("|")

SYSTEM = """
jdk.tls.client.protocols=TLSv1.2
jdk.tls.client.protocols=TLSv1.3
jdk.tls.client.protocols=TLSv1.2,TLSv1.3
jdk.tls.client.protocols=TLSv1.3, TLSv1.2
jdk.tls.client.protocols="TLSv1.2"
jdk.tls.client.protocols=TLSv1,TLSv1.1,TLSv1.2
jdk.tls.client.protocols=TLSv1.1
jdk.tls.client.protocols=TLSv1.1,TLSv1.3
jdk.tls.client.protocols=SSLv2Hello,TLSv1.2
jdk.tls.client.protocols=SSLv2Hello
jdk.tls.client.protocols=SSLv3
jdk.tls.client.protocols=SSLv3,TLSv1.2
jdk.tls.client.protocols=
jdk.tls.client.protocols=,
jdk.tls.client.protocols=TLSv1.2,
jdk.tls.client.protocols=TLSv1.2,,TLSv1.3
jdk.tls.client.protocols=TLS1.2
jdk.tls.client.protocols=TLSv1.2,bogus
jdk.tls.client.protocols=tlsv1.2
jdk.tls.client.protocols=TLS
jdk.tls.client.protocols=DTLSv1.2
jdk.tls.client.protocols=TLSv1.2,TLSv1.2
jdk.tls.client.protocols=TLSv1.2 ; https.protocols=TLSv1.3
https.protocols=TLSv1.2
https.protocols=TLSv1.3,TLSv1.2
https.protocols=TLSv1.2,TLSv1.3
https.protocols=TLSv1.2, TLSv1.3
https.protocols= TLSv1.2
https.protocols=TLSv1
https.protocols=TLSv1,TLSv1.2
https.protocols=TLSv1,TLSv1.3
https.protocols=SSLv3,TLSv1.2
https.protocols=SSLv2Hello,TLSv1.2
https.protocols=TLS1.2
https.protocols=TLSv1.2,bogus
https.protocols=
https.protocols=,
https.protocols=TLSv1.2,,
https.protocols="TLSv1.2"
https.cipherSuites=TLS_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
https.cipherSuites=TLS_RSA_WITH_AES_128_CBC_SHA
https.cipherSuites=TLS_RSA_WITH_AES_128_CBC_SHA,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
https.cipherSuites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, TLS_AES_128_GCM_SHA256
https.cipherSuites=ECDHE-RSA-AES128-GCM-SHA256
https.cipherSuites=SSL_RSA_WITH_RC4_128_MD5
https.cipherSuites=SSL_RSA_WITH_RC4_128_MD5,TLS_AES_128_GCM_SHA256
https.cipherSuites=TLS_RSA_WITH_RC4_128_MD5
https.cipherSuites=TLS_RSA_WITH_3DES_EDE_CBC_SHA
https.cipherSuites=TLS_KRB5_WITH_RC4_128_SHA
https.cipherSuites=TLS_RSA_EXPORT1024_WITH_RC4_56_SHA
https.cipherSuites=TLS_ECDHE_RSA_WITH_ARIA_128_GCM_SHA256
https.cipherSuites=TLS_CHACHA20_POLY1305_SHA256
https.cipherSuites=TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256
https.cipherSuites=
https.cipherSuites=,
https.cipherSuites="TLS_AES_128_GCM_SHA256"
https.cipherSuites=tls_aes_128_gcm_sha256
https.cipherSuites=TLS_AES_128_GCM_SHA256,TLS_AES_128_GCM_SHA256
https.cipherSuites=TLS_AES_128_GCM_SHA256 ; https.protocols=TLSv1.2
https.cipherSuites=TLS_DH_anon_WITH_AES_128_CBC_SHA,TLS_AES_128_GCM_SHA256
https.cipherSuites=TLS_EMPTY_RENEGOTIATION_INFO_SCSV
https.cipherSuites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_EMPTY_RENEGOTIATION_INFO_SCSV
jdk.tls.client.cipherSuites=TLS_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
jdk.tls.client.cipherSuites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, TLS_AES_128_GCM_SHA256
jdk.tls.client.cipherSuites=TLS_RSA_WITH_AES_128_CBC_SHA,TLS_AES_128_GCM_SHA256
jdk.tls.client.cipherSuites=TLS_RSA_WITH_AES_128_CBC_SHA
jdk.tls.client.cipherSuites="TLS_AES_128_GCM_SHA256"
jdk.tls.client.cipherSuites=bogus
jdk.tls.client.cipherSuites=bogus,TLS_AES_128_GCM_SHA256
jdk.tls.client.cipherSuites=
jdk.tls.client.cipherSuites=,
jdk.tls.client.cipherSuites=tls_aes_128_gcm_sha256
jdk.tls.client.cipherSuites=TLS_DH_anon_WITH_AES_128_CBC_SHA,TLS_AES_128_GCM_SHA256
jdk.tls.client.cipherSuites=SSL_RSA_WITH_3DES_EDE_CBC_SHA,TLS_RSA_WITH_3DES_EDE_CBC_SHA,TLS_AES_128_GCM_SHA256
jdk.tls.client.cipherSuites=TLS_AES_128_GCM_SHA256,TLS_AES_128_GCM_SHA256
jdk.tls.client.cipherSuites=TLS_AES_256_GCM_SHA384 ; https.cipherSuites=TLS_AES_128_GCM_SHA256
jdk.tls.client.cipherSuites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_EMPTY_RENEGOTIATION_INFO_SCSV
jdk.tls.server.cipherSuites=TLS_AES_128_GCM_SHA256
jdk.tls.namedGroups=secp384r1
jdk.tls.namedGroups=secp256r1,x25519
jdk.tls.namedGroups=x25519, secp256r1
jdk.tls.namedGroups=ffdhe2048
jdk.tls.namedGroups="secp521r1"
jdk.tls.namedGroups=bogus
jdk.tls.namedGroups=bogus,secp256r1
jdk.tls.namedGroups=secp256k1
jdk.tls.namedGroups=secp256k1,secp256r1
jdk.tls.namedGroups=sect571r1,secp256r1
jdk.tls.namedGroups=secp192r1,secp224r1,secp256r1
jdk.tls.namedGroups=secp160k1
jdk.tls.namedGroups=
jdk.tls.namedGroups=,
jdk.tls.namedGroups=X25519
jdk.tls.namedGroups=SECP256R1,secp384r1
jdk.tls.namedGroups=secp256r1,secp256r1
jdk.tls.namedGroups=brainpoolP256r1,secp256r1
jdk.tls.namedGroups=x448,x25519
jdk.tls.namedGroups=ffdhe8192,ffdhe2048,secp521r1
jdk.tls.namedGroups=X25519MLKEM768,x25519
jdk.tls.namedGroups=secp256r1 ; jdk.tls.client.protocols=TLSv1.2
jdk.tls.namedGroups=ffdhe2048 ; jdk.tls.client.protocols=TLSv1.2
jdk.tls.client.SignatureSchemes=rsa_pss_rsae_sha256
jdk.tls.client.SignatureSchemes=rsa_pkcs1_sha1,rsa_pss_rsae_sha256
jdk.tls.client.SignatureSchemes=rsa_pss_rsae_sha256, ecdsa_secp256r1_sha256
jdk.tls.client.SignatureSchemes=SHA256withRSA
jdk.tls.client.SignatureSchemes=bogus
jdk.tls.client.SignatureSchemes=bogus,rsa_pss_rsae_sha256
jdk.tls.client.SignatureSchemes=
jdk.tls.client.SignatureSchemes=,
jdk.tls.client.SignatureSchemes="rsa_pkcs1_sha256"
jdk.tls.client.SignatureSchemes=RSA_PKCS1_SHA256
jdk.tls.client.SignatureSchemes=ed25519
jdk.tls.client.SignatureSchemes=rsa_md5,rsa_pkcs1_sha256
jdk.tls.client.SignatureSchemes=rsa_pkcs1_sha256,rsa_pkcs1_sha256
jdk.tls.client.SignatureSchemes=dsa_sha256,rsa_pkcs1_sha256,rsa_sha224
jdk.tls.client.SignatureSchemes=rsa_pkcs1_sha256 ; jdk.tls.client.protocols=TLSv1.2
jdk.tls.client.SignatureSchemes=mldsa65,rsa_pkcs1_sha256
jsse.enableSNIExtension=false
jsse.enableSNIExtension=true
jsse.enableSNIExtension=0
jsse.enableSNIExtension=
jsse.enableSNIExtension=FALSE
jdk.tls.client.enableStatusRequestExtension=false
jdk.tls.client.enableStatusRequestExtension=true
jdk.tls.client.enableStatusRequestExtension=bogus
com.sun.net.ssl.checkRevocation=true
jdk.tls.useExtendedMasterSecret=false
jdk.tls.useExtendedMasterSecret=bogus
jdk.tls.client.enableSessionTicketExtension=false
jdk.tls.client.enableSessionTicketExtension=true
jdk.tls.client.useCompatibilityMode=false
jdk.tls.client.disableExtensions=supported_groups
jdk.tls.client.disableExtensions=status_request,status_request_v2
jdk.tls.client.disableExtensions=extended_master_secret, session_ticket
jdk.tls.client.disableExtensions=bogus
jdk.tls.client.disableExtensions=server_name
jdk.tls.ephemeralDHKeySize=legacy
jdk.tls.ephemeralDHKeySize=1024
jdk.tls.ephemeralDHKeySize=2048
jdk.tls.ephemeralDHKeySize=matched
jdk.tls.ephemeralDHKeySize=bogus
jdk.tls.maxHandshakeMessageSize=100000
jdk.tls.maxHandshakeMessageSize=bogus
jdk.tls.maxHandshakeMessageSize=-1
jdk.tls.maxCertificateChainLength=20
jdk.tls.maxCertificateChainLength=bogus
jdk.tls.maxCertificateChainLength=-5
jdk.tls.client.maxInboundCertificateChainLength=20
jdk.tls.client.maxInboundCertificateChainLength=bogus
jdk.tls.allowUnsafeServerCertChange=true
sun.security.ssl.allowUnsafeRenegotiation=true
sun.security.ssl.allowLegacyHelloMessages=false
jdk.tls.trustNameService=true
jdk.tls.rejectClientInitiatedRenegotiation=true
""".strip().split("\n")

COMBINED = [
    "S:jdk.tls.disabledAlgorithms= ; jdk.tls.client.protocols=TLSv1",
    "S:jdk.tls.disabledAlgorithms= ; jdk.tls.client.protocols=SSLv3,TLSv1",
    "S:jdk.tls.disabledAlgorithms= ; jdk.tls.client.protocols=SSLv3",
    "S:jdk.tls.disabledAlgorithms= ; jdk.tls.client.protocols=SSLv2Hello,SSLv3,TLSv1",
    "S:jdk.tls.disabledAlgorithms= ; jdk.tls.client.protocols=SSLv3,TLSv1,TLSv1.1,TLSv1.2,TLSv1.3",
    "S:jdk.tls.disabledAlgorithms= ; jdk.tls.client.protocols=TLSv1.1,TLSv1.3",
    "S:jdk.tls.disabledAlgorithms= ; jdk.tls.client.protocols=TLSv1.2",
    "S:jdk.tls.disabledAlgorithms= ; https.protocols=TLSv1",
    "S:jdk.tls.disabledAlgorithms= ; https.protocols=SSLv3",
    "S:jdk.tls.disabledAlgorithms= ; https.protocols=TLSv1.1,TLSv1.3",
    "S:jdk.tls.disabledAlgorithms= ; jdk.tls.client.cipherSuites=%ALL%",
    "S:jdk.tls.disabledAlgorithms= ; https.cipherSuites=%ALL%",
    "S:jdk.tls.disabledAlgorithms= ; jdk.tls.client.cipherSuites=%ALL% ; jdk.tls.client.protocols=TLSv1.1",
    "S:jdk.tls.disabledAlgorithms= ; jdk.tls.client.cipherSuites=%ALL% ; jdk.tls.client.protocols=SSLv3",
    "S:jdk.tls.disabledAlgorithms= ; jdk.tls.client.cipherSuites=%ALL% ; jdk.tls.client.protocols=TLSv1.3",
    "S:jdk.tls.disabledAlgorithms= ; jdk.tls.namedGroups=%GROUPS%",
    "S:jdk.tls.disabledAlgorithms= ; S:jdk.certpath.disabledAlgorithms= ; jdk.tls.client.SignatureSchemes=%SCHEMES%",
    "S:jdk.tls.disabledAlgorithms= ; S:jdk.certpath.disabledAlgorithms=",
    "S:jdk.tls.disabledAlgorithms= ; S:jdk.certpath.disabledAlgorithms= ; jdk.tls.client.protocols=TLSv1.2",
    "S:jdk.tls.disabledAlgorithms= ; S:jdk.certpath.disabledAlgorithms= ; jdk.tls.client.protocols=TLSv1.3",
    "S:jdk.disabled.namedCurves=secp256r1, ffdhe2048, x25519",
    "S:jdk.disabled.namedCurves=",
    "S:jdk.disabled.namedCurves= ; jdk.tls.namedGroups=%GROUPS%",
    "S:crypto.policy=limited",
    "S:crypto.policy=bogus",
    "S:jdk.tls.legacyAlgorithms=AES_256_GCM, ECDHE",
    "S:jdk.tls.disabledAlgorithms=RSA keySize",
    "S:jdk.tls.disabledAlgorithms=TLSv1.2, TLSv1.3, TLSv1, TLSv1.1 ; https.protocols=TLSv1.2",
    "S:jdk.tls.disabledAlgorithms=TLSv1.2 ; jdk.tls.client.protocols=TLSv1.2",
    "S:jdk.tls.disabledAlgorithms=TLSv1.2 ; https.protocols=TLSv1.2,TLSv1.3",
    "S:jdk.tls.disabledAlgorithms=ECDH, ECDHE, DH",
    "S:jdk.tls.disabledAlgorithms=EC, XDH",
    "S:jdk.tls.disabledAlgorithms=EC, XDH, DH",
    "S:jdk.tls.disabledAlgorithms=RSA, DSA, EC, EdDSA, RSASSA-PSS",
    "S:jdk.tls.disabledAlgorithms=AES, ChaCha20-Poly1305, 3DES_EDE_CBC, RC4, DES",
    "S:jdk.tls.disabledAlgorithms=MD5, SHA1, SHA224, SHA256, SHA384, SHA512",
]

HOSTS = ["127.0.0.1", "localhost", "a.localtest.", "a_b.localtest", "-a.localtest", "a-.localtest", "1.localtest", "a.1", "A.LocalTest",
         "ä.localtest", "xn--4ca.localtest", "a..localtest", "*.localtest", "a" * 64 + ".localtest", "a.localtest ", "0x7f.1"]

GROUPS = """sect163k1 sect163r1 sect163r2 sect193r1 sect193r2 sect233k1 sect233r1 sect239k1 sect283k1 sect283r1 sect409k1 sect409r1
sect571k1 sect571r1 secp160k1 secp160r1 secp160r2 secp192k1 secp192r1 secp224k1 secp224r1 secp256k1 secp256r1 secp384r1 secp521r1
x25519 x448 ffdhe2048 ffdhe3072 ffdhe4096 ffdhe6144 ffdhe8192 arbitrary_prime arbitrary_char2 brainpoolP256r1
X25519MLKEM768 SecP256r1MLKEM768 MLKEM768""".split()
SCHEMES = """ed25519 ed448 ecdsa_secp256r1_sha256 ecdsa_secp384r1_sha384 ecdsa_secp521r1_sha512 rsa_pss_rsae_sha256
rsa_pss_rsae_sha384 rsa_pss_rsae_sha512 rsa_pss_pss_sha256 rsa_pss_pss_sha384 rsa_pss_pss_sha512 rsa_pkcs1_sha256 rsa_pkcs1_sha384
rsa_pkcs1_sha512 dsa_sha256 ecdsa_sha224 rsa_sha224 dsa_sha224 ecdsa_sha1 rsa_pkcs1_sha1 dsa_sha1 rsa_md5 mldsa44 mldsa65 mldsa87
dsa_sha384 dsa_sha512""".split()


def variants():
    yield ""
    yield f"S:{TLS}="
    for word in WORDS:
        yield f"S:{TLS}={word}"
    yield f"S:{CERTPATH}="
    for word in CERTPATH_WORDS:
        yield f"S:{CERTPATH}={word}"
    yield from SYSTEM
    yield from COMBINED
    for host in HOSTS:
        yield f"H:{host}"


def words(data):
    return ".".join(f"{int.from_bytes(data[at:at + 2], 'big'):04x}" for at in range(0, len(data), 2))


def record_length(data):
    if data[0] & 0x80:
        return 2 + (int.from_bytes(data[:2], "big") & 0x7FFF)
    return 5 + int.from_bytes(data[3:5], "big")


def read_hello(record):
    """`version session suites compressions extensions`: numbers in hexadecimal, an extension with what it holds."""
    if record[:1] != b"\x16":
        return "SSLv2 " + record.hex()
    at = 9
    body = record[at:at + int.from_bytes(record[6:9], "big")]
    version, at = body[:2].hex(), 34
    session, at = body[at], at + 1 + body[at]
    length = int.from_bytes(body[at:at + 2], "big")
    suites, at = words(body[at + 2:at + 2 + length]), at + 2 + length
    compressions, at = body[at + 1:at + 1 + body[at]].hex(), at + 1 + body[at]
    extensions, at = [], at + 2
    while at < len(body):
        kind, length = int.from_bytes(body[at:at + 2], "big"), int.from_bytes(body[at + 2:at + 4], "big")
        data, at = body[at + 4:at + 4 + length], at + 4 + length
        if kind == 0:
            told = data[5:].decode()
        elif kind in (10, 13, 50):
            told = words(data[2:])
        elif kind == 43:
            told = words(data[1:])
        elif kind == 51:
            told, share = [], 2
            while share < len(data):
                told.append(data[share:share + 2].hex())
                share += 4 + int.from_bytes(data[share + 2:share + 4], "big")
            told = ".".join(told)
        else:
            told = data.hex()
        extensions.append(f"{kind}:{told}")
    return f"{record[1:3].hex()} {version} {session} {suites} {compressions} {' '.join(extensions)}"


class Listener:
    """Takes the first record of every connection, and answers that nothing of it is liked."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.seen = []
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(30)
                data = b""
                try:
                    while len(data) < 5 or len(data) < record_length(data):
                        more = connection.recv(65536)
                        if not more:
                            break
                        data += more
                    # Some say nothing, or only that they give up.
                    if data and data[0] != 0x15:
                        self.seen.append(data)
                    connection.sendall(bytes.fromhex("15030300020228"))
                except OSError:
                    pass


def run(home, classes, variant, every_suite):
    with tempfile.TemporaryDirectory() as folder:
        hosts = os.path.join(folder, "hosts")
        with open(hosts, "w") as file:
            file.writelines(f"127.0.0.1 {name}\n" for name in HOSTS + ["a.localtest"])
        settings, security, host = [], [], "a.localtest"
        for one in filter(None, variant.split(" ; ")):
            if one.startswith("H:"):
                host = one[2:]
                continue
            name, value = one.split("=", 1)
            value = value.replace("%ALL%", every_suite).replace("%GROUPS%", ",".join(GROUPS))
            value = value.replace("%SCHEMES%", ",".join(SCHEMES))
            if name.startswith("S:"):
                security.append(f"{name[2:]}={value}\n")
            else:
                settings.append(f"-D{name}={value}")
        properties = os.path.join(folder, "properties")
        with open(properties, "w") as file:
            file.writelines(security)
        https, direct = Listener(), Listener()
        done = subprocess.run(
            [f"{home}/bin/java", "-XX:TieredStopAtLevel=1", "-Xshare:auto", f"-Djdk.net.hosts.file={hosts}",
             f"-Djava.security.properties={properties}", *settings, "-cp", classes, "Hello", host,
             str(https.port), str(direct.port)],
            capture_output=True, text=True, timeout=60)
        lines = []
        for client, listener in (("https", https), ("socket", direct)):
            listener.socket.shutdown(socket.SHUT_RDWR)
            listener.socket.close()
            if listener.seen:
                told = read_hello(listener.seen[0])
            else:
                found = re.search(rf"^{client}\t(.*)", done.stdout, re.M)
                told = "! " + (found.group(1).replace("\t", " | ") if found else done.stderr.strip().split("\n")[0])
            lines.append(f"{client}\t{variant}\t{told}")
        return lines


def main():
    classes, *javas = sys.argv[1:]
    every_suite = ",".join(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "suites.txt")).read().split())
    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("WORKERS", "3"))) as pool:
        for java in javas:
            name, home = java.split("=", 1)
            chosen = [one for one in variants() if re.search(os.environ.get("ONLY", ""), one)]
            results = list(pool.map(lambda variant: run(home, classes, variant, every_suite), chosen))
            # Most say the same through a socket: only what differs is kept of it.
            with open(f"{name}.tsv", "w") as file:
                for https, direct in results:
                    file.write(https + "\n")
                    if https.split("\t", 1)[1] != direct.split("\t", 1)[1]:
                        file.write(direct + "\n")


main()
