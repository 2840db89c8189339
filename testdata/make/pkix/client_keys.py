#!/usr/bin/env python3
"""Records which of a keystore's keys JVMs send to a server that asks for a client's certificate.

    JAVA_HOME_25=… JAVA_HOME_21=… JAVA_HOME_17=… JAVA_HOME_11=… client_keys.py RECORDED.json.gz [SCENE]

Each scene is a store, a request and, where it is not the JVM's own, lines laid over java.security. Every JVM named connects
with every scene to client_server.py, with both of Java's key managers. The stores are made by JDK 25. JAVAC is the
compiler (javac). The recording has the certificates once, and in the scenes their numbers; under "java", for each manager,
the alias that was sent (null: none), the scheme it was proved by, and what the client ended with otherwise.
"""
import base64
import concurrent.futures
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

import record
from client_server import Server
from pki import *

HERE = pathlib.Path(__file__).resolve().parent
SIGN = ku("keyCertSign", "cRLSign")
RSA_PKCS1, RSA_PSS, PSS_PSS = [0x0401, 0x0501, 0x0601], [0x0804, 0x0805, 0x0806], [0x0809, 0x080A, 0x080B]
ECDSA, EDDSA, OLD = [0x0403, 0x0503, 0x0603], [0x0807, 0x0808], [0x0402, 0x0303, 0x0301, 0x0302, 0x0203, 0x0201, 0x0202]
USUAL = ECDSA + EDDSA + PSS_PSS + RSA_PSS + RSA_PKCS1
EVERY = USUAL + OLD
KINDS = [1, 2, 64]

# --- who issues ------------------------------------------------------------------------------------------------------


def authority(name_, **options):
    return make(f"CN={name_}", bc=ca(), ku=SIGN, **options)


ROOT = authority("Lab Root", key="rsa2048-root")
ICA = authority("Lab CA", key="rsa2048-ca", issuer=ROOT)
OLD_ICA = authority("Old CA", key="rsa2048-ca", issuer=ROOT, end="2025-01-01")
SHA1_ICA = authority("SHA-1 CA", key="rsa2048-ca", issuer=ROOT, algorithm="SHA1withRSA")
MD5_ICA = authority("MD5 CA", key="rsa2048-ca", issuer=ROOT, algorithm="MD5withRSA")
SMALL_ICA = authority("Small CA", key="rsa768-ca", issuer=ROOT)
EC_ROOT = authority("Curve Root", key="p256-root")
EC_ICA = authority("Curve CA", key="p384-ca", issuer=EC_ROOT)
PSS_ICA = authority("PSS CA", key="rsa2048-ca", issuer=ROOT, algorithm="SHA256withRSASSA-PSS")
DSA_ROOT = authority("DSA Root", key="dsa2048-root")
ED_ROOT = authority("Edwards Root", key="ed25519-root")
OTHER = authority("Other Root", key="p256-other")
AUTHORITIES = [ROOT, ICA, EC_ROOT, EC_ICA, DSA_ROOT, ED_ROOT, OTHER]

# --- whose keys ------------------------------------------------------------------------------------------------------

ALGORITHMS = {"rsa": "RSA", "pss": "RSASSA-PSS", "dsa": "DSA", "ed": "EdDSA"}
PEOPLE = {}


def person(id, label, issuers, length=None, **options):
    """A key and its chain; length cuts the chain."""
    options = {"ku": ku("digitalSignature"), "eku": eku("client"), **options}
    leaf = make(f"CN={id}, O=Lab", key=f"{label}-leaf", issuer=issuers[0] if issuers else None, **options)
    algorithm = next((java for start, java in ALGORITHMS.items() if label.startswith(start)), "EC")
    PEOPLE[id] = {"label": f"{label}-leaf", "algorithm": algorithm, "chain": [leaf, *issuers][:length]}


