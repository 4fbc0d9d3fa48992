// SPDX-License-Identifier: GPL-3.0-or-later
// REFI-QDA code books and projects over any bytes.
#include "exchanging.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  entente::fuzz::read_coding(entente::fuzz::input(data, size), entente::ingest::read_refi);
  return 0;
}
