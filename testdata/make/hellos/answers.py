"""Makes testdata/pkix/hellos/answers-RELEASE.tsv of what chosen.py wrote: `python3 answers.py FILE... > answers-RELEASE.tsv`.

A case that is in several files is taken from the first; what says nothing new under other properties is left out.
"""

import sys

KINDS = {"hello", "hello13", "sentinel", "compression", "suite", "exchange", "dh", "curve", "explicit", "chain", "size"}


def is_kept(run, case, key_exchange, thrown):
    kind, *words = case.split(" ")
    if kind not in KINDS:
        return False
    if kind == "exchange":
        # Only for the word that the trust manager is told; where curves are disabled that is what the cases show.
        return key_exchange != "-" and "EC keySize" not in run
    if kind == "curve":
        return not run or "EC keySize" in run
    if kind == "chain":
        return not run or "Chain" in run
    if kind == "size":
        return not run or "Message" in run
    if kind == "suite":
        return not run
    if kind == "hello" and words[0] in ("0305", "0400", "7f1c"):
        return not run and words[1] == "c02f"
    return kind != "dh" or "Invalid signature" not in thrown


def main():
    rows = {}
    for path in sys.argv[1:]:
        with open(path) as file:
            for line in file:
                run, case, key_exchange, thrown = line.rstrip("\n").split("\t")
                if is_kept(run, case, key_exchange, thrown):
                    rows.setdefault(run, {}).setdefault(case, (key_exchange, thrown))
    for run, cases in rows.items():
        for case, seen in cases.items():
            print(run, case, *seen, sep="\t")


main()
