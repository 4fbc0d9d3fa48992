// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/refi/codes.hpp"

#include <algorithm>

#include "entente/base/hash.hpp"
#include "entente/base/text.hpp"

namespace entente::ingest {

std::string refi_guid(std::string_view table, std::string_view id) {
  PartsHasher hasher;
  std::string digits = hex(hasher.add("entente refi").add(table).add(id).finish()).substr(0, 32);
  digits[12] = '8';  // RFC 9562: a version of our own making
  constexpr std::string_view variants = "89ab";
  const char c = digits[16];
  digits[16] = variants[static_cast<std::size_t>(c <= '9' ? c - '0' : c - 'a' + 10) % 4];
  for (const std::size_t at : {std::size_t{20}, std::size_t{16}, std::size_t{12}, std::size_t{8}}) {
    digits.insert(at, 1, '-');
  }
  return digits;
}

std::optional<int> refi_stance(std::string_view name) {
  name = trimmed(name);
  const auto number = parse_integer(name.substr(0, name.find(' ')));
  if (!number || *number < -2 || *number > 2) return std::nullopt;
  return static_cast<int>(*number);
}

std::string described(const Cells& cells, std::initializer_list<std::string_view> leaving_out) {
  std::string out = "id: " + std::string(cell_of(cells, "id"));
  for (const auto& [column, cell] : cells) {
    const bool left =
        std::find(leaving_out.begin(), leaving_out.end(), column) != leaving_out.end();
    if (column == "id" || left) continue;
    out.append("\n").append(column).append(": ");
    for (const char c : cell) {
      out += c;
      if (c == '\n') out += "  ";
    }
  }
  return out;
}

Cells cells_of_description(std::string_view description, std::string_view table) {
  Cells out;
  if (!description.starts_with("id: ")) return out;
  const record::TableSchema& schema = record::table_schema(table);
  std::string* open = nullptr;
  for (const std::string_view line : split(description, '\n')) {
    if (line.starts_with("  ") && open != nullptr) {
      open->append("\n").append(line.substr(2));
      continue;
    }
    open = nullptr;
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos || !schema.column(line.substr(0, colon))) continue;
    open = &out.insert_or_assign(std::string(line.substr(0, colon)),
                                 std::string(line.substr(colon + 2)))
                .first->second;
  }
  return out;
}

}  // namespace entente::ingest
