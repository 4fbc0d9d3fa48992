# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What every script shares: where the project is, how it speaks, how it lists files, how it builds.
# Sourced, never run.
set -euo pipefail

ENTENTE_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
cd "$ENTENTE_ROOT"

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
die() {
  warn "$*"
  exit 1
}

# The comment block at the head of a script is its help.
print_help() { sed -n '3,/^$/{s/^# \{0,1\}//p}' "$1"; }

# How many jobs to run at once: ENTENTE_JOBS or one a processor.
jobs_wanted() { printf '%s' "${ENTENTE_JOBS:-$(nproc)}"; }

# Whether git knows this folder as the top of a working tree (not so in an unpacked archive).
in_git() {
  command -v git >/dev/null && [[ $(git rev-parse --show-toplevel 2>/dev/null) == "$ENTENTE_ROOT" ]]
}

# Every file of the project, tracked or new but not ignored; one a line, sorted, relative.
project_files() {
  if in_git; then
    git ls-files --cached --others --exclude-standard | while IFS= read -r file; do
      [[ ! -f $file ]] || printf '%s\n' "$file"
    done
  else
    find . \( -path ./build -o -path ./out -o -path ./.git -o -path './studies/*/out' \
      -o -path './studies/*/documents' \) -prune -o -type f -printf '%P\n'
  fi | LC_ALL=C sort
}

# Files changed since main, or since the last commit on main itself; nothing where git cannot say.
changed_files() {
  in_git || return 0
  local base
  base=$(git merge-base HEAD origin/main 2>/dev/null || true)
  if [[ -z $base || $base == $(git rev-parse HEAD 2>/dev/null) ]]; then
    base=$(git rev-parse --verify --quiet 'HEAD~' || true)
  fi
  if [[ -z $base ]]; then return 0; fi
  { git diff --name-only --diff-filter=d "$base" --; git ls-files --others --exclude-standard; } |
    LC_ALL=C sort -u
}

# configure PRESET[:FOLDER] [OPTION...]: into build/FOLDER (or build/PRESET), and only where not yet
# configured, or where the presets or options changed.
# Ninja itself re-runs CMake when a CMakeLists.txt or the list of sources changes.
configure() {
  local preset=${1%%:*} folder=build/${1##*:}
  shift
  local stamp=$folder/.configured
  if [[ -f $folder/CMakeCache.txt ]] &&
    ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$ENTENTE_ROOT" "$folder/CMakeCache.txt"; then
    rm -rf "$folder" # configured elsewhere: the tree has been moved or copied
  fi
  if [[ -f $folder/build.ninja && -f $stamp && ! CMakePresets.json -nt $stamp &&
    $(<"$stamp") == "$*" ]]; then
    return 0
  fi
  cmake --preset "$preset" -B "$folder" "$@"
  printf '%s' "$*" >"$stamp"
}

# build FOLDER [TARGET...], of those configured
build() {
  local folder=build/$1
  shift
  local -a targets=()
  if (($#)); then targets=(--target "$@"); fi
  cmake --build "$folder" --parallel "$(jobs_wanted)" "${targets[@]}"
}
