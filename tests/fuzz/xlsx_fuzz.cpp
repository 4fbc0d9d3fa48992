// SPDX-License-Identifier: GPL-3.0-or-later
// read_xlsx over any bytes: the container.
#include "sheets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  entente::fuzz::require_sound(
      entente::ingest::read_xlsx(entente::fuzz::input(data, size), "book.xlsx"));
  return 0;
}
