// SPDX-License-Identifier: GPL-3.0-or-later
// Reference lists in all three forms over any bytes, and file name patterns made of them.
#include "entente/ingest/references.hpp"
#include "fuzzing.hpp"

using entente::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = entente::fuzz::input(data, size);
  const auto list = entente::ingest::read_references(input, "refs");
  if (!list) {
    entente::fuzz::require_presentable(list.error());
  } else {
    for (const auto& one : list->references) {
      for (const std::string* cell : {&one.about.title, &one.about.publisher, &one.about.date,
                                      &one.about.language, &one.about.locator}) {
        require(!entente::first_broken_utf8(*cell) && cell->find('\n') == std::string::npos,
                "what it says is one line of UTF-8");
      }
    }
    for (const auto& fault : list->faults) entente::fuzz::require_presentable(fault);
    (void)entente::ingest::matching_reference(*list, "b.pdf", {});
  }
  const auto pattern = entente::ingest::NamePattern::parse(input.substr(0, 200));
  if (pattern)
    (void)pattern->match(input);
  else
    entente::fuzz::require_presentable(pattern.error());
  return 0;
}
