// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "contested.hpp"
#include "entente/app/audit.hpp"
#include "entente/base/text.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

std::string number(double value) {
  const std::string text = number_text(value);
  return text.size() > 7 ? fixed_text(value, 4) : text;
}

std::string figure_text(const AuditFigure& figure) {
  std::string out = figure.value ? number(*figure.value) : printable(figure.words);
  if (figure.interval) {
    out += "   [" + number(figure.interval->low) + ", " + number(figure.interval->high) + "]";
  } else if (!figure.no_interval.empty()) {
    out += "   no interval: " + figure.no_interval;
  }
  return out;
}

std::string input_text(const AuditInput& input) {
  std::string out = "  " + printable(input.datum) + ": " + printable(input.words) +
                    (input.unverified ? " UNVERIFIED" : "") + "\n";
  for (const ShownPassage& passage : input.passages) {
    out += "      passage " + printable(passage.id) + ", " + printable(passage.title);
    if (!passage.locator.empty()) out += ", " + printable(passage.locator);
    out += "\n";
    if (!passage.text.empty()) out += "          \"" + folded(passage.text) + "\"\n";
  }
  for (const auto& [id, title] : input.sources) {
    out += "      source " + printable(id) + ", " + printable(title) + "\n";
  }
  return out;
}

std::string method_text(const AuditOutcome& outcome) {
  if (outcome.card == nullptr) return {};
  std::string out = "\nMethod: " + std::string(outcome.card->long_name) + " (" +
                    std::string(outcome.card->name) +
                    "; status: " + std::string(positions::to_string(outcome.card->status)) +
                    ")\n  " + std::string(outcome.card->formula) + "\n";
  std::vector<std::string> parameters;
  parameters.reserve(outcome.parameters.size());
  for (const auto& [name, value] : outcome.parameters) {
    parameters.push_back(name);
    parameters.back().append(" ").append(value);
  }
  if (!parameters.empty()) out += "  With " + joined(parameters, ", ") + ".\n";
  for (const std::string_view warning : outcome.card->warnings) {
    out += "  Beware: " + std::string(warning) + "\n";
  }
  return out;
}

Rows without_rows(const AuditOutcome& outcome, std::size_t most) {
  Rows rows = {{"without", "it becomes", outcome.n_of}};
  for (const AuditWithout& item : outcome.without) {
    if (rows.size() > most) break;
    rows.push_back({printable(item.datum), item.value ? number(*item.value) : "nothing is left",
                    std::to_string(item.n)});
  }
  return rows;
}

std::string text_of(const AuditOutcome& outcome) {
  std::string out = printable(outcome.title) + "\n";
  if (outcome.card != nullptr) out += "On " + outcome.analysis.at_text + ".\n";
  Rows rows;
  for (const AuditFigure& figure : outcome.figures) {
    rows.push_back({"  " + figure.name, figure_text(figure)});
  }
  out += "\n" + aligned(rows) + "  n (" + outcome.n_of + ") = " + std::to_string(outcome.n) + "\n";
  for (const std::string& reason : outcome.reasons) out += "  " + printable(reason) + "\n";
  out += method_text(outcome);
  out += "\nInputs, " + counted(outcome.inputs.size(), "row") + ":\n";
  for (const AuditInput& input : outcome.inputs) out += input_text(input);
  if (!outcome.without.empty()) {
    out += "\nLeaving one passage or source out (the first figure):\n" +
           aligned(without_rows(outcome, shown_lines));
    if (outcome.without.size() > shown_lines) {
      out += "  and " + std::to_string(outcome.without.size() - shown_lines) +
             " more that move it less; --json has all\n";
    }
  }
  return out + disputes_text(outcome.disputes) + "\nCompute it again:\n  " +
         printable(outcome.command) + "\n";
}

Json figure_json(const AuditFigure& figure) {
  Json out{{"name", figure.name}};
  out["value"] = figure.value ? Json(*figure.value) : Json();
  if (!figure.words.empty()) out["words"] = figure.words;
  out["interval"] =
      figure.interval ? Json::array({figure.interval->low, figure.interval->high}) : Json();
  if (!figure.no_interval.empty()) out["no_interval"] = figure.no_interval;
  return out;
}

Json input_json(const AuditInput& input) {
  Json out{{"datum", input.datum}, {"says", input.words}, {"unverified", input.unverified}};
  out["passages"] = Json::array();
  for (const ShownPassage& passage : input.passages) {
    out["passages"].push_back(Json{{"id", passage.id},
                                   {"source", passage.source},
                                   {"title", passage.title},
                                   {"locator", passage.locator},
                                   {"text", passage.text.empty() ? Json() : Json(passage.text)}});
  }
  out["sources"] = Json::array();
  for (const auto& [id, title] : input.sources) {
    out["sources"].push_back(Json{{"id", id}, {"title", title}});
  }
  return out;
}

Json json_of(const AuditOutcome& outcome) {
  Json out{{"name", outcome.name}, {"title", outcome.title}};
  out["at"] = outcome.analysis.at_text;
  out["figures"] = Json::array();
  for (const AuditFigure& figure : outcome.figures) out["figures"].push_back(figure_json(figure));
  out["n"] = outcome.n;
  out["n_of"] = outcome.n_of;
  out["method"] = outcome.card != nullptr ? Json(outcome.card->name) : Json();
  if (outcome.card != nullptr) {
    out["formula"] = outcome.card->formula;
    out["status"] = positions::to_string(outcome.card->status);
    out["warnings"] = outcome.card->warnings;
  }
  out["parameters"] = Json::object();
  for (const auto& [name, value] : outcome.parameters) out["parameters"][name] = value;
  out["reasons"] = outcome.reasons;
  out["inputs"] = Json::array();
  for (const AuditInput& input : outcome.inputs) out["inputs"].push_back(input_json(input));
  out["without"] = Json::array();
  for (const AuditWithout& item : outcome.without) {
    out["without"].push_back(Json{{"without", item.datum},
                                  {"value", item.value ? Json(*item.value) : Json()},
                                  {"n", item.n}});
  }
  out["disputes"] = disputes_json(outcome.disputes);
  out["command"] = outcome.command;
  return out;
}

/// One row an input: what a spreadsheet can check the figure with.
Rows input_rows(const AuditOutcome& outcome) {
  Rows rows = {{"datum", "says", "passages", "sources", "unverified"}};
  for (const AuditInput& input : outcome.inputs) {
    std::vector<std::string> passages;
    std::vector<std::string> sources;
    passages.reserve(input.passages.size());
    sources.reserve(input.sources.size());
    for (const ShownPassage& passage : input.passages) passages.push_back(passage.id);
    for (const auto& [id, title] : input.sources) sources.push_back(id);
    rows.push_back({input.datum, input.words, joined(passages, ";"), joined(sources, ";"),
                    input.unverified ? "yes" : ""});
  }
  return rows;
}

}  // namespace

Presentation present(const AuditOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = json_line(json_of(outcome));
  if (view == View::Table) out.rows = input_rows(outcome);
  if (view == View::Text) out.text = text_of(outcome);
  return out;
}

}  // namespace entente::app
