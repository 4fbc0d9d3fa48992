// SPDX-License-Identifier: GPL-3.0-or-later
#include "network_record.hpp"

#include <algorithm>
#include <unordered_map>

#include "entente/app/context.hpp"
#include "entente/base/text.hpp"
#include "entente/positions/latest.hpp"

namespace entente::app {
namespace {

using alignment::CodedVariable;
using alignment::not_coded;
using alignment::VariableType;

/// A text column whose dictionary grows as values come, then is put in order.
class TextColumn {
 public:
  void add(std::string_view value) {
    // Statements beside one another often share a value.
    if (!values_.empty() && labels_[static_cast<std::size_t>(values_.back())] == value) {
      values_.push_back(values_.back());
      return;
    }
    const auto [at, added] = codes_.emplace(value, static_cast<std::int32_t>(codes_.size()));
    if (added) labels_.emplace_back(value);
    values_.push_back(at->second);
  }

  /// Labels in the order of `less`.
  template <class Less>
  CodedVariable sorted(std::string name, bool of_document, Less less) const {
    std::vector<std::size_t> order(labels_.size());
    for (std::size_t at = 0; at < order.size(); ++at) order[at] = at;
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return less(labels_[a], labels_[b]); });
    CodedVariable out;
    out.name = std::move(name);
    out.of_document = of_document;
    std::vector<std::int32_t> places(labels_.size());
    for (std::size_t at = 0; at < order.size(); ++at) {
      places[order[at]] = static_cast<std::int32_t>(at);
      out.labels.push_back(labels_[order[at]]);
    }
    for (const std::int32_t value : values_) {
      out.values.push_back(places[static_cast<std::size_t>(value)]);
    }
    return out;
  }

 private:
  std::unordered_map<std::string, std::int32_t> codes_;
  std::vector<std::string> labels_;
  std::vector<std::int32_t> values_;
};

/// As Java compares strings: by UTF-16 units, where what lies beyond U+FFFF comes before U+E000.
bool utf16_less(std::string_view a, std::string_view b) {
  const std::size_t length = std::min(a.size(), b.size());
  for (std::size_t at = 0; at < length; ++at) {
    const auto x = static_cast<unsigned char>(a[at]);
    const auto y = static_cast<unsigned char>(b[at]);
    if (x == y) continue;
    constexpr unsigned char beyond = 0xF0;
    constexpr unsigned char private_use = 0xEE;
    if (x >= private_use && y >= private_use && (x >= beyond) != (y >= beyond)) return x >= beyond;
    return x < y;
  }
  return a.size() < b.size();
}

bool is_dna_text(const ingest::DnaCodedVariable& variable) {
  return variable.type == ingest::DnaDataType::ShortText ||
         variable.type == ingest::DnaDataType::LongText;
}

CodedVariable number_column(const ingest::DnaCodedVariable& variable) {
  CodedVariable out;
  out.name = variable.name;
  const bool boolean = variable.type == ingest::DnaDataType::Boolean;
  out.type = boolean ? VariableType::Boolean : VariableType::Integer;
  for (const auto& number : variable.numbers) {
    if (!number) {
      out.values.push_back(not_coded);
    } else if (boolean) {
      out.values.push_back(*number != 0 ? 1 : 0);
    } else {
      out.values.push_back(static_cast<std::int32_t>(
          std::clamp<std::int64_t>(*number, -2'147'483'647, 2'147'483'647)));
    }
  }
  return out;
}

void add_document_variables(const ingest::DnaCodings& codings, alignment::CodedStatements& out) {
  using Document = ingest::DnaCodedDocument;
  const auto add = [&](const char* name, auto value_of) {
    TextColumn column;
    for (const auto& statement : codings.statements) {
      column.add(value_of(codings.documents[statement.document]));
    }
    out.variables.push_back(column.sorted(name, true, utf16_less));
  };
  add("author", [](const Document& d) { return d.author; });
  add("source", [](const Document& d) { return d.source; });
  add("section", [](const Document& d) { return d.section; });
  add("type", [](const Document& d) { return d.type; });
  add("id", [](const Document& d) { return std::to_string(d.id); });
  add("title", [](const Document& d) { return d.title; });
}

/// What a study's statement rests on: passages, else sources named as a whole.
std::vector<std::string> rests_on(const record::Snapshot& snapshot, std::size_t row) {
  std::vector<std::string> out;
  for (const PassageCode p : snapshot.statements.passages[row]) {
    out.push_back(snapshot.passage_ids[p.value()]);
  }
  for (const SourceCode s : snapshot.statements.sources[row]) {
    if (snapshot.statements.passages[row].empty()) out.push_back(snapshot.source_ids[s.value()]);
  }
  return out;
}

