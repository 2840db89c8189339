# How the benches measure, and how they tell it: for those beside it, to be read in (`. benches/measuring.sh`).
#
# A time is the median of the runs; with STATISTIC=min it is the shortest, which is what says something on a machine that
# others work on too. Where a script says so it is the processor's time, the mean of the runs.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
binary=${BINARY:-${CARGO_TARGET_DIR:-$top/target}/release/keytool-rs}
statistic=${STATISTIC:-median}
failures=0

# Where a needed file is missing there is nothing to be measured.
need() {
  local needed
  for needed in "$binary" "$@"; do
    [ -e "$needed" ] || { echo "missing: $needed" >&2; exit 2; }
  done
}

# A folder to work in, with the program as it is installed: a copy lies in memory in larger pieces than what a linker has just
# written. What is begun in the background, and named in $begun, ends with it.
prepare() {
  work=$(mktemp -d)
  begun=()
  trap 'kill "${begun[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT
  cp "$binary" "$work/keytool-rs" && ln -s keytool-rs "$work/keytool"
  ours=$work/keytool
  native=$work/keytool-rs
}

has() {
  command -v "$1" >/dev/null 2>&1
}

# A command's time in seconds: `measure RUNS COMMAND [PREPARATION]`; empty where it does not end with $expected (0).
measure() {
  local before=() patience=()
  [ $# -lt 3 ] || before=(--prepare "$3")
  if [ "${expected:-0}" -ne 0 ]; then
    local code=0
    $2 >"$work/log" 2>&1 </dev/null || code=$?
    [ "$code" -eq "$expected" ] || return 0
    patience=(--ignore-failure)
  fi
  hyperfine -N --warmup 1 --runs "$1" "${before[@]}" "${patience[@]}" --export-json "$work/time.json" "$2" >"$work/log" 2>&1 || return 0
  python3 - "$work/time.json" "$statistic" <<'PYTHON'
import json, sys
result = json.load(open(sys.argv[1]))["results"][0]
print(result["user"] + result["system"] if sys.argv[2] == "processor" else result[sys.argv[2]])
PYTHON
}

# Of some times, one on each line, the one that counts.
counting() {
  python3 -c 'import statistics, sys; print(getattr(statistics, sys.argv[1], min)(map(float, sys.stdin)))' "$statistic"
}

# The most memory that a command has, in KiB: `peak COMMAND`; 0 where it does not end with $expected (0).
peak() {
  local code=0
  /usr/bin/time -f %M -o "$work/peak" "$@" >"$work/log" 2>&1 </dev/null || code=$?
  if [ "$code" -eq "${expected:-0}" ]; then tail -n 1 "$work/peak"; else echo 0; fi
}

heading() {
  echo "| work | keytool-rs | measured against | ratio | goal | met |"
  echo "|---|---|---|---|---|---|"
}

# A row: `row WORK OUR-SECONDS THEIR-SECONDS THEM GOAL at-least|at-most`.
row() {
  python3 - "$@" <<'PYTHON' || failures=$((failures + 1))
import sys
work, ours, theirs, them, goal, sense = sys.argv[1:]
show = lambda seconds: f"{float(seconds) * 1000:.2f} ms" if float(seconds) < 10 else f"{float(seconds):.1f} s"
if not ours or not theirs:
    print(f"| {work} | {show(ours) if ours else 'fails'} | {show(theirs) if theirs else 'fails'} ({them}) | | | no |")
    sys.exit(1)
faster = sense == "at-least"
ratio = float(theirs) / float(ours) if faster else float(ours) / float(theirs)
met = ratio >= float(goal) if faster else ratio <= float(goal)
told, wanted = (f"{ratio:.0f} x faster", f"≥ {goal} x") if faster else (f"{ratio:.2f} of it", f"≤ {goal}")
print(f"| {work} | {show(ours)} | {show(theirs)} ({them}) | {told} | {wanted} | {'yes' if met else 'no'} |")
sys.exit(not met)
PYTHON
}

# A row about memory: `memory WORK OUR-KIB GOAL-MIB [THEIR-KIB THEM]`.
memory() {
  python3 - "$@" <<'PYTHON' || failures=$((failures + 1))
import sys
work, ours, goal, *theirs = sys.argv[1:]
ours = int(ours) / 1024
met = 0 < ours <= float(goal)
shown = f"{ours:.1f} MiB" if ours else "fails"
against = f"{int(theirs[0]) / 1024:.0f} MiB ({theirs[1]})" if theirs else ""
print(f"| {work} | {shown} | {against} | | ≤ {goal} MiB | {'yes' if met else 'no'} |")
sys.exit(not met)
PYTHON
}

# What cannot be measured here: `skipped WORK WHAT-IS-MISSING`.
skipped() {
  echo "| $1 | not measured: $2 is missing | | | | |"
}

# The end: 1 where a goal was missed or a command failed.
conclude() {
  echo
  echo "Missed: $failures"
  [ "$failures" -eq 0 ]
}
