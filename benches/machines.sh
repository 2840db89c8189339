#!/usr/bin/env bash
# `explain`, `jvms` and `diff` against their goals, on logs and machines made for it, and on this machine: a markdown table.
#
#   JAVA_HOME_11=... JAVA_HOME_25=... benches/machines.sh
#
# Needs a release build (BINARY, else target/release/keytool-rs), hyperfine, python3, GNU time, taskset and 2 GB in TMPDIR. The
# real Javas that run are those of JAVA_HOME and JAVA_HOME_N, with a class compiled by javac (JAVAC). STATISTIC=min takes the
# shortest of the runs instead of the median. Ends with 1 where a goal is missed or a command fails. Takes two minutes.
set -euo pipefail
. "$(dirname "$0")/measuring.sh"
jks=$top/testdata/keystores/debian.jks
need "$jks"
prepare
for needed in hyperfine python3 taskset /usr/bin/time; do
  has "$needed" || { echo "missing: $needed" >&2; exit 2; }
done
heading

# 2 GB of an application's lines, and one failure at the end of them, which must be found.
python3 - "$work/log.txt" <<'PYTHON'
import sys
lines = [
    "2026-03-01 10:{0:02}:{1:02},{2:03} INFO  [http-nio-8080-exec-{3}] c.e.shop.OrderService - Order {2}{3} accepted for customer {1}\n",
    "2026-03-01 10:{0:02}:{1:02},{2:03} DEBUG [pool-4-thread-{3}] o.h.SQL - select o.id, o.total from orders o where o.state = ?\n",
    "jvm 1    | 2026/03/01 10:{0:02}:{1:02} | GET /api/v1/items/{2}?page={3} HTTP/1.1 200 {2} \"Mozilla/5.0 (X11; Linux x86_64)\"\n",
    "2026-03-01T10:{0:02}:{1:02}.{2:03}Z WARN  com.example.cache.Cache: evicted {2} entries of {3} in region 'products'\n",
]
block = "".join(lines[n % 4].format(n // 60 % 60, n % 60, n * 7 % 1000, n % 23) for n in range(80_000)).encode()
failure = (
    "javax.net.ssl.SSLHandshakeException: PKIX path building failed: "
    "sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target\n"
    "\tat java.base/sun.security.ssl.Alert.createSSLException(Alert.java:130)\n"
)
with open(sys.argv[1], "wb") as log:
    for _ in range(2_000_000_000 // len(block)):
        log.write(block)
    log.write(failure.encode())
PYTHON
size=$(stat -c %s "$work/log.txt")
goal=$(python3 -c 'import sys; print(int(sys.argv[1]) / 300e6)' "$size")
expected=1
mine=$(measure 3 "taskset -c 0 $native explain $work/log.txt")
row "\`explain\` of $((size / 1000000)) MB on one core" "$mine" "$goal" "300 MB/s" 1 at-most
usual=$statistic statistic=processor
mine=$(measure 3 "taskset -c 0 $native explain $work/log.txt")
row "the same, of the processor's time" "$mine" "$goal" "300 MB/s" 1 at-most
expected=0
row "the same" "$mine" "$(measure 3 "taskset -c 0 grep -c -F -e Exception -e javax.net.ssl $work/log.txt")" "grep -F for two words" 5 at-most
statistic=$usual expected=1
memory "peak memory of \`explain\` of $((size / 1000000)) MB" "$(peak "$native" explain "$work/log.txt")" 20
expected=0
rm "$work/log.txt"

# A machine of 200 processes, each a Java, and five JDKs; every process names one of twenty trust stores.
root=$work/machine
python3 - "$root" "$jks" <<'PYTHON'
import os
import shutil
import sys
root, jks = sys.argv[1:]
def put(path, content):
    path = root + path
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content.encode())
homes = [f"/usr/lib/jvm/java-{version}" for version in (11, 17, 21, 24, 25)]
for home in homes:
    version = home.rpartition("-")[2]
    put(f"{home}/release", f'IMPLEMENTOR="Eclipse Adoptium"\nJAVA_VERSION="{version}.0.2"\n')
    put(f"{home}/bin/java", "")
    put(f"{home}/lib/modules", "")
    put(f"{home}/conf/security/java.security", "keystore.type=pkcs12\n")
    os.makedirs(f"{root}{home}/lib/security")
    shutil.copy(jks, f"{root}{home}/lib/security/cacerts")
for number in range(20):
    os.makedirs(f"{root}/srv/{number}")
    shutil.copy(jks, f"{root}/srv/{number}/trust.jks")
put("/proc/uptime", "100000.00 1.0\n")
for number in range(200):
    own, home = f"/proc/{1000 + number}", homes[number % 5]
    store = f"-Djavax.net.ssl.trustStore=/srv/{number % 20}/trust.jks"
    words = [f"{home}/bin/java", "-Xmx512m", store, "-Djavax.net.ssl.trustStorePassword=changeit", "-jar", "app.jar"]
    put(f"{own}/cmdline", "\0".join(words) + "\0")
    put(f"{own}/environ", "\0".join(f"VARIABLE_{n}=value {n}" for n in range(40)) + "\0")
    put(f"{own}/status", "Name:\tjava\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\nGroups:\t0\n")
    put(f"{own}/stat", f"{1000 + number} (java) S 1 " + "0 " * 17 + "5000000 0\n")
    put(f"{own}/maps", "7f0000000000-7f0000001000 r-xp 00000000 00:00 0 /usr/lib/libc.so\n" * 300)
    os.symlink(f"{home}/bin/java", f"{root}{own}/exe")
    os.symlink(f"/srv/{number % 20}", f"{root}{own}/cwd")
    os.symlink("/", f"{root}{own}/root")
PYTHON
seen=$("$native" jvms --root "$root" --format json |
  python3 -c 'import json, sys; seen = json.load(sys.stdin); print(len(seen["processes"]), len(seen["javas"]))' || true)
[ "$seen" = "200 5" ] || { echo "what is seen of the machine made: $seen" >&2; exit 2; }
expected=$("$native" jvms --root "$root" >"$work/log" && echo 0 || echo $?)
row "\`jvms\` on a machine made of 200 Javas and 5 JDKs" "$(measure 50 "$native jvms --root $root")" 0.050 "the goal" 1 at-most

# This machine, with as many processes and all the Javas that are named, two of each running.
homes=()
for home in "${JAVA_HOME:-}" "${JAVA_HOME_11:-}" "${JAVA_HOME_17:-}" "${JAVA_HOME_21:-}" "${JAVA_HOME_25:-}"; do
  [ ! -x "$home/bin/java" ] || homes+=("$home")
done
javac=${JAVAC:-javac}
if [ ${#homes[@]} -gt 0 ] && has "$javac"; then
  mkdir "$work/classes"
  echo 'public class Rest { public static void main(String[] words) throws Exception { System.out.println(); Thread.sleep(600_000); } }' >"$work/classes/Rest.java"
  "$javac" --release 11 -d "$work/classes" "$work/classes/Rest.java"
  for home in "${homes[@]}" "${homes[@]}"; do
    "$home/bin/java" -XX:TieredStopAtLevel=1 -Xmx16m -Djavax.net.ssl.trustStore="$jks" -cp "$work/classes" Rest >>"$work/resting" &
    begun+=($!)
  done
  for _ in $(seq 400); do
    [ "$(wc -l <"$work/resting")" -lt $((2 * ${#homes[@]})) ] || break
    sleep 0.05
  done
  processes() { find /proc -maxdepth 1 -name '[0-9]*' | wc -l; }
  while [ "$(processes)" -lt 201 ]; do
    sleep 600 &
    begun+=($!)
  done
  expected=$("$native" jvms >"$work/log" && echo 0 || echo $?)
  seen=$("$native" jvms --format json | python3 -c 'import json, sys; print(len(json.load(sys.stdin)["javas"]))' || true)
  row "\`jvms\` on this machine, $(processes) processes and $seen Javas" "$(measure 50 "$native jvms")" 0.050 "the goal" 1 at-most
else
  skipped "\`jvms\` on this machine" "JAVA_HOME, JAVA_HOME_N or javac"
fi

# Two stores, and one certificate less in the other.
cp "$jks" "$work/other.jks" && chmod u+w "$work/other.jks"
alias=$("$native" list --keystore "$work/other.jks" --format json | python3 -c 'import json, sys; print(json.load(sys.stdin)["entries"][7]["alias"])')
"$native" delete "$alias" --keystore "$work/other.jks" --storepass changeit >"$work/log" || true
expected=1
row "\`diff\` of 144 and 143 entries, JKS" "$(measure 100 "$native diff $jks $work/other.jks")" 0.005 "the goal" 1 at-most
expected=0
row "\`diff\` of 144 entries and the same, JKS" "$(measure 100 "$native diff $jks $jks")" 0.005 "the goal" 1 at-most
conclude
