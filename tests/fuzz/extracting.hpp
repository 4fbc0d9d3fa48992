// SPDX-License-Identifier: GPL-3.0-or-later
// What the fuzz targets of document readers share.
#pragma once

#include <string>

#include "fuzzing.hpp"
#include "ingest/extract/sound_document.hpp"

namespace entente::fuzz {

/// Any bytes through the reader of that name: a sound document, or an error fit to be shown.
inline void require_sound_reading(std::string_view reader_name, std::string_view bytes) {
  for (const ingest::DocumentReader& reader : ingest::document_readers()) {
    if (reader.card.name != reader_name) continue;
    const auto document = ingest::extract_with(reader, bytes, "input");
    if (!document) {
      require_presentable(document.error());
      return;
    }
    const std::string fault = ingest::unsound(*document);
    require(fault.empty(), fault.c_str());
    return;
  }
  require(false, "there is such a reader");
}

}  // namespace entente::fuzz
