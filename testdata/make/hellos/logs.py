"""The hellos of recorded logs (javax.net.debug=ssl,handshake) in the form of hellos.py, without what a log does not tell.

    python3 logs.py FOLDER JDK > NAME.tsv

FOLDER holds SCENARIO/JDK/client.debug.txt with a meta.json that tells how the client was started. What its java.security
overrides said is not in the logs: it is put down here by what the scenario is about.
"""

import glob
import json
import os
import re
import sys

TLS_10_AGAIN = "S:jdk.tls.disabledAlgorithms=SSLv3, RC4, DES, MD5withRSA, DH keySize < 768, 3DES_EDE_CBC, anon, NULL"
SECURITY = {
    "alg-sha1-leaf-policy": "S:jdk.certpath.disabledAlgorithms=MD2, MD5, SHA1, RSA keySize < 1024, DSA keySize < 1024",
    "alg-rsa1024-policy": "S:jdk.certpath.disabledAlgorithms=MD2, MD5, RSA keySize < 2048",
    "proto-client-tls10-vs-modern": TLS_10_AGAIN,
}
VERSIONS = {"SSLv3": "0300", "TLSv1": "0301", "TLSv1.1": "0302", "TLSv1.2": "0303", "TLSv1.3": "0304"}
GROUPS = {
    "secp256k1": "0016", "secp256r1": "0017", "secp384r1": "0018", "secp521r1": "0019", "x25519": "001d", "x448": "001e",
    "ffdhe2048": "0100", "ffdhe3072": "0101", "ffdhe4096": "0102", "ffdhe6144": "0103", "ffdhe8192": "0104",
}
SCHEMES = {
    "rsa_pkcs1_sha1": "0201", "dsa_sha1": "0202", "ecdsa_sha1": "0203", "rsa_sha224": "0301", "dsa_sha224": "0302",
    "ecdsa_sha224": "0303", "rsa_pkcs1_sha256": "0401", "dsa_sha256": "0402", "ecdsa_secp256r1_sha256": "0403",
    "rsa_pkcs1_sha384": "0501", "ecdsa_secp384r1_sha384": "0503", "rsa_pkcs1_sha512": "0601", "ecdsa_secp521r1_sha512": "0603",
    "rsa_pss_rsae_sha256": "0804", "rsa_pss_rsae_sha384": "0805", "rsa_pss_rsae_sha512": "0806", "ed25519": "0807",
    "ed448": "0808", "rsa_pss_pss_sha256": "0809", "rsa_pss_pss_sha384": "080a", "rsa_pss_pss_sha512": "080b",
}
# What these hold is always the same.
FIXED = {
    5: "0100000000", 11: "0100", 17: "000702000400000000", 23: "", 35: "", 45: "0101", 65281: "00",
}


def read(block):
    version = VERSIONS[re.search(r'"client version" *: "(.*?)"', block).group(1)]
    session = len(bytes.fromhex(re.search(r'"session id" *: "(.*?)"', block).group(1)))
    suites = ".".join(number.lower() for number in re.findall(r"\(0x(\w{4})\)", re.search(r'"cipher suites".*', block).group(0)))
    extensions = []
    for name, number, held in re.findall(r'\n    "([\w ]+) \(([\d,]+)\)": \{\n(.*?)\n    \}', block, re.S):
        kind = int(number.replace(",", ""))
        listed = re.search(r"\[(.*?)\]", held)
        names = listed.group(1).split(", ") if listed else []
        if kind == 0:
            told = re.search(r"value=(\S+)", held).group(1)
        elif kind == 10:
            told = ".".join(GROUPS[one] for one in names)
        elif kind in (13, 50):
            told = ".".join(SCHEMES[one] for one in names)
        elif kind == 43:
            told = ".".join(VERSIONS[one] for one in names)
        elif kind == 51:
            told = ".".join(GROUPS[one] for one in re.findall(r'"named group": (\S+)', held))
        elif kind == 16:
            return None
        else:
            told = FIXED[kind]
        extensions.append(f"{kind}:{told}")
    return f"? {version} {session} {suites} 00 {' '.join(extensions)}"


def main():
    folder, jdk = sys.argv[1:]
    lines = {}
    for path in sorted(glob.glob(f"{folder}/*/{jdk}/client.debug.txt")):
        scenario = path.split("/")[-3]
        with open(os.path.join(os.path.dirname(path), "meta.json")) as file:
            meta = json.load(file)
        with open(path, errors="replace") as file:
            text = file.read()
        found = re.search(r'Produced ClientHello handshake message.*?\n"ClientHello": \{(.*?)\n\}\n\)', text, re.S)
        hello = found and read(found.group(1))
        command = meta["client"].get("command", [])
        properties = [one[2:] for one in command if re.match(r"-D(jdk\.tls|jsse|https\.(prot|ciph)|com\.sun\.net\.ssl)", one)]
        overridden = any(one.startswith("-Djava.security.properties") for one in command)
        if not hello or (overridden and scenario not in SECURITY and not scenario.startswith("rev-")):
            continue
        if scenario in SECURITY:
            properties.insert(0, SECURITY[scenario])
        if " 0:" not in hello:
            properties.insert(0, f"H:{meta['host']}")
        # The names of the hosts do not matter.
        hello = re.sub(r" 0:\S+", " 0:a.localtest", hello)
        lines[f"https\t{' ; '.join(properties)}\t{hello}"] = None
    for line in sorted(lines):
        print(line)


main()
