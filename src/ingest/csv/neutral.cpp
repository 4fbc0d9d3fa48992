// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/csv/neutral.hpp"

#include <algorithm>
#include <array>

#include "entente/base/text.hpp"

namespace entente::ingest {
namespace {

bool starts_formula(std::string_view cell) {
  // The last four are the full-width forms, which Japanese spreadsheets read like the plain ones.
  static constexpr std::array<std::string_view, 11> starts = {"=",
                                                              "+",
                                                              "-",
                                                              "@",
                                                              "\t",
                                                              "\r",
                                                              "\n",
                                                              "\xEF\xBC\x9D",
                                                              "\xEF\xBC\x8B",
                                                              "\xEF\xBC\x8D",
                                                              "\xEF\xBC\xA0"};
  return std::any_of(starts.begin(), starts.end(),
                     [&](std::string_view start) { return cell.starts_with(start); });
}

std::string_view without_apostrophes(std::string_view cell) {
  return cell.substr(std::min(cell.find_first_not_of('\''), cell.size()));
}

}  // namespace

bool needs_neutral_mark(std::string_view cell) {
  return starts_formula(without_apostrophes(cell)) && !parse_number(cell);
}

std::string with_neutral_mark(std::string_view cell) {
  return needs_neutral_mark(cell) ? "'" + std::string(cell) : std::string(cell);
}

std::string_view without_neutral_mark(std::string_view cell) {
  if (cell.starts_with('\'') && starts_formula(without_apostrophes(cell))) cell.remove_prefix(1);
  return cell;
}

}  // namespace entente::ingest
