// SPDX-License-Identifier: GPL-3.0-or-later
// Discourse networks of a study, or straight from a file of Discourse Network Analyzer. Thread
// rule: as the store's.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "entente/alignment/backbone.hpp"
#include "entente/alignment/network.hpp"
#include "entente/alignment/network_series.hpp"
#include "entente/app/context.hpp"
#include "entente/record/snapshot.hpp"

namespace entente::app {

struct NetworkRequest {
  std::string record;                    ///< a study, or a file that ends in .dna
  std::string statement_type;            ///< of a .dna file; blank = the usual one
  std::string at;                        ///< of a study: as AnalysisRequest
  std::string from;                      ///< a date, or a time "2020-01-06T13:00:00"; blank = open
  std::string to;                        ///< a date is read as its last second
  alignment::NetworkOptions options;     ///< blank rows and columns: the usual ones of the record
  std::optional<std::string> qualifier;  ///< absent: the usual one; blank: none
  std::optional<alignment::QualifierRule> rule;  ///< absent: the usual one of the mode
  std::optional<alignment::NetworkSeriesOptions> series;
  std::optional<alignment::NetworkDistance> distance;  ///< between the networks of the series
  std::vector<std::string> edge;  ///< labels of a row and a column: only this edge, opened
  std::uint32_t draws = 1000;     ///< behind each interval; 0 = none
  std::uint64_t seed = 1;
  std::optional<double> backbone;  ///< keep only edges of a lower chance, see backbone.hpp
  bool edges = false;              ///< CSV: one row an edge instead of a matrix
  std::string output;              ///< a file whose ending says its form; blank = none
  bool force = false;              ///< replace what lies there
};

/// Coded statements, and what each rests on.
struct NetworkRecord {
  alignment::CodedStatements statements;
  std::vector<std::vector<std::string>> evidence;  ///< by statement: passages, else sources
  std::vector<std::string> event_columns;          ///< of event lists
  std::vector<bool> event_texts;                   ///< by column: a text, not a number
  std::vector<std::vector<std::string>> events;    ///< by statement, where they were asked for
  std::vector<std::string> remarks;
  std::string at_text;  ///< of a study
};

struct NetworkOutcome {
  std::string name;  ///< of the study or file, as given
  NetworkRecord record;
  alignment::NetworkOptions options;  ///< with the usual variables filled in
  std::optional<alignment::NetworkSeriesOptions> series;
  std::vector<alignment::Network> networks;  ///< one, or one a window
  std::vector<stats::Estimate> intervals;    ///< by edge of the one; empty where none are made
  std::string no_intervals;                  ///< why not
  std::optional<double> backbone;            ///< as asked for
  std::vector<double> chances;  ///< by edge of the one: backbone_significance in the whole network
  std::vector<alignment::EdgeFragility> fragility;  ///< by edge; empty where there are too many
  std::optional<std::size_t> opened;  ///< place of the edge asked for, of the one network
  std::vector<double> distances;      ///< networks x networks
  std::uint32_t draws = 0;
  std::uint64_t seed = 1;
  bool edges = false;
  std::vector<std::string> written;  ///< files
};

/// The statements of a study that count at a date, as variables actor, issue, target, coder,
/// source, year (texts), stance (-2 to 2) and side (1 for, 0 against; neither for 0).
NetworkRecord network_record(const record::Snapshot& snapshot, std::chrono::sys_days at,
                             bool with_events);

/// Errors: as build_network, build_network_series and edge_intervals; those of opening a study or
/// reading a file; Usage (a bad date, an ending that says no form), NotFound (no such edge),
/// Unwritable. Where there are too many edges for intervals, none are made and the outcome says so.
Result<NetworkOutcome> network_of(const NetworkRequest& request, const Context& context);

/// The endings of files a network can be written to, without the dot: "csv", "dl", "graphml",
/// "gexf", "net". A network of a series gets its number before the ending.
const std::vector<std::string>& network_endings();

/// One network as bytes of a file. `which` of outcome.networks. Labels are cleaned for the form. An
/// edge that is not a number is left out. With Compatibility::Dna csv and dl are DNA's own, byte
/// for byte; graphml is ours, as DNA's draws its layout at random. Pure.
std::string network_file(const NetworkOutcome& outcome, std::size_t which,
                         const std::string& ending);

}  // namespace entente::app
