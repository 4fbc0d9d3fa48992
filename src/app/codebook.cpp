// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/codebook.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "entente/app/open.hpp"
#include "entente/base/text.hpp"
#include "entente/ingest/sentences.hpp"
#include "option_values.hpp"

namespace entente::app {
namespace {

/// Rows of the codebook, oldest first.
std::vector<std::size_t> versions_in_order(const record::Table& codebook) {
  std::vector<std::size_t> out(codebook.rows());
  for (std::size_t row = 0; row < out.size(); ++row) out[row] = row;
  // ISO dates sort as text, and a blank one before all.
  std::stable_sort(out.begin(), out.end(), [&codebook](std::size_t a, std::size_t b) {
    return codebook.cell(a, "date") < codebook.cell(b, "date");
  });
  return out;
}

void count_status(std::string_view status, CodebookUse& use) {
  if (status == "proposed") {
    ++use.proposed;
  } else if (status == "rejected") {
    ++use.rejected;
  } else {
    ++use.accepted;
  }
}

std::vector<CodebookUse> uses_of(const record::Study& study) {
  const record::Table& codebook = study.table("codebook");
  std::vector<CodebookUse> out;
  std::map<std::string, std::size_t, std::less<>> place;
  for (const std::size_t row : versions_in_order(codebook)) {
    CodebookUse use;
    use.id = codebook.id(row);
    use.version = codebook.cell(row, "version");
    use.date = codebook.cell(row, "date");
    place.emplace(use.id, out.size());
    out.push_back(std::move(use));
  }
  if (!out.empty()) out.back().in_use = true;
  CodebookUse none;
  std::vector<std::set<std::string, std::less<>>> coders(out.size() + 1);
  const record::Table& statements = study.table("statement");
  for (std::size_t row = 0; row < statements.rows(); ++row) {
    const auto found = place.find(statements.cell(row, "codebook"));
    const std::size_t at = found == place.end() ? out.size() : found->second;
    count_status(statements.cell(row, "status"), at == out.size() ? none : out[at]);
    coders[at].emplace(statements.cell(row, "coder"));
  }
  for (std::size_t at = 0; at < out.size(); ++at) out[at].coders = coders[at].size();
  none.coders = coders.back().size();
  if (none.coders > 0) out.push_back(std::move(none));
  return out;
}

/// A cell of one row through history: what it was before each entry that changed it, oldest first.
struct CellHistory {
  std::vector<std::pair<std::int64_t, std::string>> before;
  std::string now;
  std::int64_t inserted = 0;  ///< the entry that brought the row last; 0 = there from the start

  std::int64_t last_change() const { return before.empty() ? inserted : before.back().first; }
  const std::string& after(std::int64_t entry) const {
    for (const auto& [changed, was] : before) {
      if (changed > entry) return was;
    }
    return now;
  }
};

using CellHistories = std::map<std::string, CellHistory, std::less<>>;

/// Of all rows that are there, by id. A hand edit's row before is not known, so it counts for none.
CellHistories cell_histories(const record::Study& study, const store::History& history,
                             std::string_view table_name, std::string_view column_name) {
  const record::Table& table = study.table(table_name);
  const std::size_t column = *table.schema().column(column_name);
  CellHistories out;
  std::map<std::string, std::string, std::less<>> later;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    out[std::string(table.id(row))].now = table.cell(row, column_name);
    later.emplace(table.id(row), table.cell(row, column_name));
  }
  for (auto version = history.rows.rbegin(); version != history.rows.rend(); ++version) {
    const auto found = version->table == table_name ? out.find(version->id) : out.end();
    if (found == out.end()) continue;
    if (version->kind == record::ChangeKind::Insert && found->second.inserted == 0) {
      found->second.inserted = version->audit_sequence;
    }
    if (version->before.size() <= column) continue;
    std::string& after = later.find(version->id)->second;
    if (version->before[column] != after) {
      found->second.before.emplace_back(version->audit_sequence, version->before[column]);
      after = version->before[column];
    }
  }
  for (auto& [id, cell] : out) std::reverse(cell.before.begin(), cell.before.end());
  return out;
}

/// Statements whose stance was given while the claim had other words than now.
std::vector<RewordedIssue> reworded_issues(const record::Study& study,
                                           const store::History& history) {
  const CellHistories claims = cell_histories(study, history, "issue", "claim");
  const CellHistories stances = cell_histories(study, history, "statement", "stance");
  const record::Table& statements = study.table("statement");
  std::map<std::pair<std::string, std::string>, std::size_t> place;
  std::vector<RewordedIssue> out;
  for (std::size_t row = 0; row < statements.rows(); ++row) {
    const auto claim = claims.find(statements.cell(row, "issue"));
    if (claim == claims.end() || claim->second.before.empty()) continue;
    const std::int64_t coded = stances.find(statements.id(row))->second.last_change();
    const std::string& was = claim->second.after(coded);
    if (was == claim->second.now) continue;
    const auto [at, fresh] = place.emplace(std::pair(claim->first, was), out.size());
    if (fresh) {
      out.push_back({claim->first, was, claim->second.now, claim->second.last_change(), {}});
    }
    out[at->second].statements.emplace_back(statements.id(row));
  }
  return out;
}

std::vector<std::string> rule_sentences(std::string_view rules) {
  std::vector<std::string> out;
  for (const ingest::Sentence& one : ingest::sentences(rules, ingest::language_of(rules).tag)) {
    out.emplace_back(trimmed(rules.substr(one.begin, one.end - one.begin)));
  }
  return out;
}

Result<RulesDifference> difference_of(const record::Study& study, const std::string& compare) {
  std::vector<std::string> ids;
  for (const std::string_view id : list_items(compare, ',')) ids.emplace_back(id);
  if (ids.size() != 2) {
    return fail({ErrorKind::Usage,
                 "two versions are compared",
                 {"", 0, "--compare"},
                 "--compare CB1,CB2",
                 quotable(compare),
                 "entente codebook STUDY lists the versions"});
  }
  const record::Table& codebook = study.table("codebook");
  std::vector<std::string> rules[2];
  for (std::size_t side = 0; side < 2; ++side) {
    ENTENTE_TRY(const std::size_t row, known_row(codebook, ids[side], "--compare"));
    rules[side] = rule_sentences(codebook.cell(row, "rules"));
  }
  RulesDifference out{ids[0], ids[1], {}, {}, 0};
  const auto has = [](const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  };
  for (const std::string& one : rules[0]) {
    if (has(rules[1], one)) {
      ++out.common;
    } else {
      out.only_first.push_back(one);
    }
  }
  for (const std::string& one : rules[1]) {
    if (!has(rules[0], one)) out.only_second.push_back(one);
  }
  return out;
}

}  // namespace

std::optional<std::string> codebook_in_use(const record::Study& study) {
  const record::Table& codebook = study.table("codebook");
  if (codebook.rows() == 0) return std::nullopt;
  return std::string(codebook.id(versions_in_order(codebook).back()));
}

Result<CodebookOutcome> codebook_of(const CodebookRequest& request) {
  ENTENTE_TRY(const store::Opened opened, open_sound(request.study));
  ENTENTE_TRY(const store::History history, store::read_history(request.study));
  CodebookOutcome out;
  out.study = request.study;
  out.versions = uses_of(opened.study);
  out.reworded = reworded_issues(opened.study, history);
  if (!request.compare.empty()) {
    ENTENTE_TRY(out.difference, difference_of(opened.study, request.compare));
  }
  return out;
}

}  // namespace entente::app
