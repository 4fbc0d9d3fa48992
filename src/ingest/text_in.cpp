// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/text_in.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <vector>

#include "entente/base/text.hpp"

namespace entente::ingest {
namespace {

std::vector<char16_t> utf16_units(std::string_view bytes, bool little) {
  std::vector<char16_t> units;
  units.reserve(bytes.size() / 2);
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    units.push_back(
        static_cast<char16_t>(little ? first | (second << 8U) : second | (first << 8U)));
  }
  return units;
}

std::string utf8_of_utf16(std::string_view bytes, bool little) {
  const std::vector<char16_t> units = utf16_units(bytes, little);
  std::string out;
  out.reserve(units.size() + units.size() / 4);
  for (std::size_t i = 0; i < units.size();) {
    UChar32 point = 0;
    U16_NEXT(units.data(), i, units.size(), point);
    std::array<char, U8_MAX_LENGTH> buffer{};
    std::size_t length = 0;
    U8_APPEND_UNSAFE(buffer.data(), length, point);
    out.append(buffer.data(), length);
  }
  if (bytes.size() % 2 != 0) out += '\xFF';  // half a unit: broken, and to be seen as such
  return out;
}

bool all_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) >= 0x80U; });
}

}  // namespace

Result<std::string> without_encoding(std::string_view bytes) {
  std::string out;
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    out = bytes.substr(3);
  } else if (bytes.starts_with("\xFF\xFE")) {
    out = utf8_of_utf16(bytes.substr(2), true);
  } else if (bytes.starts_with("\xFE\xFF")) {
    out = utf8_of_utf16(bytes.substr(2), false);
  } else {
    out = bytes;
  }
  const std::size_t nul = out.find('\0');
  if (nul != std::string::npos) {
    const auto line =
        std::count(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(nul), '\n') + 1;
    return fail(input_error(ErrorKind::Malformed, "not a text file", {{}, line, {}},
                            "text in UTF-8", "a NUL byte",
                            "save it as text in UTF-8 (in a spreadsheet: CSV UTF-8)"));
  }
  return out;
}

std::string nfc(std::string_view text) {
  if (all_ascii(text)) return std::string(text);
  UErrorCode code = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(code);
  const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
  std::string out;
  if (U_SUCCESS(code) && !normalizer->isNormalizedUTF8(piece, code)) {
    icu::StringByteSink<std::string> sink(&out);
    normalizer->normalizeUTF8(0, piece, sink, nullptr, code);
    if (U_SUCCESS(code)) return out;
  }
  return std::string(text);
}

std::string folded_spaces(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    const std::int32_t point = next_code_point(text, i);
    if (point >= 0 && u_isUWhiteSpace(point) != 0) {
      space = true;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    out.append(text.substr(start, i - start));
  }
  return out;
}

// ICU's macro narrows an int on its way.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
std::int32_t next_code_point(std::string_view text, std::size_t& at) {
  UChar32 point = 0;
  U8_NEXT(text.data(), at, text.size(), point);
  return point;
}
#pragma GCC diagnostic pop

std::string_view file_stem(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  if (slash != std::string_view::npos) path.remove_prefix(slash + 1);
  const std::size_t dot = path.find_last_of('.');
  return dot == std::string_view::npos || dot == 0 ? path : path.substr(0, dot);
}

Error input_error(ErrorKind kind, std::string message, Place place, std::string expected,
                  std::string found, std::string mend) {
  return {
      kind,           std::move(message), std::move(place), std::move(expected), std::move(found),
      std::move(mend)};
}

}  // namespace entente::ingest
