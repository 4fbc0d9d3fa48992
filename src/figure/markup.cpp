// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/figure/markup.hpp"

#include <cmath>
#include <cstdint>

#include "entente/base/text.hpp"

namespace entente::figure {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::string_view hex_digits = "0123456789abcdef";

/// U+200E/F, U+202A-202E, U+2066-2069, U+2028/9, C1 controls, U+FFFE/FFFF.
bool is_disguise(std::string_view sequence) {
  if (sequence.size() == 2) return sequence[0] == '\xC2' && sequence[1] < '\xA0';
  if (sequence.size() != 3) return false;
  if (sequence[0] == '\xEF') return sequence[1] == '\xBF' && sequence[2] >= '\xBE';
  if (sequence[0] != '\xE2') return false;
  const auto last = static_cast<unsigned char>(sequence[2]);
  if (sequence[1] == '\x80') return last == 0x8E || last == 0x8F || (last >= 0xA8 && last <= 0xAE);
  return sequence[1] == '\x81' && last >= 0xA6 && last <= 0xA9;
}

bool is_control(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n') || c == 0x7F;
}

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '&':
      out += "&amp;";
      return;
    case '<':
      out += "&lt;";
      return;
    case '>':
      out += "&gt;";
      return;
    case '"':
      out += "&quot;";
      return;
    case '\'':
      out += "&#39;";
      return;
    default:
      out += c;
  }
}

void append_hex(std::string& out, char lead, char byte) {
  const auto value = static_cast<unsigned char>(byte);
  out += lead;
  out += hex_digits[value >> 4U];
  out += hex_digits[value & 15U];
}

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '-';
}

bool starts_lowered(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && lowered(text.substr(0, prefix.size())) == prefix;
}

}  // namespace

std::string cleaned(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_sequence_length(text, at);
    const bool hidden =
        length == 0 || (length == 1 ? is_control(text[at]) : is_disguise(text.substr(at, length)));
    if (hidden) {
      out += replacement;
    } else {
      out += text.substr(at, length);
    }
    at += length == 0 ? 1 : length;
  }
  return out;
}

std::string escaped(std::string_view text) {
  const std::string clean = cleaned(text);
  std::string out;
  out.reserve(clean.size() + clean.size() / 8);
  for (const char c : clean) append_escaped(out, c);
  return out;
}

std::string anchor_id(std::string_view datum) {
  std::string out;
  out.reserve(datum.size() + 8);
  bool slash_seen = false;
  for (const char c : datum) {
    if (is_plain(c)) {
      out += c;
    } else if (c == '/' && !slash_seen) {
      out += '-';
      slash_seen = true;
    } else {
      append_hex(out, '_', c);
    }
  }
  return out;
}

std::string evidence_value(std::span<const std::string> data) {
  std::string out;
  for (const std::string& datum : data) {
    if (!out.empty()) out += ' ';
    for (const char c : datum) {
      if (static_cast<unsigned char>(c) <= 0x20 || c == '%' || c == 0x7F) {
        append_hex(out, '%', c);
      } else {
        out += c;
      }
    }
  }
  return out;
}

std::string coordinate(double value) {
  if (!std::isfinite(value) || std::fabs(value) > 1e12) return "0";
  const auto hundredths = static_cast<std::int64_t>(std::llround(value * 100));
  const std::int64_t magnitude = hundredths < 0 ? -hundredths : hundredths;
  std::string out = hundredths < 0 ? "-" : "";
  out += std::to_string(magnitude / 100);
  const auto rest = magnitude % 100;
  if (rest != 0) {
    out += '.';
    out += static_cast<char>('0' + rest / 10);
    if (rest % 10 != 0) out += static_cast<char>('0' + rest % 10);
  }
  return out;
}

std::string safe_link(std::string_view locator) {
  const std::string_view text = trimmed(locator);
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '"' || c == '\'' || c == '<' ||
        c == '>' || c == '\\' || c == '`') {
      return {};
    }
  }
  if (first_broken_utf8(text)) return {};
  if (starts_lowered(text, "https://") || starts_lowered(text, "http://")) {
    return text.size() > text.find("//") + 2 ? std::string(text) : std::string();
  }
  if (starts_lowered(text, "doi:10.")) return "https://doi.org/" + std::string(text.substr(4));
  if (text.starts_with("10.") && text.find('/') != std::string_view::npos) {
    return "https://doi.org/" + std::string(text);
  }
  return {};
}

}  // namespace entente::figure
