"""A TLS server that asks for a client's certificate exactly as it is told, and says which one came.

It goes as far as the client's CertificateVerify and then closes. TLS 1.3 needs the package cryptography.

    server = Server(requests)     requests: {id: {"tls": "TLSv1.3", "kinds": […], "schemes": […],
                                   "certificate_schemes": […] or None, "authorities": [DER]}}
    server.port, server.seen      {(id, java, manager): {"sent": [DER], "scheme": number, "alert": number}}
"""
import hashlib
import hmac
import os
import socket
import struct
import threading

from pki import *

OWN = make("CN=localhost", key="rsa2048-server", san=san("dns:localhost"))
VERSIONS = {"TLSv1": 0x0301, "TLSv1.1": 0x0302, "TLSv1.2": 0x0303, "TLSv1.3": 0x0303}
HANDSHAKE, ALERT, CHANGE, DATA = 22, 21, 20, 23


def vector(size, body):
    return len(body).to_bytes(size, "big") + body


def numbers(values):
    return b"".join(struct.pack(">H", value) for value in values)


class Reader:
    def __init__(self, data):
        self.data = data

    def take(self, count):
        taken, self.data = self.data[:count], self.data[count:]
        return taken

    def vector(self, size):
        return self.take(int.from_bytes(self.take(size), "big"))


class Closed(Exception):
    pass


class Server:
    def __init__(self, requests):
        self.requests, self.seen = requests, {}
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            connection = self.listener.accept()[0]
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        connection.settimeout(20)
        with connection:
            line = b""
            while not line.endswith(b"\n"):
                line += connection.recv(1)
            key = tuple(line.decode().strip().split("\t"))
            session = Session(connection, self.requests[key[0]])
            try:
                session.run()
            except (Closed, OSError):
                pass
            self.seen[key] = session.seen


