#!/usr/bin/env python3
"""Makes random chains: good ones with up to three things changed, the same ones from the same seed.

    generate.py FIRST LAST CASES.json

writes the cases of the seeds from FIRST up to, without, LAST; record.py says what JVMs make of them. What was changed is
in the id, `random::<seed>::<change>+<change>…`, so that a difference can be understood; two or three changes show which
of several faults a JVM names first. own.py names seeds, so a change here that moves the numbers drawn changes its cases.
"""
import random
import sys

import record
from pki import *

# --- what can be changed -------------------------------------------------------------------------------------------
#
# A change gets the plan and a source of numbers, and gives its name or None where it does not apply. Changes of
# certificates come before these are made (plan.specs, leaf first: the arguments of make), the others after (plan.sent
# and plan.store: certificates).

BEFORE, AFTER = [], []


def before(weight=1):
    return lambda change: BEFORE.extend([change] * weight) or change


def after(weight=1):
    return lambda change: AFTER.extend([change] * weight) or change


class Plan:
    pass


def unrelated(numbers):
    return make(f"CN=Unrelated {numbers.randrange(9)}, O=Other", key="p256-unrelated", bc=ca())


def any_of(plan, numbers, leaf_too=True, root_too=True):
    """Which certificate, by number and by name."""
    last = len(plan.specs) - 1
    number = numbers.randint(0 if leaf_too else min(1, last), last if root_too else max(0, last - 1))
    return number, called(plan, number)


def called(plan, number):
    return "leaf" if number == 0 else "root" if number == len(plan.specs) - 1 else f"ca{number}"


def put(label, values, leaf=True, root=True, weight=1):
    """A change that gives one certificate one of these extensions: name: value."""
    def change(plan, numbers):
        number, who = any_of(plan, numbers, leaf, root)
        which = numbers.choice(list(values))
        plan.specs[number][label] = values[which]
        return f"{who}.{label}:{which}"
    before(weight)(change)


GARBAGE = b"\x30\x05\x01"
put("start", {"future": "2027-01-01", "now": "2026-06-15 12:00:00", "in-a-second": "2026-06-15 12:00:01", "after-end": "2040-01-01"}, weight=2)
put("end", {"expired": "2025-01-01", "now": "2026-06-15 12:00:00", "a-second-ago": "2026-06-15 11:59:59", "2060": "2060-01-01", "1949": "1949-01-01"}, weight=3)
put("ku", {
    "absent": None, "empty": ku(), "digitalSignature": ku("digitalSignature"), "keyEncipherment": ku("keyEncipherment"),
    "keyAgreement": ku("keyAgreement"), "keyCertSign": ku("keyCertSign"), "cRLSign": (None, ku("cRLSign")),
    "decipherOnly": ku("decipherOnly"), "nonRepudiation": (None, ku("nonRepudiation")), "all": ku(*KU_BITS[:7]),
    "garbage": (None, GARBAGE), "garbage-critical": GARBAGE, "no-bits": bits(b""), "not-bits": (None, octets(b"\x80")),
}, weight=4)
put("eku", {
    "absent": None, "empty": seq(), "empty-critical": (True, seq()), "client": eku("client"), "any": eku("any"), "server-critical": (True, eku("server")),
    "email": eku("email"), "client-critical": (True, eku("client")), "sgc": eku("sgc-netscape"), "sgc-microsoft": eku("sgc-microsoft"),
    "both": eku("client", "server"), "garbage": GARBAGE, "garbage-critical": (True, GARBAGE), "code-any": eku("code", "any"),
}, weight=3)
put("bc", {
    "absent": None, "empty": seq(), "false": seq(boolean(False)), "ca": ca(), "ca-not-critical": (None, ca()), "pathlen-0": ca(0), "pathlen-1": ca(1),
    "pathlen-negative": ca(-1), "pathlen-huge": ca(2**40), "pathlen-without-ca": seq(integer(0)), "garbage": (None, GARBAGE), "garbage-critical": GARBAGE,
    "pathlen-2-not-critical": (None, ca(2)),
}, weight=4)
put("netscape", {"server": netscape("server"), "client": netscape("client"), "ssl-ca": netscape("ssl-ca"), "email": netscape("email"),
                 "server-critical": (True, netscape("server")), "client-critical": (True, netscape("client")), "empty": bits(b""), "garbage": GARBAGE})
