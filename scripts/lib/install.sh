# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what packaging/apt-*.txt list and the machine lacks. Sourced after common.sh.
#
# A list holds one package a line, then "# reason". A line may say `PACKAGE unless-command NAME`:
# the package is not wanted where that command exists already, whoever brought it.

# wanted_packages FILE...: the packages the lists ask for on this machine, one a line.
wanted_packages() {
  local file line package condition name rest
  for file in "$@"; do
    while IFS= read -r line || [[ -n $line ]]; do
      read -r package condition name rest <<<"${line%%#*}"
      [[ -n $package ]] || continue
      case $condition in
        '') ;;
        unless-command)
          [[ -n $name && -z $rest ]] || die "$file: unless-command takes one name: $line"
          if command -v "$name" >/dev/null; then continue; fi
          ;;
        *) die "$file: expected 'PACKAGE [unless-command NAME]  # reason', found: $line" ;;
      esac
      printf '%s\n' "$package"
    done <"$file"
  done
}

# missing_packages PACKAGE...: those dpkg does not hold as installed, one a line.
missing_packages() {
  local package status
  local -A installed=()
  while read -r package status; do
    if [[ $status == installed ]]; then installed[$package]=1; fi
  done < <(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true)
  for package in "$@"; do
    if [[ -z ${installed[$package]:-} ]]; then printf '%s\n' "$package"; fi
  done
}

# install_packages ONLINE|OFFLINE FILE...: leaves a machine that has them all alone, in well under
# a second and without a network.
install_packages() {
  local mode=$1
  shift
  local -a wanted missing prefix=()
  mapfile -t wanted < <(wanted_packages "$@")
  if ((${#wanted[@]} == 0)); then return 0; fi
  if ! command -v dpkg-query >/dev/null; then
    warn "This is not a Debian system, so nothing is installed. Needed are the equivalents of:"
    warn "  ${wanted[*]}"
    return 0
  fi
  mapfile -t missing < <(missing_packages "${wanted[@]}")
  if ((${#missing[@]} == 0)); then return 0; fi
  local line="apt-get install -y --no-install-recommends ${missing[*]}"
  if [[ $mode == OFFLINE ]]; then
    warn "Not installed, because of --offline (the build may stop for want of them):"
    warn "  ${missing[*]}"
    return 0
  fi
  if ((EUID != 0)); then
    if command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 ]]; }; then
      prefix=(sudo)
    else
      warn "Some packages are missing, and this account can neither act as root nor use sudo."
      warn "Ask an administrator to run this one line, then start again:"
      warn "  $line"
      exit 1
    fi
  fi
  say "Installing ${#missing[@]} package(s): ${missing[*]}"
  local -a apt=("${prefix[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q
    -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
  "${apt[@]}" update </dev/null ||
    warn "apt-get update reported an error; going on with the package lists that are here."
  "${apt[@]}" install -y --no-install-recommends "${missing[@]}" </dev/null ||
    die "The packages could not be installed; the messages of apt-get above say why."
}
