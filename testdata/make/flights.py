#!/usr/bin/env python3
"""Records testdata/tls/*.bin: first flights of `openssl s_server` in every version that it has, as they came from the
socket. Run in testdata/; needs openssl 3 with TLS 1.0."""
import os
import socket
import subprocess
import tempfile
import time

VERSIONS = {"tls1": 0x0301, "tls1_1": 0x0302, "tls1_2": 0x0303, "tls1_3": 0x0304}


def two(number):
    return number.to_bytes(2, "big")


def behind(width, content):
    return len(content).to_bytes(width, "big") + content


def extension(kind, content):
    return two(kind) + behind(2, content)


def hello(version, suites, groups, share):
    extensions = [
        extension(5, b"\1\0\0\0\0"),
        extension(10, behind(2, b"".join(map(two, groups)))),
        extension(11, b"\1\0"),
        extension(16, behind(2, behind(1, b"h2") + behind(1, b"http/1.1"))),
        extension(13, behind(2, bytes.fromhex("0804040304010807"))),
        extension(23, b""),
        extension(35, b""),
    ]
    if version == 0x0304:
        extensions += [extension(43, b"\2\3\4"), extension(45, b"\1\1"), extension(51, behind(2, share))]
    legacy = two(min(version, 0x0303))
    body = legacy + bytes(range(32)) + behind(1, b"s" * 32 if version == 0x0304 else b"")
    body += behind(2, b"".join(map(two, suites)) + b"\0\xff") + b"\1\0" + behind(2, b"".join(extensions))
    return b"\x16" + legacy + behind(2, b"\1" + behind(3, body))


def record(folder, name, version, options, suites, groups=(0x17, 0x1D), share=None):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    share = two(0x1D) + behind(2, b"\x09" * 32) if share is None else share
    command = ["openssl", "s_server", "-quiet", "-accept", f"127.0.0.1:{port}", f"-{version}", *options.split()]
    server = subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(200):
        try:
            client = socket.create_connection(("127.0.0.1", port))
            break
        except OSError:
            time.sleep(0.02)
    client.settimeout(0.5)
    client.sendall(hello(VERSIONS[version], suites, groups, share))
    flight = b""
    try:
        while piece := client.recv(65536):
            flight += piece
    except TimeoutError:
        pass
    server.kill()
    server.wait()
    with open(f"tls/{name}.bin", "wb") as out:
        out.write(flight)
    print(name, len(flight))


def main():
    os.makedirs("tls", exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        def openssl(words):
            subprocess.run(["openssl", *words.split()], cwd=folder, check=True, stderr=subprocess.DEVNULL)

        openssl("req -x509 -nodes -newkey rsa:2048 -keyout rsa.key -out rsa.pem -subj /CN=flight -days 3650")
        openssl("req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256 -keyout ec.key -out ec.pem -subj /CN=ec -days 3650")
        openssl("ocsp -issuer ec.pem -cert ec.pem -reqout request.der -no_nonce")
        with open(f"{folder}/index.txt", "w") as index:
            serial = subprocess.run(["openssl", "x509", "-in", "ec.pem", "-noout", "-serial"], cwd=folder, capture_output=True, text=True).stdout
            index.write(f"V\t350101000000Z\t\t{serial.strip().split('=')[1]}\tunknown\t/CN=ec\n")
        openssl("ocsp -index index.txt -CA ec.pem -rsigner ec.pem -rkey ec.key -reqin request.der -respout staple.der -ndays 3000")
        # The server's prime is as strong as its certificate.
        openssl("req -x509 -nodes -newkey rsa:1024 -keyout weak.key -out weak.pem -subj /CN=weak -days 3650")
        rsa, ec, low = "-cert rsa.pem -key rsa.key", "-cert ec.pem -key ec.key", "-cipher ALL:aNULL:@SECLEVEL=0"
        record(folder, "tls10-rsa-asks", "tls1", f"{rsa} {low} -verify 1 -CAfile ec.pem", [0x002F])
        record(folder, "tls11-dhe1024", "tls1_1", f"-cert weak.pem -key weak.key {low}", [0x0033])
        record(folder, "tls12-ecdhe-staple", "tls1_2", f"{ec} -status_file staple.der -alpn h2", [0xC02B])
        record(folder, "tls12-asks", "tls1_2", f"{rsa} -cert_chain ec.pem -Verify 1 -CAfile ec.pem", [0xC02F])
        record(folder, "tls12-anonymous", "tls1_2", f"-nocert {low}", [0xC018])
        record(folder, "tls12-alert", "tls1_2", rsa, [0x0005])
        record(folder, "tls13", "tls1_3", rsa, [0x1301])
        record(folder, "tls13-asks-again", "tls1_3", f"{rsa} -groups P-384", [0x1301], (0x1D, 0x18))


main()
