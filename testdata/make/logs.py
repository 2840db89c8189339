#!/usr/bin/env python3
"""Packs recordings of JVMs into testdata/logs/recordings.gz.

    logs.py [--into NAME] FOLDER...

Each FOLDER (the corpus, then what logs_more/record.py leaves) holds SCENARIO/JDK/meta.json with the truth of a recording beside its client.*.txt and server.*.txt, as the recorder left
them: a Java client and a Java or openssl server on one machine, with javax.net.debug and without, in several time zones and
languages. Of debug logs the lines are left out that say nothing of a handshake (which suites, extensions and schemes Java passes
over, dumps in hexadecimal); everything else is as it was written. After a new recording:

    UPDATE=1 cargo test --test explain
"""
import glob
import gzip
import json
import os
import re
import sys

KINDS = [
    "client.trace.txt", "client.trace.httpclient.txt", "client.trace.socket.txt", "client.ssltest.txt", "server.trace.txt",
    "server.openssl.txt", "client.debug.txt", "client.debug-syslogger.txt", "client.debug-certpath.txt", "client.debug-ssl.txt",
    "client.debug-trustmanager.txt", "log.txt", "server.debug.txt",
]
NOISE = re.compile(
    rb"Ignore (disabled|unsupported|unknown|inactive|unavailable|impact)|Ignore, context|keyLimits|(?<!\")signature scheme"
    rb"|Consumed extension|Populated with|KeyLimit|authentication scheme: |countdown value|Stateless"
    rb"|is not supported by the underlying"
)
HEX = re.compile(rb"^\s*[0-9A-Fa-f]{4}: ([0-9A-F]{2} )")


def kept(kind, data):
    if "debug" not in kind:
        return data
    return b"\n".join(line for line in data.split(b"\n") if not NOISE.search(line) and not HEX.match(line))


def main():
    target = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "logs", "recordings.gz")
    if sys.argv[1] == "--into":
        target = os.path.join(os.path.dirname(target), sys.argv[2])
        del sys.argv[1:3]
    packed = []
    for folder, kind in [(folder, kind) for folder in sys.argv[1:] for kind in KINDS]:
        # One JDK after another: what is alike stands together, and packs well.
        for path in sorted(glob.glob(f"*/*/{kind}", root_dir=folder), key=lambda path: (path.split("/")[1], path)):
            with open(os.path.join(folder, os.path.dirname(path), "meta.json"), encoding="utf-8") as file:
                meta = json.load(file)
            with open(os.path.join(folder, path), "rb") as file:
                data = kept(kind, file.read())
            if not data:
                continue
            truth = {key: meta["truth"].get(key) for key in ("outcome", "failed_step", "failed_check", "who_must_act")}
            head = {"file": path, "truth": truth, "host": meta.get("host"), "bytes": len(data)}
            # The truth is of the scenario's first client; another may have fared otherwise.
            code = meta.get("exit_codes", {}).get(kind)
            if code is not None and (code == 0) != (truth["outcome"] == "success"):
                head["exit"] = code
            packed.append(json.dumps(head, ensure_ascii=False).encode() + b"\n" + data)
    with open(target, "wb") as file:
        file.write(gzip.compress(b"".join(packed), 9, mtime=0))


main()
