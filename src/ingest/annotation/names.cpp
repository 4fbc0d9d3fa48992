// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/annotation/names.hpp"

#include "entente/base/text.hpp"

namespace entente::ingest {
namespace {

bool stands_for_itself(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

}  // namespace

std::string row_urn(std::string_view table, std::string_view id) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out = "urn:entente:" + std::string(table) + ":";
  for (const char c : id) {
    const auto byte = static_cast<unsigned char>(c);
    if (stands_for_itself(c)) {
      out += c;
    } else {
      out.append("%").append(1, digits[byte >> 4U]).append(1, digits[byte & 15U]);
    }
  }
  return out;
}

std::string id_in_urn(std::string_view urn, std::string_view table) {
  const std::string head = "urn:entente:" + std::string(table) + ":";
  if (!urn.starts_with(head)) return {};
  urn.remove_prefix(head.size());
  std::string out;
  for (std::size_t i = 0; i < urn.size(); ++i) {
    if (urn[i] != '%') {
      out += urn[i];
      continue;
    }
    const int high = i + 2 < urn.size() ? hex_value(urn[i + 1]) : -1;
    const int low = high < 0 ? -1 : hex_value(urn[i + 2]);
    if (low < 0) return {};
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return first_broken_utf8(out) ? std::string() : out;
}

}  // namespace entente::ingest
