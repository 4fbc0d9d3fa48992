// SPDX-License-Identifier: GPL-3.0-or-later
// Small text tools for untrusted bytes. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// Length in bytes (1 to 4) of the well-formed UTF-8 sequence (RFC 3629) that starts at `at`;
/// 0 where the bytes there are not well formed.
std::size_t utf8_sequence_length(std::string_view text, std::size_t at) noexcept;

/// Offset of the first byte that is not well-formed UTF-8, or nothing. O(n).
std::optional<std::size_t> first_broken_utf8(std::string_view text) noexcept;

/// Number of code points in well-formed UTF-8.
std::size_t code_points(std::string_view text) noexcept;

/// Without ASCII white space at either end.
std::string_view trimmed(std::string_view text) noexcept;

/// Pieces between separators; "" gives no piece, "a;;b" gives three.
std::vector<std::string_view> split(std::string_view text, char separator);

/// Items of a list cell ("a; b;c"): trimmed, blank items left out.
std::vector<std::string_view> list_items(std::string_view cell, char separator = ';');

std::string joined(std::span<const std::string> parts, std::string_view separator);

/// ASCII lower case; other bytes stay.
std::string lowered(std::string_view text);

/// Whole-cell integer in decimal with optional sign, or nothing.
std::optional<std::int64_t> parse_integer(std::string_view text) noexcept;

/// Whole-cell finite decimal number ("1.5", "-3e2"), or nothing; never locale dependent.
std::optional<double> parse_number(std::string_view text) noexcept;

/// Shortest decimal text that reads back as the same double; "-0" becomes "0".
std::string number_text(double value);

/// With exactly `digits` decimals, ties as the C locale's printf rounds them.
std::string fixed_text(double value, int digits);

/// Candidates most like `word` (Damerau-Levenshtein, at most a third of its length away, or
/// continuing it, ASCII case ignored), best first, at most `most`: the "did you mean" of every
/// message. O(candidates × length²).
std::vector<std::string> did_you_mean(std::string_view word,
                                      std::span<const std::string> candidates,
                                      std::size_t most = 3);

/// "did you mean "a" or "b"?", or "" where nothing is near.
std::string did_you_mean_sentence(std::string_view word, std::span<const std::string> candidates);

}  // namespace entente
