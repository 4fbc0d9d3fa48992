// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/audit.hpp"

#include <algorithm>
#include <cmath>

#include "audit_parts.hpp"
#include "contested.hpp"
#include "entente/advise/method.hpp"
#include "entente/alignment/engagement.hpp"
#include "entente/app/engagement.hpp"
#include "entente/base/text.hpp"
#include "option_values.hpp"
#include "present_parts.hpp"
#include "shown_passage.hpp"

namespace entente::app {
namespace {

struct PageKind {
  std::string_view word;
  std::size_t least_parts = 1;
  std::size_t most_parts = 1;
  Result<void> (*make)(AuditPage&, const NameParts&) = nullptr;
};

constexpr PageKind page_kinds[] = {
    {"position", 2, 2, audit_position},       {"estimate", 2, 2, audit_estimate},
    {"overlap", 1, 1, audit_overlap},         {"agreement", 2, 2, audit_agreement},
    {"agenda", 1, 1, audit_agenda},           {"advice", 1, 1, audit_advice},
    {"engagements", 2, 3, audit_engagements}, {"coverage", 1, 1, audit_coverage},
};

Error unknown_form(const std::string& name) {
  std::vector<std::string> forms;
  for (const auto& [form, meaning] : audit_names()) forms.push_back(form);
  const std::string word = name.substr(0, name.find('/'));
  std::vector<std::string> words = record::table_names();
  for (const PageKind& kind : page_kinds) words.emplace_back(kind.word);
  std::string mend;
  for (const auto& [form, meaning] : audit_names()) {
    if (form.starts_with(word + "/")) mend = "write it as " + form;
  }
  if (mend.empty()) mend = did_you_mean_sentence(word, words);
  if (mend.empty()) mend = "entente audit --help explains them";
  return {ErrorKind::Usage, "no figure has such a name",
          {"", 0, "NAME"},  joined(forms, ", "),
          quotable(name),   std::move(mend)};
}

/// The parts after the first word; the last takes what is left over, as ids may hold slashes.
NameParts name_parts(const std::string& name, std::size_t most) {
  NameParts out;
  std::size_t at = name.find('/');
  while (at != std::string::npos && out.size() < most) {
    const std::size_t end = out.size() + 1 < most ? name.find('/', at + 1) : std::string::npos;
    out.push_back(name.substr(at + 1, end == std::string::npos ? end : end - at - 1));
    at = end;
  }
  return out;
}

/// The filled cells of a row that are not evidence: "actor AUS, issue I24, stance 2".
std::string row_words(const record::Table& table, std::size_t row) {
  std::string out;
  for (std::size_t c = 1; c < table.columns(); ++c) {
    const record::Column& column = table.schema().columns[c];
    const std::string_view cell = table.cell(row, c);
    if (cell.empty() || column.target == "passage" || column.target == "source") continue;
    if (column.name == "codebook" || column.name == "label" || cell == "accepted") continue;
    out += (out.empty() ? "" : ", ") + std::string(column.name) + " " + std::string(cell);
  }
  return out;
}

/// Items of every column of a row that names rows of `target`.
std::vector<std::string_view> named_in(const record::Table& table, std::size_t row,
                                       std::string_view target) {
  std::vector<std::string_view> out;
  for (std::size_t c = 0; c < table.columns(); ++c) {
    if (table.schema().columns[c].target != target) continue;
    for (const std::string_view id : list_items(table.cell(row, c))) out.push_back(id);
  }
  return out;
}

std::optional<AuditInput> input_of(const record::Study& study, const std::string& datum) {
  const auto name = record::parse_datum(datum);
  if (!name) return std::nullopt;
  const record::Table& table = study.table(name->table);
  const auto row = table.find(name->id);
  if (!row) return std::nullopt;
  AuditInput out{datum, row_words(table, *row), {}, {}, false};
  out.unverified = table.cell(*row, "verification") == "unverified";
  for (const std::string_view id : named_in(table, *row, "passage")) {
    out.passages.push_back(shown_passage(study, id));
  }
  for (const std::string_view id : named_in(table, *row, "source")) {
    out.sources.emplace_back(id, title_of_source(study, id));
  }
  return out;
}

/// A row of a table: itself the only input.
Result<void> audit_row(AuditPage& page) {
  const auto name = record::parse_datum(page.out.name);
  if (!name) return fail(unknown_form(page.out.name));
  const record::Study& study = page.out.analysis.opened.study;
  const record::Table& table = study.table(name->table);
  ENTENTE_TRY(const std::size_t row, known_row(table, name->id, "NAME"));
  page.out.title = "Row " + std::string(name->id) + " of " + std::string(table.schema().name) +
                   ": " + std::string(table.schema().purpose);
  if (page.out.title.ends_with('.')) page.out.title.pop_back();
  const auto users = record::dependents(study, table.schema().name, name->id);
  page.out.figures.push_back(
      {"rows that rest on it", static_cast<double>(users.size()), "", std::nullopt, ""});
  page.out.n = 1;
  page.out.n_of = "row";
  for (const std::string& user : users) page.out.reasons.push_back("named by " + user);
  page.data.push_back(record::datum_name(table, row));
  page.command = "ledger " + std::string(table.schema().name);
  return {};
}

/// "ledger instrument" takes the study before its table; all other commands before their options.
std::string whole_command(const AuditPage& page) {
  const std::string& words = page.command;
  const std::size_t end = std::min(words.find(' '), words.size());
  std::string out = "entente " + words.substr(0, end) + " " +
                    shell_word(page.out.analysis.opened.path) + words.substr(end);
  if (page.out.card != nullptr) out += " --at " + page.out.analysis.at_text;
  return out;
}

}  // namespace

const std::vector<std::pair<std::string, std::string>>& audit_names() {
  static const std::vector<std::pair<std::string, std::string>> names = {
      {"position/ACTOR/ISSUE", "where one actor stands"},
      {"estimate/ACTOR/ISSUE", "the same, estimated with its interval"},
      {"overlap/ISSUE", "mean, range, spread and cohesion of the actors"},
      {"agreement/ACTOR/ACTOR", "how far two actors agree"},
      {"agenda/ISSUE", "whether a goal is on the common agenda"},
      {"advice/ISSUE", "in which format to take it up, and what each rule answers"},
      {"engagements/KEY/CATEGORY[/YEAR]", "a count; KEY is level, format or actor"},
      {"coverage/ACTOR", "how many rows show this actor alone"},
      {"TABLE/ID", "a row of the record, such as statement/P1"},
  };
  return names;
}

Result<ActorCode> named_actor(const Analysis& analysis, const std::string& id) {
  ENTENTE_TRY(const std::size_t row, known_row(analysis.opened.study.table("actor"), id, "NAME"));
  return ActorCode(row);
}

Result<IssueCode> named_issue(const Analysis& analysis, const std::string& word) {
  if (const IssueCode issue = analysis.snapshot.issue(word)) return issue;
  const auto& codes = analysis.snapshot.issues.code;
  const auto code = std::find(codes.begin(), codes.end(), word);
  if (code != codes.end()) return IssueCode(static_cast<std::size_t>(code - codes.begin()));
  return fail(known_row(analysis.opened.study.table("issue"), word, "NAME").error());
}

std::string actor_list(const Analysis& analysis) {
  std::vector<std::string> ids;
  ids.reserve(analysis.actors.size());
  for (const ActorCode a : analysis.actors) ids.push_back(analysis.snapshot.actors.id[a.value()]);
  return joined(ids, ",");
}

AuditFigure figure_of(std::string name, const std::optional<stats::Estimate>& estimate) {
  AuditFigure out{std::move(name), std::nullopt, "", std::nullopt, ""};
  if (!estimate) {
    out.words = "unknown";
    return out;
  }
  out.value = estimate->value;
  out.interval = estimate->interval;
  if (estimate->interval) return out;
  out.no_interval = estimate->state == stats::IntervalState::TooFew ? "it rests on one unit"
                    : estimate->state == stats::IntervalState::NoVariation
                        ? "all draws are alike, which does not make it certain"
                        : "too many draws leave it undefined";
  return out;
}

std::string unit_datum(const record::Snapshot& snapshot, const alignment::EvidenceUnit& unit) {
  return std::string(alignment::to_string(unit.kind)) + "/" + alignment::unit_id(snapshot, unit);
}

std::vector<bool> resting_on(const record::Snapshot& snapshot,
                             const alignment::EvidenceUnit& unit) {
  std::vector<bool> out(snapshot.statements.size(), false);
  for (std::size_t s = 0; s < out.size(); ++s) {
    const auto units = alignment::evidence_units(snapshot, StatementCode(s));
    out[s] = units.size() == 1 && units.front() == unit;
  }
  return out;
}

void sort_by_effect(std::vector<AuditWithout>& without, double value) {
  const auto effect = [value](const AuditWithout& item) {
    return item.value ? std::fabs(*item.value - value) : 1e300;
  };
  std::stable_sort(
      without.begin(), without.end(),
      [&effect](const AuditWithout& a, const AuditWithout& b) { return effect(a) > effect(b); });
}

const positions::MethodCard* card_named(std::string_view name) {
  for (const auto& cards : {positions::methods(), alignment::methods(), advise::methods()}) {
    for (const positions::MethodCard& card : cards) {
      if (card.name == name) return &card;
    }
  }
  return nullptr;
}

Result<AuditOutcome> audit(const AuditRequest& request, const Context& context) {
  AuditPage page;
  ENTENTE_TRY(page.out.analysis, analyse(request.analysis, context));
  page.out.name = request.name;
  if (request.group) {
    ENTENTE_TRY(page.out.formats, group_formats(page.out.analysis));
  }
  const std::string word = request.name.substr(0, request.name.find('/'));
  const auto* kind = std::find_if(std::begin(page_kinds), std::end(page_kinds),
                                  [&word](const PageKind& k) { return k.word == word; });
  if (kind == std::end(page_kinds)) {
    ENTENTE_CHECK(audit_row(page));
  } else {
    const NameParts parts = name_parts(request.name, kind->most_parts);
    const bool blank = std::any_of(parts.begin(), parts.end(),
                                   [](const std::string& part) { return part.empty(); });
    if (parts.size() < kind->least_parts || blank) return fail(unknown_form(request.name));
    ENTENTE_CHECK(kind->make(page, parts));
  }
  const record::Study& study = page.out.analysis.opened.study;
  for (const std::string& datum : page.data) {
    if (auto input = input_of(study, datum)) page.out.inputs.push_back(std::move(*input));
  }
  page.out.disputes = contested(study, page.data);
  page.out.command = whole_command(page);
  return std::move(page.out);
}

}  // namespace entente::app
