#!/usr/bin/env python3
"""Records what JDK 25's keytool makes of names (-dname) and extensions (-ext): testdata/making/{names,extensions}.tsv.

    JAVA_HOME_25=… python3 testdata/make/making/record.py

javac of any JDK from 17 on must be on the PATH. The words stand in names.txt and extensions.txt beside this; as many
random ones are made of their pieces, always the same.
"""
import base64
import os
import random
import subprocess
import tempfile
from pathlib import Path

here = Path(__file__).resolve().parent
home = here.parents[1]


class Keytool:
    def __init__(self, folder):
        subprocess.run(["javac", "--release", "17", "-d", folder, here / "Keytool.java"], check=True)
        java = os.environ["JAVA_HOME_25"] + "/bin/java"
        opened = "java.base/sun.security.tools.keytool=ALL-UNNAMED"
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        self.jvm = subprocess.Popen(
            [java, "-cp", folder, "--add-opens", opened, "-Dfile.encoding=UTF-8", "Keytool"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf8", env=environment)

    def run(self, *words):
        self.jvm.stdin.write("\1".join(words).replace("\n", "\3") + "\2\n")
        self.jvm.stdin.flush()
        code, out, err = self.jvm.stdout.readline().rstrip("\n").split("\t")
        return code, base64.b64decode(out).decode("utf8", "replace")


def element(der):
    length, start = der[1], 2
    if length & 0x80:
        start = 2 + (length & 0x7F)
        length = int.from_bytes(der[2:start], "big")
    return der[: start + length], der[start : start + length], der[start + length :]


def elements(der):
    while der:
        whole, content, der = element(der)
        yield whole, content


def request_of(pem):
    der = base64.b64decode("".join(line for line in pem.split("\r\n") if "---" not in line))
    body = element(element(der)[1])[1]
    version, subject, key, attributes = elements(body)
    requested = b""
    for _, attribute in elements(attributes[1]):
        kind, values = elements(attribute)
        requested = element(values[1])[1]
    kept = b"".join(whole for whole, content in elements(requested) if content[:5] != bytes.fromhex("0603551d0e"))
    header = bytes([0x30, len(kept)]) if len(kept) < 128 else bytes([0x30, 0x82]) + len(kept).to_bytes(2, "big")
    if 128 <= len(kept) < 256:
        header = bytes([0x30, 0x81, len(kept)])
    return subject[0], header + kept


def escaped(text):
    return text.replace("\n", "␤").replace("\t", "␉")


def record(keytool, option, words, chosen, name):
    lines = []
    store = home / "transcripts/fixtures/key.p12"
    for typed in dict.fromkeys(words):
        code, out = keytool.run("-certreq", "-keystore", str(store), "-storepass", "changeit", "-alias", "leaf", option, typed)
        made = request_of(out)[chosen].hex() if code == "0" else "!" + out.removeprefix("keytool error: ").removesuffix("\n")
        lines.append(f"{escaped(typed)}\t{escaped(made)}\n")
    (home / "making" / name).write_text("".join(lines))


def words_of(name):
    return [line.replace("␤", "\n").replace("␉", "\t") for line in (here / name).read_text().split("\n") if line]


def random_names(count):
    dice = random.Random(1)
    keys = ["CN", "O", "ou", "C", "DC", "EMAILADDRESS", "1.2.3", "OID.2.5.4.3", "UID", "foo", "T", "", " st ", "oid.x", "9", "OID.CN", "\tCN"]
    bits = ["a", "B", " ", "  ", "\\", "\"", ",", "+", ";", "=", "#", "<", ">", "\\,", "\\+", "\\\"", "\\\\", "\\20", "\\C3\\A4", "\\ ",
            "ä", "日", "𝄞", "_", "@", "*", "'", "(", "\n", "\t", "\\z", "\\e", "0c0161", "\u00a0", "\\\n", "\\0", "-", ".", "\\#", "\\="]
    for _ in range(count):
        parts = []
        for _ in range(dice.choice([1, 1, 2, 3])):
            value = "".join(dice.choice(bits) for _ in range(dice.randint(0, 5)))
            form = dice.random()
            if form < 0.2:
                value = f"\"{value}\""
            elif form < 0.25:
                value = "#" + value
            parts.append(dice.choice([" ", ""]) + dice.choice(keys) + "=" + value)
        yield dice.choice([",", ", ", ";", "+", " + "]).join(parts)


def random_extensions(count):
    dice = random.Random(2)
    names = ["bc", "ku", "eku", "san", "ian", "sia", "aia", "crl", "BasicC", "keyU", "1.2.3", "2.5.29.17", "s", "x", "subjectA", "C", "crldp", "eK"]
    marks = ["", "", "", ":critical", ":c", ":nc", ":", ":C", ":non-critical", ":c:c"]
    items = ["ca:true", "ca:false", "pathlen:1", "3", "dS", "keyCertSign", "keyC", "k", "d", "cRL", "cc", "serverAuth", "sA", "cA", "any", "1.2.3.4",
             "dns:a.b", "dns:*.a", "dns:*", "dns:a b", "ip:1.2.3.4", "ip:::1", "ip:1.2.3.4/24", "ip:fe80::/10", "uri:http://a/b", "uri:x", "email:a@b",
             "oid:1.2.3", "oid:1", "e:x", "x:y", "", "ocsp:uri:http://a", "caI:dns:b", "cR:u:http://x", "1.2:e:a", "ocsp:x:y", "ocsp", "00", "0", "ff:01", "z", "uri:http://ä/ü?é", "uri:a b", "dns:a_b", "dns:.a", "i:1.2"]
    for _ in range(count):
        value = ",".join(dice.choice(items) for _ in range(dice.choice([1, 1, 1, 2, 3])))
        yield dice.choice(names) + dice.choice(marks) + dice.choice(["=", "=", "=", "=", ""]) + value


with tempfile.TemporaryDirectory() as folder:
    keytool = Keytool(folder)
    record(keytool, "-dname", words_of("names.txt") + list(random_names(1200)), 0, "names.tsv")
    record(keytool, "-ext", words_of("extensions.txt") + list(random_extensions(900)), 1, "extensions.tsv")