put("skid", {"absent": False, "other": b"other", "empty": b"", "critical": (True, octets(b"critical")), "garbage": (None, GARBAGE)}, weight=2)
put("akid", {"absent": False, "serial": "serial", "both": "both", "other": seq(primitive(0, b"other")), "other-serial": seq(context(1, context(4, dn("CN=x"))), primitive(2, b"\x55")),
             "empty": seq(), "garbage": GARBAGE, "critical": (True, seq(primitive(0, b"other"))), "empty-id": seq(primitive(0, b""))}, weight=3)
put("version", {"1": 1, "2": 2, "4": 4})
put("serial", {"zero": 0, "negative": -1, "one": 1, "huge": 2**300})
put("policies", {"one": policies("1.2.3.1"), "two": policies("1.2.3.1", "1.2.3.2"), "other": policies("1.2.3.9"), "any": policies(ANY_POLICY), "critical": (True, policies("1.2.3.1")),
                 "any-critical": (True, policies(ANY_POLICY)), "twice": policies("1.2.3.1", "1.2.3.1"), "empty": seq(), "garbage": GARBAGE,
                 "qualifier": seq(seq(oid("1.2.3.1"), seq(seq(oid("1.3.6.1.5.5.7.2.1"), ia5("http://x"))))),
                 "unknown-qualifier-critical": (True, seq(seq(oid("1.2.3.1"), seq(seq(oid("1.2.3.4"), ia5("x"))))))}, weight=2)
put("constraints", {"require-0": constraints(0), "require-1": constraints(1), "require-2": constraints(2), "inhibit-0": constraints(None, 0), "both-0": constraints(0, 0),
                    "require-0-not-critical": (None, constraints(0)), "inhibit-1": constraints(None, 1), "empty": seq(), "garbage": (None, GARBAGE)}, weight=2)
put("inhibit", {"0": integer(0), "1": integer(1), "0-not-critical": (None, integer(0)), "negative": integer(-1), "garbage": (None, GARBAGE)})
put("mappings", {"1-2": mappings(("1.2.3.1", "1.2.3.2")), "2-1": mappings(("1.2.3.2", "1.2.3.1")), "from-any": mappings((ANY_POLICY, "1.2.3.1")), "to-any": mappings(("1.2.3.1", ANY_POLICY)),
                 "critical": (True, mappings(("1.2.3.1", "1.2.3.2"))), "empty": seq()})
put("ian", {"dns": san("dns:other.example"), "critical": (True, san("dns:other.example")), "garbage": GARBAGE})

UNKNOWN = "1.3.6.1.4.1.99999.1"
EXTRA = {
    "unknown-critical": extension(UNKNOWN, NULL, True), "unknown": extension(UNKNOWN, NULL), "crl-points": extension("2.5.29.31", seq(seq(context(0, context(0, primitive(6, b"http://c/x")))))),
    "crl-points-critical": extension("2.5.29.31", seq(seq(context(0, context(0, primitive(6, b"http://c/x"))))), True), "freshest-critical": extension("2.5.29.46", seq(seq(context(0, context(0, primitive(6, b"http://c/x"))))), True),
    "aia": extension("1.3.6.1.5.5.7.1.1", seq(seq(oid("1.3.6.1.5.5.7.48.2"), primitive(6, b"http://c/x")))), "aia-critical": extension("1.3.6.1.5.5.7.1.1", seq(seq(oid("1.3.6.1.5.5.7.48.2"), primitive(6, b"http://c/x"))), True),
    "directory-attributes-critical": extension("2.5.29.9", seq(seq(oid("1.3.6.1.5.5.7.9.4"), set_of(printable("DE")))), True), "must-staple": extension("1.3.6.1.5.5.7.1.24", seq(integer(5))),
    "must-staple-critical": extension("1.3.6.1.5.5.7.1.24", seq(integer(5)), True), "key-period-over": extension("2.5.29.16", seq(primitive(0, b"20200101000000Z"), primitive(1, b"20210101000000Z"))),
    "key-period-over-critical": extension("2.5.29.16", seq(primitive(0, b"20200101000000Z"), primitive(1, b"20210101000000Z")), True), "ct-poison": extension("1.3.6.1.4.1.11129.2.4.3", NULL, True),
    "subject-info-critical": extension("1.3.6.1.5.5.7.1.11", seq(seq(oid("1.3.6.1.5.5.7.48.5"), primitive(6, b"http://c/x"))), True), "ocsp-no-check": extension("1.3.6.1.5.5.7.48.1.5", NULL),
    "duplicate-skid": extension("2.5.29.14", octets(b"x")), "unknown-critical-false": seq(oid(UNKNOWN), boolean(False), octets(NULL)), "netscape-comment-critical": extension("2.16.840.1.113730.1.13", ia5("x"), True),
    "logotype": extension("1.3.6.1.5.5.7.1.12", seq()),
}


