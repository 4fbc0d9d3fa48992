// SPDX-License-Identifier: GPL-3.0-or-later
// The reader `odt` over any bytes, and over sound containers whose parts are the input's pieces
// ("@@ NAME"), which fuzzing the container alone never reaches because of its checksums.
#include "extracting.hpp"
#include "ingest/made_documents.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace made = entente::ingest::made;
  const std::string_view input = entente::fuzz::input(data, size);
  if (!input.starts_with("@@ ")) {
    entente::fuzz::require_sound_reading("odt", input);
    return 0;
  }
  made::Parts parts = made::odt_parts("");
  entente::fuzz::each_piece(input, [&](std::string_view name, std::string_view text) {
    if (!name.empty()) parts[std::string(name.substr(0, 200))] = text;
  });
  entente::fuzz::require_sound_reading("odt", made::zip_of(parts));
  return 0;
}
