// SPDX-License-Identifier: GPL-3.0-or-later
// A strict little reader for the markup this project writes: balanced tags, quoted attributes, no
// stray angle brackets. Used by the tests of figures and briefs.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace entente::figure::testing {

struct Element {
  std::string name;
  std::map<std::string, std::string> attributes;
  std::size_t depth = 0;
};

struct Reading {
  std::vector<Element> elements;
  std::string fault;  ///< empty = well formed

  std::set<std::string> values(const std::string& attribute) const {
    std::set<std::string> out;
    for (const Element& e : elements) {
      const auto it = e.attributes.find(attribute);
      if (it != e.attributes.end()) out.insert(it->second);
    }
    return out;
  }
};

inline bool is_void(const std::string& name) {
  return name == "meta" || name == "br" || name == "img" || name == "col";
}

/// Reads one tag after '<'; returns the place after '>', or npos with a fault.
inline std::size_t read_tag(std::string_view text, std::size_t at, Element& element, bool& closed,
                            std::string& fault) {
  const auto name_end = text.find_first_of(" />\n", at);
  if (name_end == std::string_view::npos || name_end == at) {
    fault = "bad tag";
    return std::string_view::npos;
  }
  element.name = std::string(text.substr(at, name_end - at));
  at = name_end;
  while (at < text.size()) {
    if (text[at] == '>') return at + 1;
    if (text.substr(at, 2) == "/>") {
      closed = true;
      return at + 2;
    }
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    const auto equals = text.find_first_of("=> ", at);
    if (equals == std::string_view::npos || text[equals] != '=' ||
        text.substr(equals, 2) != "=\"") {
      fault = "attribute without quotes in <" + element.name + " at " +
              std::string(text.substr(at, 40));
      return std::string_view::npos;
    }
    const auto end = text.find('"', equals + 2);
    if (end == std::string_view::npos) {
      fault = "open quote";
      return end;
    }
    const std::string name(text.substr(at, equals - at));
    if (!element.attributes.emplace(name, text.substr(equals + 2, end - equals - 2)).second) {
      fault = "attribute twice: " + name;
      return std::string_view::npos;
    }
    at = end + 1;
  }
  fault = "open tag";
  return std::string_view::npos;
}

inline Reading read_markup(std::string_view text) {
  Reading out;
  std::vector<std::string> open;
  std::size_t at = 0;
  if (text.starts_with("<!DOCTYPE html>")) at = 15;
  while (out.fault.empty()) {
    const auto next = text.find_first_of("<>", at);
    if (next == std::string_view::npos) break;
    if (text[next] == '>') {
      out.fault = "stray >";
      break;
    }
    if (text[next + 1] == '/') {
      const auto end = text.find('>', next);
      const std::string name(text.substr(next + 2, end - next - 2));
      if (open.empty() || open.back() != name) {
        out.fault =
            "closing " + name + " while open is " + (open.empty() ? "nothing" : open.back());
        break;
      }
      open.pop_back();
      at = end + 1;
      continue;
    }
    Element element;
    bool closed = false;
    element.depth = open.size();
    const std::size_t end = read_tag(text, next + 1, element, closed, out.fault);
    if (end == std::string_view::npos) break;
    if (!closed && !is_void(element.name)) open.push_back(element.name);
    at = end;
    if (element.name == "style") at = text.find("</style>", at);
    out.elements.push_back(std::move(element));
  }
  if (out.fault.empty() && !open.empty()) out.fault = "never closed: " + open.back();
  return out;
}

/// Compares with tests/snapshots/NAME; with ENTENTE_UPDATE_SNAPSHOTS=1 in the environment it writes
/// the file instead, so that a change of looks is reviewed as a diff. Gives "" when equal.
inline std::string snapshot_difference(const std::filesystem::path& source_tree,
                                       const std::string& name, const std::string& text) {
  const auto path = source_tree / "tests" / "snapshots" / name;
  if (std::getenv("ENTENTE_UPDATE_SNAPSHOTS") != nullptr) {
    std::ofstream(path, std::ios::binary) << text;
    return {};
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) return "there is no snapshot " + name + "; see tests/snapshots/README.md";
  const std::string kept(std::istreambuf_iterator<char>(in), {});
  if (kept == text) return {};
  std::size_t line = 1;
  for (std::size_t i = 0; i < kept.size() && i < text.size() && kept[i] == text[i]; ++i) {
    line += kept[i] == '\n' ? 1 : 0;
  }
  return name + " differs from line " + std::to_string(line) + " on; see tests/snapshots/README.md";
}

}  // namespace entente::figure::testing