@before(3)
def extra(plan, numbers):
    number, who = any_of(plan, numbers)
    which = numbers.choice(list(EXTRA))
    plan.specs[number].setdefault("extra", []).append(EXTRA[which])
    return f"{who}.{which}"


WEAK = ["rsa512", "rsa768", "rsa1024", "rsa1023", "rsa3072", "p192", "p224", "p384", "p521", "secp256k1", "brainpool256", "dsa1024", "dsa2048", "dsa512", "ed25519", "ed448"]


@before(5)
def key(plan, numbers):
    number, who = any_of(plan, numbers)
    plan.specs[number]["key"] = label = numbers.choice(WEAK)
    return f"{who}.key:{label}"


@before(5)
def signature_algorithm(plan, numbers):
    number, who = any_of(plan, numbers)
    plan.specs[number]["digest"] = label = numbers.choice(list(DIGESTS) + ["MD5", "SHA1", "PSS-SHA1", "PSS-SHA256", "PSS-SHA384", "PSS-SHA512", "PSS-SHA224"])
    return f"{who}.signed:{label}"


@before(2)
def broken_signature(plan, numbers):
    number, who = any_of(plan, numbers)
    what = numbers.choice(["corrupt", "signer", "outer"])
    plan.specs[number].update({"corrupt": {"corrupt": True}, "signer": {"signer": "p256-stranger"}, "outer": {"outer": seq(oid(EC_OID["SHA384"]))}}[what])
    return f"{who}.{what}"


NAMES = {
    "upper": lambda text: dn(text.upper()), "blanks": lambda text: dn(text.replace("CN=", "CN=  ").replace(" ", "  ").replace(",  ", ", ")),
    "printable": lambda text: dn(text, "printable"), "bmp": lambda text: dn(text, "bmp"), "t61": lambda text: dn(text, "t61"), "universal": lambda text: dn(text, "universal"),
    "other": lambda text: dn("CN=Nobody"), "more": lambda text: dn(text + ", OU=More"), "reversed": lambda text: dn(", ".join(text.split(", ")[::-1])),
    "one-rdn": lambda text: dn(text.replace(", ", "+")), "trailing-blank": lambda text: dn(text + " "),
}


@before(3)
def issuer_name(plan, numbers):
    number, who = any_of(plan, numbers, root_too=False)
    which = numbers.choice(list(NAMES))
    if number + 1 < len(plan.specs):
        plan.specs[number]["issuer_name"] = NAMES[which](plan.specs[number + 1]["subject"])
        return f"{who}.issuer:{which}"


SUBJECTS = {
    "empty": "", "no-cn": "O=Example Ltd, C=DE", "multi": "CN=www.example.com+OU=Web, O=Example", "cn-last": "O=Example, CN=www.example.com", "two-cn": "CN=www.example.com, CN=other.example.org",
    "two-cn-reversed": "CN=other.example.org, CN=www.example.com", "cn-ip": "CN=192.0.2.1", "cn-host": "CN=sub.example.com", "cn-word": "CN=word", "cn-blank": "CN=Some Name", "cn-wild": "CN=*.example.com",
    "email": "CN=Some Name, E=someone@example.com", "cn-upper": "CN=WWW.EXAMPLE.COM", "cn-underscore": "CN=a_b.example.com", "cn-other-host": "CN=ca.example.org", "umlaut": "CN=bücher.example.com",
    "dc": "DC=com, DC=example, CN=www.example.com",
}


@before(3)
def subject(plan, numbers):
    number, who = any_of(plan, numbers)
    which = numbers.choice(list(SUBJECTS))
    if which == "empty" and number:
        return None
    if which == "empty" and numbers.random() < .7 and isinstance(plan.specs[0].get("san"), bytes):
        plan.specs[0]["san"] = (True, plan.specs[0]["san"])
    plan.specs[number]["subject"] = SUBJECTS[which]
    return f"{who}.subject:{which}"