/// The source a statement stands in: of its first passage, else the first it names.
std::string_view source_of(const record::Snapshot& snapshot, std::size_t row) {
  const auto passages = snapshot.statements.passages[row];
  const auto sources = snapshot.statements.sources[row];
  if (!passages.empty()) {
    const SourceCode source = snapshot.passages.source[passages.front().value()];
    if (source) return snapshot.source_ids[source.value()];
  }
  if (sources.empty()) return {};
  return snapshot.source_ids[sources.front().value()];
}

std::int64_t first_second(Date date) {
  constexpr std::int64_t day = 86400;
  return date.first_day().time_since_epoch().count() * day;
}

/// The statements that count, by time, else as the study has them.
std::vector<std::size_t> counted_rows(const record::Snapshot& snapshot, std::chrono::sys_days at) {
  std::vector<std::size_t> out;
  for (std::size_t row = 0; row < snapshot.statements.size(); ++row) {
    if (positions::counts(snapshot, StatementCode(row), at)) out.push_back(row);
  }
  std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
    return snapshot.statements.date[a].first_day() < snapshot.statements.date[b].first_day();
  });
  return out;
}

CodedVariable coded_ids(std::string name, const std::vector<std::string>& ids) {
  CodedVariable out;
  out.name = std::move(name);
  out.labels = ids;
  return out;
}

std::vector<CodedVariable> study_variables(const record::Snapshot& snapshot,
                                           const std::vector<std::size_t>& rows) {
  CodedVariable actor = coded_ids("actor", snapshot.actors.id);
  CodedVariable issue = coded_ids("issue", snapshot.issues.id);
  CodedVariable target = coded_ids("target", snapshot.actors.id);
  CodedVariable coder = coded_ids("coder", snapshot.coders);
  CodedVariable stance;
  stance.name = "stance";
  stance.type = VariableType::Integer;
  stance.scale = {-2, 2};
  CodedVariable side;
  side.name = "side";
  side.type = VariableType::Boolean;
  TextColumn source;
  TextColumn year;
  const auto code_of = [](auto code) {
    return code ? static_cast<std::int32_t>(code.value()) : not_coded;
  };
  for (const std::size_t row : rows) {
    const record::StatementColumns& columns = snapshot.statements;
    actor.values.push_back(code_of(columns.actor[row]));
    issue.values.push_back(code_of(columns.issue[row]));
    target.values.push_back(code_of(columns.target[row]));
    coder.values.push_back(code_of(columns.coder[row]));
    // Below 0 it stays below 0. NOLINTNEXTLINE(bugprone-signed-char-misuse)
    const auto value = static_cast<std::int32_t>(columns.stance[row]);
    stance.values.push_back(value);
    side.values.push_back(value == 0 ? not_coded : std::int32_t{value > 0});
    source.add(source_of(snapshot, row));
    year.add(std::to_string(columns.date[row].year()));
  }
  const auto less = [](std::string_view a, std::string_view b) { return a < b; };
  return {std::move(actor),
          std::move(issue),
          std::move(target),
          std::move(coder),
          std::move(stance),
          std::move(side),
          source.sorted("source", true, less),
          year.sorted("year", false, less)};
}

std::vector<std::string> study_event(const record::Snapshot& snapshot, std::size_t row) {
  const record::StatementColumns& columns = snapshot.statements;
  const auto id = [](const auto& ids, auto code) {
    return code ? ids[code.value()] : std::string();
  };
  return {snapshot.statement_ids[row],
          columns.date[row].text(),
          id(snapshot.actors.id, columns.actor[row]),
          id(snapshot.issues.id, columns.issue[row]),
          id(snapshot.actors.id, columns.target[row]),
          std::to_string(columns.stance[row]),
          id(snapshot.coders, columns.coder[row]),
          joined(rests_on(snapshot, row), ";")};
}

std::string dna_time_text(std::int64_t time) {
  std::string out = utc_text(time);
  out.pop_back();
  out[out.find('T')] = ' ';
  return out;
}

