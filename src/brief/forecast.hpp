// SPDX-License-Identifier: GPL-3.0-or-later
// The room of a study as a brief needs it: each judged line with its models, and what of it is to
// be said in words.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "entente/record/study.hpp"
#include "entente/room/study_forecast.hpp"

namespace entente::brief {

/// One line of the table continuum that somebody has judged. Each is a problem of its own, so that
/// a line that cannot be forecast spoils no other.
struct LineRoom {
  std::size_t row = 0;  ///< of the table continuum
  std::string id;
  std::string name;
  std::optional<Error> failed;  ///< why nothing can be said; the rest is then empty
  std::vector<Error> left_out;  ///< judgements that cannot enter
  room::Problem problem;        ///< this line alone
  room::LineForecast forecast;
  std::vector<room::MissingMembers> missing;

  const room::Issue& issue() const { return problem.issues.front(); }
};

/// The draws of a brief: those of `entente room` without options, so both print the same figures.
room::SimulationOptions brief_draws();

/// Every line that has judgements on or before that day, in the study's order, by every registered
/// model. O(lines x models x draws).
std::vector<LineRoom> rooms_of(const record::Study& study, std::chrono::sys_days at);

/// The model whose error on past cases was smallest: the one whose likelihoods are put into words.
/// Null where none was measured.
const room::ModelForecast* leading_model(const LineRoom& line);

/// Names of the data a line rests on: the line and its judgements.
std::vector<std::string> line_evidence(const record::Study& study, const LineRoom& line);

}  // namespace entente::brief
