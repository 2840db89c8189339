#!/bin/sh
# Records in which order a JVM lists the aliases of a JKS, in testdata/aliases/jks.txt.
# Needs: JAVA_HOME_25, a JDK's javac (any from 11), openssl. Run from anywhere.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
javac --release 11 -d "$work" "$here/Aliases.java"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=Example -days 1 \
  -keyout "$work/key" -outform DER -out "$work/certificate" 2>/dev/null
mkdir -p "$here/../../aliases"
"$JAVA_HOME_25/bin/java" -cp "$work" Aliases "$work/certificate" >"$here/../../aliases/jks.txt"
