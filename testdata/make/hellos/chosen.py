"""What real JVMs say to a server's choice: a scripted server answers each hello as one case wants it.

    python3 chosen.py CLASSES FOLDER NAME=JAVA_HOME...

FOLDER holds rsa.key, rsa.der, ec.der and dsa.der (certificates), primes.txt (hexadecimal, one a line) and iana.txt (NUMBER:NAME of
suites). ONLY=PATTERN takes some cases alone, RUN=PATTERN some properties. Writes NAME.tsv: the properties, the case, the key exchange that the trust manager is told, and what is thrown.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import threading

HELLO_RETRY = bytes.fromhex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c")


def message(kind, body):
    return bytes([kind]) + len(body).to_bytes(3, "big") + body


def record(body, version=b"\x03\x03"):
    return b"".join(b"\x16" + version + len(part).to_bytes(2, "big") + part
                    for part in (body[at:at + 16000] for at in range(0, len(body), 16000)))


def vector(body, octets):
    return len(body).to_bytes(octets, "big") + body


def extension(kind, body):
    return kind.to_bytes(2, "big") + vector(body, 2)


class Cases:
    def __init__(self, folder):
        read = lambda name: open(os.path.join(folder, name), "rb").read()
        self.folder = folder
        self.certificates = {kind: read(kind + ".der") for kind in ("rsa", "ec", "dsa")}
        self.primes = [bytes.fromhex(("0" * (len(one) % 2)) + one) for one in read("primes.txt").decode().split()]
        self.suites = [line.split(":") for line in read("iana.txt").decode().split()]

    def hello(self, version, suite, extra=b"", tail=None, compression=0, session=None, retry=False):
        random = HELLO_RETRY if retry else b"\x11" * 24 + (tail or b"\x11" * 8)
        extensions = extension(65281, b"\0") + extra if version != 0x0304 else extra
        body = version.to_bytes(2, "big") + random
        return lambda echoed, _=None: message(
            2, body + vector(echoed if session is None else session, 1) + suite.to_bytes(2, "big") + bytes([compression])
            + vector(extensions, 2))

    def plain(self):
        """Cases of a server's hello alone: what the version, the suite and the like are answered with."""
        for version in (0x0002, 0x0200, 0x02FF, 0x0300, 0x0301, 0x0302, 0x0303, 0x0304, 0x0305, 0x0400, 0x7F1C, 0xFEFD):
            for suite in (0xC02F, 0x002F, 0x009C, 0xC013, 0x1301, 0x0005, 0x00FF, 0xFEFE):
                yield f"hello {version:04x} {suite:04x}", self.hello(version, suite)
        for version in (0x0300, 0x0302, 0x0303, 0x0304, 0x0305, 0x7F1C):
            for suite in (0xC02F, 0x002F, 0x1301, 0xFEFE):
                extra = extension(43, version.to_bytes(2, "big"))
                yield f"hello13 {version:04x} {suite:04x}", self.hello(0x0303, suite, extra)
        for group in (0x0017, 0x0018, 0x001D, 0x0016, 0x1234, 0x0100):
            extra = extension(43, b"\3\4") + extension(51, group.to_bytes(2, "big"))
            yield f"retry {group:04x}", self.hello(0x0303, 0x1301, extra, retry=True)
            extra = extension(43, b"\3\4") + extension(51, group.to_bytes(2, "big") + vector(b"\4" * 65, 2))
            yield f"share {group:04x}", self.hello(0x0303, 0x1301, extra)
        for name, tail in (("01", b"DOWNGRD\1"), ("00", b"DOWNGRD\0")):
            for version in (0x0303, 0x0302, 0x0301):
                for suite in (0xC02F, 0xC013, 0x0005):
                    yield f"sentinel {name} {version:04x} {suite:04x}", self.hello(version, suite, tail=tail)
        yield "compression 1", self.hello(0x0303, 0xC02F, compression=1)
        yield "compression 1 0005", self.hello(0x0303, 0x0005, compression=1)
        for kind, body in ((16, vector(vector(b"h2", 1), 2)), (0x1234, b""), (0, b""), (35, b""), (23, b""), (5, b""), (10, b"\0\2\0\x17"), (13, b"\0\2\4\1"), (43, b"\3\3")):
            yield f"extension {kind}", self.hello(0x0303, 0xC02F, extension(kind, body))
        bare = lambda echoed, _: message(2, b"\3\3" + b"\x11" * 32 + vector(echoed, 1) + b"\xc0\x2f\0")
        yield "no-renegotiation-info", bare
        for number, name in self.suites:
            yield f"suite {number.lower()} {name}", self.hello(0x0303, int(number, 16))

    def exchanges(self):
        """Cases that go on to the server's key exchange, which is signed with nonsense."""
        keys = {"RSA": "rsa", "DSS": "dsa", "ECDSA": "ec", "anon": None}
        for number, name in self.suites:
            exchange = name.removeprefix("TLS_").split("_WITH_")[0]
            if "_WITH_" not in name or number == "00FF":
                continue
            kind = next((keys[word] for word in exchange.split("_") if word in keys), "rsa")
            if exchange.startswith("ECDH_"):
                kind = "ec"
            yield f"exchange {number.lower()} {name} {kind}", self.flight(int(number, 16), kind, self.curve(23))
        for prime in self.primes:
            bits = int.from_bytes(prime, "big").bit_length()
            yield f"dh {bits}", self.signed(0x009E, self.dh(prime))
        for curve in (1, 14, 19, 21, 22, 23, 24, 25, 26, 29, 30, 256, 0x1234):
            yield f"curve {curve}", self.flight(0xC02F, "rsa", self.curve(curve))
        yield from self.limits()
        yield "explicit prime", self.flight(0xC02F, "rsa", b"\1" + b"\0" * 40)
        yield "explicit char2", self.flight(0xC02F, "rsa", b"\2" + b"\0" * 40)
        for scheme in (0x0401, 0x0403, 0x0201, 0x0804, 0x0101, 0x0301, 0x1234, 0x0807):
            yield f"scheme {scheme:04x}", self.flight(0xC02F, "rsa", self.curve(23, scheme))
        yield "ecdsa with rsa certificate", self.flight(0xC02B, "rsa", self.curve(23))
        yield "rsa with ec certificate", self.flight(0xC02F, "ec", self.curve(23, 0x0403))
        yield "no exchange", self.flight(0xC02F, "rsa", None)

    def limits(self):
        """Cases of many certificates, and of long messages."""
        hello = self.hello(0x0303, 0xC02F)
        # The answers are made here, not in the functions, which would all see the last one.
        for count in (1, 2, 5, 6, 10, 11, 20, 21):
            certificates = message(11, vector(vector(self.certificates["rsa"], 3) * count, 3))
            yield f"chain {count}", lambda echoed, _, rest=certificates: hello(echoed) + rest
        for size in (32768, 32769, 100000, 100001, 200000):
            yield f"size {size}", lambda echoed, _, rest=message(11, bytes(size)): hello(echoed) + rest

    def flight(self, suite, kind, exchange):
        hello = self.hello(0x0303, suite)
        rest = b""
        if kind:
            rest += message(11, vector(vector(self.certificates[kind], 3), 3))
        if exchange is not None:
            rest += message(12, exchange)
        rest += message(14, b"")
        return lambda echoed, _: hello(echoed) + rest

    def signed(self, suite, parameters):
        """A key exchange that is signed as it should be: what is wrong with it otherwise comes out."""
        hello = self.hello(0x0303, suite)
        certificate = message(11, vector(vector(self.certificates["rsa"], 3), 3))

        def answer(echoed, random):
            signature = subprocess.run(["openssl", "dgst", "-sha256", "-sign", os.path.join(self.folder, "rsa.key")],
                                       input=random + b"\x11" * 32 + parameters, capture_output=True, check=True).stdout
            exchange = parameters + b"\4\1" + vector(signature, 2)
            return hello(echoed) + certificate + message(12, exchange) + message(14, b"")

        return answer

    @staticmethod
    def curve(number, scheme=0x0401):
        points = {23: 65, 24: 97, 25: 133, 29: 32, 30: 56, 22: 65, 26: 65}
        point = b"\4" + b"\x21" * (points.get(number, 65) - 1)
        return b"\3" + number.to_bytes(2, "big") + vector(point, 1) + scheme.to_bytes(2, "big") + vector(b"\x33" * 256, 2)

    @staticmethod
    def dh(prime):
        public = (pow(2, 65537, int.from_bytes(prime, "big"))).to_bytes(len(prime), "big")
        return vector(prime, 2) + vector(b"\2", 2) + vector(public, 2)


