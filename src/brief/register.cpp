// SPDX-License-Identifier: GPL-3.0-or-later
// The evidence register: an entry for each datum the brief names and for all it rests on, with
// links both ways.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "context.hpp"
#include "disputed.hpp"
#include "entente/base/text.hpp"
#include "entente/figure/markup.hpp"
#include "entente/figure/stance_matrix.hpp"
#include "words.hpp"

namespace entente::brief {
namespace {

using record::Column;
using record::ColumnKind;
using record::Table;

/// Order and headings of the groups; tables not named here follow in schema order.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> group_headings = {{
    {"statement", "Statements"},
    {"engagement", "Engagements"},
    {"dispute", "Disputes"},
    {"assessment", "Judgements"},
    {"issue", "Claims"},
    {"passage", "Passages"},
    {"source", "Sources"},
}};

/// One row of the study, found by its datum name.
struct RowRef {
  std::size_t table = 0;
  std::size_t row = 0;
  friend auto operator<=>(const RowRef&, const RowRef&) = default;
};

class Register {
 public:
  explicit Register(const Context& context)
      : context_(context), disputes_(record::disputes(context.study)) {
    indexes_.reserve(record::tables().size());
    for (std::size_t t = 0; t < record::tables().size(); ++t) {
      indexes_.emplace_back(context.study.table(t));
    }
  }

  /// Adds the rows and everything they rest on.
  void add(const std::vector<std::string>& cited);
  std::vector<EntryGroup> groups() const;

 private:
  std::optional<RowRef> find(std::string_view table, std::string_view id) const {
    const auto index = record::table_index(table);
    if (!index) return std::nullopt;
    const auto row = indexes_[*index].find(id);
    if (!row) return std::nullopt;
    return RowRef{*index, *row};
  }
  std::vector<RowRef> leads_to(RowRef ref) const;
  std::string name_of(std::string_view table, std::string_view id) const;
  std::string heading(RowRef ref) const;
  void add_fields(RowRef ref, Entry& entry) const;
  Entry entry(RowRef ref) const;

  const Context& context_;
  std::vector<record::Dispute> disputes_;
  std::vector<record::RowIndex> indexes_;
  std::set<RowRef> rows_;
  std::map<RowRef, std::vector<RowRef>> used_by_;
};

/// Whether a reference column leads from a row to its evidence, rather than naming who and what.
bool is_evidence_column(std::string_view table, const Column& column) {
  if (column.target == "passage" || column.target == "source") return true;
  return column.name == "issue" && column.target == "issue" &&
         (table == "statement" || table == "assessment");
}

bool is_hidden_column(std::string_view table, std::string_view column) {
  static const std::set<std::pair<std::string_view, std::string_view>> hidden = {
      {"statement", "actor"},        {"statement", "issue"},
      {"statement", "stance"},       {"statement", "date_end"},
      {"engagement", "summary"},     {"engagement", "date_end"},
      {"engagement", "date"},        {"issue", "claim"},
      {"dispute", "topic"},          {"passage", "source"},
      {"passage", "locator"},        {"passage", "byte_start"},
      {"passage", "byte_end"},       {"passage", "quote_hash"},
      {"passage", "original"},       {"source", "title"},
      {"assessment", "assessor"},    {"assessment", "actor"},
      {"statement", "verification"}, {"engagement", "verification"},
      {"source", "verification"}};
  return hidden.contains({table, column});
}

std::vector<RowRef> Register::leads_to(RowRef ref) const {
  const Table& table = context_.study.table(ref.table);
  const auto& columns = table.schema().columns;
  std::vector<RowRef> out;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (!is_evidence_column(table.schema().name, columns[c])) continue;
    for (const std::string_view id : list_items(table.cell(ref.row, c))) {
      const auto found = find(columns[c].target, id);
      if (found && *found != ref) out.push_back(*found);
    }
  }
  return out;
}

void Register::add(const std::vector<std::string>& cited) {
  std::vector<RowRef> open;
  for (const std::string& datum : cited) {
    const std::size_t slash = datum.find('/');
    if (slash == std::string::npos) continue;
    const auto found =
        find(std::string_view(datum).substr(0, slash), std::string_view(datum).substr(slash + 1));
    if (found && rows_.insert(*found).second) open.push_back(*found);
  }
  while (!open.empty()) {
    const RowRef ref = open.back();
    open.pop_back();
    for (const RowRef next : leads_to(ref)) {
      used_by_[next].push_back(ref);
      if (rows_.insert(next).second) open.push_back(next);
    }
  }
}

