// SPDX-License-Identifier: GPL-3.0-or-later
// Places in a text, counted as other programs count: UTF-16 units (Java, JavaScript) or code
// points (Python, R, SQL), against the bytes of UTF-8 that a study counts. Immutable; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::ingest {

/// Looks places of one text up. Costs 1/64 of the text in memory; a look-up is O(log n + 64).
class TextPlaces {
 public:
  /// The text is well-formed UTF-8 and outlives the object.
  explicit TextPlaces(std::string_view text);

  std::size_t points() const noexcept { return points_; }
  std::size_t units() const noexcept { return units_; }
  /// Byte where the code point of that number begins (the number of all: the end), or nothing.
  std::optional<std::size_t> byte_of_point(std::size_t point) const;
  /// The same for UTF-16; the second half of a pair is no place.
  std::optional<std::size_t> byte_of_unit(std::size_t unit) const;
  /// Code points and UTF-16 units in front of a byte.
  std::size_t point_of_byte(std::size_t byte) const;
  std::size_t unit_of_byte(std::size_t byte) const;

 private:
  struct Mark {
    std::size_t byte = 0;
    std::size_t point = 0;
    std::size_t unit = 0;
  };
  Mark at_byte(std::size_t byte) const;

  std::string_view text_;
  std::vector<Mark> marks_;
  std::size_t points_ = 0;
  std::size_t units_ = 0;
};

/// A text as a study keeps it (NFC, LF, no byte-order mark), with the places given moved along. A
/// place inside what becomes one character moves to the front of it (`places` even index: begins)
/// or behind it (odd: ends).
struct KeptText {
  std::string text;
  std::vector<std::size_t> places;
};
KeptText kept_text_with_places(std::string_view text, const std::vector<std::size_t>& places);

}  // namespace entente::ingest
