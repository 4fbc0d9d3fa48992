// SPDX-License-Identifier: GPL-3.0-or-later
// The reader `eml` over any bytes.
#include "extracting.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  entente::fuzz::require_sound_reading("eml", entente::fuzz::input(data, size));
  return 0;
}
