// SPDX-License-Identifier: GPL-3.0-or-later
// Made statements for tests of networks.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "entente/alignment/network.hpp"
#include "entente/base/random.hpp"

namespace entente::alignment {

inline constexpr std::int64_t one_day = 86400;

struct CodedSaying {
  std::string actor, concept_name;
  std::int32_t value = 1;
  std::int64_t time = 0;
  std::uint32_t document = 0;
};

inline CodedVariable text_variable(const std::string& name, const std::vector<CodedSaying>& all,
                                   std::string CodedSaying::*field) {
  CodedVariable out;
  out.name = name;
  std::set<std::string> labels;
  for (const CodedSaying& s : all) labels.insert(s.*field);
  out.labels.assign(labels.begin(), labels.end());
  for (const CodedSaying& s : all) {
    out.values.push_back(
        static_cast<std::int32_t>(std::distance(labels.begin(), labels.find(s.*field))));
  }
  return out;
}

inline CodedStatements coded(const std::vector<CodedSaying>& all,
                             VariableType type = VariableType::Boolean) {
  CodedStatements out;
  std::uint32_t documents = 0;
  CodedVariable agreement;
  agreement.name = "agreement";
  agreement.type = type;
  for (const CodedSaying& s : all) {
    out.ids.push_back("s" + std::to_string(out.ids.size()));
    out.times.push_back(s.time);
    out.documents.push_back(s.document);
    documents = std::max(documents, s.document + 1);
    agreement.values.push_back(s.value);
  }
  for (std::uint32_t d = 0; d < documents; ++d) out.document_ids.push_back(std::to_string(d));
  out.variables = {text_variable("actor", all, &CodedSaying::actor),
                   text_variable("concept", all, &CodedSaying::concept_name), std::move(agreement)};
  EXPECT_TRUE(check_columns(out).has_value());
  return out;
}

inline NetworkOptions usual_network(QualifierRule rule = QualifierRule::Congruence,
                                    NetworkMode mode = NetworkMode::OneMode) {
  NetworkOptions out;
  out.mode = mode;
  out.rows = "actor";
  out.columns = "concept";
  out.qualifier = "agreement";
  out.rule = rule;
  return out;
}

inline double edge_weight(const Network& network, std::size_t row, std::size_t column) {
  const NetworkEdge* edge = network.edge(row, column);
  return edge == nullptr ? std::nan("") : edge->weight;
}

inline std::vector<CodedSaying> random_sayings(std::uint64_t seed, std::size_t count,
                                               std::int32_t low, std::int32_t high,
                                               std::uint64_t actors, std::uint64_t concepts) {
  PhiloxCursor dice = Philox(seed).cursor(0);
  std::vector<CodedSaying> out(count);
  for (std::size_t s = 0; s < count; ++s) {
    out[s].actor = "a" + std::to_string(dice.below(actors));
    out[s].concept_name = "c" + std::to_string(dice.below(concepts));
    out[s].value = low + static_cast<std::int32_t>(dice.below(std::uint64_t(high - low + 1)));
    out[s].time = static_cast<std::int64_t>(s / 3) * one_day;
    out[s].document = static_cast<std::uint32_t>(s / 3);
  }
  return out;
}

}  // namespace entente::alignment
