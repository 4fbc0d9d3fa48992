// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/search/fields.hpp"

#include <algorithm>

#include "entente/base/date.hpp"
#include "entente/base/text.hpp"
#include "ingest/search/tokens.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

std::string_view cell_of_unit(const record::Study& study, std::string_view table,
                              const std::optional<std::size_t>& row, std::string_view column) {
  return row ? study.table(table).cell(*row, column) : std::string_view();
}

/// Whether the words stand side by side in the cell; with a star the last may go on.
bool has_words(std::string_view cell, const std::vector<SearchToken>& words, bool prefix) {
  const std::vector<SearchToken> there = search_tokens(cell);
  for (std::size_t start = 0; start + words.size() <= there.size(); ++start) {
    bool same = true;
    for (std::size_t i = 0; i < words.size() && same; ++i) {
      const bool open = prefix && i + 1 == words.size();
      same = open ? there[start + i].word.starts_with(words[i].word)
                  : there[start + i].word == words[i].word;
    }
    if (same) return true;
  }
  return false;
}

/// "zh" means "zh-Hant" too.
bool language_is(std::string_view language, std::string_view wanted) {
  const std::string tag = lowered(language);
  const std::string want = lowered(wanted);
  return tag == want || (tag.starts_with(want) && tag[want.size()] == '-');
}

Error no_row(const QueryNode& field, const record::Table& table, std::string_view what) {
  std::vector<std::string> ids;
  ids.reserve(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) ids.emplace_back(table.id(row));
  std::string mend = did_you_mean_sentence(field.text, ids);
  if (mend.empty()) mend = "entente ledger STUDY " + std::string(what) + " lists them";
  return query_error(ErrorKind::NotFound, field.character,
                     "the study has no such " + std::string(what), "", field.text, std::move(mend));
}

/// By id, whatever the case; with a star by the beginning of the id.
Result<UnitSet> units_by_id(const QueryNode& field, const record::Table& table,
                            const std::vector<SearchUnit>& units,
                            std::optional<std::size_t> SearchUnit::*row) {
  const std::string wanted = lowered(field.text);
  const auto named = [&](std::string_view id) {
    const std::string small = lowered(id);
    return field.prefix ? small.starts_with(wanted) : small == wanted;
  };
  bool known = false;
  for (std::size_t r = 0; r < table.rows() && !known; ++r) known = named(table.id(r));
  if (!known) return fail(no_row(field, table, table.schema().name));
  UnitSet out(units.size());
  for (std::size_t u = 0; u < units.size(); ++u) {
    const auto& at = units[u].*row;
    out[u] = at && named(table.id(*at));
  }
  return out;
}

/// "2022", "2022..2023", "..2023-06", "2022/2023".
Result<Period> period_of(const QueryNode& field) {
  const auto date = [&](std::string_view text) -> Result<std::optional<Date>> {
    if (text.empty()) return std::optional<Date>();
    auto parsed = Date::parse(text);
    if (parsed) return std::optional<Date>(*parsed);
    Error error = std::move(parsed).error();
    return fail(
        query_error(error.kind, field.character, error.message, error.expected, text, error.mend));
  };
  const std::string_view text = field.text;
  std::size_t border = text.find("..");
  std::size_t length = 2;
  if (border == std::string_view::npos) {
    border = text.find('/');
    length = 1;
  }
  Period out;
  const bool range = border != std::string_view::npos;
  ENTENTE_TRY(const auto first, date(text.substr(0, border)));
  ENTENTE_TRY(const auto last, date(range ? text.substr(border + length) : text));
  if (field.field != "until") out.from = first;
  if (field.field != "since") out.until = last;
  if (range && field.field != "date") {
    return fail(query_error(ErrorKind::Malformed, field.character, "one date, not a period",
                            field.field + ":2022-06", field.text, "write date:FROM..UNTIL"));
  }
  return out;
}

