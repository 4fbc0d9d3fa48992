// SPDX-License-Identifier: GPL-3.0-or-later
#include "network_settings.hpp"

#include "entente/app/analysis.hpp"
#include "entente/app/files.hpp"
#include "entente/app/open.hpp"
#include "entente/base/text.hpp"
#include "network_record.hpp"
#include "option_values.hpp"

namespace entente::app {
namespace {

using alignment::CodedVariable;
using alignment::NetworkMode;
using alignment::QualifierRule;
using alignment::VariableType;

bool is_dna_file(const std::string& path) { return lowered(path).ends_with(".dna"); }

}  // namespace

Result<NetworkRecord> read_network_record(const NetworkRequest& request) {
  const bool with_events = request.options.mode == NetworkMode::EventList || !request.edge.empty();
  if (is_dna_file(request.record)) {
    if (!request.at.empty()) {
      return fail({ErrorKind::Usage,
                   "only a study has a date of answers",
                   {"", 0, "--at"},
                   "--from and --to",
                   request.at,
                   "take --to DATE"});
    }
    ENTENTE_TRY(const std::string bytes, read_file(request.record));
    ENTENTE_TRY(const ingest::DnaCodings codings,
                ingest::read_dna_codings(bytes, request.record, request.statement_type));
    return network_record(codings, with_events);
  }
  if (!request.statement_type.empty()) {
    return fail({ErrorKind::Usage,
                 "only a .dna file has statement types",
                 {"", 0, "--statement-type"},
                 "",
                 quotable(request.statement_type),
                 "leave the option out"});
  }
  ENTENTE_TRY(const store::Opened opened, open_sound(request.record));
  ENTENTE_TRY(const record::Snapshot snapshot, record::build_snapshot(opened.study));
  ENTENTE_TRY(const Date at, date_of_answer(request.at, opened.study.settings));
  NetworkRecord out = network_record(snapshot, at.last_day(), with_events);
  out.at_text = at.text();
  return out;
}

namespace {

/// A date, or a date and a time of day. `last`: of a date its last second.
Result<std::optional<std::int64_t>> moment(const std::string& text, const char* option, bool last) {
  if (text.empty()) return std::nullopt;
  constexpr std::int64_t a_day = 86400;
  const std::size_t t = text.find('T');
  ENTENTE_TRY(const std::optional<Date> date, date_option(text.substr(0, t), option));
  const std::int64_t first = date->first_day().time_since_epoch().count() * a_day;
  if (t == std::string::npos) {
    return last ? (date->last_day().time_since_epoch().count() + 1) * a_day - 1 : first;
  }
  const auto parts = split(std::string_view(text).substr(t + 1), ':');
  std::vector<std::int64_t> numbers;
  for (const std::string_view part : parts) {
    const auto number = part.size() == 2 ? parse_integer(part) : std::nullopt;
    if (number && *number >= 0 && *number <= (numbers.empty() ? 23 : 59)) {
      numbers.push_back(*number);
    }
  }
  if (numbers.size() == 3 && parts.size() == 3 && date->first_day() == date->last_day()) {
    return first + numbers[0] * 3600 + numbers[1] * 60 + numbers[2];
  }
  return fail({ErrorKind::Usage,
               "not a time",
               {"", 0, option},
               "a date, or a time such as 2020-01-06T13:00:00",
               quotable(text),
               "correct it"});
}

/// The first of some names that is a variable, else the first statement's variable of a type that
/// is not `taken`.
std::string usual_variable(const alignment::CodedStatements& statements,
                           const std::vector<std::string>& names, bool text,
                           const std::string& taken) {
  for (const std::string& name : names) {
    const CodedVariable* found = alignment::find_variable(statements, name);
    if (found != nullptr && name != taken && !found->of_document) return name;
  }
  for (const CodedVariable& variable : statements.variables) {
    const bool fits = (variable.type == VariableType::Text) == text;
    if (fits && !variable.of_document && variable.name != taken) return variable.name;
  }
  return {};
}

alignment::NetworkOptions with_usual_settings(const NetworkRequest& request,
                                              const alignment::CodedStatements& statements) {
  alignment::NetworkOptions out = request.options;
  if (out.rows.empty()) {
    out.rows = usual_variable(statements, {"actor", "organization"}, true, out.columns);
  }
  if (out.columns.empty()) {
    out.columns = usual_variable(statements, {"issue", "concept"}, true, out.rows);
  }
  out.qualifier =
      request.qualifier.value_or(usual_variable(statements, {"stance", "agreement"}, false, ""));
  const CodedVariable* qualifier =
      out.qualifier.empty() ? nullptr : alignment::find_variable(statements, out.qualifier);
  QualifierRule usual = QualifierRule::Ignore;
  if (!out.qualifier.empty() && out.mode == NetworkMode::OneMode) usual = QualifierRule::Congruence;
  const bool number = qualifier != nullptr && qualifier->type != VariableType::Text;
  if (number && out.mode == NetworkMode::TwoMode) usual = QualifierRule::Subtract;
  out.rule = request.rule.value_or(usual);
  return out;
}

}  // namespace

Result<alignment::NetworkOptions> settled_network_options(
    const NetworkRequest& request, const alignment::CodedStatements& statements) {
  alignment::NetworkOptions out = with_usual_settings(request, statements);
  ENTENTE_TRY(out.from, moment(request.from, "--from", false));
  ENTENTE_TRY(out.to, moment(request.to, "--to", true));
  return out;
}

}  // namespace entente::app
