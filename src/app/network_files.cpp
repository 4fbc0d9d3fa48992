// SPDX-License-Identifier: GPL-3.0-or-later
#include "network_files.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "entente/app/present.hpp"
#include "entente/base/text.hpp"

namespace entente::app {
namespace {

using alignment::Network;
using alignment::NetworkEdge;
using alignment::NetworkMode;

bool dna_forms(const NetworkOutcome& outcome) {
  return outcome.options.compatibility == alignment::Compatibility::Dna;
}

/// Six decimals as Java rounds them: the shortest decimal text that reads back, halves away from 0.
std::string java_six_decimals(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  std::array<char, 512> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(value),
                                 std::chars_format::fixed);
  std::string digits(buffer.data(), end.ptr);
  std::size_t point = digits.find('.');
  if (point == std::string::npos) {
    point = digits.size();
    digits.push_back('.');
  }
  constexpr std::size_t decimals = 6;
  const std::size_t wanted = point + 1 + decimals;
  const bool up = digits.size() > wanted && digits[wanted] >= '5';
  digits.resize(wanted, '0');
  for (std::size_t at = wanted; up && at-- > 0;) {
    if (digits[at] == '.') continue;
    if (digits[at] != '9') {
      ++digits[at];
      break;
    }
    digits[at] = '0';
    if (at == 0) digits.insert(digits.begin(), '1');
  }
  return (std::signbit(value) ? "-" : "") + digits;
}

/// Whether DNA writes the cells as whole numbers, cut off.
bool dna_whole_numbers(const NetworkOutcome& outcome, const Network& network) {
  if (outcome.series && outcome.series->kernel != alignment::Kernel::None) return false;
  if (network.statements.empty()) return true;
  if (outcome.options.normalization != alignment::Normalization::None) return false;
  if (network.mode == NetworkMode::TwoMode) return true;
  const alignment::CodedVariable* qualifier =
      alignment::find_variable(outcome.record.statements, outcome.options.qualifier);
  return qualifier != nullptr && qualifier->type == alignment::VariableType::Boolean;
}

std::string dna_cell(double value, bool whole) {
  return whole ? std::to_string(static_cast<std::int64_t>(std::isnan(value) ? 0 : value))
               : java_six_decimals(value);
}

std::string with_single_quotes(std::string text) {
  std::replace(text.begin(), text.end(), '"', '\'');
  return text;
}

std::string dna_matrix_csv(const NetworkOutcome& outcome, const Network& network) {
  const bool whole = dna_whole_numbers(outcome, network);
  std::string out = "\"\"";
  for (const std::string& label : network.columns()) {
    out += ";\"" + with_single_quotes(label) + "\"";
  }
  const std::vector<double> cells = network.dense();
  std::size_t at = 0;
  for (const std::string& label : network.rows) {
    out += "\n\"" + with_single_quotes(label) + "\"";
    for (std::size_t c = 0; c < network.columns().size(); ++c) {
      out += ";" + dna_cell(cells[at++], whole);
    }
  }
  return out;
}

std::string dna_event_csv(const NetworkOutcome& outcome, const Network& network) {
  const NetworkRecord& record = outcome.record;
  std::string out;
  for (const std::string& name : record.event_columns) {
    out += (out.empty() ? "\"" : ";\"") + name + "\"";
  }
  for (const alignment::NetworkStatement& placed : network.statements) {
    const std::vector<std::string>& cells = record.events[placed.statement];
    for (std::size_t c = 0; c < cells.size(); ++c) {
      out += c == 0 ? "\n" : ";";
      if (!record.event_texts[c]) {
        out += cells[c];
        continue;
      }
      std::string text = with_single_quotes(cells[c]);
      std::replace(text.begin(), text.end(), ';', ',');
      out += "\"" + text + "\"";
    }
  }
  return out;
}

/// A label on one line between double quotes.
std::string quoted_label(const std::string& label) {
  return "\"" + with_single_quotes(printable(label)) + "\"";
}

void add_dl_labels(std::string& out, const std::vector<std::string>& labels, bool dna) {
  for (std::string label : labels) {
    std::replace(label.begin(), label.end(), '"', '\'');
    std::erase(label, '\'');
    out += "\n\"" + (dna ? label : printable(label)) + "\"";
  }
}

std::string dl_file(const NetworkOutcome& outcome, const Network& network) {
  const bool dna = dna_forms(outcome);
  const bool whole = dna && dna_whole_numbers(outcome, network);
  const bool two = network.mode == NetworkMode::TwoMode;
  const std::string rows = std::to_string(network.rows.size());
  std::string out = two ? "dl nr = " + rows + ", nc = " + std::to_string(network.concepts.size())
                        : "dl n = " + rows;
  out += ", format = fullmatrix\n";
  out += two ? "row labels:" : "labels:";
  add_dl_labels(out, network.rows, dna);
  if (two) {
    out += "\ncol labels:";
    add_dl_labels(out, network.concepts, dna);
  }
  out += "\ndata:";
  const std::vector<double> cells = network.dense();
  std::size_t at = 0;
  for (std::size_t row = 0; row < network.rows.size(); ++row) {
    out += "\n";
    for (std::size_t c = 0; c < network.columns().size(); ++c, ++at) {
      const double value = std::isnan(cells[at]) && !dna ? 0 : cells[at];
      out += " " + (dna ? dna_cell(value, whole) : number_text(value));
    }
  }
  return dna ? out : out + "\n";
}

std::string pajek_file(const NetworkOutcome& outcome, const Network& network) {
  const std::vector<GraphNode> nodes = graph_nodes(outcome, network);
  std::string out = "*Vertices " + std::to_string(nodes.size());
  if (network.mode == NetworkMode::TwoMode) out += " " + std::to_string(network.rows.size());
  out += "\n";
  for (std::size_t at = 0; at < nodes.size(); ++at) {
    out += std::to_string(at + 1) + " " + quoted_label(nodes[at].label) + "\n";
  }
  out += "*Edges\n";
  for (const NetworkEdge& edge : network.edges) {
    if (std::isnan(edge.weight)) continue;
    out += std::to_string(edge.row + 1) + " " + std::to_string(graph_target(network, edge) + 1) +
           " " + number_text(edge.weight) + "\n";
  }
  return out;
}

}  // namespace

