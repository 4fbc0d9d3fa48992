#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/scripts/self_test.sh ETEST: proves that the runner of the script tests fails where it should.
set -euo pipefail

etest=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/source" "$work/shared"
cat >"$work/bin/entente" <<'END'
#!/bin/sh
echo "hello $*"
echo "note" >&2
END
chmod +x "$work/bin/entente"
failures=0

# expect STATUS TEXT OPTION... <<script : what etest must return and say about a script.
expect() {
  local status=$1 text=$2 got=0
  shift 2
  cat >"$work/a.etest"
  env -u ENTENTE_SHARED "$etest" --entente "$work/bin/entente" --source "$work/source" "$@" \
    "$work/a.etest" >"$work/log" 2>&1 || got=$?
  if [[ $got != "$status" ]] || ! grep -qF -- "$text" "$work/log"; then
    echo "expected status $status and \"$text\", got status $got and:"
    sed 's/^/  /' "$work/log"
    failures=$((failures + 1))
  fi
}
rmdir "$work/shared" # else it would be found beside the source

expect 0 '6 passed, 0 failed' <<'END'
# a comment
$ entente a b
hello a b
! note

$ printf 'x\n\n...\n1\n2\n'
x
~
= ...
...

$ cat > f.csv <<'STOP'
> a,b
>
> c
> STOP

$ cat f.csv
a,b
~
~ [a-c]

$ exit 3
? 3

$ echo "$PWD"; echo "$SOURCE_DATE_EPOCH $ENTENTE_AUTHOR $LC_ALL"; echo "$STUDIES"
$WORK
1767139200 Test Author C
$STUDIES
END
expect 1 '0 passed, 1 failed' <<<$'$ echo a\nb'
expect 1 '0 passed, 1 failed' <<<$'$ echo a'
expect 1 '0 passed, 1 failed' <<<$'$ true\na'
expect 1 'exit code 2, expected 0' <<<$'$ exit 2'
expect 1 'exit code 0, expected 1' <<<$'$ true\n? 1'
expect 1 '0 passed, 1 failed' <<<$'$ echo abc\n~ [a-c]'
expect 1 'bad expression' <<<$'$ echo abc\n~ [a-'
expect 1 '| ! oops' <<<$'$ echo oops >&2\noops'
expect 1 '0 passed, 1 failed' <<<$'$ printf "a\\nb\\nc\\n"\n...\nb'
expect 1 'stopped after 1 s' --timeout 1 <<<$'$ sleep 30 & sleep 30'
expect 1 'tests nothing' <<<$'# only a comment'
expect 1 'expected a comment' <<<$'stray'
expect 1 'exit code of 0 to 255' <<<$'$ true\n? many'
expect 0 '0 passed, 0 failed, 1 skipped' <<<$'require-shared\n\n$ false'
expect 1 '0 passed, 1 failed' --shared "$work/bin" <<<$'require-shared\n\n$ false'
expect 0 '1 passed, 0 failed' --shared "$work/bin" <<<$'require-shared\n\n$ echo "$SHARED/x"\n$SHARED/x'
expect 2 'unknown option' --nonsense <<<$'$ true'

# --update writes what came; the file then passes, and text between the blocks stays.
expect 0 'rewritten' --update <<<$'# kept\n\n$ printf "a\\n\\n= b\\n"; exit 4\nwrong\n'
cp "$work/a.etest" "$work/updated"
expect 0 '1 passed, 0 failed' <"$work/updated"
if ! diff <(printf '# kept\n\n$ printf "a\\n\\n= b\\n"; exit 4\na\n~\n= = b\n? 4\n\n') "$work/updated"; then
  failures=$((failures + 1))
fi
if ((failures > 0)); then exit 1; fi
echo "the runner fails where it should"