def serve(listener, cases, hellos):
    for name, answer in cases:
        connection, _ = listener.accept()
        with connection:
            connection.settimeout(5)
            data = b""
            try:
                while len(data) < 5 or len(data) < 5 + int.from_bytes(data[3:5], "big"):
                    more = connection.recv(65536)
                    if not more:
                        break
                    data += more
                session = data[44:44 + data[43]]
                connection.sendall(record(answer(session, data[11:43])))
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(65536):
                    pass
            except OSError:
                pass


RUNS = [
    "",
    "jdk.tls.client.protocols=TLSv1.2",
    "jdk.tls.client.protocols=TLSv1.3",
    "S:jdk.tls.disabledAlgorithms=SSLv3, RC4, DES, MD5withRSA, DH keySize < 1024, EC keySize < 224, anon, NULL",
    "S:jdk.tls.disabledAlgorithms=",
    "S:jdk.tls.disabledAlgorithms=DH keySize < 2048, EC keySize < 384, X25519",
    "S:jdk.tls.disabledAlgorithms= ; jdk.tls.client.protocols=TLSv1.1,TLSv1.2",
] + [f"{name}={value}" for name in (
    "jdk.tls.maxCertificateChainLength", "jdk.tls.client.maxInboundCertificateChainLength", "jdk.tls.maxHandshakeMessageSize",
) for value in (("5", "20", "0", "-5", "bogus", "") if "Chain" in name else ("100000", "0", "-5", "bogus", ""))] + [
    "jdk.tls.maxCertificateChainLength=20 ; jdk.tls.client.maxInboundCertificateChainLength=5",
    "jdk.tls.maxCertificateChainLength=5 ; jdk.tls.client.maxInboundCertificateChainLength=bogus",
    "jdk.tls.ephemeralDHKeySize=2048",
    "jdk.tls.ephemeralDHKeySize=legacy",
    "jdk.tls.namedGroups=secp256r1",
    "jdk.tls.allowLegacyMasterSecret=false",
    "jdk.tls.useExtendedMasterSecret=false",
    "sun.security.ssl.allowLegacyHelloMessages=false",
    "jdk.tls.client.protocols=TLSv1.1,TLSv1",
]