SANS = {
    "absent": None, "other": san("dns:other.example.org"), "wild": san("dns:*.example.com"), "wild-deep": san("dns:*.*.com"), "wild-part": san("dns:w*.example.com"), "wild-middle": san("dns:www.*.com"), "star": san("dns:*"),
    "tld": san("dns:*.com"), "email": san("email:a@example.com"), "uri": san("uri:https://www.example.com/"), "ip": san("ip:192.0.2.1"), "ip6": san("ip:2001:db8::1"), "dns-ip": san("dns:192.0.2.1"),
    "many": san("dns:a.example.com", "dns:www.example.com", "ip:192.0.2.1", "email:x@y.example"), "empty": seq(), "empty-critical": (True, seq()), "garbage": GARBAGE, "garbage-critical": (True, GARBAGE),
    "critical": (True, san("dns:www.example.com")), "upper": san("dns:WWW.EXAMPLE.COM"), "dot": san("dns:www.example.com."), "underscore": san("dns:a_b.example.com", "dns:www.example.com"), "dir": san("dir:CN=x"),
    "empty-dns": san("dns:"), "empty-and-good": san("dns:", "dns:www.example.com"), "blank": san("dns: www.example.com"), "other-name": san("other:x"), "rid": san("rid:1.2.3", "dns:www.example.com"), "idn": san("dns:xn--bcher-kva.example.com"),
    "uri-urn": san("uri:urn:x:y", "dns:www.example.com"), "email-odd": san("email:nobody", "dns:www.example.com"), "wild-apex": san("dns:*.www.example.com"), "leading-dot": san("dns:.example.com", "dns:www.example.com"),
}
put("san", SANS, root=False, weight=4)


@before(4)
def leaf_san(plan, numbers):
    which = numbers.choice(list(SANS))
    plan.specs[0]["san"] = SANS[which]
    return f"leaf.san:{which}"


TREES = ["dns:example.com", "dns:www.example.com", "dns:.example.com", "dns:org", "dns:", "dns:other.example", "dns:com", "dns:*.example.com", "ip:192.0.2.0/24", "ip:10.0.0.0/8", "ip:0.0.0.0/0", "ip:2001:db8::/32", "ip:::/0",
         "email:example.com", "email:.example.com", "email:a@example.com", "uri:.example.com", "uri:example.com", "dir:C=DE", "dir:O=Example", "dir:O=Example, CN=www.example.com", "dir:CN=www.example.com", "rid:1.2", "dir:"]


@before(5)
def name_constraints(plan, numbers):
    number, who = any_of(plan, numbers, leaf_too=numbers.random() < .1)
    trees = lambda: [numbers.choice(TREES) for _ in range(numbers.choice([1, 1, 1, 2, 3]))]
    permit, exclude = numbers.choice([(trees(), None), (trees(), None), (None, trees()), (trees(), trees()), (["dns:example.com"], None), (None, ["dns:www.example.com"]), (None, None), ([], [])])
    plan.specs[number]["nc"] = (numbers.choice([True, True, None]), nc(permit, exclude))
    return f"{who}.nc:permit={permit},exclude={exclude}".replace(" ", "")


HOSTS = ["www.example.com", "WWW.Example.COM", "www.example.com.", "example.com", "a.www.example.com", "192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:DB8:0:0::0:1", "[2001:db8::1]", "a_b.example.com", "bücher.example.com",
         "xn--bcher-kva.example.com", "localhost", "other.example.org", "www..example.com", "-a.example.com", "192.0.2.010", "word", "sub.example.com", "::ffff:192.0.2.1", "*.example.com", "www.example.com..", "a" * 64 + ".example.com"]


@before(4)
def host(plan, numbers):
    plan.host = numbers.choice(HOSTS)
    return f"host:{plan.host}"


@before(3)
def client(plan, numbers):
    plan.kind = "CLIENT"
    if numbers.random() < .6:
        plan.specs[0]["eku"] = eku("client")
    return "client"


AUTH_TYPES = ["RSA", "DHE_RSA", "ECDHE_RSA", "ECDHE_ECDSA", "DHE_DSS", "ECDH_RSA", "ECDH_ECDSA", "DH_RSA", "RSA_EXPORT", "KRB5", "UNKNOWN", "EC", "anon", "ecdhe_rsa", "DH_anon", "GENERIC"]