Result<UnitSet> units_by_date(const QueryNode& field, const record::Study& study,
                              const std::vector<SearchUnit>& units) {
  ENTENTE_TRY(const Period period, period_of(field));
  UnitSet out(units.size());
  for (std::size_t u = 0; u < units.size(); ++u) {
    const auto date = Date::parse(cell_of_unit(study, "source", units[u].source, "date"));
    // A date that is known to a year may be any day of it.
    out[u] = date && (!period.from || date->last_day() >= period.from->first_day()) &&
             (!period.until || date->first_day() <= period.until->last_day());
  }
  return out;
}

Result<UnitSet> units_by_words(const QueryNode& field, const record::Study& study,
                               const std::vector<SearchUnit>& units) {
  const std::vector<SearchToken> words = search_tokens(nfc(field.text));
  if (words.empty()) {
    return fail(query_error(ErrorKind::Malformed, field.character, "there is no word in it",
                            "letters or figures", field.text, "write the value in words"));
  }
  UnitSet out(units.size());
  for (std::size_t u = 0; u < units.size(); ++u) {
    std::string_view cell;
    if (field.field == "title" || field.field == "publisher") {
      cell = cell_of_unit(study, "source", units[u].source, field.field);
    } else if (field.field == "author") {
      cell = cell_of_unit(study, "document", units[u].document, "authors");
    } else if (units[u].kind == HitKind::Translation) {
      cell = cell_of_unit(study, "passage", units[u].passage, "translator");
    }
    out[u] = has_words(cell, words, field.prefix);
  }
  return out;
}

}  // namespace

Result<UnitSet> units_with(const QueryNode& field, const record::Study& study,
                           const std::vector<SearchUnit>& units) {
  const std::string& name = field.field;
  if (name == "document") {
    return units_by_id(field, study.table("document"), units, &SearchUnit::document);
  }
  if (name == "source")
    return units_by_id(field, study.table("source"), units, &SearchUnit::source);
  if (name == "date" || name == "since" || name == "until") {
    return units_by_date(field, study, units);
  }
  if (name != "language") return units_by_words(field, study, units);
  UnitSet out(units.size());
  for (std::size_t u = 0; u < units.size(); ++u) {
    out[u] = language_is(units[u].language, field.text);
  }
  return out;
}

bool dated_unit(const record::Study& study, const SearchUnit& unit) {
  return !cell_of_unit(study, "source", unit.source, "date").empty();
}

Result<std::vector<std::string>> names_of_actor(const QueryNode& field,
                                                const record::Study& study) {
  const record::Table& actors = study.table("actor");
  const record::Table& aliases = study.table("alias");
  const std::string wanted = lowered(field.text);
  std::optional<std::size_t> actor;
  for (std::size_t row = 0; row < actors.rows() && !actor; ++row) {
    if (lowered(actors.id(row)) == wanted || lowered(actors.cell(row, "name")) == wanted) {
      actor = row;
    }
  }
  for (std::size_t row = 0; row < aliases.rows() && !actor; ++row) {
    if (lowered(aliases.cell(row, "text")) == wanted) {
      actor = actors.find(aliases.cell(row, "actor"));
    }
  }
  if (!actor) return fail(no_row(field, actors, "actor"));
  std::vector<std::string> out = {std::string(actors.cell(*actor, "name"))};
  for (std::size_t row = 0; row < aliases.rows(); ++row) {
    if (aliases.cell(row, "actor") == actors.id(*actor)) {
      out.emplace_back(aliases.cell(row, "text"));
    }
  }
  std::erase_if(out, [](const std::string& name) { return search_tokens(name).empty(); });
  if (out.empty()) {
    return fail(query_error(ErrorKind::NotFound, field.character,
                            "the actor has no name to look for", "a name or an alias", field.text,
                            "give the actor a name or an alias"));
  }
  return out;
}

}  // namespace entente::ingest
