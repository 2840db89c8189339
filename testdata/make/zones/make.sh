#!/bin/sh
# Records how a JVM counts and names the time in every zone: the tables in src/jvm/zone and testdata/zones.
# Needs: JAVA_HOME_25, a JDK's javac (any from 11), python3. Run from anywhere.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
top=$here/../../..
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
javac --release 11 -d "$classes" "$here/Zones.java" "$here/Dates.java"
# The JVM warns of every old three-letter id on stderr.
"$JAVA_HOME_25/bin/java" -cp "$classes" Zones 2>/dev/null >"$classes/zones.tsv"
python3 "$here/tables.py" "$top/src/jvm/zone" <"$classes/zones.tsv"
mkdir -p "$top/testdata/zones"
"$JAVA_HOME_25/bin/java" -cp "$classes" Dates 2>/dev/null >"$top/testdata/zones/dates.tsv"