std::vector<GraphNode> graph_nodes(const NetworkOutcome& outcome, const Network& network) {
  std::vector<GraphNode> out;
  out.reserve(network.rows.size() + network.concepts.size());
  for (std::size_t row = 0; row < network.rows.size(); ++row) {
    out.push_back({network.rows[row], outcome.options.rows, network.row_statements[row]});
  }
  if (network.mode != NetworkMode::TwoMode) return out;
  for (std::size_t c = 0; c < network.concepts.size(); ++c) {
    out.push_back({network.concepts[c], outcome.options.columns, network.concept_statements[c]});
  }
  return out;
}

std::size_t graph_target(const Network& network, const NetworkEdge& edge) {
  return edge.column + (network.mode == NetworkMode::TwoMode ? network.rows.size() : 0);
}

const std::vector<std::string>& network_endings() {
  static const std::vector<std::string> endings = {"csv", "dl", "graphml", "gexf", "net"};
  return endings;
}

std::string network_file(const NetworkOutcome& outcome, std::size_t which,
                         const std::string& ending) {
  const Network& network = outcome.networks[which];
  if (ending == "graphml") return graphml_file(outcome, which);
  if (ending == "gexf") return gexf_file(outcome, which);
  if (ending == "net") return pajek_file(outcome, network);
  if (ending == "dl") return dl_file(outcome, network);
  if (dna_forms(outcome)) {
    return network.mode == NetworkMode::EventList ? dna_event_csv(outcome, network)
                                                  : dna_matrix_csv(outcome, network);
  }
  return csv_text(network_rows(outcome, which));
}

}  // namespace entente::app
