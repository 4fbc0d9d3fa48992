// SPDX-License-Identifier: GPL-3.0-or-later
// Old encodings into UTF-8, by ICU. Pure functions, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "entente/base/result.hpp"

namespace entente::ingest {

/// Bytes of a named encoding as UTF-8 (U+FFFD where they are broken), or nothing for an encoding
/// that is not known. O(n).
std::optional<std::string> utf8_from(std::string_view bytes, const std::string& charset);

/// The same by the number of a Windows code page (1252, 932, 65001).
std::optional<std::string> utf8_from_code_page(std::string_view bytes, int page);

struct DecodedText {
  std::string text;     ///< UTF-8, LF, no byte-order mark
  std::string guessed;  ///< the encoding where it had to be guessed, else blank
};

/// Text of unknown encoding: a byte-order mark decides, then sound UTF-8, then `declared` (may be
/// blank), then ICU's guess. Errors: Malformed (a NUL: binary). O(n).
Result<DecodedText> decoded_text(std::string_view bytes, const std::string& declared,
                                 const std::string& file_name);

}  // namespace entente::ingest
