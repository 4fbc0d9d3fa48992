// SPDX-License-Identifier: GPL-3.0-or-later
// The room of a study: its judgements on lines (tables continuum and assessment) as a problem, the
// models side by side on each line, and who is missing from it. Pure functions, any thread.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "entente/record/study.hpp"
#include "entente/room/score.hpp"
#include "entente/room/simulate.hpp"

namespace entente::room {

/// Judgements of a study as a problem. Several judgements of one actor on one line: those of the
/// latest day count, the mean of their numbers where there are several.
struct StudyProblem {
  Problem problem;
  std::vector<Error> left_out;  ///< rows that cannot enter, each with its place and reason
};

/// `lines` are rows of the table continuum; empty = all that anybody has judged. Judgements of a
/// later day than `at` do not count. Errors: Malformed (anchors), Conflict (one day's judges differ
/// on a role), Missing (no line judged at all), and those of check(). O(rows log rows).
Result<StudyProblem> study_problem(const record::Study& study, std::span<const std::size_t> lines,
                                   std::chrono::sys_days at);

/// A group of whose members some decide on the line and others have no stake in it.
struct MissingMembers {
  std::string group;
  std::vector<std::string> deciding;
  std::vector<std::string> missing;  ///< ids of members nobody has judged on this line
  std::size_t members = 0;
};

/// Groups of the membership table on that day, in the order in which it names them. Nothing for a
/// group whose members all have a stake, or none decides. Errors: Malformed (dates). O(rows).
Result<std::vector<MissingMembers>> missing_members(const record::Study& study,
                                                    const Problem& problem, std::size_t issue,
                                                    std::chrono::sys_days at);

/// One model on one line.
struct ModelForecast {
  std::string model;  ///< name and effective parameters
  const ModelCard* card = nullptr;
  std::optional<Error> failed;  ///< why this model says nothing here; the rest is then empty
  Forecast forecast;
  std::vector<Swing> swings;
  std::optional<Forecast> moved;  ///< with the moves asked for
  std::optional<Comparison> change;
  const MeasuredError* measured = nullptr;  ///< null where this form was never measured
};

struct LineForecast {
  std::size_t issue = 0;           ///< place in the problem
  bool reversion_assumed = false;  ///< nobody named a reversion point: the line's least end
  std::vector<std::string> judges;
  std::vector<ModelForecast> forecasts;
};

/// The models on one line, each at the best estimates and over the draws; with `moved`, also what
/// it changes on the same draws. A model that needs a reversion point where none is known takes the
/// line's least end. What the input lacks for one model is told in its place beside the others.
/// Errors: Range, Limit, Cancelled. O(models x draws x cost of a model).
Result<LineForecast> line_forecast(const Problem& problem, const Problem* moved, std::size_t issue,
                                   std::span<const ModelPointer> models,
                                   const SimulationOptions& options, const CancelToken& cancel = {},
                                   const Progress& progress = {});

/// Every registered model with its default parameters, in the registry's order.
std::vector<ModelPointer> default_models();

}  // namespace entente::room
