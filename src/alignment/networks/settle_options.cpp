// SPDX-License-Identifier: GPL-3.0-or-later
#include "settle_options.hpp"

#include <algorithm>
#include <map>

#include "entente/base/text.hpp"

namespace entente::alignment {
namespace {

std::vector<std::string> variable_names(const CodedStatements& statements) {
  std::vector<std::string> out;
  out.reserve(statements.variables.size());
  for (const CodedVariable& variable : statements.variables) {
    out.push_back((variable.of_document ? "document:" : "") + variable.name);
  }
  return out;
}

Error unusable(const char* option, std::string message, std::string expected,
               std::string_view found, std::string mend) {
  return {ErrorKind::Usage,    std::move(message), {"", 0, option},
          std::move(expected), quotable(found),    std::move(mend)};
}

Result<const CodedVariable*> known_variable(const CodedStatements& statements,
                                            const std::string& name, const char* option) {
  if (const CodedVariable* found = find_variable(statements, name)) return found;
  const std::vector<std::string> names = variable_names(statements);
  std::string mend = did_you_mean_sentence(name, names);
  if (mend.empty()) mend = "the variables are " + joined(names, ", ");
  return fail(unusable(option, "there is no such variable", "", name, std::move(mend)));
}

/// Numbers as nodes: one label for each different number.
void number_nodes(const CodedVariable& variable, NodeVariable& out) {
  std::map<std::int32_t, std::int32_t> places;
  for (const std::int32_t value : variable.values) {
    if (value != not_coded) places.emplace(value, 0);
  }
  for (auto& [value, place] : places) {
    place = static_cast<std::int32_t>(out.own_labels.size());
    out.own_labels.push_back(std::to_string(value));
  }
  out.own_values.reserve(variable.values.size());
  for (const std::int32_t value : variable.values) {
    out.own_values.push_back(value == not_coded ? not_coded : places.at(value));
  }
  out.values = out.own_values;
  out.labels = out.own_labels;
}

NodeVariable node_variable(const CodedVariable& variable) {
  NodeVariable out;
  if (variable.type == VariableType::Text) {
    out.values = variable.values;
    out.labels = variable.labels;
  } else {
    number_nodes(variable, out);
  }
  for (const std::string& label : out.labels) out.blank.push_back(label.empty());
  if (std::find(out.blank.begin(), out.blank.end(), true) == out.blank.end()) out.blank.clear();
  return out;
}

/// A setting that does not go with another: refused, or in DNA's reading replaced.
template <class Setting>
Result<void> replace(NetworkSelection& selection, Setting& setting, Setting by, const char* option,
                     const std::string& reason) {
  if (setting == by) return {};
  const std::string was(to_string(setting));
  if (!selection.dna()) {
    return fail(unusable(
        option, reason, "", was,
        std::string(option) + " " + std::string(to_string(by)) + ", or another that goes with it"));
  }
  selection.remarks.push_back(reason + ": \"" + std::string(to_string(by)) +
                              "\" was used instead of \"" + was + "\", as DNA does");
  setting = by;
  return {};
}

Result<void> settle_qualifier(NetworkSelection& selection) {
  NetworkOptions& options = selection.options;
  if (selection.dna() &&
      (options.qualifier == options.rows || options.qualifier == options.columns)) {
    options.qualifier.clear();
  }
  if (!options.qualifier.empty()) {
    ENTENTE_TRY(selection.qualifier,
                known_variable(*selection.statements, options.qualifier, "--qualifier"));
  }
  const bool one_mode = options.mode == NetworkMode::OneMode;
  if (options.rule == QualifierRule::Combine && options.mode != NetworkMode::TwoMode) {
    ENTENTE_CHECK(replace(selection, options.rule, QualifierRule::Ignore, "--rule",
                          "levels are combined in networks of two modes only"));
  }
  if ((options.rule == QualifierRule::Congruence || options.rule == QualifierRule::Conflict) &&
      !one_mode) {
    ENTENTE_CHECK(replace(selection, options.rule, QualifierRule::Ignore, "--rule",
                          "congruence and conflict are between actors, in networks of one mode"));
  }
  if (selection.qualifier == nullptr) {
    ENTENTE_CHECK(replace(selection, options.rule, QualifierRule::Ignore, "--rule",
                          "the rule needs a qualifier"));
  }
  const bool text =
      selection.qualifier != nullptr && selection.qualifier->type == VariableType::Text;
  if (!selection.dna() && text && !one_mode && options.rule == QualifierRule::Subtract) {
    return fail(unusable("--rule", "a text has no sign that could be subtracted",
                         "ignore or combine", "subtract", "or take a number as qualifier"));
  }
  return {};
}

Result<void> settle_normalization(NetworkSelection& selection, Kernel kernel) {
  NetworkOptions& options = selection.options;
  Normalization& normalization = options.normalization;
  const bool by_sums =
      normalization == Normalization::Activity || normalization == Normalization::Prominence;
  const bool by_pairs = normalization != Normalization::None && !by_sums;
  if (by_sums && options.mode != NetworkMode::TwoMode) {
    ENTENTE_CHECK(replace(selection, normalization, Normalization::None, "--normalize",
                          "activity and prominence are of networks of two modes"));
  }
  if (by_pairs && options.mode != NetworkMode::OneMode) {
    ENTENTE_CHECK(replace(selection, normalization, Normalization::None, "--normalize",
                          "average, jaccard and cosine are of networks of one mode"));
  }
  if (kernel != Kernel::None && selection.dna()) {
    if (normalization != Normalization::None) {
      ENTENTE_CHECK(replace(selection, normalization, Normalization::Average, "--normalize",
                            "kernels know one normalisation"));
    }
    if (options.rule == QualifierRule::Combine) {
      ENTENTE_CHECK(replace(selection, options.rule, QualifierRule::Subtract, "--rule",
                            "kernels do not combine levels"));
    }
  }
  if (options.rule != QualifierRule::Combine || selection.dna()) return {};
  if (kernel != Kernel::None) {
    return fail(unusable("--rule", "a code of levels cannot be smoothed", "ignore or subtract",
                         "combine", "leave --kernel out, or take another rule"));
  }
  return replace(selection, normalization, Normalization::None, "--normalize",
                 "a code of levels cannot be divided");
}

}  // namespace

Result<void> settle_options(NetworkSelection& selection, Kernel kernel) {
  NetworkOptions& options = selection.options;
  const CodedStatements& statements = *selection.statements;
  ENTENTE_TRY(const CodedVariable* rows, known_variable(statements, options.rows, "--rows"));
  ENTENTE_TRY(const CodedVariable* columns,
              known_variable(statements, options.columns, "--columns"));
  if (rows == columns) {
    return fail(unusable("--columns", "rows and columns are the same variable",
                         "two different variables", options.columns, "name another one"));
  }
  for (const ValueFilter& filter : options.filters) {
    ENTENTE_CHECK(
        known_variable(statements, filter.variable, filter.keep ? "--only" : "--exclude"));
  }
  selection.rows = node_variable(*rows);
  selection.columns = node_variable(*columns);
  ENTENTE_CHECK(settle_qualifier(selection));
  ENTENTE_CHECK(settle_normalization(selection, kernel));
  if (options.rule == QualifierRule::Combine && !selection.dna()) {
    constexpr std::uint32_t exact_levels = 52;  // a double counts to 2^53
    const std::uint32_t levels = qualifier_levels(selection, {}).count();
    if (levels > exact_levels) {
      return fail({ErrorKind::Limit,
                   "too many levels to combine",
                   {"", 0, "--qualifier"},
                   "at most 52",
                   std::to_string(levels),
                   "take a qualifier with fewer values"});
    }
  }
  return {};
}

}  // namespace entente::alignment