std::string Register::name_of(std::string_view table, std::string_view id) const {
  const auto ref = find(table, id);
  if (!ref) return std::string(id);
  const Table& rows = context_.study.table(ref->table);
  for (const std::string_view column : {"name", "claim", "title", "marking", "version"}) {
    if (!rows.cell(ref->row, column).empty()) return std::string(rows.cell(ref->row, column));
  }
  return std::string(id);
}

std::string Register::heading(RowRef ref) const {
  const Table& table = context_.study.table(ref.table);
  const std::string_view name = table.schema().name;
  const auto cell = [&](std::string_view column) {
    return std::string(table.cell(ref.row, column));
  };
  if (name == "statement") {
    const int stance = static_cast<int>(parse_integer(cell("stance")).value_or(0));
    return name_of("actor", cell("actor")) + " " + std::string(figure::stance_words(stance)) +
           " (" + std::string(figure::stance_sign(stance)) +
           "): " + name_of("issue", cell("issue"));
  }
  if (name == "engagement") {
    const auto& columns = context_.snapshot.engagements;
    return period_words(columns.date[ref.row], columns.until[ref.row]) + ": " + cell("summary");
  }
  if (name == "passage") {
    return cell("locator").empty() ? name_of("source", cell("source"))
                                   : cell("locator") + ", " + name_of("source", cell("source"));
  }
  if (name == "assessment") return cell("assessor") + " on " + name_of("actor", cell("actor"));
  if (name == "dispute") return cell("topic");
  if (name == "vote") return name_of("actor", cell("actor")) + " on " + cell("rollcall");
  if (name == "contribution" || name == "interest") {
    const std::string what = cell(name == "interest" ? "item" : "description");
    return name_of("actor", cell("actor")) + ": " + (what.empty() ? cell("operation") : what);
  }
  if (name == "instrument" || name == "channel") {
    const std::string partner = cell(name == "instrument" ? "party" : "partner");
    const std::string kind = cell(name == "instrument" ? "type" : "kind");
    return partner.empty() ? kind : kind + " of " + name_of("actor", partner);
  }
  if (name == "instrument_area") return cell("area") + " in " + cell("instrument");
  if (name == "option") return cell("what");
  return name_of(name, table.id(ref.row));
}

void Register::add_fields(RowRef ref, Entry& out) const {
  const Table& table = context_.study.table(ref.table);
  const std::string_view name = table.schema().name;
  const auto& columns = table.schema().columns;
  for (std::size_t c = 1; c < columns.size(); ++c) {
    const Column& column = columns[c];
    const std::string_view cell = table.cell(ref.row, c);
    const bool silent = column.kind == ColumnKind::Flag && cell == "no";
    if (cell.empty() || silent || is_hidden_column(name, column.name) ||
        is_evidence_column(name, column)) {
      continue;
    }
    std::string value(cell);
    Run run;
    if (column.kind == ColumnKind::Date) {
      if (const auto date = Date::parse(cell)) value = date->words();
      if (name == "statement") {
        value = period_words(context_.snapshot.statements.date[ref.row],
                             context_.snapshot.statements.until[ref.row]);
      }
    } else if (column.kind == ColumnKind::Reference || column.kind == ColumnKind::References) {
      std::vector<std::string> names;
      for (const std::string_view id : list_items(cell))
        names.push_back(name_of(column.target, id));
      value = listed(names);
    } else if (column.kind == ColumnKind::Words) {
      std::vector<std::string> words;
      for (const std::string_view word : list_items(cell)) words.emplace_back(word);
      value = joined(words, ", ");
    } else if (column.name == "hedge") {
      value = quoted(cell);
    } else if (column.name == "level") {
      value = level_words(cell);
    } else if (column.name == "locator") {
      run.href = figure::safe_link(cell);
    }
    run.text = std::move(value);
    out.fields.push_back({column_words(column.name), {std::move(run)}});
  }
}

