// SPDX-License-Identifier: GPL-3.0-or-later
// Texts that are kept as they stand. Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/ingest/extract.hpp"

namespace entente::ingest {

/// Any text as UTF-8, NFC, LF; a guess of its encoding becomes a warning. No blocks yet.
Result<ExtractedDocument> text_as_it_stands(std::string_view bytes, const std::string& file_name);

/// Paragraphs: runs of lines that are not blank, without white space at their ends. O(n).
std::vector<Block> paragraphs_of(std::string_view text);

}  // namespace entente::ingest