@before(2)
def auth_type(plan, numbers):
    plan.auth_type, plan.protocol = numbers.choice(AUTH_TYPES), numbers.choice(["TLSv1.2", None])
    return f"auth:{plan.auth_type}/{plan.protocol or 'TLSv1.3'}"


@before()
def time(plan, numbers):
    plan.time = numbers.choice(["2026-06-15T12:00:00.500+00:00", "2024-01-01T00:00:00+00:00", "2023-12-31T23:59:59.999+00:00", "2034-01-01T00:00:00+00:00", "2034-01-01T00:00:00.001+00:00", "2040-01-01T00:00:00+00:00"])
    return f"time:{plan.time[:23]}"


# --- after the certificates are made: what is sent and what is in the store ------------------------------------------


@after(4)
def order(plan, numbers):
    rest = plan.sent[1:]
    what = numbers.choice(["reversed", "shuffled", "with-root", "without-last", "without-first", "leaf-only", "leaf-twice", "twice"])
    if what == "reversed":
        rest = rest[::-1]
    elif what == "shuffled":
        rest = rest + [plan.made[-1]]
        numbers.shuffle(rest)
    elif what == "with-root":
        rest = rest + [plan.made[-1]] if plan.made[-1] not in plan.sent else rest[:-1]
    elif what == "without-last":
        rest = rest[:-1]
    elif what == "without-first":
        rest = rest[1:]
    elif what == "leaf-only":
        rest = []
    elif what == "leaf-twice":
        rest = [plan.sent[0]] + rest
    else:
        rest = [one for one in rest for _ in "ab"]
    plan.sent = plan.sent[:1] + rest
    return f"sent:{what}"


@after(4)
def more_sent(plan, numbers):
    what = numbers.choice(["unrelated", "unrelated", "fake-root", "cross", "other-leaf", "leaf-as-ca"])
    root = plan.made[-1]
    if what == "unrelated":
        one = unrelated(numbers)
    elif what == "fake-root":
        one = make(root.subject, key="p256-fake", bc=ca())
    elif what == "cross":
        one = make(root.subject, key=root.key, issuer=unrelated(numbers), bc=ca(), ku=ku("keyCertSign"))
    else:
        one = make(plan.made[0].subject, key="p256-twin", issuer=plan.made[min(1, len(plan.made) - 1)], signer=None)
    at = numbers.randint(1, len(plan.sent))
    plan.sent = plan.sent[:at] + [one] + plan.sent[at:]
    return f"sent:{what}@{at}"


@after(7)
def store(plan, numbers):
    leaf, root = plan.made[0], plan.made[-1]
    what = numbers.choice(["leaf", "leaf-and-root", "first-ca", "all", "unrelated", "with-unrelated", "other-key", "with-other-key", "renewed", "with-renewed", "renewed-expired", "renewed-no-skid", "cross", "with-cross", "leaf-twin",
                           "root-v1", "root-not-ca", "root-no-sign", "root-nc", "root-upper", "empty", "leaf-same-key-ca", "renewed-md5"])
    again = lambda **changes: make(**{"subject": root.subject, "key": root.key, "bc": ca(), "ku": ku("keyCertSign"), "algorithm": None, "start": "2023-01-01", **changes})
    other = lambda: make(root.subject, key="p256-other", bc=ca(), ku=ku("keyCertSign"))
    crossed = lambda: again(issuer=unrelated(numbers))
    plan.store = {
        "leaf": lambda: [leaf], "leaf-and-root": lambda: [leaf, root], "first-ca": lambda: [plan.made[min(1, len(plan.made) - 1)]], "all": lambda: plan.made[:], "unrelated": lambda: [unrelated(numbers)],
        "with-unrelated": lambda: [unrelated(numbers)] + plan.store, "other-key": lambda: [other()], "with-other-key": lambda: [other()] + plan.store, "renewed": lambda: [again()], "with-renewed": lambda: [again()] + plan.store,
        "renewed-expired": lambda: [again(end="2025-01-01")], "renewed-no-skid": lambda: [again(skid=False)], "cross": lambda: [crossed()], "with-cross": lambda: plan.store + [crossed()],
        "leaf-twin": lambda: [make(leaf.subject, key=leaf.key, bc=ca())], "root-v1": lambda: [again(version=1)], "root-not-ca": lambda: [again(bc=None)], "root-no-sign": lambda: [again(ku=ku("cRLSign"))],
        "root-nc": lambda: [again(nc=nc(["dns:example.org"]))], "root-upper": lambda: [again(subject=dn(plan.specs[-1]["subject"].upper()))], "empty": lambda: [],
        "leaf-same-key-ca": lambda: [make("CN=Other Name", key=leaf.key, bc=ca())], "renewed-md5": lambda: [again(algorithm="MD5withRSA")] if root.key.kind == "RSA" else [again(algorithm="SHA1withECDSA")] if root.key.kind == "EC" else [again()],
    }[what]()
    return f"store:{what}"