LAB = [ICA, ROOT]
person("rsa", "rsa2048", LAB)
person("rsa-b", "rsa2048", LAB)
person("rsa-alone", "rsa2048", LAB, 1)
person("rsa-without-root", "rsa2048", LAB, 2)
person("rsa-of-root", "rsa2048", [ROOT])
person("rsa-self", "rsa2048", [])
person("rsa3072", "rsa3072", LAB)
person("rsa1024", "rsa1024", LAB)
person("rsa768", "rsa768", LAB)
person("rsa512", "rsa512", LAB)
person("rsa-of-curve", "rsa2048", [EC_ICA, EC_ROOT])
person("rsa-of-pss", "rsa2048", [PSS_ICA, ROOT])
person("rsa-pss-signed", "rsa2048", LAB, algorithm="SHA256withRSASSA-PSS")
person("rsa-sha384", "rsa2048", LAB, algorithm="SHA384withRSA")
person("rsa-sha1", "rsa2048", LAB, algorithm="SHA1withRSA")
person("rsa-sha224", "rsa2048", LAB, algorithm="SHA224withRSA")
person("rsa-md5", "rsa2048", LAB, algorithm="MD5withRSA")
person("rsa-of-sha1", "rsa2048", [SHA1_ICA, ROOT])
person("rsa-of-md5", "rsa2048", [MD5_ICA, ROOT])
person("rsa-of-small", "rsa2048", [SMALL_ICA, ROOT])
person("rsa-self-sha1", "rsa2048", [], algorithm="SHA1withRSA")
person("rsa-self-md5", "rsa2048", [], algorithm="MD5withRSA")
person("rsa-expired", "rsa2048", LAB, end="2025-01-01")
person("rsa-expired-b", "rsa2048", LAB, end="2025-02-01")
person("rsa-early", "rsa2048", LAB, start="2033-01-01")
person("rsa-of-expired", "rsa2048", [OLD_ICA, ROOT])
person("rsa-server", "rsa2048", LAB, eku=eku("server"))
person("rsa-server-b", "rsa2048", LAB, eku=eku("server", "code"))
person("rsa-both", "rsa2048", LAB, eku=eku("server", "client"))
person("rsa-any", "rsa2048", LAB, eku=eku("any"))
person("rsa-email", "rsa2048", LAB, eku=eku("email"))
person("rsa-no-eku", "rsa2048", LAB, eku=None)
person("rsa-no-usages", "rsa2048", LAB, eku=None, ku=None)
person("rsa-encipher", "rsa2048", LAB, ku=ku("keyEncipherment"))
person("rsa-agree", "rsa2048", LAB, ku=ku("keyAgreement"))
person("rsa-repudiate", "rsa2048", LAB, ku=ku("nonRepudiation"))
person("rsa-empty-ku", "rsa2048", LAB, ku=ku())
person("rsa-v1", "rsa2048", LAB, version=1)
person("rsa-ca", "rsa2048", LAB, bc=ca(), ku=ku("digitalSignature", "keyCertSign"))
person("rsa-critical", "rsa2048", LAB, extra=[extension("1.2.3.4", NULL, True)])
person("rsa-netscape", "rsa2048", LAB, netscape=netscape("server"))
person("rsa-expired-server", "rsa2048", LAB, end="2025-01-01", eku=eku("server"))
person("p256", "p256", [EC_ICA, EC_ROOT])
person("p256-b", "p256", [EC_ICA, EC_ROOT])
person("p256-self", "p256", [])
person("p256-of-rsa", "p256", LAB)
person("p256-of-dsa", "p256", [DSA_ROOT])
person("p256-sha1", "p256", [EC_ICA, EC_ROOT], algorithm="SHA1withECDSA")
person("p256-sha512", "p256", [EC_ICA, EC_ROOT], algorithm="SHA512withECDSA")
person("p256-expired", "p256", [EC_ICA, EC_ROOT], end="2025-01-01")
person("p256-server", "p256", [EC_ICA, EC_ROOT], eku=eku("server"))
person("p256-agree", "p256", [EC_ICA, EC_ROOT], ku=ku("keyAgreement"))
person("p224", "p224", [EC_ICA, EC_ROOT])
person("p384", "p384", [EC_ICA, EC_ROOT])
person("p384-of-rsa", "p384", LAB)
person("p521", "p521", [EC_ICA, EC_ROOT])
person("dsa", "dsa2048", [DSA_ROOT])
person("dsa1024", "dsa1024", [DSA_ROOT])
person("dsa-of-rsa", "dsa2048", LAB)
person("dsa-self", "dsa2048", [])
person("ed25519", "ed25519", [ED_ROOT])
person("ed25519-of-rsa", "ed25519", LAB)
person("ed448", "ed448", [ED_ROOT])
person("ed25519-self", "ed25519", [])
person("pss", "pss2048", LAB)
person("pss-self", "pss2048", [])
PLAIN = [id for id in PEOPLE if not any(word in id for word in ("ed25519", "ed448", "dsa", "md5", "512"))]
EDWARDS = {"ed25519", "ed25519-of-rsa", "ed448", "ed25519-self"}

