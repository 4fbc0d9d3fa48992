# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The steps of scripts/test. Sourced after common.sh and with `full`, yes or no, set.
#
# step_NAME does its work and writes what it likes to standard output, which is its log. It counts
# its tests with `count PASSED FAILED [SKIPPED]`; a step that counts nothing is one test. A step
# that returns a status other than 0 has failed at least one.

: "${full:?}"
logs=build/test-logs
# What CTest runs under, where a step needs that.
launcher=()
total_passed=0
total_failed=0
total_skipped=0
summary=()

count() { printf '%s %s %s\n' "$1" "$2" "${3:-0}" >>"$logs/$step.count"; }

# skip REASON...: the step has nothing to do here.
skip() {
  say "skipped: $*"
  printf '%s' "$*" >"$logs/$step.reason"
  count 0 0 1
}

run_step() {
  step=$1
  local log=$logs/$step.log from=$SECONDS status=0 passed=0 failed=0 skipped=0 p f s
  # In a shell of its own, so that `set -e` ends the step at its first fault but not the suite.
  set +e
  (
    set -euo pipefail
    "step_$step"
  ) >"$log" 2>&1 </dev/null
  status=$?
  set -e
  if [[ -f $logs/$step.count ]]; then
    while read -r p f s; do
      passed=$((passed + p))
      failed=$((failed + f))
      skipped=$((skipped + s))
    done <"$logs/$step.count"
  elif ((status == 0)); then
    passed=1
  fi
  if ((status != 0 && failed == 0)); then failed=1; fi
  total_passed=$((total_passed + passed))
  total_failed=$((total_failed + failed))
  total_skipped=$((total_skipped + skipped))
  local verdict=ok text="$passed passed, $failed failed"
  if ((failed > 0)); then verdict=FAILED; fi
  if ((skipped > 0)); then text+=", $skipped skipped"; fi
  if [[ -f $logs/$step.reason ]]; then
    verdict=skipped
    text=$(<"$logs/$step.reason")
  fi
  local line
  line=$(printf '%-8s %-8s %5d s  %s' "$step" "$verdict" $((SECONDS - from)) "$text")
  say "$line"
  summary+=("$line")
  if ((failed > 0)); then
    say "  the end of $log:"
    tail -n "${ENTENTE_LOG_LINES:-60}" "$log" | sed 's/^/  | /'
  fi
}

# finish SECONDS: the table of all steps, and the last line.
finish() {
  say
  printf '%s\n' "${summary[@]}"
  say
  say "$(($1 / 60)) min $(($1 % 60)) s in all; logs in $logs/"
  if [[ $full == no ]] && (($1 > 1500)); then
    say "This is over the budget of 25 minutes on two cores."
  fi
  local line="$total_passed passed, $total_failed failed"
  if ((total_skipped > 0)); then line+=", $total_skipped skipped"; fi
  say "$line"
  ((total_failed == 0)) || exit 1
}

# run_ctest PRESET [OPTION...]: counts by the JUnit report, so that no test is lost.
run_ctest() {
  local preset=$1 status=0
  shift
  local report=$ENTENTE_ROOT/$logs/$step-$preset.xml tests failures skipped disabled
  "${launcher[@]}" ctest --test-dir "build/$preset" --parallel "$(jobs_wanted)" --output-on-failure --timeout 600 \
    --no-tests=error --output-junit "$report" "$@" || status=$?
  if [[ ! -f $report ]]; then
    count 0 1
    return 1
  fi
  attribute() { grep -oE -m1 "^[[:space:]]*$1=\"[0-9]+\"" "$report" | grep -oE '[0-9]+'; }
  tests=$(attribute tests)
  failures=$(attribute failures)
  skipped=$(attribute skipped)
  disabled=$(attribute disabled)
  count $((tests - failures - skipped - disabled)) "$failures" $((skipped + disabled))
  return "$status"
}

# count_last_line: takes the numbers of a last line "N passed, N failed[, N skipped]".
count_last_line() {
  local line
  line=$(tail -n 1)
  if [[ $line =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed(,\ ([0-9]+)\ skipped)?$ ]]; then
    count "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" "${BASH_REMATCH[4]:-0}"
  else
    count 0 1
  fi
}

step_build() {
  configure ci
  build ci
}

# The script tests are counted block by block in the next step.
step_unit() { run_ctest ci -LE '^script$'; }

step_scripts() {
  local status=0
  build/ci/bin/etest --entente build/ci/bin/entente --source . --jobs "$(jobs_wanted)" \
    tests/scripts >"$logs/scripts.out" 2>&1 || status=$?
  cat "$logs/scripts.out"
  count_last_line <"$logs/scripts.out"
  return "$status"
}

step_arrows() {
  local status=0
  scripts/check-arrows --self-test >"$logs/arrows.out" || status=1
  cat "$logs/arrows.out"
  count_last_line <"$logs/arrows.out"
  if scripts/check-arrows; then count 1 0; else count 0 1; fi
  return "$status"
}

step_spdx() { scripts/check-spdx; }

step_format() { scripts/format --check; }