# --- putting it together -------------------------------------------------------------------------------------------


def good(numbers):
    """A plan for a chain that every JVM accepts, in one of the many forms that these have."""
    plan = Plan()
    plan.kind, plan.host, plan.auth_type, plan.protocol, plan.time = "SERVER", "www.example.com", None, None, NOW
    count = numbers.choice([0, 1, 1, 1, 1, 2, 2, 2, 3])
    usual = ["rsa2048", "p256", "p256", "p384"]
    leaf = {"subject": numbers.choice(["CN=www.example.com", "C=DE, O=Example, CN=www.example.com"]), "key": numbers.choice(usual) + "-leaf",
            "san": san("dns:www.example.com"), "ku": ku("digitalSignature", "keyEncipherment"), "eku": eku("server")}
    for label in ("ku", "eku"):
        if numbers.random() < .25:
            del leaf[label]
    cas = [{"subject": f"O=Example, CN=Test CA {number}", "key": numbers.choice(usual) + f"-ca{number}", "bc": ca(), "ku": ku("keyCertSign", "cRLSign")} for number in range(count, 0, -1)]
    root = {"subject": "O=Example, CN=Test Root", "key": numbers.choice(usual) + "-root", "bc": ca(), "ku": ku("keyCertSign", "cRLSign")}
    plan.specs = [leaf, *cas[::-1], root]
    for spec in plan.specs:
        if numbers.random() < .1:
            spec["policies"] = policies(ANY_POLICY if numbers.random() < .3 else "1.2.3.1")
    return plan


def signed(digest_name, key):
    """The algorithm with that digest for such a key, as far as there is one."""
    if digest_name.startswith("PSS-"):
        return digest_name[4:] + "withRSASSA-PSS" if key.kind == "RSA" else None
    oids = {"RSA": RSA_OID, "EC": EC_OID, "DSA": DSA_OID}.get(key.kind, {})
    return f"{digest_name}with{'ECDSA' if key.kind == 'EC' else key.kind}" if digest_name in oids else None


def build(plan):
    """Makes the certificates, from the root to the leaf."""
    plan.made, issuer = [], None
    for spec in plan.specs[::-1]:
        spec = dict(spec)
        own = pool(spec["key"])
        signer = pool(spec["signer"]) if "signer" in spec else issuer.key if issuer else own
        spec["algorithm"] = signed(spec.pop("digest", "-"), signer)
        try:
            issuer = make(issuer=issuer, **spec)
        except (OverflowError, ValueError):
            # The key is too small for that signature.
            issuer = make(issuer=issuer, **{**spec, "algorithm": None})
        plan.made.insert(0, issuer)
    plan.sent = plan.made[:-1] or plan.made[:]
    plan.store = [plan.made[-1]]


def generate(seed):
    numbers = random.Random(seed)
    plan = good(numbers)
    count = numbers.choices([0, 1, 2, 3], [3, 40, 37, 20])[0]
    chosen = [numbers.choice(BEFORE * 3 + AFTER * 5) for _ in range(count)]
    labels = [change(plan, numbers) for change in chosen if change in BEFORE]
    build(plan)
    labels += [change(plan, numbers) for change in chosen if change in AFTER]
    summary = "+".join(filter(None, labels)) or "good"
    setup = {"protocol": plan.protocol} if plan.protocol else {}
    return case(f"random::{seed}::{summary}", plan.sent[0], plan.sent[1:], plan.store, plan.host, kind=plan.kind, auth_type=plan.auth_type, time=plan.time, **setup)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    record.write(sys.argv[3], [generate(seed) for seed in range(int(sys.argv[1]), int(sys.argv[2]))])
