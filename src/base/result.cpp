// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/base/result.hpp"

#include <array>

#include "entente/base/text.hpp"

namespace entente {

std::string_view to_string(ErrorKind kind) noexcept {
  static constexpr std::array<std::string_view, 16> names = {
      "usage",   "not_found", "unreadable", "unwritable", "malformed", "vocabulary",
      "range",   "reference", "duplicate",  "missing",    "conflict",  "damaged",
      "too_new", "limit",     "cancelled",  "internal"};
  const auto index = static_cast<std::size_t>(kind);
  return index < names.size() ? names[index] : "internal";
}

std::string quotable(std::string_view text, std::size_t limit) {
  static constexpr char hex[] = "0123456789ABCDEF";
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t length = utf8_sequence_length(text, at);
    if (out.size() + (length == 0 ? 4 : length) > limit) {
      out += "…";
      break;
    }
    const auto byte = static_cast<unsigned char>(text[at]);
    if (length == 0 || byte < 0x20 || byte == 0x7F) {
      out += "\\x";
      out += hex[byte >> 4U];
      out += hex[byte & 0xFU];
      at += 1;
    } else {
      out.append(text.substr(at, length));
      at += length;
    }
  }
  return out;
}

std::string to_string(const Error& error) {
  std::string out;
  if (!error.place.file.empty()) {
    out += quotable(error.place.file, 200);
    if (error.place.row > 0) out += ":" + std::to_string(error.place.row);
    if (!error.place.column.empty()) out += ", column " + quotable(error.place.column);
    out += ": ";
  } else if (!error.place.column.empty()) {
    out += quotable(error.place.column) + ": ";
  }
  out += error.message;
  if (!error.expected.empty()) out += ": expected " + error.expected;
  if (!error.found.empty()) {
    out += error.expected.empty() ? ": found " : ", found ";
    out += "\"" + error.found + "\"";
  }
  if (!error.mend.empty()) out += ". Mend: " + error.mend;
  return out;
}

}  // namespace entente
