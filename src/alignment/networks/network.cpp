// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/network.hpp"

#include <algorithm>
#include <array>

#include "assemble.hpp"
#include "entente/alignment/network_series.hpp"

namespace entente::alignment {
namespace {

template <std::size_t N, class Name>
std::string_view network_word(const std::array<std::string_view, N>& words, Name name) {
  return words.at(static_cast<std::size_t>(name));
}

Error broken_columns(std::string what) {
  return {ErrorKind::Internal, "coded statements do not fit together", {}, "", std::move(what),
          "please report this"};
}

Result<void> check_column(const CodedVariable& variable, std::size_t size) {
  if (variable.values.size() != size) return fail(broken_columns(variable.name));
  const auto labels = static_cast<std::int64_t>(variable.labels.size());
  for (const std::int32_t value : variable.values) {
    if (value == not_coded) continue;
    const bool fits = variable.type == VariableType::Text      ? value >= 0 && value < labels
                      : variable.type == VariableType::Boolean ? value == 0 || value == 1
                                                               : true;
    const bool in_scale =
        !variable.scale || (value >= variable.scale->first && value <= variable.scale->second);
    if (!fits || !in_scale) return fail(broken_columns(variable.name));
  }
  return {};
}

/// Event lists have no labels to find: only what was said where it is coded.
Network event_list(const NetworkSelection& selection) {
  Network out;
  out.mode = NetworkMode::EventList;
  out.remarks = selection.remarks;
  for (const std::uint32_t s : selection.kept) out.statements.push_back({s, no_place, no_place});
  return out;
}

}  // namespace

std::string_view to_string(VariableType type) noexcept {
  static constexpr std::array<std::string_view, 3> words = {"text", "boolean", "integer"};
  return network_word(words, type);
}

std::string_view to_string(NetworkMode mode) noexcept {
  static constexpr std::array<std::string_view, 3> words = {"one-mode", "two-mode", "events"};
  return network_word(words, mode);
}

std::string_view to_string(QualifierRule rule) noexcept {
  static constexpr std::array<std::string_view, 5> words = {"ignore", "combine", "congruence",
                                                            "conflict", "subtract"};
  return network_word(words, rule);
}

std::string_view to_string(Normalization normalization) noexcept {
  static constexpr std::array<std::string_view, 6> words = {"no",     "average",  "jaccard",
                                                            "cosine", "activity", "prominence"};
  return network_word(words, normalization);
}

std::string_view to_string(Duplicates duplicates) noexcept {
  static constexpr std::array<std::string_view, 6> words = {"include", "document", "week",
                                                            "month",   "year",     "acrossrange"};
  return network_word(words, duplicates);
}

const CodedVariable* find_variable(const CodedStatements& statements,
                                   std::string_view name) noexcept {
  constexpr std::string_view prefix = "document:";
  const bool document = name.starts_with(prefix);
  const std::string_view bare = document ? name.substr(prefix.size()) : name;
  const CodedVariable* found = nullptr;
  for (const CodedVariable& variable : statements.variables) {
    if (variable.name != bare || (document && !variable.of_document)) continue;
    if (found == nullptr || (found->of_document && !variable.of_document)) found = &variable;
  }
  return found;
}

Result<void> check_columns(const CodedStatements& statements) {
  const std::size_t size = statements.size();
  if (statements.ids.size() != size || statements.documents.size() != size) {
    return fail(broken_columns("ids, times and documents differ in number"));
  }
  if (!std::is_sorted(statements.times.begin(), statements.times.end())) {
    return fail(broken_columns("times fall"));
  }
  for (const std::uint32_t document : statements.documents) {
    if (document >= statements.document_ids.size()) return fail(broken_columns("documents"));
  }
  for (const CodedVariable& variable : statements.variables) {
    ENTENTE_CHECK(check_column(variable, size));
  }
  return {};
}

const NetworkEdge* Network::edge(std::size_t row, std::size_t column) const noexcept {
  if (mode == NetworkMode::OneMode && row > column) std::swap(row, column);
  const auto found =
      std::lower_bound(edges.begin(), edges.end(), std::pair(row, column),
                       [](const NetworkEdge& e, const auto& key) {
                         return std::pair<std::size_t, std::size_t>(e.row, e.column) < key;
                       });
  if (found == edges.end() || found->row != row || found->column != column) return nullptr;
  return &*found;
}

std::vector<double> Network::dense() const {
  const std::size_t width = columns().size();
  std::vector<double> out(rows.size() * width);
  for (const NetworkEdge& edge : edges) {
    out[edge.row * width + edge.column] = edge.weight;
    if (mode == NetworkMode::OneMode) out[edge.column * width + edge.row] = edge.weight;
  }
  return out;
}

Result<Network> build_network(const CodedStatements& statements, const NetworkOptions& options,
                              const CancelToken& cancel) {
  ENTENTE_TRY(const NetworkSelection selection,
              select_statements(statements, options, Kernel::None, cancel));
  if (options.mode == NetworkMode::EventList) return event_list(selection);
  return assemble_network(selection, whole_part(selection), options.threads, cancel);
}

EdgeEvidence::EdgeEvidence(const Network& network)
    : network_(network), order_(network.statements.size()), begins_(network.rows.size() + 1) {
  const auto& placed = network.statements;
  for (const NetworkStatement& s : placed) ++begins_[s.row + 1];
  for (std::size_t row = 0; row < network.rows.size(); ++row) begins_[row + 1] += begins_[row];
  for (std::uint32_t at = 0; at < order_.size(); ++at) order_[at] = at;
  std::sort(order_.begin(), order_.end(), [&placed](std::uint32_t a, std::uint32_t b) {
    return std::tuple(placed[a].row, placed[a].column, a) <
           std::tuple(placed[b].row, placed[b].column, b);
  });
}

std::vector<std::uint32_t> EdgeEvidence::statements(const NetworkEdge& edge) const {
  const auto& placed = network_.statements;
  std::vector<std::uint32_t> out;
  const auto column_at = [&](std::size_t at) { return placed[order_[at]].column; };
  const bool two_modes = network_.mode == NetworkMode::TwoMode;
  std::size_t a = begins_[edge.row];
  const std::size_t a_end = begins_[edge.row + 1];
  if (two_modes || edge.row == edge.column) {
    for (; a < a_end; ++a) {
      if (!two_modes || column_at(a) == edge.column) out.push_back(placed[order_[a]].statement);
    }
  } else {
    std::size_t b = begins_[edge.column];
    const std::size_t b_end = begins_[edge.column + 1];
    while (a < a_end && b < b_end) {
      const std::uint32_t column = std::max(column_at(a), column_at(b));
      if (column_at(a) < column) {
        ++a;
      } else if (column_at(b) < column) {
        ++b;
      } else {
        for (; a < a_end && column_at(a) == column; ++a) {
          out.push_back(placed[order_[a]].statement);
        }
        for (; b < b_end && column_at(b) == column; ++b) {
          out.push_back(placed[order_[b]].statement);
        }
      }
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace entente::alignment
