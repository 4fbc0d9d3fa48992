// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture.hpp"

namespace entente::brief {
namespace {

bool is_tag(std::string_view tag, std::string_view name) {
  if (!tag.starts_with(name) || tag.size() <= name.size()) return false;
  const char next = tag[name.size()];
  return next == ' ' || next == '>' || next == '\n' || next == '/';
}

}  // namespace

std::string bare_drawing(std::string_view svg) {
  std::string out;
  out.reserve(svg.size());
  while (!svg.empty()) {
    const std::size_t start = std::min(svg.find('<'), svg.size());
    out += svg.substr(0, start);
    svg.remove_prefix(start);
    std::size_t end = svg.find('>');
    if (end == std::string_view::npos) break;
    std::string_view tag = svg.substr(0, ++end);
    if (is_tag(tag, "<title") || is_tag(tag, "<desc")) {
      const std::string_view close = is_tag(tag, "<title") ? "</title>" : "</desc>";
      const std::size_t closed = svg.find(close);
      if (closed != std::string_view::npos) end = closed + close.size();
    } else if (!is_tag(tag, "<a") && !is_tag(tag, "</a")) {
      out += tag;
    }
    svg.remove_prefix(end);
  }
  out += svg;
  return out;
}

std::string drawing_address(std::string_view svg) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  constexpr std::string_view unsafe = "%#\"&<>\\^`{|}";
  std::string out = "data:image/svg+xml,";
  out.reserve(out.size() + svg.size() * 3 / 2);
  for (const char c : svg) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7F && unsafe.find(c) == std::string_view::npos) {
      out += c;
    } else {
      out += '%';
      out += hex[byte >> 4U];
      out += hex[byte & 15U];
    }
  }
  return out;
}

}  // namespace entente::brief
