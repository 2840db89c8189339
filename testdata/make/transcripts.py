#!/usr/bin/env python3
"""Writes the cases of testdata/transcripts from the compact definitions beside this file.

    python3 testdata/make/transcripts.py           writes new and changed cases, still without what keytool prints
    RECORD=new KEYTOOL=… cargo test --test oracle  records what it prints

What was recorded stays as long as the definition of the case is the same. A case that is no longer defined is
removed. `--check` changes nothing and fails when something would be.

A definition file (transcripts-<command>.txt) holds cases as they are in the result, without the recording, with
three shorthands: `== name` begins a case, a `[a b c]` group in its name makes one case for each word, and the same
group number (`{1}`, `{2}` …) stands for the chosen word in its lines.
"""
import itertools
import re
import sys
from pathlib import Path

here = Path(__file__).resolve().parent
home = here.parent / "transcripts"


def definitions(text):
    """Name and lines of every case of a definition file."""
    for block in re.split(r"^== ", text, flags=re.M)[1:]:
        title, _, body = block.partition("\n")
        lines = [line for line in body.split("\n") if line.strip()]
        groups = [group.split() for group in re.findall(r"\[([^]]*)\]", title)]
        for chosen in itertools.product(*groups):
            words = iter(chosen)
            name = re.sub(r"\[[^]]*\]", lambda _: next(words), title.strip())
            fill = lambda line: re.sub(r"\{(\d)\}", lambda found: chosen[int(found[1]) - 1], line)
            yield re.sub(r"[^A-Za-z0-9-]", "", name.replace(".", "-")), [fill(line) for line in lines]


def written(lines):
    """The case's text as far as it is defined."""
    text = ""
    for line in lines:
        text += ("\n" if line.startswith("$") else "") + line + "\n"
    return text


def defined(text):
    """What of a recorded case was defined."""
    kept = [line for line in text.splitlines() if not re.match(r"[12][|~\\e#] |[=@] ", line)]
    return "".join(line + "\n" for line in kept)


changed = []
wanted = {}
for source in sorted(here.glob("transcripts-*.txt")):
    command = source.stem.removeprefix("transcripts-")
    for name, lines in definitions(source.read_text()):
        path = home / command / f"{name}.txt"
        if path in wanted:
            sys.exit(f"{source.name}: {name} is defined twice")
        wanted[path] = written(lines)
for path, text in wanted.items():
    if not path.exists() or defined(path.read_bytes().decode()) != text:
        changed.append(path)
stale = [path for path in home.glob("*/*.txt") if path.parent.name != "fixtures" and path not in wanted]
if "--check" in sys.argv:
    sys.exit("\n".join(f"not as defined: {path.relative_to(home)}" for path in changed + stale) or 0)
for path in changed:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(wanted[path])
for path in stale:
    path.unlink()
print(f"{len(wanted)} cases, {len(changed)} to be recorded, {len(stale)} removed")
