#!/usr/bin/env python3
"""Records what JVMs say when they ask whether certificates were revoked.

    JAVA_HOME_25=… JAVA_HOME_21=… JAVA_HOME_17=… JAVA_HOME_11=… revocation.py testdata/pkix/revocation/scenes.json.gz
    JAVA_HOME_25=… revocation.py --check testdata/pkix/revocation/scenes.json.gz

Both make every scene anew (which needs the package `cryptography`), because responses are only good for a day, and ask
the JVMs; the second compares what they say with what was recorded. Responders and CRLs are served by a proxy of this script, so that every name ending in .test is
there, and nothing else is asked. A scene is

    id, how         as Revocation.java takes them
    properties      name: value, those of java.security with "security:" before the name
    at, clock       the instant that is asked about, and that of the recording, in milliseconds since 1970
    sent, roots, crls, staples    base64 of DER; a staple may be null
    served          host: status and body (base64), or delay in seconds; what is not listed answers 404

and under "java", for each release, what it says.
"""
import base64
import datetime
import gzip
import http.server
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
VERSIONS = ["25", "21", "17", "11"]
# The JVMs hold responses against their own clock, whatever instant they are asked about.
NOW = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
TIMEOUTS = ["com.sun.security.ocsp.timeout", "com.sun.security.ocsp.readtimeout", "com.sun.security.crl.timeout", "com.sun.security.crl.readtimeout"]


def b64(octets):
    return base64.b64encode(octets).decode()


def milliseconds(moment):
    return int(moment.timestamp() * 1000)


class Stub(http.server.BaseHTTPRequestHandler):
    served = {}
    asked = {}

    def do_GET(self):
        self.answer(b"")

    def do_POST(self):
        self.answer(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    def answer(self, body):
        url = urllib.parse.urlsplit(self.path)
        host = url.hostname or self.headers.get("Host", "").split(":")[0]
        Stub.asked.setdefault(host, []).append((self.command, url.path, b64(body)))
        what = Stub.served.get(host, {"status": 404, "body": ""})
        if what.get("delay"):
            time.sleep(what["delay"])
        octets = base64.b64decode(what.get("body") or "")
        try:
            self.send_response(what.get("status") or 200)
            if what.get("location"):
                self.send_header("Location", what["location"])
            self.send_header("Content-Length", str(len(octets)))
            self.end_headers()
            self.wfile.write(octets)
        except OSError:
            pass

    def log_message(self, *_):
        pass


def line(scene):
    properties = ";".join(f"{name}={value}" for name, value in scene["properties"].items())
    staples = ",".join(staple or "-" for staple in scene["staples"])
    return "\t".join([scene["id"], scene["how"], properties, str(scene["at"]), ",".join(scene["sent"]), ",".join(scene["roots"]), ",".join(scene["crls"]), staples]) + "\n"


def record(scenes):
    homes = {version: os.environ[f"JAVA_HOME_{version}"] for version in VERSIONS if f"JAVA_HOME_{version}" in os.environ}
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stub)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for scene in scenes:
        Stub.served.update(scene["served"])
    with tempfile.TemporaryDirectory() as classes:
        sources = [str(HERE / "Record.java"), str(HERE / "Revocation.java")]
        subprocess.run([os.environ.get("JAVAC", "javac"), "-nowarn", "--release", "11", "-d", classes] + sources, check=True)
        for version, home in homes.items():
            command = [f"{home}/bin/java", "-Duser.timezone=UTC", "-Duser.language=en", "-Duser.country=US"]
            command += ["-Dcom.sun.net.ssl.checkRevocation=true", "-Dhttp.proxyHost=127.0.0.1", f"-Dhttp.proxyPort={server.server_port}"]
            command += ["-Dhttp.nonProxyHosts=localhost|127.*|*.invalid"] + [f"-D{name}=1" for name in TIMEOUTS]
            command += ["-XX:TieredStopAtLevel=1", "-cp", classes, "Revocation"]
            # A property of java.security cannot be taken away again: each set of them has a JVM of its own.
            groups = {}
            for scene in scenes:
                groups.setdefault(frozenset(name for name in scene["properties"] if name.startswith("security:")) - {"security:ocsp.enable"}, []).append(scene)
            for group in groups.values():
                done = subprocess.run(command, input="".join(map(line, group)).encode(), stdout=subprocess.PIPE, check=True)
                answers = map(json.loads, done.stdout.decode().split("\n")[:-1])
                for scene, answer in zip(group, answers, strict=True):
                    assert answer.pop("id") == scene["id"]
                    scene.setdefault("java", {})[version] = answer
    return scenes


def read(path):
    return json.loads(gzip.decompress(pathlib.Path(path).read_bytes()))


def undated(said):
    """An answer without its instants, some of which lie a day from the recording."""
    return said and re.sub(r"(revocation date|NotAfter): [^,\"]*", r"\1: …", json.dumps(said))


def check(scenes, path):
    recorded = {scene["id"]: scene["java"] for scene in read(path)}
    asked = [(scene["id"], version, said, recorded.get(scene["id"], {}).get(version)) for scene in scenes for version, said in scene["java"].items()]
    changed = [f"{id} [{version}]\n  recorded {json.dumps(before)}\n  now      {json.dumps(said)}" for id, version, said, before in asked if undated(said) != undated(before)]
    print(f"{len(asked)} answers, {len(changed)} of them others than were recorded")
    return changed


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3) or len(sys.argv) == 3 and sys.argv[1] != "--check":
        sys.exit(__doc__)
    import revocation_scenes
    found = record(revocation_scenes.scenes())
    if len(sys.argv) == 3:
        sys.exit("\n".join(check(found, sys.argv[2])) or None)
    pathlib.Path(sys.argv[1]).write_bytes(gzip.compress((json.dumps(found) + "\n").encode(), mtime=0))
    print(f"{len(found)} scenes")
