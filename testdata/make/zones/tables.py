#!/usr/bin/env python3
"""Presses what Zones.java wrote (stdin) into the two tables that src/jvm/zone embeds: ids.txt and clocks.txt.

Usage: tables.py FOLDER < zones.tsv

ids.txt: one line per id: `id TAB standard name TAB daylight name TAB place of its line in clocks.txt, in octets`; sorted.
clocks.txt: one line per distinct clock: `states SP changes [SP rule SP rule]`.
  states   comma-separated `offset-in-seconds` + `s`tandard or `d`aylight; the first is in force since ever.
  changes  for each: seconds since the one before (the first: since 1800-01-01T00Z) in base 36, then the state as A, B, ...
  rule     `month.day.weekday.second` + state: every year from then on, the first such weekday (0 = Sunday) on or after
           that day, that many seconds after midnight by the standard state's clock.
"""
import datetime
import sys

BASE = -5364662400
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
EPOCH = datetime.date(1970, 1, 1)


def base36(number):
    text = ""
    while True:
        number, digit = divmod(number, 36)
        text = DIGITS[digit] + text
        if number == 0:
            return text


def instant(rule, year, standard):
    month, day, weekday, second = rule
    first = datetime.date(year, month, day)
    ahead = (weekday - first.isoweekday()) % 7
    return ((first - EPOCH).days + ahead) * 86400 + second - standard


def agreeing(rule, instants, standard):
    """How many of the instants, from the last back, are the rule's."""
    count = 0
    for at in reversed(instants):
        year = (EPOCH + datetime.timedelta((at + standard) // 86400)).year
        if instant(rule, year, standard) != at:
            break
        count += 1
    return count


def rules(changes):
    """The two yearly rules that the last twenty years follow, and the changes that they do not cover."""
    late = [(at, state) for at, state in changes if at >= 3818448000]  # 2091
    if len(late) < 30 or len({state for _, state in late}) != 2:
        return [], changes
    standard = next(state[0] for _, state in late if state[1] == "s")
    found = []
    for wanted in sorted({state for _, state in late}, key=[state for _, state in late].index):
        seen = []
        for at, state in changes:
            if state == wanted:
                day, second = divmod(at + standard, 86400)
                seen.append((EPOCH + datetime.timedelta(day), second))
        months = {day.month for day, _ in seen[-15:]}
        weekdays = {day.isoweekday() % 7 for day, _ in seen[-15:]}
        seconds = {second for _, second in seen[-15:]}
        assert len(months) == len(weekdays) == len(seconds) == 1, (wanted, months, weekdays, seconds)
        month, weekday, second = months.pop(), weekdays.pop(), seconds.pop()
        # Which seven days of the month: those that explain the most years, counted from the last.
        found.append((max(
            ((month, low, weekday, second) for low in range(1, 26)),
            key=lambda rule: agreeing(rule, [at for at, state in changes if state == wanted], standard),
        ), wanted))
    kept = list(changes)
    while len(kept) > 1:
        at, state = kept[-1]
        year = (EPOCH + datetime.timedelta((at + standard) // 86400)).year
        if not any(state == own and instant(rule, year, standard) == at for rule, own in found):
            break
        kept.pop()
    # The reader applies the rules from the last kept change on: keep as many as it takes for them to be right.
    ruled = [instant(rule, year, standard) for rule, _ in found for year in range(1800, 2110)]
    while {at for at in ruled if at > kept[-1][0]} != {at for at, _ in changes if at > kept[-1][0]}:
        kept.append(changes[len(kept)])
    return found, kept


def clock(fields):
    parts = [field.split(" ") for field in fields]
    first = (int(parts[0][1]), parts[0][2])
    changes = [(int(at), (int(offset), kind)) for at, offset, kind in parts[1:]]
    yearly, kept = rules(changes)
    states = [first]
    text = ""
    before = BASE
    for at, state in kept:
        if state not in states:
            states.append(state)
        text += base36(at - before) + chr(ord("A") + states.index(state))
        before = at
    ends = []
    for rule, state in yearly:
        if state not in states:
            states.append(state)
        ends.append(".".join(str(part) for part in rule) + chr(ord("A") + states.index(state)))
    assert len(states) <= 26
    names = ",".join(f"{offset}{kind}" for offset, kind in states)
    return " ".join([names, text or "-"] + ends)


def main():
    folder = sys.argv[1]
    clocks, places, lines, end = [], [], [], 0
    for line in sys.stdin:
        name, standard, daylight, *states = line.rstrip("\n").split("\t")
        own = clock(states)
        if own not in clocks:
            clocks.append(own)
            places.append(end)
            end += len(own) + 1
        lines.append(f"{name}\t{standard}\t{daylight}\t{places[clocks.index(own)]}\n")
    with open(f"{folder}/ids.txt", "w") as file:
        file.writelines(lines)
    with open(f"{folder}/clocks.txt", "w") as file:
        file.writelines(own + "\n" for own in clocks)


main()
