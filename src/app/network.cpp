// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/network.hpp"

#include <algorithm>
#include <filesystem>

#include "entente/app/files.hpp"
#include "entente/base/text.hpp"
#include "network_settings.hpp"

namespace entente::app {
namespace {

using alignment::NetworkMode;

/// The chances of the one network's edges; of a series only what is kept is told.
Result<void> find_backbone(NetworkOutcome& out, const NetworkRequest& request) {
  out.backbone = request.backbone;
  const bool one = !out.series && out.options.mode != NetworkMode::EventList;
  if (!request.backbone) {
    if (one) out.chances = alignment::backbone_significance(out.networks.front());
    return {};
  }
  for (alignment::Network& network : out.networks) {
    auto kept = alignment::keep_backbone(network, *request.backbone);
    if (!kept) {
      kept.error().place.column = "--backbone";
      return fail(std::move(kept.error()));
    }
    if (one) out.chances = std::move(*kept);
  }
  return {};
}

Result<void> make_intervals(NetworkOutcome& out, const NetworkRequest& request,
                            const CancelToken& cancel) {
  out.draws = request.draws;
  out.seed = request.seed;
  if (out.series || out.options.mode == NetworkMode::EventList) {
    out.draws = 0;
    return {};
  }
  if (request.draws == 0) {
    out.no_intervals = "no draws were asked for";
    return {};
  }
  auto intervals =
      alignment::edge_intervals(out.record.statements, out.networks.front(), out.options,
                                {request.seed, request.draws, 0.95}, cancel);
  if (intervals) {
    out.intervals = std::move(*intervals);
  } else if (intervals.error().kind == ErrorKind::Limit) {
    out.no_intervals = intervals.error().message;
    out.draws = 0;
  } else {
    return fail(std::move(intervals).error());
  }
  auto fragility =
      alignment::edge_fragility(out.record.statements, out.networks.front(), out.options, cancel);
  if (fragility) {
    out.fragility = std::move(*fragility);
  } else if (fragility.error().kind != ErrorKind::Limit) {
    return fail(std::move(fragility).error());
  }
  return {};
}

Result<std::size_t> node_named(const std::vector<std::string>& labels, const std::string& label) {
  const auto found = std::find(labels.begin(), labels.end(), label);
  if (found != labels.end()) return static_cast<std::size_t>(found - labels.begin());
  return fail({ErrorKind::NotFound,
               "the network has no such node",
               {"", 0, "--edge"},
               "",
               quotable(label),
               did_you_mean_sentence(label, labels)});
}

Result<void> open_edge(NetworkOutcome& out, const NetworkRequest& request) {
  if (request.edge.empty()) return {};
  if (request.edge.size() != 2 || out.series || out.options.mode == NetworkMode::EventList) {
    return fail({ErrorKind::Usage,
                 "an edge has two ends, in one network",
                 {"", 0, "--edge"},
                 "--edge A --edge B, without windows",
                 std::to_string(request.edge.size()) + " given",
                 "name both ends"});
  }
  const alignment::Network& network = out.networks.front();
  ENTENTE_TRY(const std::size_t row, node_named(network.rows, request.edge[0]));
  ENTENTE_TRY(const std::size_t column, node_named(network.columns(), request.edge[1]));
  const alignment::NetworkEdge* edge = network.edge(row, column);
  if (edge == nullptr) {
    return fail({ErrorKind::NotFound,
                 "there is no edge between the two",
                 {"", 0, "--edge"},
                 "",
                 quotable(request.edge[0]) + " and " + quotable(request.edge[1]),
                 "they speak about nothing in common here: nothing is known of how they stand"});
  }
  out.opened = static_cast<std::size_t>(edge - network.edges.data());
  return {};
}

Result<std::string> file_ending(const std::string& path) {
  std::string ending = lowered(std::filesystem::path(path).extension().string());
  if (!ending.empty()) ending.erase(0, 1);
  const auto& endings = network_endings();
  if (std::find(endings.begin(), endings.end(), ending) != endings.end()) return ending;
  return fail({ErrorKind::Usage,
               "the ending of the file names no form of networks",
               {path, 0, "--output"},
               joined(endings, ", "),
               quotable(ending),
               "end it with one of them"});
}

/// "net.dl" is one network's file, "net-003.dl" the third's of a series.
std::string numbered_path(const std::string& path, std::size_t which, std::size_t count) {
  if (count == 1) return path;
  std::string number = std::to_string(which + 1);
  number.insert(0, std::to_string(count).size() - number.size(), '0');
  const std::filesystem::path whole(path);
  return (whole.parent_path() / (whole.stem().string() + "-" + number + whole.extension().string()))
      .string();
}

Result<void> write_networks(NetworkOutcome& out, const NetworkRequest& request,
                            const std::string& ending) {
  const std::size_t count = out.networks.size();
  for (std::size_t which = 0; which < count; ++which) {
    const std::string path = numbered_path(request.output, which, count);
    ENTENTE_TRY([[maybe_unused]] const bool changed,
                write_file(path, network_file(out, which, ending),
                           request.force ? Overwrite::Different : Overwrite::Never));
    out.written.push_back(path);
  }
  return {};
}

}  // namespace

Result<NetworkOutcome> network_of(const NetworkRequest& request, const Context& context) {
  std::string ending;
  if (!request.output.empty()) {
    ENTENTE_TRY(ending, file_ending(request.output));
  }
  NetworkOutcome out;
  out.name = request.record;
  out.series = request.series;
  out.edges = request.edges;
  ENTENTE_TRY(out.record, read_network_record(request));
  const alignment::CodedStatements& statements = out.record.statements;
  ENTENTE_CHECK(alignment::check_columns(statements));
  ENTENTE_TRY(out.options, settled_network_options(request, statements));
  if (request.series) {
    ENTENTE_TRY(out.networks, alignment::build_network_series(statements, out.options,
                                                              *request.series, context.cancel));
  } else {
    ENTENTE_TRY(alignment::Network network,
                alignment::build_network(statements, out.options, context.cancel));
    out.networks.push_back(std::move(network));
  }
  if (request.distance) {
    ENTENTE_TRY(out.distances, alignment::network_distances(out.networks, *request.distance));
  }
  ENTENTE_CHECK(find_backbone(out, request));
  ENTENTE_CHECK(make_intervals(out, request, context.cancel));
  ENTENTE_CHECK(open_edge(out, request));
  if (!ending.empty()) ENTENTE_CHECK(write_networks(out, request, ending));
  return out;
}

}  // namespace entente::app