# --- scenes ----------------------------------------------------------------------------------------------------------

SCENES = []


def scene(id, people, tls=("TLSv1.2", "TLSv1.3"), store="PKCS12", schemes=EVERY, kinds=KINDS, cert=None, issuers=(), policy=None, order=None):
    """people: ids, "trusted:id", "secret:name", "id!password", each perhaps "alias=id"."""
    entries = []
    for number, text_ in enumerate(people if isinstance(people, list) else people.split()):
        alias, _, id_ = text_.rpartition("=")
        id_, _, password = id_.partition("!")
        kind, _, who = id_.rpartition(":")
        entry = {"alias": alias or who, "kind": kind or "key", "password": password or "changeit", "person": None if kind == "secret" else who}
        entries.append(entry)
    for one in (tls,) if isinstance(tls, str) else tls:
        SCENES.append({
            "id": f"{id} {one.removeprefix('TLSv')}", "store": store, "entries": entries, "tls": one, "policy": policy, "schemes": schemes, "kinds": kinds,
            "certificate_schemes": cert if one == "TLSv1.3" else None, "authorities": [who if isinstance(who, bytes) else who.subject for who in issuers],
        })


for id in PEOPLE:
    scene(f"alone {id}", id)
    scene(f"before good {id}", f"{id} z=rsa zz=p256", "TLSv1.3", schemes=USUAL) if id not in EDWARDS and id not in ("rsa", "p256") else None
for id in ("rsa", "rsa-alone", "rsa-without-root", "rsa-of-root", "rsa-self", "p256-of-rsa", "pss", "ed25519-of-rsa", "dsa-of-rsa"):
    scene(f"{id} issued by the CA", id, issuers=[ICA])
    scene(f"{id} issued by the root", id, issuers=[ROOT])
    scene(f"{id} by another", id, issuers=[OTHER])
scene("two authorities", "rsa p256", issuers=[OTHER, EC_ICA])
scene("three authorities", "rsa p256 rsa-self", issuers=[OTHER, EC_ROOT, ICA])
scene("leaf's own name", "rsa-self rsa", issuers=[PEOPLE["rsa"]["chain"][0]])
scene("own name of a self-signed one", "rsa rsa-self", issuers=[PEOPLE["rsa-self"]["chain"][0]])
scene("authority in another case", "rsa", issuers=[dn("CN=LAB  root")])
scene("authority in another string", "rsa", issuers=[dn("CN=Lab Root", "printable")])
scene("authority in another string and case", "rsa", issuers=[dn("CN=lab root", "t61")])
scene("nameless authority", "rsa", issuers=[dn("")])
scene("authority of a longer name", "rsa", issuers=[dn("CN=Lab Root, O=Lab")])
for kinds in ([1], [2], [64], [64, 1], [1, 64], [2, 1, 64], [64, 2, 1], [3], [65, 66], [1, 1, 64], [99, 1], [99], [20, 21], [66, 64], [5, 6], []):
    scene(f"kinds {kinds}", "rsa p256 dsa", "TLSv1.2", kinds=kinds)
    scene(f"kinds {kinds} usual schemes", "p256 rsa pss", "TLSv1.2", kinds=kinds, schemes=USUAL)