/// The columns of DNA's event list, in its order.
void add_dna_events(const ingest::DnaCodings& codings, NetworkRecord& out) {
  const auto column = [&out](std::string name, bool text) {
    out.event_columns.push_back(std::move(name));
    out.event_texts.push_back(text);
  };
  column("statement_id", false);
  column("time", false);
  for (const ingest::DnaCodedVariable& variable : codings.variables) {
    column(variable.name, is_dna_text(variable));
  }
  for (const char* name : {"start_position", "stop_position"}) column(name, false);
  column("text", true);
  for (const char* name : {"coder", "document_id"}) column(name, false);
  for (const char* name : {"title", "author", "source", "section", "type"}) {
    column(std::string("document_") + name, true);
  }
  out.events.reserve(codings.statements.size());
  for (std::size_t at = 0; at < codings.statements.size(); ++at) {
    const ingest::DnaCodedStatement& statement = codings.statements[at];
    const ingest::DnaCodedDocument& document = codings.documents[statement.document];
    std::vector<std::string>& cells = out.events.emplace_back();
    cells = {std::to_string(statement.id), dna_time_text(document.time)};
    for (const ingest::DnaCodedVariable& variable : codings.variables) {
      if (is_dna_text(variable)) {
        cells.push_back(variable.texts[at]);
      } else {
        cells.push_back(variable.numbers[at] ? std::to_string(*variable.numbers[at]) : "");
      }
    }
    const std::vector<std::string> rest = {std::to_string(statement.start),
                                           std::to_string(statement.stop),
                                           statement.text,
                                           std::to_string(statement.coder),
                                           std::to_string(document.id),
                                           document.title,
                                           document.author,
                                           document.source,
                                           document.section,
                                           document.type};
    cells.insert(cells.end(), rest.begin(), rest.end());
  }
}

}  // namespace

NetworkRecord network_record(const record::Snapshot& snapshot, std::chrono::sys_days at,
                             bool with_events) {
  NetworkRecord out;
  const std::vector<std::size_t> rows = counted_rows(snapshot, at);
  out.event_columns = {"statement", "date",   "actor", "issue",
                       "target",    "stance", "coder", "evidence"};
  out.event_texts = {true, false, true, true, true, false, true, true};
  alignment::CodedStatements& statements = out.statements;
  std::unordered_map<std::string, std::uint32_t> documents;
  for (const std::size_t row : rows) {
    statements.ids.push_back(snapshot.statement_ids[row]);
    statements.times.push_back(first_second(snapshot.statements.date[row]));
    std::string source(source_of(snapshot, row));
    // A statement without a source stands for itself.
    if (source.empty()) source = "statement " + snapshot.statement_ids[row];
    const auto [found, added] =
        documents.emplace(source, static_cast<std::uint32_t>(documents.size()));
    if (added) statements.document_ids.push_back(source);
    statements.documents.push_back(found->second);
    out.evidence.push_back(rests_on(snapshot, row));
    if (with_events) out.events.push_back(study_event(snapshot, row));
  }
  statements.variables = study_variables(snapshot, rows);
  return out;
}

NetworkRecord network_record(const ingest::DnaCodings& codings, bool with_events) {
  NetworkRecord out;
  alignment::CodedStatements& statements = out.statements;
  for (const ingest::DnaCodedDocument& document : codings.documents) {
    statements.document_ids.push_back(std::to_string(document.id));
    statements.first_document =
        std::min(statements.first_document.value_or(document.time), document.time);
    statements.last_document =
        std::max(statements.last_document.value_or(document.time), document.time);
  }
  for (const ingest::DnaCodedStatement& statement : codings.statements) {
    statements.ids.push_back(std::to_string(statement.id));
    statements.times.push_back(codings.documents[statement.document].time);
    statements.documents.push_back(static_cast<std::uint32_t>(statement.document));
    out.evidence.push_back({"document " + std::to_string(codings.documents[statement.document].id) +
                            ", " + std::to_string(statement.start) + "-" +
                            std::to_string(statement.stop)});
  }
  for (const ingest::DnaCodedVariable& variable : codings.variables) {
    if (!is_dna_text(variable)) {
      statements.variables.push_back(number_column(variable));
      continue;
    }
    TextColumn column;
    for (const std::string& text : variable.texts) column.add(text);
    statements.variables.push_back(column.sorted(variable.name, false, utf16_less));
  }
  add_document_variables(codings, statements);
  if (with_events) add_dna_events(codings, out);
  out.remarks = codings.remarks;
  return out;
}

std::vector<std::string> evidence_behind(const NetworkRecord& record,
                                         const std::vector<std::uint32_t>& statements) {
  std::vector<std::string> out;
  for (const std::uint32_t s : statements) {
    out.insert(out.end(), record.evidence[s].begin(), record.evidence[s].end());
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace entente::app
