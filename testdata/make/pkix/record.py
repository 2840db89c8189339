#!/usr/bin/env python3
"""Records what JVMs say to the cases of a file: which chain, which store, which host.

    JAVA_HOME_25=… JAVA_HOME_21=… JAVA_HOME_17=… JAVA_HOME_11=… record.py CASES.json RECORDED.json

    JAVA_HOME_25=… record.py --check RECORDED.json

asks the JVMs named again, and fails where one of them says something else than was recorded. The first form writes the same cases with what each of the JVMs named answers, under "java". Files ending in .gz are compressed. JAVAC
is the compiler (javac). A case is

    id, description, kind (SERVER or CLIENT), auth_type (null: what TLS 1.3 says), effective_time (ISO 8601),
    inputs: peer, intermediates (in the order sent) and roots (the trust store) as PEM, peer_name: kind (DNS or IP)
    and value, or null;

and, where it needs a JVM that is set up otherwise,

    protocol   "TLSv1.2", where it is not TLS 1.3
    policy     lines laid over java.security
    blocked    SHA-256 fingerprints added to blocked.certs (JDK 11: blacklisted.certs)
    jdk_roots  PEM, put into cacerts under an alias that ends in "[jdk]"

A JVM for the last two is a copy of the runtime with those files replaced, thrown away afterwards.
"""
import base64
import datetime
import functools
import gzip
import hashlib
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile

import pki

HERE = pathlib.Path(__file__).resolve().parent
VERSIONS = ["25", "21", "17", "11"]


def read(path):
    with (gzip.open if str(path).endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        return json.load(file)


def write(path, cases):
    text = json.dumps(cases, indent=None if str(path).endswith(".gz") else 1) + "\n"
    if str(path).endswith(".gz"):
        # Without a time in it, so that the same cases give the same file.
        pathlib.Path(path).write_bytes(gzip.compress(text.encode(), mtime=0))
    else:
        pathlib.Path(path).write_text(text, encoding="utf-8")


def der(text):
    return base64.b64decode("".join(line for line in text.splitlines() if not line.startswith("-----")))


def milliseconds(text):
    moment = datetime.datetime.fromisoformat(text)
    return (moment - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)) // datetime.timedelta(milliseconds=1)


def line(case):
    """The case as Record.java reads it."""
    plain = lambda certificates: ",".join(base64.b64encode(der(text)).decode() for text in certificates)
    inputs = case["inputs"]
    sent = ([inputs["peer"]] if inputs["peer"] else []) + inputs["intermediates"]
    return "\t".join([
        case["id"], case["kind"], case["auth_type"] or "-", case.get("protocol") or "-", str(milliseconds(case["effective_time"])),
        case["peer_name"]["value"] if case["peer_name"] else "-", plain(sent), plain(inputs["roots"]),
    ])


@functools.cache
def probes():
    """Keys for the handshakes that Record.java begins: one of them works however strict the policy is."""
    lines = ""
    for label, algorithm in (("p256", "SHA256withECDSA"), ("p521", "SHA512withECDSA"), ("rsa4096", "SHA512withRSA")):
        own = pki.make("CN=probe", key=f"{label}-probe", algorithm=algorithm, end="2100-01-01")
        secret, certificate = (base64.b64encode(one).decode() for one in (own.key.pkcs8(), own.der))
        lines += f"probe\t{own.key.kind}\t{secret}\t{certificate}\n"
    return lines


def jks(certificates):
    """A JKS store of alias: DER, with the password that cacerts has."""
    body = struct.pack(">III", 0xFEEDFEED, 2, len(certificates))
    for alias, certificate in certificates.items():
        alias = alias.encode()
        body += struct.pack(">IH", 2, len(alias)) + alias + struct.pack(">QH", 0, 5) + b"X.509"
        body += struct.pack(">I", len(certificate)) + certificate
    secret = "changeit".encode("utf-16-be") + b"Mighty Aphrodite"
    return body + hashlib.sha1(secret + body).digest()