LISTS = {
    "usual": USUAL, "reversed": USUAL[::-1], "pkcs1": RSA_PKCS1, "pss": RSA_PSS, "pss-pss": PSS_PSS, "ecdsa": ECDSA, "eddsa": EDDSA, "old": OLD, "sha1": [0x0201, 0x0203],
    "p256": [0x0403], "p384": [0x0503], "p521": [0x0603], "p384-p256": [0x0503, 0x0403], "rsa-first": RSA_PSS + RSA_PKCS1 + ECDSA, "pkcs1-first": RSA_PKCS1 + RSA_PSS + ECDSA,
    "pkcs1-ecdsa": RSA_PKCS1 + ECDSA, "ecdsa-pkcs1": ECDSA + RSA_PKCS1, "sha512": [0x0601, 0x0806, 0x0603], "pss512-ecdsa": [0x0806, 0x0403], "unknown": [0x7F7F, 0x0909],
    "unknown-rsa": [0x7F7F, 0x0804], "pss-ecdsa": PSS_PSS + ECDSA, "sha224": [0x0301, 0x0303], "dsa": [0x0402], "md5": [0x0101, 0x0103], "none": [],
    "ed-first": EDDSA + RSA_PSS + ECDSA, "sha384": [0x0501, 0x0805, 0x0503], "brainpool": [0x081A, 0x081B, 0x081C],
}
for label, schemes in LISTS.items():
    scene(f"schemes {label}", "rsa p256 p384 p521", schemes=schemes)
    scene(f"schemes {label} curves first", "p521 p384 p256-self rsa-of-pss rsa-self pss", schemes=schemes)
    scene(f"schemes {label} all kinds", "ed25519 ed25519-self pss pss-self dsa p256-b", schemes=schemes)
for label in ("pkcs1", "pss", "ecdsa", "eddsa", "sha1", "none", "unknown-rsa", "old"):
    for id in ("rsa1024", "p256-of-rsa", "rsa-of-curve", "rsa-pss-signed"):
        scene(f"schemes {label} {id}", id, schemes=LISTS[label])
for label in ("pkcs1", "pss", "ecdsa", "sha1", "unknown", "none", "p384"):
    for id in ("rsa", "rsa-sha1", "pss rsa-self p256-self", "rsa p256 rsa-of-curve p256-of-rsa"):
        scene(f"certificate schemes {label} {id}", id, "TLSv1.3", cert=LISTS[label])
    scene(f"certificate schemes {label} first", "rsa p256 rsa-of-curve p256-of-rsa", "TLSv1.3", cert=LISTS[label], schemes=RSA_PSS + ECDSA)
WORDS = "alpha beta gamma delta epsilon zeta mykey client server 1 2 10 tomcat A-long-alias-of-a-key ünïcode x86 FB Ea key0 key1".split()
for number, aliases in enumerate([WORDS[:6], WORDS[6:12], WORDS[12:], WORDS[5::-1], ["Ea", "FB"], ["FB", "Ea"], ["ea", "fb"], WORDS[::-1][:6], ["AaAa", "BBBB", "AaBB", "BBAa"]]):
    for store in ("PKCS12", "JKS"):
        people = [id for id in PEOPLE if id.startswith("rsa-") and id not in ("rsa-md5", "rsa-sha1")][: len(aliases)]
        who = ["rsa", "rsa-b", "rsa-alone", "rsa-without-root", "rsa-of-root", "rsa-self", "rsa3072", "rsa-sha384"]
        scene(f"aliases {number} {store}", [f"{alias}={id}" for alias, id in zip(aliases, who)], store=store)
