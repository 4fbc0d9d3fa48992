// SPDX-License-Identifier: GPL-3.0-or-later
// Foreign text into the one form a study keeps: UTF-8, NFC. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "entente/base/result.hpp"

namespace entente::ingest {

/// Bytes without byte-order mark; UTF-16 with one becomes UTF-8 (a lone surrogate becomes bytes
/// that are not well-formed UTF-8, so that the row it stands in can be named). Errors: Malformed
/// where a NUL tells of a binary file or of UTF-16 without mark; `place.file` is the caller's.
/// O(n).
Result<std::string> without_encoding(std::string_view bytes);

/// Unicode normal form C of well-formed UTF-8. O(n).
std::string nfc(std::string_view text);

/// Without Unicode white space at the ends, each run of it inside one U+0020. O(n).
std::string folded_spaces(std::string_view text);

/// The code point at `at`, which moves past it; negative for a byte that is no UTF-8.
std::int32_t next_code_point(std::string_view text, std::size_t& at);

/// "statement" of "some/where/statement.csv".
std::string_view file_stem(std::string_view path);

/// An Error at a place of an input file.
Error input_error(ErrorKind kind, std::string message, Place place, std::string expected = {},
                  std::string found = {}, std::string mend = {});

}  // namespace entente::ingest
