// SPDX-License-Identifier: GPL-3.0-or-later
#include "shuffled.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace entente::alignment {
namespace {

CodedVariable of_kept(const NodeVariable& nodes, const std::vector<std::uint32_t>& kept,
                      std::string name) {
  CodedVariable out;
  out.name = std::move(name);
  out.labels.assign(nodes.labels.begin(), nodes.labels.end());
  out.values.reserve(kept.size());
  for (const std::uint32_t s : kept) out.values.push_back(nodes.values[s]);
  return out;
}

/// As wide as in the whole record, whatever is kept.
CodedVariable qualifier_of_kept(const NetworkSelection& selection) {
  CodedVariable out = *selection.qualifier;
  out.name = "qualifier";
  out.of_document = false;
  out.values.clear();
  for (const std::uint32_t s : selection.kept) {
    out.values.push_back(selection.qualifier->values[s]);
  }
  if (out.type == VariableType::Integer && !out.scale) {
    std::pair<std::int32_t, std::int32_t> scale{0, 0};
    bool first = true;
    for (const std::int32_t value : selection.qualifier->values) {
      if (value == not_coded) continue;
      scale.first = first ? value : std::min(scale.first, value);
      scale.second = first ? value : std::max(scale.second, value);
      first = false;
    }
    if (!first) out.scale = scale;
  }
  return out;
}

}  // namespace

SwappedRecord::SwappedRecord(const NetworkSelection& selection) {
  const CodedStatements& all = *selection.statements;
  const std::size_t n = selection.kept.size();
  record_.document_ids = all.document_ids;
  record_.ids.reserve(n);
  record_.times.reserve(n);
  record_.documents.reserve(n);
  for (const std::uint32_t s : selection.kept) {
    record_.ids.push_back(all.ids[s]);
    record_.times.push_back(all.times[s]);
    record_.documents.push_back(all.documents[s]);
  }
  record_.variables = {of_kept(selection.rows, selection.kept, "rows"),
                       of_kept(selection.columns, selection.kept, "columns"),
                       qualifier_of_kept(selection)};
  options_.rows = "rows";
  options_.columns = "columns";
  options_.qualifier = "qualifier";
  if (n > 0) {
    options_.from = record_.times.front();
    options_.to = record_.times.back();
  }
  std::map<std::int32_t, Column> columns;
  for (std::uint32_t s = 0; s < n; ++s) {
    Column& column = columns[record_.variables[1].values[s]];
    const std::int32_t actor = record_.variables[0].values[s];
    const auto at = std::find(column.actors.begin(), column.actors.end(), actor);
    column.statements.push_back(s);
    column.speakers.push_back(static_cast<std::uint32_t>(at - column.actors.begin()));
    if (at == column.actors.end()) column.actors.push_back(actor);
  }
  columns_.reserve(columns.size());
  for (auto& [label, column] : columns) columns_.push_back(std::move(column));
}

const CodedStatements& SwappedRecord::swap(const Philox& source, std::uint64_t number) {
  PhiloxCursor dice = source.cursor(number);
  std::vector<std::int32_t>& actor_of = record_.variables[0].values;
  for (const Column& column : columns_) {
    std::vector<std::int32_t> drawn = column.actors;
    for (std::size_t at = drawn.size(); at > 1; --at) {
      std::swap(drawn[at - 1], drawn[static_cast<std::size_t>(dice.below(at))]);
    }
    for (std::size_t at = 0; at < column.statements.size(); ++at) {
      actor_of[column.statements[at]] = drawn[column.speakers[at]];
    }
  }
  return record_;
}

}  // namespace entente::alignment