many = [f"key{number}={id}" for number, id in enumerate(id for id in PLAIN if id.startswith("rsa"))]
scene("many aliases", many[:13])
scene("many aliases JKS", many[:13], store="JKS")
scene("more aliases", many[:30])
scene("more aliases from behind", many[24::-1])
for store in ("PKCS12", "JKS"):
    scene(f"certificates only {store}", "trusted:rsa trusted:p256", store=store)
    scene(f"certificate before key {store}", "trusted:rsa p256", store=store)
    scene(f"other password {store}", "rsa!otherpass", store=store)
    scene(f"other password of the second {store}", "rsa p256!otherpass rsa-self", store=store)
    scene(f"other password of the first {store}", "rsa!otherpass p256", store=store)
scene("secret key", "secret:hidden")
scene("secret key and key", "secret:hidden rsa")
scene("Edwards key and another", "ed25519 rsa")
scene("Edwards key and another, JKS", "ed25519 rsa", store="JKS")
good = ["rsa", "p256", "rsa-expired", "p256-expired", "rsa-server", "p256-server", "rsa-early", "rsa-encipher", "rsa-expired-server"]
for one in good:
    for other in good:
        if one < other:
            scene(f"pair {one}, {other}", f"{one} {other}", "TLSv1.3", schemes=USUAL)
            scene(f"pair {other}, {one}", f"{other} {one}", "TLSv1.2", schemes=USUAL[::-1], kinds=[1, 64])
for people in ("ed25519 pss p256", "p256 pss ed25519", "pss p256", "p256 pss", "p256-expired rsa-expired", "rsa-expired p256-expired", "p256-server rsa-server",
               "rsa-server p256-server", "p256-expired rsa-expired-server rsa-expired", "ed25519 p256-expired pss", "p224 rsa", "p256!otherpass pss"):
    scene(f"order of {people}", people, "TLSv1.3", schemes=USUAL)
    scene(f"order of {people}, reversed", people, "TLSv1.3", schemes=USUAL[::-1])
for policy in (
    "jdk.tls.disabledAlgorithms=", "jdk.certpath.disabledAlgorithms=", "jdk.certpath.disabledAlgorithms=SHA256", "jdk.tls.disabledAlgorithms=RSA keySize < 3072",
    "jdk.certpath.disabledAlgorithms=RSA keySize < 3072", "jdk.tls.disabledAlgorithms=SHA256withRSA", "jdk.tls.disabledAlgorithms=ecdsa_secp256r1_sha256",
    "jdk.certpath.disabledAlgorithms=RSA keySize < 3072 & usage TLSClient", "jdk.certpath.disabledAlgorithms=RSA keySize < 3072 & usage TLSServer",
    "jdk.tls.disabledAlgorithms=EC keySize < 384", "jdk.certpath.disabledAlgorithms=SHA256 usage TLSClient", "jdk.certpath.disabledAlgorithms=EC",
    "jdk.tls.disabledAlgorithms=SHA1", "jdk.certpath.disabledAlgorithms=RSA", "jdk.tls.disabledAlgorithms=secp384r1", "jdk.certpath.disabledAlgorithms=SHA256 denyAfter 2020-01-01",
    "jdk.tls.disabledAlgorithms=RSASSA-PSS", "jdk.tls.disabledAlgorithms=rsa_pss_rsae_sha256 usage HandshakeSignature",
):
    for people, tls in (("p256 rsa", "TLSv1.3"), ("rsa3072 rsa", "TLSv1.2"), ("rsa-self p384", "TLSv1.3"), ("rsa1024 rsa-sha1 rsa-md5", "TLSv1.2")):
        scene(f"{policy}: {people}", people, tls, policy=policy)