class Session:
    def __init__(self, connection, request):
        self.connection, self.request, self.seen = connection, request, {}
        self.version, self.messages, self.transcript = VERSIONS[request["tls"]], b"", b""
        self.reading = self.writing = None

    # --- records and messages ---

    def exactly(self, count):
        data = b""
        while len(data) < count:
            more = self.connection.recv(count - len(data))
            if not more:
                raise Closed
            data += more
        return data

    def record(self):
        head = self.exactly(5)
        body = self.exactly(int.from_bytes(head[3:], "big"))
        if self.reading and head[0] == DATA:
            body = self.reading.decrypt(head, body).rstrip(b"\0")
            return body[-1], body[:-1]
        return head[0], body

    def message(self):
        while len(self.messages) < 4 or len(self.messages) < 4 + int.from_bytes(self.messages[1:4], "big"):
            kind, body = self.record()
            if kind == ALERT:
                self.seen["alert"] = body[1] if len(body) == 2 else 0
                raise Closed
            if kind == HANDSHAKE:
                self.messages += body
        size = 4 + int.from_bytes(self.messages[1:4], "big")
        whole_, self.messages = self.messages[:size], self.messages[size:]
        self.transcript += whole_
        return whole_[0], Reader(whole_[4:])

    def send(self, *messages):
        body = b"".join(bytes([kind]) + vector(3, content) for kind, content in messages)
        self.transcript += body
        if self.writing:
            body = self.writing.encrypt(body + bytes([HANDSHAKE]))
            self.connection.sendall(bytes([DATA]) + b"\3\3" + vector(2, body))
        else:
            self.connection.sendall(bytes([HANDSHAKE]) + struct.pack(">H", min(self.version, 0x0303)) + vector(2, body))

    # --- the handshake ---

    def run(self):
        kind, hello = self.message()
        hello.take(2)
        self.client_random, self.random = hello.take(32), os.urandom(32)
        self.session = hello.vector(1)
        hello.vector(2), hello.vector(1)
        self.offered, rest = {}, Reader(hello.vector(2))
        while rest.data:
            number = int.from_bytes(rest.take(2), "big")
            self.offered[number] = rest.vector(2)
        self.modern() if self.request["tls"] == "TLSv1.3" else self.classic()

    def classic(self):
        extensions = struct.pack(">HH", 0xFF01, 1) + b"\0"
        if 23 in self.offered:
            extensions += struct.pack(">HH", 23, 0)
        suite = 0xC02F if self.version == 0x0303 else 0xC013
        hello = struct.pack(">H", self.version) + self.random + b"\0" + struct.pack(">HB", suite, 0) + vector(2, extensions)
        point = pool("p256-exchange").spki[-65:]
        parameters = b"\3\0\x17" + vector(1, point)
        signed = self.client_random + self.random + parameters
        if self.version == 0x0303:
            exchange = parameters + b"\4\1" + vector(2, OWN.key.sign("SHA256withRSA", signed)[1])
        else:
            hashed = hashlib.md5(signed).digest() + hashlib.sha1(signed).digest()
            exchange = parameters + vector(2, OWN.key.private(b"\0\1" + b"\xff" * (OWN.key.size - 39) + b"\0" + hashed))
        asked = vector(1, bytes(self.request["kinds"]))
        if self.version == 0x0303:
            asked += vector(2, numbers(self.request["schemes"]))
        asked += vector(2, b"".join(vector(2, one) for one in self.request["authorities"]))
        self.send((2, hello), (11, vector(3, vector(3, OWN.der))), (12, exchange), (13, asked), (14, b""))
        while True:
            kind, body = self.message()
            if kind == 11:
                certificates = Reader(body.vector(3))
                self.seen["sent"] = []
                while certificates.data:
                    self.seen["sent"].append(certificates.vector(3))
            elif kind == 16 and not self.seen.get("sent"):
                return
            elif kind == 15:
                self.seen["scheme"] = int.from_bytes(body.take(2), "big") if self.version == 0x0303 else 0
                return

    def modern(self):
        from cryptography.hazmat.primitives.asymmetric import ec, x25519
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        shares, share = Reader(Reader(self.offered[51]).vector(2)), None
        while shares.data and not share:
            group, public = int.from_bytes(shares.take(2), "big"), shares.vector(2)
            if group == 29:
                own = x25519.X25519PrivateKey.generate()
                secret = own.exchange(x25519.X25519PublicKey.from_public_bytes(public))
                share = group, own.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
            elif group == 23:
                own = ec.generate_private_key(ec.SECP256R1())
                secret = own.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public))
                share = group, own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        extensions = struct.pack(">HHH", 43, 2, 0x0304)
        extensions += struct.pack(">H", 51) + vector(2, struct.pack(">H", share[0]) + vector(2, share[1]))
        self.send((2, b"\3\3" + self.random + vector(1, self.session) + b"\x13\1\0" + vector(2, extensions)))
        early = extract(bytes(32), bytes(32))
        handshake = extract(derive(early, b"derived", hashlib.sha256(b"").digest()), secret)
        now = hashlib.sha256(self.transcript).digest()
        client, server = derive(handshake, b"c hs traffic", now), derive(handshake, b"s hs traffic", now)
        self.reading, self.writing = Protection(client), Protection(server)
        asked = struct.pack(">H", 13) + vector(2, vector(2, numbers(self.request["schemes"])))
        if self.request["certificate_schemes"] is not None:
            asked += struct.pack(">H", 50) + vector(2, vector(2, numbers(self.request["certificate_schemes"])))
        if self.request["authorities"]:
            asked += struct.pack(">H", 47) + vector(2, vector(2, b"".join(vector(2, one) for one in self.request["authorities"])))
        self.send((8, b"\0\0"), (13, b"\0" + vector(2, asked)), (11, b"\0" + vector(3, vector(3, OWN.der) + b"\0\0")))
        content = b" " * 64 + b"TLS 1.3, server CertificateVerify\0" + hashlib.sha256(self.transcript).digest()
        self.send((15, b"\x08\x04" + vector(2, OWN.key.pss("SHA256", content)[1])))
        finished = hmac.new(derive(server, b"finished", b""), hashlib.sha256(self.transcript).digest(), "sha256").digest()
        self.send((20, finished))
        while True:
            kind, body = self.message()
            if kind == 11:
                body.vector(1)
                certificates = Reader(body.vector(3))
                self.seen["sent"] = []
                while certificates.data:
                    self.seen["sent"].append(certificates.vector(3))
                    certificates.vector(2)
            elif kind == 15:
                self.seen["scheme"] = int.from_bytes(body.take(2), "big")
                return
            elif kind == 20:
                return


def extract(salt, secret):
    return hmac.new(salt, secret, "sha256").digest()


def derive(secret, label, context_, size=32):
    info = struct.pack(">H", size) + vector(1, b"tls13 " + label) + vector(1, context_)
    return hmac.new(secret, info + b"\1", "sha256").digest()[:size]


class Protection:
    def __init__(self, secret):
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self.cipher, self.iv, self.count = AESGCM(derive(secret, b"key", b"", 16)), derive(secret, b"iv", b"", 12), 0

    def nonce(self):
        nonce_ = bytes(a ^ b for a, b in zip(self.iv, self.count.to_bytes(12, "big")))
        self.count += 1
        return nonce_

    def encrypt(self, body):
        return self.cipher.encrypt(self.nonce(), body, bytes([DATA]) + b"\3\3" + struct.pack(">H", len(body) + 16))

    def decrypt(self, head, body):
        return self.cipher.decrypt(self.nonce(), body, head)
