// SPDX-License-Identifier: GPL-3.0-or-later
#include "option_values.hpp"

#include "entente/base/text.hpp"

namespace entente::app {
namespace {

std::vector<std::string> ids_of(const record::Table& table) {
  std::vector<std::string> out;
  out.reserve(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) out.emplace_back(table.id(row));
  return out;
}

}  // namespace

Result<std::size_t> known_row(const record::Table& table, std::string_view id, const char* option) {
  if (const auto row = table.find(id)) return *row;
  constexpr std::size_t listed = 12;
  const std::vector<std::string> ids = ids_of(table);
  std::string mend = did_you_mean_sentence(id, ids);
  const std::string kind(table.schema().name);
  if (mend.empty() && ids.size() <= listed) mend = "the study has " + joined(ids, ", ");
  if (mend.empty()) mend = "the ids are in " + kind + ".csv";
  return fail({ErrorKind::NotFound,
               "there is no such " + kind,
               {"", 0, option},
               "",
               quotable(id),
               std::move(mend)});
}

Result<std::optional<Date>> date_option(std::string_view text, const char* option) {
  if (text.empty()) return std::optional<Date>();
  auto date = Date::parse(text);
  if (date) return std::optional<Date>(*date);
  Error error = std::move(date).error();
  error.kind = ErrorKind::Usage;
  error.place = {"", 0, option};
  return fail(std::move(error));
}

}  // namespace entente::app