Entry Register::entry(RowRef ref) const {
  const Table& table = context_.study.table(ref.table);
  Entry out;
  out.datum = datum_name(table, ref.row);
  out.heading = heading(ref);
  out.unverified = table.cell(ref.row, "verification") == "unverified";
  add_fields(ref, out);
  const std::vector<std::string> self = {out.datum};
  for (const std::size_t i : record::disputes_about(disputes_, self)) {
    out.fields.push_back({"disputed", {{dispute_words(context_, disputes_[i])}}});
  }
  if (table.schema().name == "passage") {
    out.locator = std::string(table.cell(ref.row, "locator"));
    if (const auto words = context_.study.passage_text(ref.row)) {
      out.quote = std::string(*words);
      out.quote_language = std::string(table.cell(ref.row, "language"));
      const auto document = find("document", table.cell(ref.row, "document"));
      if (out.quote_language.empty() && document) {
        out.quote_language =
            std::string(context_.study.table(document->table).cell(document->row, "language"));
      }
    }
  }
  const auto data_of = [this](const std::vector<RowRef>& refs) {
    std::vector<RowRef> unique = refs;
    std::sort(unique.begin(), unique.end());
    unique.erase(std::unique(unique.begin(), unique.end()), unique.end());
    std::vector<std::string> data;
    data.reserve(unique.size());
    for (const RowRef other : unique) {
      data.push_back(datum_name(context_.study.table(other.table), other.row));
    }
    return data;
  };
  out.rests_on = data_of(leads_to(ref));
  const auto users = used_by_.find(ref);
  if (users != used_by_.end()) out.used_by = data_of(users->second);
  return out;
}

std::vector<EntryGroup> Register::groups() const {
  std::vector<std::pair<std::size_t, std::string>> order;
  order.reserve(record::tables().size());
  for (const auto& [name, title] : group_headings) {
    order.emplace_back(record::table_index(name).value(), std::string(title));
  }
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    const bool named = std::any_of(order.begin(), order.end(),
                                   [t](const auto& entry) { return entry.first == t; });
    if (!named) order.emplace_back(t, sentence_case(column_words(record::tables()[t].name)));
  }
  std::vector<EntryGroup> out;
  for (const auto& [index, title] : order) {
    EntryGroup group{"register-" + std::string(record::tables()[index].name), title, {}};
    for (auto it = rows_.lower_bound({index, 0}); it != rows_.end() && it->table == index; ++it) {
      group.entries.push_back(entry(*it));
    }
    if (!group.entries.empty()) out.push_back(std::move(group));
  }
  return out;
}

/// The markings of a row's own label and, for a passage, of its document.
void add_markings(const record::Study& study, const Table& table, std::size_t row,
                  std::set<std::size_t>& labels) {
  const Table& markings = study.table("label");
  if (markings.rows() == 0) return;
  if (const auto label = markings.find(table.cell(row, "label"))) labels.insert(*label);
  if (table.schema().name != "passage") return;
  const Table& documents = study.table("document");
  if (const auto document = documents.find(table.cell(row, "document"))) {
    if (const auto label = markings.find(documents.cell(*document, "label"))) labels.insert(*label);
  }
}

}  // namespace

std::vector<EntryGroup> build_register(const Context& context,
                                       const std::vector<std::string>& cited) {
  Register all(context);
  all.add(cited);
  return all.groups();
}

std::string union_marking(const record::Study& study, const std::vector<EntryGroup>& groups) {
  const Table& markings = study.table("label");
  if (markings.rows() == 0) return "UNMARKED";
  std::set<std::size_t> labels;
  for (const EntryGroup& group : groups) {
    if (group.entries.empty()) continue;
    const std::string& datum = group.entries.front().datum;
    const Table& table = study.table(datum.substr(0, datum.find('/')));
    const record::RowIndex index(table);
    for (const Entry& entry : group.entries) {
      const auto row = index.find(std::string_view(entry.datum).substr(datum.find('/') + 1));
      if (row) add_markings(study, table, *row, labels);
    }
  }
  // The counts in the heading and the series draw on every statement and engagement.
  for (const std::string_view name : {"statement", "engagement"}) {
    const Table& table = study.table(name);
    for (std::size_t r = 0; r < table.rows(); ++r) add_markings(study, table, r, labels);
  }
  std::vector<std::string> words;
  for (const std::size_t label : labels) {
    const std::string marking(markings.cell(label, "marking"));
    if (std::find(words.begin(), words.end(), marking) == words.end()) words.push_back(marking);
  }
  return words.empty() ? "UNMARKED" : joined(words, " · ");
}

}  // namespace entente::brief