for people in ("rsa", "p256", "p256 rsa", "dsa rsa", "ed25519", "pss", "rsa-sha1 p384", "rsa-of-curve p256-of-rsa", "rsa512", "rsa-expired rsa"):
    for kinds in ([1, 2, 64], [64, 1]):
        scene(f"old {people} {kinds}", people, "TLSv1.1", kinds=kinds, policy="jdk.tls.disabledAlgorithms=")
scene("oldest", "p256 rsa", "TLSv1", policy="jdk.tls.disabledAlgorithms=")
scene("old without kinds", "p256 rsa", "TLSv1.1", kinds=[], policy="jdk.tls.disabledAlgorithms=")

numbers_ = random.Random("client keys")
for number in range(120):
    some = numbers_.sample(PLAIN, numbers_.randint(1, 6))
    aliases = numbers_.sample(WORDS, len(some))
    listed = numbers_.sample(AUTHORITIES, numbers_.choice([0, 0, 1, 2, 3]))
    of = numbers_.choice([USUAL, EVERY, RSA_PSS + RSA_PKCS1 + ECDSA])
    schemes = numbers_.sample(of, numbers_.randint(1, len(of)))
    kinds = numbers_.sample(KINDS, numbers_.randint(1, 3))
    cert = numbers_.sample(EVERY, numbers_.randint(1, 8)) if numbers_.random() < 0.3 else None
    tls = numbers_.choice(["TLSv1.2", "TLSv1.3"])
    scene(f"random {number}", [f"{alias}={id}" for alias, id in zip(aliases, some)], tls, numbers_.choice(["PKCS12", "JKS"]), schemes, kinds, cert, listed)

# --- recording -------------------------------------------------------------------------------------------------------


def java(home, properties, lines, *arguments):
    options = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", *properties]
    command = [f"{home}/bin/java", *options, "-cp", CLASSES, "ClientKeys", *arguments]
    ran = subprocess.run(command, input="\n".join(lines) + "\n", capture_output=True, text=True, encoding="utf-8", check=False)
    if ran.returncode:
        raise SystemExit(ran.stderr)
    return ran.stdout.splitlines()


def entry(one):
    encoded = lambda data: base64.b64encode(data).decode()
    if one["kind"] == "secret":
        return f"{one['alias']},secret,,"
    who = PEOPLE[one["person"]]
    chain = [encoded(certificate.der) for certificate in who["chain"]]
    if one["kind"] == "trusted":
        return ",".join([one["alias"], "", "", "", chain[0]])
    return ",".join([one["alias"], who["algorithm"], encoded(pool(who["label"]).pkcs8()), one["password"], *chain])


def as_loaded(scene_, chain):
    """A chain as Java has it once the store was read: in a PKCS12 it is put together of all certificates with the keys."""
    keys_ = [PEOPLE[each["person"]]["chain"] for each in scene_["entries"] if each["person"]]
    by_subject = {certificate.subject: certificate for each in keys_ for certificate in each}
    chain = list(chain)
    while scene_["store"] == "PKCS12" and chain[-1].issuer != chain[-1].subject and chain[-1].issuer in by_subject:
        chain.append(by_subject[chain[-1].issuer])
    return chain


def main(target, only=""):
    assert len({one["id"] for one in SCENES}) == len(SCENES)
    recording = {"at": int(time.time() * 1000), "policies": {}, "certificates": {}, "scenes": []}
    scenes = [one for one in SCENES if only in one["id"]]
    own = [one for one in scenes if one["policy"] is None]
    # In parts, so that there is something to look at before the end.
    for part in [own[start::4] for start in range(4)] + [[one for one in scenes if one["policy"] is not None]]:
        if part:
            ask_all(part, recording)
            recording["scenes"].sort(key=lambda one: [each["id"] for each in SCENES].index(one["id"]))
            record.write(target, {**recording, "certificates": list(recording["certificates"])})


