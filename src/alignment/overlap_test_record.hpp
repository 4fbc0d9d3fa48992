// SPDX-License-Identifier: GPL-3.0-or-later
// Small studies for the tests of overlap: four actors, three issues, eight passages, two sources.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "entente/alignment/overlap.hpp"
#include "positions/test_record.hpp"

namespace entente::alignment::made_up {

/// A statement made up for a test: actor 0 to 3, issue 0 to 2, evidence as cells of the table.
struct Said {
  int actor;
  int issue;
  int stance;
  std::string date;
  std::string passages;
  std::string sources = "";
};

inline record::Snapshot snapshot_of(const std::vector<Said>& said,
                                    const std::vector<std::string>& actors = {"A", "B", "C", "D"}) {
  record::Study study;
  for (const std::string& id : actors)
    positions::testing::add_row(study, "actor", {{"id", id}, {"name", id}});
  for (const char* id : {"I0", "I1", "I2"})
    positions::testing::add_row(study, "issue", {{"id", id}, {"claim", id}});
  for (const char* id : {"S", "T"})
    positions::testing::add_row(study, "source", {{"id", id}, {"title", id}});
  for (const char* id : {"p0", "p1", "p2", "p3", "q0", "q1", "q2", "q3"}) {
    positions::testing::add_row(study, "passage", {{"id", id}, {"source", "S"}, {"locator", id}});
  }
  for (std::size_t i = 0; i < said.size(); ++i) {
    positions::testing::add_row(study, "statement",
                                {{"id", "P" + std::to_string(i)},
                                 {"actor", std::string(1, static_cast<char>('A' + said[i].actor))},
                                 {"issue", "I" + std::to_string(said[i].issue)},
                                 {"stance", std::to_string(said[i].stance)},
                                 {"date", said[i].date},
                                 {"passages", said[i].passages},
                                 {"sources", said[i].sources},
                                 {"coder", "x"}});
  }
  auto snapshot = record::build_snapshot(study);
  EXPECT_TRUE(snapshot) << (snapshot ? "" : to_string(snapshot.error()));
  return std::move(snapshot).value();
}

inline positions::PositionMatrix matrix_of(const record::Snapshot& snapshot,
                                           const std::vector<std::string>& actors = {"A", "B", "C",
                                                                                     "D"},
                                           const std::vector<bool>& without = {}) {
  positions::MatrixOptions options{positions::testing::day("2025-12-31"), {}, {}, 24, without};
  for (const std::string& id : actors) options.actors.push_back(snapshot.actor(id));
  return positions::latest_positions(snapshot, options).value();
}

inline OverlapOptions few_draws() {
  OverlapOptions options;
  options.replicates = 99;
  return options;
}

inline std::vector<IssueOverlap> overlaps_of(const record::Snapshot& snapshot,
                                             const positions::PositionMatrix& matrix) {
  return issue_overlaps(snapshot, matrix, few_draws()).value();
}

}  // namespace entente::alignment::made_up
