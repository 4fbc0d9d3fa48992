// SPDX-License-Identifier: GPL-3.0-or-later
// DNA databases over any bytes.
#include "entente/ingest/dna_codings.hpp"
#include "exchanging.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = entente::fuzz::input(data, size);
  entente::fuzz::read_coding(bytes, entente::ingest::read_dna);
  const auto codings = entente::ingest::read_dna_codings(bytes, "coding");
  if (!codings) {
    entente::fuzz::require_presentable(codings.error());
    return 0;
  }
  for (const auto& variable : codings->variables) {
    entente::fuzz::require(
        variable.texts.size() + variable.numbers.size() == codings->statements.size(),
        "every statement has its value or none");
  }
  return 0;
}