def main():
    classes, folder, *javas = sys.argv[1:]
    cases = Cases(folder)
    for java in javas:
        name, home = java.split("=", 1)
        with open(f"{name}.tsv", "w") as out:
            for run in [one for one in RUNS if re.search(os.environ.get("RUN", ""), one)]:
                if "Chain" in run or "Message" in run:
                    chosen = list(cases.limits())
                elif "DHKey" in run or "namedGroups" in run or run.startswith("S:") and "TLSv1" not in run and "RC4" not in run:
                    chosen = list(cases.exchanges())
                else:
                    chosen = list(cases.plain())
                    if run:
                        chosen = [case for case in chosen if not case[0].startswith("suite")]
                    else:
                        chosen += list(cases.exchanges())
                chosen = [case for case in chosen if re.search(os.environ.get("ONLY", ""), case[0])]
                if not chosen:
                    continue
                with tempfile.TemporaryDirectory() as scratch:
                    properties = os.path.join(scratch, "properties")
                    with open(properties, "w") as file:
                        file.writelines(one[2:] + "\n" for one in run.split(" ; ") if one.startswith("S:"))
                    settings = ["-D" + one for one in run.split(" ; ") if one and not one.startswith("S:")]
                    listener = socket.create_server(("127.0.0.1", 0))
                    threading.Thread(target=serve, args=(listener, chosen, []), daemon=True).start()
                    done = subprocess.run(
                        [f"{home}/bin/java", "-XX:TieredStopAtLevel=1", f"-Djava.security.properties={properties}", *settings,
                         "-cp", classes, "Chosen", str(listener.getsockname()[1]), str(len(chosen))],
                        capture_output=True, text=True, timeout=300)
                    listener.close()
                    for (case, _), line in zip(chosen, done.stdout.splitlines()):
                        out.write(f"{run}\t{case}\t{line.split(chr(9), 1)[1]}\n")
                    if done.stderr:
                        print(done.stderr[:500], file=sys.stderr)


main()