def replace(path, content):
    # The copy may be made of links to the files of the original.
    path.unlink(missing_ok=True)
    path.write_bytes(content)


def runtime(java_home, blocked, jdk_roots, folder):
    """A runtime with these certificates blocked and these among its own roots."""
    if not blocked and not jdk_roots:
        return java_home
    copy = pathlib.Path(folder, "java")
    try:
        shutil.copytree(java_home, copy, symlinks=True, copy_function=os.link)
    except (OSError, shutil.Error):
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(java_home, copy, symlinks=True)
    security = copy / "lib" / "security"
    if blocked:
        path = next(path for path in (security / "blocked.certs", security / "blacklisted.certs") if path.exists())
        replace(path, path.read_bytes().rstrip() + b"\n" + "".join(f"{hash}\n" for hash in blocked).encode())
    if jdk_roots:
        roots = {f"testroot{number} [jdk]": der(text) for number, text in enumerate(jdk_roots)}
        replace(security / "cacerts", jks(roots))
    return copy


def answers(java_home, cases, classes):
    """What this JVM says to each of the cases: id: answer."""
    groups = {}
    for case in cases:
        setup = json.dumps([case.get(name) for name in ("policy", "blocked", "jdk_roots")])
        groups.setdefault(setup, []).append(case)
    found = {}
    for setup, group in groups.items():
        policy, blocked, jdk_roots = json.loads(setup)
        with tempfile.TemporaryDirectory(dir=pathlib.Path(java_home).parent if blocked or jdk_roots else None) as folder:
            command = [str(pathlib.Path(runtime(java_home, blocked, jdk_roots, folder), "bin", "java"))]
            if policy is not None:
                pathlib.Path(folder, "policy").write_text(policy, encoding="utf-8")
                command += [f"-Djava.security.properties={folder}/policy"]
            # Dates in messages are in the zone and language of the JVM.
            command += ["-Duser.timezone=UTC", "-Duser.language=en", "-Duser.country=US", "-Dfile.encoding=UTF-8"]
            command += ["--add-opens", "java.base/sun.security.provider=ALL-UNNAMED", "--add-opens"]
            command += ["java.base/sun.security.util=ALL-UNNAMED", "-cp", str(classes), "Record"]
            text = probes() + "".join(line(case) + "\n" for case in group)
            done = subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=True)
            for answer in map(json.loads, done.stdout.decode().split("\n")[:-1]):
                found[answer.pop("id")] = answer
    return found


def record(cases, versions=None):
    """Fills "java" of the cases in for the JVMs that the environment names."""
    homes = {version: os.environ[f"JAVA_HOME_{version}"] for version in versions or VERSIONS if f"JAVA_HOME_{version}" in os.environ}
    with tempfile.TemporaryDirectory() as classes:
        compiler = [os.environ.get("JAVAC", "javac"), "--release", "11", "-d", classes, str(HERE / "Record.java")]
        subprocess.run(compiler, check=True)
        for version, home in homes.items():
            found = answers(home, cases, classes)
            for case in cases:
                case.setdefault("java", {})[version] = found[case["id"]]
    return cases


def check(path):
    """What the JVMs named say otherwise now: a line each."""
    recorded = {case["id"]: case["java"] for case in read(path)}
    cases = record([{**case, "java": {}} for case in read(path)])
    asked = [(case["id"], version, said, recorded[case["id"]].get(version)) for case in cases for version, said in case["java"].items()]
    changed = [f"{id} [{version}]\n  recorded {json.dumps(before)}\n  now      {json.dumps(said)}" for id, version, said, before in asked if said != before]
    print(f"{len(asked)} answers, {len(changed)} of them others than were recorded")
    return changed


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    if sys.argv[1] == "--check":
        sys.exit("\n".join(check(sys.argv[2])) or None)
    write(sys.argv[2], record(read(sys.argv[1])))
