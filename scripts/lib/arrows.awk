# SPDX-License-Identifier: GPL-3.0-or-later
# The work of scripts/check-arrows: reads paths from standard input, and the arrows from `list`
# (given with -v). Plain POSIX awk, as a bare Debian has it.

function fault(text) {
  print text
  faults++
}

function read_arrows(   line, parts, count, i, name) {
  while ((getline line < list) > 0) {
    sub(/#.*/, "", line)
    # "@" stands for a line break in the self-test's one-line cases.
    count = split(line, parts, "@")
    for (i = 1; i <= count; i++) read_arrow(parts[i])
  }
  close(list)
  for (name in listed) closure(name, name)
}

function read_arrow(line,   words, count, i, name, other) {
  if (line !~ /:/) {
    if (line ~ /[^ \t]/) fault(list ": expected \"module: what it rests on\", found: " line)
    return
  }
  name = line
  sub(/:.*/, "", name)
  gsub(/[ \t]/, "", name)
  sub(/^[^:]*:/, "", line)
  listed[name] = 1
  count = split(line, words, /[ \t]+/)
  for (i = 1; i <= count; i++) {
    other = words[i]
    if (other == "") continue
    if (sub(/!$/, "", other)) only[name, other] = 1
    direct[name] = direct[name] " " other
  }
}

# Marks all that `name` may include by way of `at`, as one of its own arrows or below one.
function closure(name, at,   words, count, i, other) {
  count = split(direct[at], words, " ")
  for (i = 1; i <= count; i++) {
    other = words[i]
    if (!(other in listed)) {
      if (at == name) fault(list ": " name " rests on " other ", which is not listed")
      continue
    }
    if (other == name) {
      fault(list ": " name " rests on itself, in a circle by way of " at)
      continue
    }
    allowed[name, other] = 1
    if ((at, other) in only || (name, other) in followed) continue
    followed[name, other] = 1
    closure(name, other)
  }
}

function module_of(path,   name) {
  name = path
  sub(/^(src|include\/entente)\//, "", name)
  if (name !~ /\//) return ""
  sub(/\/.*/, "", name)
  return name
}

function check_include(where, module, public, line,   target, angle, other, first) {
  angle = line ~ /^[ \t]*#[ \t]*include[ \t]*</
  target = line
  sub(/^[^<"]*[<"]/, "", target)
  sub(/[>"].*$/, "", target)
  if (target ~ /(^|\/)\.\.(\/|$)/) {
    fault(where ": include without \"..\", by the path from src/ or include/: " target)
    return
  }
  other = ""
  if (target ~ /^entente\//) {
    other = module_of("include/" target)
  } else if (!angle && target ~ /\//) {
    first = target
    sub(/\/.*/, "", first)
    if (first in listed) other = first
  }
  if (other != "") {
    if (other != module && !((module, other) in allowed))
      fault(where ": " module " may not include " other ": " target)
    return
  }
  if (public && angle && target ~ /[.\/]/ &&
      !(target == "tl/expected.hpp" && where ~ /^include\/entente\/base\/result\.hpp:/))
    fault(where ": public headers show no third-party header: " target)
  if (module in analytic && where !~ /(_test\.cpp|\/test_[a-z0-9_]*\.hpp):/ && target ~ /^(fstream|filesystem|iostream|sqlite3\.h)$/)
    fault(where ": analytic stages open no files and print nothing: " target)
}

function check_code(where, module, line) {
  sub(/\/\/.*/, "", line)
  if (line ~ /(system|steady|high_resolution|utc|file)_clock[ \t]*::[ \t]*now|(^|[^_A-Za-z0-9>.])(std::)?(time|clock|gettimeofday|clock_gettime)[ \t]*\((NULL|nullptr|0|&|\))/)
    fault(where ": analytic stages read no clock")
  if (line ~ /random_device/) fault(where ": analytic stages draw from counter-based generators only")
}

function check_cmake(where, module, line,   words, count, i, other, after) {
  sub(/#.*/, "", line)
  gsub(/[()]/, " ", line)
  count = split(line, words, /[ \t]+/)
  for (i = 1; i <= count; i++) {
    if (words[i] == "entente_module") in_depends = 0
    if (words[i] ~ /^[A-Z_]+$/) in_depends = words[i] == "DEPENDS"
    other = ""
    if (in_depends && words[i] in listed) other = words[i]
    if (words[i] ~ /^entente_/) {
      after = words[i]
      sub(/^entente_/, "", after)
      if (after in listed) other = after
    }
    if (other != "" && other != module && !((module, other) in allowed))
      fault(where ": " module " may not depend on " other)
  }
}

BEGIN {
  read_arrows()
  count = split("stats record positions alignment room advise figure brief", names, " ")
  for (i = 1; i <= count; i++) analytic[names[i]] = 1
}

{
  path = $0
  module = module_of(path)
  if (module == "") next
  files++
  if (!(module in listed)) {
    if (!(module in reported)) fault(path ": module " module " is not in scripts/arrows.txt")
    reported[module] = 1
    next
  }
  public = path ~ /^include\//
  number = 0
  in_depends = 0
  while ((getline line < path) > 0) {
    number++
    where = path ":" number
    if (path ~ /CMakeLists\.txt$/) check_cmake(where, module, line)
    else if (line ~ /^[ \t]*#[ \t]*include[ \t]*[<"]/) check_include(where, module, public, line)
    else if (module in analytic) check_code(where, module, line)
  }
  close(path)
}

END {
  printf "%d files, %d faults\n", files, faults
  exit faults > 0
}
