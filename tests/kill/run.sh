#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Kills writers with SIGKILL, N times each: a program that commits without end, and the command line
# in mid-import, on a study of each form. After every kill the study must open and verify, with every
# acknowledged commit there and none by halves.
#   ENTENTE=build/dev/bin/entente tests/kill/run.sh [N]
set -eu
loops=${1:-20}
entente=${ENTENTE:-build/dev/bin/entente}
helper=$(dirname "$entente")/store_kill_helper
for program in "$entente" "$helper"; do
  if [ ! -x "$program" ]; then
    echo "$program is not built (set ENTENTE to the program of a build with tests)" >&2
    exit 2
  fi
done
work=$(mktemp -d "${TMPDIR:-/tmp}/entente-kill-XXXXXX")
trap 'rm -rf "$work"' EXIT
export SOURCE_DATE_EPOCH=1735646400

fail() {
  echo "$*" >&2
  exit 1
}

# Seconds with three decimals from milliseconds.
seconds() { printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)); }

# Kills process $1 after $2 milliseconds; says whether it was still there.
kill_after() {
  sleep "$(seconds "$2")"
  local alive=0
  kill -9 "$1" 2>/dev/null && alive=1
  wait "$1" 2>/dev/null || true
  return $((1 - alive))
}

# Commits without end.
commits() {
  local form=$1 study="$work/commits-$1.entente" killed=0 acked=0 total=0 i
  "$helper" create "$study" "$form"
  for ((i = 1; i <= loops; i++)); do
    "$helper" write "$study" >"$work/acks" 2>"$work/errors" &
    # Milliseconds that fall differently into a commit each time, the same in every run.
    if kill_after $! $((20 + (i * 37) % 211)); then killed=$((killed + 1)); fi
    if [ -s "$work/errors" ]; then fail "writer failed before it was killed: $(cat "$work/errors")"; fi
    local before=$acked
    if [ -s "$work/acks" ]; then acked=$(tail -n 1 "$work/acks"); fi
    acked=$("$helper" check "$study" "$acked") || fail "$form: after kill $i"
    total=$((total + acked - before))
    # Small again from time to time: large studies would make each commit slow.
    if [ "$acked" -gt 150 ]; then
      rm -rf "$study" "$study"-*
      "$helper" create "$study" "$form"
      acked=0
    fi
  done
  echo "$form: killed $killed times in $loops; $total commits, all acknowledged ones whole"
}

rows() { "$entente" export "$1" - --table codebook --quiet 2>/dev/null | grep -c '^K' || true; }

# One import of many rows: afterwards all of them are there or none.
imports() {
  local form=$1 suffix='' killed=0 whole=0 i count started length
  if [ "$form" = file ]; then suffix=.entente; fi
  "$entente" new "$work/fresh$suffix" --as-of 2024-12-31 --author Killer --quiet
  cp -r "$work/fresh$suffix" "$work/timed$suffix"
  started=$(date +%s%N)
  "$entente" import "$work/timed$suffix" "$work/codebook.csv" --author Killer --quiet >/dev/null
  length=$((($(date +%s%N) - started) / 1000000))
  if [ "$(rows "$work/timed$suffix")" -ne 4000 ]; then fail "$form: the import itself went wrong"; fi
  for ((i = 1; i <= loops; i++)); do
    local study="$work/import$suffix"
    rm -rf "$study" "$study"-*
    cp -r "$work/fresh$suffix" "$study"
    "$entente" import "$study" "$work/codebook.csv" --author Killer --quiet >/dev/null 2>"$work/errors" &
    if kill_after $! $((length * i / (loops + 1))); then killed=$((killed + 1)); fi
    if [ -s "$work/errors" ]; then fail "import failed before it was killed: $(cat "$work/errors")"; fi
    "$entente" verify "$study" --quiet || fail "$form: verify after kill $i"
    count=$(rows "$study")
    case $count in
      0) ;;
      4000) whole=$((whole + 1)) ;;
      *) fail "$form: $count of 4000 rows after kill $i" ;;
    esac
  done
  echo "$form: import killed $killed times in $loops; $whole whole, $((loops - whole)) not begun, none by halves"
}

{
  echo 'id,version,date,rules,note'
  for ((n = 1; n <= 4000; n++)); do echo "K$n,$n,2024-01-01,rules of version $n,"; done
} >"$work/codebook.csv"

for form in folder file; do
  commits "$form"
  imports "$form"
done