def ask_all(scenes, recording):
    """Adds scenes to a recording."""
    global CLASSES
    homes = {version: os.environ[f"JAVA_HOME_{version}"] for version in record.VERSIONS if f"JAVA_HOME_{version}" in os.environ}
    with tempfile.TemporaryDirectory() as scratch:
        CLASSES = scratch
        subprocess.run([os.environ.get("JAVAC", "javac"), "--release", "11", "-d", scratch, HERE / "ClientKeys.java"], check=True)
        contents = [f"{one['store']}\t{';'.join(map(entry, one['entries']))}" for one in scenes]
        different = list(dict.fromkeys(contents))
        few = [f"-Dkeystore.pkcs12.{what}IterationCount=1000" for what in ("certPbe", "keyPbe", "mac")]
        few += ["-Dkeystore.pkcs12.macIterationCount=1000"]
        stores = dict(zip(different, java(homes["25"], few, different, "make")))
        server = Server({one["id"]: one for one in scenes})
        answers, policies = {}, recording["policies"]

        def ask(version):
            for number, policy in enumerate(dict.fromkeys(one["policy"] for one in scenes)):
                properties = []
                if policy is not None:
                    file = pathlib.Path(scratch, f"policy{number}-{version}")
                    file.write_text(policy + "\n", encoding="utf-8")
                    properties = [f"-Djava.security.properties={file}"]
                asked = [(one, content) for one, content in zip(scenes, contents) if one["policy"] == policy]
                lines = [f"{one['id']}\t{one['store']}\t{one['tls']}\t{stores[content]}" for one, content in asked]
                out = java(homes[version], properties, lines, "ask", str(server.port), version)
                if policy is None:
                    policies[version] = "".join(line.replace("\t", "=", 1) + "\n" for line in out[:3] if not line.endswith("\tnull"))
                for line in out[3:]:
                    id, manager, order, stage, error = line.split("\t")
                    answers[id, version, manager] = order, stage, error
                print(version, policy, len(lines), file=sys.stderr)

        with concurrent.futures.ThreadPoolExecutor() as threads:
            list(threads.map(ask, homes))
        time.sleep(1)
    certificates = recording["certificates"]
    number = lambda der: certificates.setdefault(base64.b64encode(der).decode(), len(certificates))
    for one in scenes:
        entries = []
        for each in one["entries"]:
            who = PEOPLE.get(each["person"])
            chain = [] if who is None else [number(certificate.der) for certificate in as_loaded(one, who["chain"])]
            entries.append({
                "alias": each["alias"], "kind": each["kind"], "algorithm": who and who["algorithm"], "other_password": each["password"] != "changeit",
                "chain": chain[:1] if each["kind"] == "trusted" else chain,
            })
        said = {}
        for version in homes:
            for manager in ("SunX509", "PKIX"):
                order, stage, error = answers[one["id"], version, manager]
                seen = server.seen.get((one["id"], version, manager), {})
                answer = {"order": order.split(",")}
                if stage == "init":
                    answer["init"] = error
                else:
                    sent = seen.get("sent")
                    if sent:
                        found = [each for each in entries if each["kind"] == "key" and each["chain"][0] == number(sent[0])]
                        answer["sent"] = found[0]["alias"]
                        if len(found) != 1 or [number(der) for der in sent] != found[0]["chain"]:
                            print("not the chain that was thought of:", one["id"], file=sys.stderr)
                    if sent is None or (sent and "scheme" not in seen):
                        answer["ended"] = error
                    if "scheme" in seen:
                        answer["scheme"] = seen["scheme"]
                    if "alert" in seen:
                        answer["alert"] = seen["alert"]
                said.setdefault(version, {})[manager] = answer
        recording["scenes"].append({
            **{key: one[key] for key in ("id", "store", "tls", "policy", "schemes", "kinds", "certificate_schemes")}, "entries": entries,
            "authorities": [base64.b64encode(der).decode() for der in one["authorities"]], "java": said,
        })


if __name__ == "__main__":
    main(*sys.argv[1:])
