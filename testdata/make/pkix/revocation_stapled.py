#!/usr/bin/env python3
"""Records what JVMs say to a server that staples OCSP responses, in real connections.

    JAVA_HOME_25=… JAVA_HOME_21=… JAVA_HOME_17=… JAVA_HOME_11=… revocation_stapled.py testdata/pkix/revocation/stapled

Writes there leaf.pem (with its key), root.pem, the responses, at (the instant of the recording) and said.tsv: response, release,
version of TLS, what the connection ends with. Needs openssl, and the package `cryptography`.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from cryptography import x509
from cryptography.hazmat.primitives import serialization

import revocation_scenes as scenes
from revocation import HERE, NOW, VERSIONS

PORT = "19443"


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    pem = serialization.Encoding.PEM
    name = [(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False)]
    leaf = scenes.make("localhost", scenes.root, eku=scenes.SERVER, extra=name)
    key = leaf.key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "leaf.pem").write_bytes(leaf.certificate.public_bytes(pem) + key)
    (folder / "root.pem").write_bytes(scenes.root.certificate.public_bytes(pem))
    (folder / "at").write_text(NOW.strftime("%Y-%m-%dT%H:%M:%SZ\n"))
    old = {"this": NOW - 3 * scenes.DAY, "next": NOW - 2 * scenes.DAY}
    responses = {
        "good": scenes.good(leaf), "revoked": scenes.good(leaf, status="revoked", reason=1), "unknown": scenes.good(leaf, status="unknown"),
        "expired": scenes.good(leaf, **old), "later": scenes.response(None, 3),
    }
    said = []
    with tempfile.TemporaryDirectory() as work:
        subprocess.run([os.environ.get("JAVAC", "javac"), "--release", "11", "-d", work, str(HERE / "Stapled.java")], check=True)
        home = next(os.environ[f"JAVA_HOME_{version}"] for version in VERSIONS if f"JAVA_HOME_{version}" in os.environ)
        store = ["-keystore", f"{work}/root.p12", "-storepass", "changeit"]
        subprocess.run([f"{home}/bin/keytool", "-importcert", "-noprompt", "-alias", "root", "-file", str(folder / "root.pem")] + store, check=True, capture_output=True)
        for response, octets in [("none", None), *responses.items()]:
            options = []
            if octets:
                (folder / f"{response}.der").write_bytes(octets)
                options = ["-status_file", str(folder / f"{response}.der")]
            server = ["openssl", "s_server", "-quiet", "-accept", PORT, "-cert", str(folder / "leaf.pem"), "-key", str(folder / "leaf.pem")]
            running = subprocess.Popen(server + options, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(0.5)
            for version in VERSIONS:
                if home := os.environ.get(f"JAVA_HOME_{version}"):
                    command = [f"{home}/bin/java", "-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC", "-Duser.language=en", "-Duser.country=US"]
                    command += ["-Dcom.sun.net.ssl.checkRevocation=true", f"-Djavax.net.ssl.trustStore={work}/root.p12", "-Djavax.net.ssl.trustStorePassword=changeit"]
                    done = subprocess.run(command + ["-cp", work, "Stapled", PORT], stdout=subprocess.PIPE, check=True)
                    said += [f"{response}\t{version}\t{line}\n" for line in done.stdout.decode().splitlines()]
            running.kill()
            running.wait()
    (folder / "said.tsv").write_text("".join(said))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))
