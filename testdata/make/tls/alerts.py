#!/usr/bin/env python3
"""alerts.py: what Java says to each alert that a server answers its hello with; written to testdata/tls/alerts.tsv.

Needs JAVA_HOME_11, _17, _21, _25 and Poke.class beside it (javac --release 11 Poke.java).
Columns: level (1 warning, 2 fatal), description, what each of those JVMs throws, `|` between an exception and its cause.
"""
import os
import pathlib
import socket
import subprocess
import threading

HERE = pathlib.Path(__file__).resolve().parent
JVMS = ("11", "17", "21", "25")


def server(answer):
    """Listens on a port, reads one record of each client, and answers with these bytes."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(8)

    def converse(client):
        with client:
            client.settimeout(4)
            header = client.recv(5)
            rest = int.from_bytes(header[3:5], "big")
            while rest > 0 and (piece := client.recv(rest)):
                rest -= len(piece)
            client.sendall(answer)
            try:
                client.recv(100)
            except OSError:
                pass

    def accept():
        while True:
            client, _ = listener.accept()
            threading.Thread(target=converse, args=(client,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return listener.getsockname()[1]


ports = {
    server(bytes([21, 3, 3, 0, 2, level, description])): (level, description)
    for level in (1, 2)
    for description in range(256)
}
said = {}
for jvm in JVMS:
    java = os.path.join(os.environ["JAVA_HOME_" + jvm], "bin", "java")
    lines = "\n".join(map(str, ports))
    run = subprocess.run(
        [java, "-cp", str(HERE), "Poke", "127.0.0.1"], input=lines, capture_output=True, text=True, check=True
    )
    for line in run.stdout.splitlines():
        port, text = line.split("\t")
        said[(*ports[int(port)], jvm)] = text
with open(HERE.parents[1] / "tls" / "alerts.tsv", "w", encoding="utf-8") as table:
    for level, description in sorted(ports.values()):
        columns = [said[(level, description, jvm)] for jvm in JVMS]
        print(level, description, *columns, sep="\t", file=table)
