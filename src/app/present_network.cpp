// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "entente/app/network.hpp"
#include "entente/base/text.hpp"
#include "network_files.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

using alignment::EdgeEvidence;
using alignment::Network;
using alignment::NetworkEdge;
using alignment::NetworkMode;

/// More statements behind the edges of one answer than this are named edge by edge only.
constexpr std::size_t most_named_statements = 1'000'000;
/// Matrices up to this width are shown as such.
constexpr std::size_t widest_shown_matrix = 12;

std::string time_text(std::optional<std::int64_t> time) { return time ? utc_text(*time) : ""; }

std::string edge_number(double value) { return std::isnan(value) ? "NaN" : number_text(value); }
Json edge_json_number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

/// Passages and sources of statements, each once, in the order they come.
std::vector<std::string> evidence_of(const NetworkOutcome& outcome,
                                     const std::vector<std::uint32_t>& statements) {
  std::vector<std::string> out;
  for (const std::uint32_t s : statements) {
    for (const std::string& id : outcome.record.evidence[s]) out.push_back(id);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<std::string> network_statement_ids(const NetworkOutcome& outcome,
                                               const std::vector<std::uint32_t>& statements) {
  std::vector<std::string> out;
  out.reserve(statements.size());
  for (const std::uint32_t s : statements) out.push_back(outcome.record.statements.ids[s]);
  return out;
}

bool names_statements(const NetworkOutcome& outcome) {
  std::size_t sum = 0;
  for (const Network& network : outcome.networks) {
    for (const NetworkEdge& edge : network.edges) sum += edge.statements;
  }
  return sum <= most_named_statements;
}

bool dna_reading(const NetworkOutcome& outcome) {
  return outcome.options.compatibility == alignment::Compatibility::Dna;
}

/// A blank cell: nothing is known of how the two stand. DNA's reading has a 0 there.
Rows matrix_rows(const NetworkOutcome& outcome, const Network& network) {
  Rows rows = {{""}};
  rows[0].insert(rows[0].end(), network.columns().begin(), network.columns().end());
  const std::size_t width = network.columns().size();
  const std::string blank = dna_reading(outcome) ? "0" : "";
  for (const std::string& label : network.rows) {
    auto& row = rows.emplace_back(width + 1, blank);
    row[0] = label;
  }
  for (const NetworkEdge& edge : network.edges) {
    rows[edge.row + 1][edge.column + 1] = edge_number(edge.weight);
    if (network.mode == NetworkMode::OneMode) {
      rows[edge.column + 1][edge.row + 1] = edge_number(edge.weight);
    }
  }
  return rows;
}

Rows event_rows(const NetworkOutcome& outcome, const Network& network) {
  Rows rows = {outcome.record.event_columns};
  for (const auto& placed : network.statements) {
    rows.push_back(outcome.record.events[placed.statement]);
  }
  return rows;
}

/// Blank where there is no such edge or it was not looked at.
std::string weight_without(const NetworkOutcome& outcome, std::size_t at) {
  if (at >= outcome.fragility.size() || std::isnan(outcome.fragility[at].weight)) return {};
  return number_text(outcome.fragility[at].weight);
}

std::string document_without(const NetworkOutcome& outcome, std::size_t at) {
  if (at >= outcome.fragility.size()) return {};
  return outcome.record.statements.document_ids[outcome.fragility[at].document];
}

/// Blank where shares have no meaning.
std::string chance_of_edge(const NetworkOutcome& outcome, std::size_t at) {
  if (at >= outcome.chances.size() || std::isnan(outcome.chances[at])) return {};
  return number_text(outcome.chances[at]);
}

/// Edges of one network as CSV, each with what it rests on.
Rows edge_table(const NetworkOutcome& outcome, const Network& network) {
  Rows rows = {{"row", "column", "weight", "low", "high", "statements", "common", "documents",
                "without", "without_document", "backbone_p", "evidence"}};
  const EdgeEvidence evidence(network);
  const bool named = names_statements(outcome);
  for (std::size_t at = 0; at < network.edges.size(); ++at) {
    const NetworkEdge& edge = network.edges[at];
    const stats::Estimate* estimate =
        at < outcome.intervals.size() ? &outcome.intervals[at] : nullptr;
    const bool known = estimate != nullptr && estimate->interval;
    rows.push_back(
        {network.rows[edge.row], network.columns()[edge.column], edge_number(edge.weight),
         known ? number_text(estimate->interval->low) : "",
         known ? number_text(estimate->interval->high) : "", std::to_string(edge.statements),
         std::to_string(edge.common), estimate != nullptr ? std::to_string(estimate->n) : "",
         weight_without(outcome, at), document_without(outcome, at), chance_of_edge(outcome, at),
         named ? joined(evidence_of(outcome, evidence.statements(edge)), ";") : ""});
  }
  return rows;
}

/// All windows, one row an edge.
Rows series_table(const NetworkOutcome& outcome) {
  Rows rows = {
      {"step", "start", "middle", "stop", "row", "column", "weight", "statements", "common"}};
  for (std::size_t step = 0; step < outcome.networks.size(); ++step) {
    const Network& network = outcome.networks[step];
    for (const NetworkEdge& edge : network.edges) {
      rows.push_back({std::to_string(step + 1), time_text(network.start), time_text(network.middle),
                      time_text(network.stop), network.rows[edge.row],
                      network.columns()[edge.column], edge_number(edge.weight),
                      std::to_string(edge.statements), std::to_string(edge.common)});
    }
  }
  return rows;
}

Rows distance_rows(const NetworkOutcome& outcome) {
  const std::size_t n = outcome.networks.size();
  Rows rows = {{"middle"}};
  for (const Network& network : outcome.networks) rows[0].push_back(time_text(network.middle));
  for (std::size_t a = 0; a < n; ++a) {
    auto& row = rows.emplace_back();
    row.push_back(time_text(outcome.networks[a].middle));
    for (std::size_t b = 0; b < n; ++b) row.push_back(number_text(outcome.distances[a * n + b]));
  }
  return rows;
}

Rows opened_rows(const NetworkOutcome& outcome) {
  const Network& network = outcome.networks.front();
  Rows rows = {outcome.record.event_columns};
  const auto statements = EdgeEvidence(network).statements(network.edges[outcome.opened.value()]);
  for (const std::uint32_t s : statements) {
    rows.push_back(outcome.record.events[s]);
  }
  return rows;
}

Json network_estimate_json(const stats::Estimate& estimate) {
  Json out;
  out["interval"] = estimate.interval
                        ? Json::array({estimate.interval->low, estimate.interval->high})
                        : Json(nullptr);
  out["state"] = stats::to_string(estimate.state);
  out["level"] = estimate.level;
  return out;
}

Json nodes_json(const std::vector<std::string>& labels, const std::vector<std::uint32_t>& counts) {
  Json out = Json::array();
  for (std::size_t at = 0; at < labels.size(); ++at) {
    out.push_back(Json{{"label", labels[at]}, {"n_statements", counts[at]}});
  }
  return out;
}

Json edge_json(const NetworkOutcome& outcome, const Network& network, std::size_t at,
               const EdgeEvidence* evidence) {
  const NetworkEdge& edge = network.edges[at];
  Json out{{"row", network.rows[edge.row]},
           {"column", network.columns()[edge.column]},
           {"weight", edge_json_number(edge.weight)},
           {"n_statements", edge.statements},
           {"n_common", edge.common}};
  if (at < outcome.intervals.size()) {
    out["n_documents"] = outcome.intervals[at].n;
    out.update(network_estimate_json(outcome.intervals[at]));
  }
  if (at < outcome.chances.size()) out["backbone_p"] = edge_json_number(outcome.chances[at]);
  if (at < outcome.fragility.size()) {
    const alignment::EdgeFragility& one = outcome.fragility[at];
    out["without"] = Json{{"document", outcome.record.statements.document_ids[one.document]},
                          {"weight", edge_json_number(one.weight)}};
  }
  if (evidence == nullptr) return out;
  const auto statements = evidence->statements(edge);
  out["statements"] = network_statement_ids(outcome, statements);
  out["evidence"] = evidence_of(outcome, statements);
  return out;
}

Json network_json(const NetworkOutcome& outcome, const Network& network, bool named) {
  Json out;
  if (network.middle) {
    out["start"] = time_text(network.start);
    out["middle"] = time_text(network.middle);
    out["stop"] = time_text(network.stop);
  }
  out["n_statements"] = network.statements.size();
  if (network.mode == NetworkMode::EventList) {
    out["events"] = Json::array();
    for (const auto& placed : network.statements) {
      Json event;
      const auto& cells = outcome.record.events[placed.statement];
      for (std::size_t c = 0; c < cells.size(); ++c) {
        event[outcome.record.event_columns[c]] = cells[c];
      }
      event["evidence"] = outcome.record.evidence[placed.statement];
      out["events"].push_back(std::move(event));
    }
    return out;
  }
  out["rows"] = nodes_json(network.rows, network.row_statements);
  if (network.mode == NetworkMode::TwoMode) {
    out["columns"] = nodes_json(network.concepts, network.concept_statements);
  }
  out["edges"] = Json::array();
  const EdgeEvidence evidence(network);
  for (std::size_t at = 0; at < network.edges.size(); ++at) {
    if (outcome.opened && at != *outcome.opened) continue;
    out["edges"].push_back(edge_json(outcome, network, at, named ? &evidence : nullptr));
  }
  return out;
}

std::vector<std::string> all_remarks(const NetworkOutcome& outcome) {
  std::vector<std::string> out = outcome.record.remarks;
  if (!outcome.networks.empty()) {
    const auto& more = outcome.networks.front().remarks;
    out.insert(out.end(), more.begin(), more.end());
  }
  return out;
}

std::string network_outcome_json(const NetworkOutcome& outcome) {
  const alignment::NetworkOptions& options = outcome.options;
  Json json{{"method", "network"}, {"record", outcome.name}};
  if (!outcome.record.at_text.empty()) json["at"] = outcome.record.at_text;
  json["mode"] = to_string(options.mode);
  json["rows"] = options.rows;
  json["columns"] = options.columns;
  json["qualifier"] = options.qualifier.empty() ? Json(nullptr) : Json(options.qualifier);
  json["rule"] = to_string(options.rule);
  json["normalize"] = to_string(options.normalization);
  json["duplicates"] = to_string(options.duplicates);
  json["compatibility"] = dna_reading(outcome) ? "dna" : "none";
  if (outcome.series) {
    json["window"] = Json{{"size", outcome.series->size},
                          {"unit", to_string(outcome.series->unit)},
                          {"kernel", to_string(outcome.series->kernel)}};
  }
  if (outcome.backbone) json["backbone"] = *outcome.backbone;
  json["seed"] = outcome.seed;
  json["draws"] = outcome.draws;
  if (!outcome.no_intervals.empty()) json["no_intervals"] = outcome.no_intervals;
  json["remarks"] = all_remarks(outcome);
  const bool named = names_statements(outcome) || outcome.opened;
  json["statements_named"] = named;
  json["networks"] = Json::array();
  for (const Network& network : outcome.networks) {
    json["networks"].push_back(network_json(outcome, network, named));
  }
  if (!outcome.distances.empty()) json["distances"] = outcome.distances;
  json["written"] = outcome.written;
  return json_line(json);
}

/// The strongest edges, by size of the weight.
std::vector<std::size_t> strongest(const Network& network, std::size_t most) {
  std::vector<std::size_t> order(network.edges.size());
  for (std::size_t at = 0; at < order.size(); ++at) order[at] = at;
  std::stable_sort(order.begin(), order.end(), [&network](std::size_t a, std::size_t b) {
    const double x = std::abs(network.edges[a].weight);
    const double y = std::abs(network.edges[b].weight);
    if (std::isnan(x) || std::isnan(y)) return !std::isnan(x) && std::isnan(y);
    return x > y;
  });
  if (order.size() > most) order.resize(most);
  return order;
}

/// As interval_text, of documents.
std::string document_interval_text(const stats::Estimate& estimate) {
  if (estimate.state == stats::IntervalState::TooFew) {
    return estimate.n < 2 ? "(one document)" : "(few carry it)";
  }
  return interval_text(estimate, 3);
}

/// "0.500 (USIP2024)": the weight without the document that matters most.
std::string without_text(const NetworkOutcome& outcome, std::size_t at) {
  if (at >= outcome.fragility.size()) return {};
  const alignment::EdgeFragility& one = outcome.fragility[at];
  return (std::isnan(one.weight) ? std::string("none") : fixed_text(one.weight, 3)) + " (" +
         printable(outcome.record.statements.document_ids[one.document]) + ")";
}

std::string edges_text(const NetworkOutcome& outcome, const Network& network) {
  const bool one = network.mode == NetworkMode::OneMode;
  Rows rows = {{outcome.options.rows, one ? "and" : outcome.options.columns, "weight", "95 %",
                "without", "statements", "documents", one ? "in common" : ""}};
  std::vector<std::size_t> order = strongest(network, shown_lines);
  if (outcome.opened) order = {*outcome.opened};
  for (const std::size_t at : order) {
    const NetworkEdge& edge = network.edges[at];
    const bool drawn = at < outcome.intervals.size();
    rows.push_back({printable(network.rows[edge.row]), printable(network.columns()[edge.column]),
                    std::isnan(edge.weight) ? "NaN" : fixed_text(edge.weight, 3),
                    drawn ? document_interval_text(outcome.intervals[at]) : "",
                    without_text(outcome, at), std::to_string(edge.statements),
                    drawn ? std::to_string(outcome.intervals[at].n) : "",
                    one ? std::to_string(edge.common) : ""});
  }
  std::string out = aligned(rows);
  if (order.size() < network.edges.size() && !outcome.opened) {
    out += counted(network.edges.size() - order.size(), "weaker edge") +
           " not shown; --csv and --json have all.\n";
  }
  return out;
}

std::string matrix_text(const NetworkOutcome& outcome, const Network& network) {
  Rows rows = matrix_rows(outcome, network);
  for (auto& row : rows) {
    for (std::string& cell : row) {
      const auto number = parse_number(cell);
      cell = number && &cell != &row.front() ? number_text(std::round(*number * 1000) / 1000)
                                             : printable(cell);
    }
  }
  return aligned(rows);
}

std::string windows_text(const NetworkOutcome& outcome) {
  Rows rows = {{"from", "to", "statements", "rows", "columns", "edges", "sum of weights"}};
  for (const Network& network : outcome.networks) {
    double sum = 0;
    for (const NetworkEdge& edge : network.edges) sum += edge.weight;
    rows.push_back({time_text(network.start), time_text(network.stop),
                    std::to_string(network.statements.size()), std::to_string(network.rows.size()),
                    std::to_string(network.columns().size()), std::to_string(network.edges.size()),
                    fixed_text(sum, 3)});
  }
  return aligned(rows);
}

std::string settings_text(const NetworkOutcome& outcome) {
  const alignment::NetworkOptions& options = outcome.options;
  std::string out = options.rows;
  if (options.mode == NetworkMode::OneMode) out += " x " + options.rows + " by " + options.columns;
  if (options.mode == NetworkMode::TwoMode) out += " x " + options.columns;
  if (!options.qualifier.empty()) {
    out += ", " + std::string(to_string(options.rule)) + " of " + options.qualifier;
  }
  out += "; normalised: " + std::string(to_string(options.normalization)) +
         "; duplicates: " + std::string(to_string(options.duplicates));
  if (dna_reading(outcome)) out += "; as DNA 3.1.2 computes";
  if (!outcome.record.at_text.empty()) out += ". On " + outcome.record.at_text;
  return printable(out) + ".\n";
}

std::string one_network_text(const NetworkOutcome& outcome) {
  const Network& network = outcome.networks.front();
  if (network.mode == NetworkMode::EventList) {
    Rows rows = event_rows(outcome, network);
    const std::size_t all = rows.size() - 1;
    if (all > shown_lines) rows.resize(shown_lines + 1);
    for (auto& row : rows) {
      for (std::string& cell : row) cell = folded(cell);
    }
    std::string out = aligned(rows);
    if (all > shown_lines) {
      out += counted(all - shown_lines, "more statement") + "; --csv has all.\n";
    }
    return out;
  }
  std::string out;
  if (!outcome.opened && network.columns().size() <= widest_shown_matrix &&
      network.rows.size() <= 2 * widest_shown_matrix) {
    out += matrix_text(outcome, network) + "\n";
  }
  out += edges_text(outcome, network);
  if (outcome.opened) {
    Rows rows = opened_rows(outcome);
    for (auto& row : rows) {
      for (std::string& cell : row) cell = folded(cell);
    }
    out += "\n" + aligned(rows);
  }
  return out;
}

std::string network_outcome_text(const NetworkOutcome& outcome) {
  std::string out = outcome.series ? windows_text(outcome) : one_network_text(outcome);
  if (!outcome.distances.empty()) {
    out += "\nDistances between the windows: --csv and --json have them.\n";
  }
  out += "\n" + settings_text(outcome);
  if (outcome.backbone) {
    out += "Only edges that stand out, disparity filter below " + number_text(*outcome.backbone) +
           ".\n";
  }
  if (!outcome.intervals.empty()) {
    out +=
        "Intervals: " + std::to_string(outcome.draws) +
        " draws of how much each document counts, seed " + std::to_string(outcome.seed) +
        "; (few carry it): fewer than five documents of equal weight would say as much. without: "
        "the weight without the document that matters most to it.\n";
  }
  if (!outcome.no_intervals.empty()) out += "No intervals: " + outcome.no_intervals + ".\n";
  if (!outcome.series && outcome.options.mode == NetworkMode::OneMode && !dna_reading(outcome)) {
    out += outcome.backbone ? "A blank is an edge left out, or unknown.\n"
                            : "A blank is unknown: the two speak about nothing in common.\n";
  }
  for (const std::string& remark : all_remarks(outcome)) out += printable(remark) + ".\n";
  for (const std::string& path : outcome.written) out += "Wrote " + printable(path) + ".\n";
  return out;
}

}  // namespace

Rows network_rows(const NetworkOutcome& outcome, std::size_t which) {
  const Network& network = outcome.networks[which];
  if (network.mode == NetworkMode::EventList) return event_rows(outcome, network);
  return outcome.edges ? edge_table(outcome, network) : matrix_rows(outcome, network);
}

Presentation present(const NetworkOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = network_outcome_json(outcome);
  if (view == View::Text) out.text = network_outcome_text(outcome);
  if (view != View::Table) return out;
  if (!outcome.distances.empty()) {
    out.rows = distance_rows(outcome);
  } else if (outcome.series) {
    out.rows = series_table(outcome);
  } else {
    out.rows = outcome.opened ? opened_rows(outcome) : network_rows(outcome, 0);
  }
  return out;
}

}  // namespace entente::app
