#!/usr/bin/env python3
"""Makes one file of a folder that Prints.java has recorded.

    prints.py FOLDER 250 25
    strange.py CERTS FOLDER
    java Prints FOLDER                                   as Prints.java says
    prints_pack.py FOLDER testdata/prints.json.gz
"""
import base64
import gzip
import json
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
cases = {
    text.name[: -len(".txt")]: [
        base64.b64encode(text.with_name(text.name[: -len(".txt")]).read_bytes()).decode(),
        text.read_text(),
    ]
    for text in sorted(folder.glob("*.txt"))
}
with open(sys.argv[2], "wb") as file, gzip.GzipFile("", "wb", 9, file, 0) as packed:
    packed.write(json.dumps(cases, ensure_ascii=False, sort_keys=True).encode())