step_shell() {
  local -a scripts
  mapfile -t scripts < <(project_files | while IFS= read -r file; do
    case $file in
      *.sh) printf '%s\n' "$file" ;;
      *.*) ;;
      *) if head -c 40 "$file" | grep -qaE '^#!.*(bash|/sh)'; then printf '%s\n' "$file"; fi ;;
    esac
  done)
  mapfile -t -O "${#scripts[@]}" scripts < <(project_files | grep -E '^\.ci/' || true)
  printf '%s\n' "${scripts[@]}" | LC_ALL=C sort -u | xargs -d '\n' shellcheck -x
}

step_docs() { scripts/check-docs; }

step_tidy() {
  configure ci
  if [[ $full == yes ]]; then scripts/tidy --all; else scripts/tidy; fi
}

# One target: new inputs go to a folder of the build; a crash leaves its input beside the logs.
fuzz_target() {
  local target=$1 seconds=$2 name
  name=$(basename "$target" _fuzz)
  local corpus=build/fuzz/corpus/$name found=$logs/fuzz-$name
  mkdir -p "$corpus" "$found"
  local status=0
  "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 \
    -artifact_prefix="$found/" -print_final_stats=1 "$corpus" "tests/fuzz/seeds/$name" \
    >"$found.log" 2>&1 || status=$?
  if ((status == 0)); then
    say "ok     $name: $(grep -E 'number_of_executed_units' "$found.log" | tr -s ' :' ' ')"
  else
    say "FAILED $name"
    tail -n 50 "$found.log"
  fi
  return "$status"
}

step_fuzz() {
  local seconds=5 file name status=0
  local -a targets=()
  if [[ $full == yes ]]; then seconds=60; fi
  configure fuzz
  build fuzz fuzzers
  for file in tests/fuzz/*_fuzz.cpp; do
    name=$(basename "$file" .cpp)
    targets+=("build/fuzz/bin/$name")
  done
  local -a waiting=()
  local target pid
  for target in "${targets[@]}"; do
    fuzz_target "$target" "$seconds" &
    waiting+=($!)
    if ((${#waiting[@]} >= $(jobs_wanted))); then
      fuzz_result "${waiting[0]}" || status=1
      waiting=("${waiting[@]:1}")
    fi
  done
  for pid in "${waiting[@]}"; do fuzz_result "$pid" || status=1; done
  return "$status"
}

fuzz_result() {
  if wait "$1"; then
    count 1 0
  else
    count 0 1
    return 1
  fi
}

step_kill() {
  local loops=20 status=0
  if [[ $full == yes ]]; then loops=200; fi
  ENTENTE=$ENTENTE_ROOT/build/ci/bin/entente tests/kill/run.sh "$loops" >"$logs/kill.out" 2>&1 || status=$?
  cat "$logs/kill.out"
  # One line a writer and form: each was killed that many times.
  if ((status == 0)); then count "$(grep -c killed "$logs/kill.out")" 0; else count 0 1; fi
  return "$status"
}

step_strict() {
  configure strict
  build strict
}

step_asan() {
  configure asan
  build asan
  ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1 \
    UBSAN_OPTIONS=print_stacktrace=1 run_ctest asan
}

# What runs on several threads: the parallel loops and what is built on them.
step_tsan() {
  configure tsan
  build tsan entente_base_test entente_stats_test
  # gcc 12's thread sanitizer does not find its room where the kernel scatters addresses widely.
  if setarch --addr-no-randomize true 2>/dev/null; then launcher=(setarch --addr-no-randomize); fi
  TSAN_OPTIONS=halt_on_error=1 run_ctest tsan -R '^(base|stats)\.'
}

step_wasm() {
  configure wasm
  build wasm
  configure ci
  build ci smoke
  build/ci/bin/smoke >"$logs/wasm.expected"
  local -a flags=(--no-warnings)
  # Node 18 keeps WASI behind a switch that later versions do without.
  if [[ $(node --version) == v18.* ]]; then flags+=(--experimental-wasi-unstable-preview1); fi
  node "${flags[@]}" tests/wasm/smoke.mjs build/wasm/bin/smoke.wasm "$logs/wasm.expected"
}

step_bench() {
  configure release:bench -DENTENTE_BENCH=ON
  build bench benches
  local file name
  for file in bench/*_bench.cpp; do
    name=$(basename "$file" .cpp)
    "build/bench/bin/$name" --benchmark_min_time=0.05
    count 1 0
  done
}

# LibreOffice opens the brief as DOCX, and nothing is lost on the way.
step_docx() {
  local program
  for program in soffice pandoc rsvg-convert pdftotext xmllint unzip; do
    if ! command -v "$program" >/dev/null; then
      skip "$program is not installed"
      return 0
    fi
  done
  configure ci
  build ci entente
  tests/docx/libreoffice build/ci/bin/entente studies/nato-ip4
}

step_bare() {
  if [[ -n ${ENTENTE_BARE:-} ]]; then
    skip "this is the bare Debian"
  elif ((EUID != 0)) && ! sudo -n true 2>/dev/null; then
    skip "a bare Debian needs root"
  else
    local status=0
    scripts/bare-check --worktree >"$logs/bare.out" 2>&1 || status=$?
    cat "$logs/bare.out"
    count_last_line <"$logs/bare.out"
    return "$status"
  fi
}
