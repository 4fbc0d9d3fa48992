// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast.hpp"

#include <algorithm>
#include <array>

namespace entente::brief {
namespace {

bool is_judged(const record::Table& assessments, std::string_view line) {
  for (std::size_t row = 0; row < assessments.rows(); ++row) {
    if (assessments.cell(row, "continuum") == line) return true;
  }
  return false;
}

Result<void> fill(const record::Study& study, std::chrono::sys_days at,
                  const std::vector<room::ModelPointer>& models, LineRoom& out) {
  ENTENTE_TRY(room::StudyProblem read, room::study_problem(study, std::array{out.row}, at));
  out.left_out = std::move(read.left_out);
  ENTENTE_TRY(out.forecast, room::line_forecast(read.problem, nullptr, 0, models, brief_draws()));
  ENTENTE_TRY(out.missing, room::missing_members(study, read.problem, 0, at));
  out.problem = std::move(read.problem);
  return {};
}

}  // namespace

room::SimulationOptions brief_draws() { return {}; }

std::vector<LineRoom> rooms_of(const record::Study& study, std::chrono::sys_days at) {
  const record::Table& lines = study.table("continuum");
  const std::vector<room::ModelPointer> models = room::default_models();
  std::vector<LineRoom> out;
  for (std::size_t row = 0; row < lines.rows(); ++row) {
    if (!is_judged(study.table("assessment"), lines.id(row))) continue;
    LineRoom line;
    line.row = row;
    line.id = std::string(lines.id(row));
    line.name = std::string(lines.cell(row, "name"));
    if (auto filled = fill(study, at, models, line); !filled) {
      line.failed = std::move(filled).error();
    }
    out.push_back(std::move(line));
  }
  return out;
}

const room::ModelForecast* leading_model(const LineRoom& line) {
  const room::ModelForecast* best = nullptr;
  for (const room::ModelForecast& one : line.forecast.forecasts) {
    if (one.failed || one.measured == nullptr) continue;
    if (best == nullptr || one.measured->mae < best->measured->mae) best = &one;
  }
  return best;
}

std::vector<std::string> line_evidence(const record::Study& study, const LineRoom& line) {
  std::vector<std::string> out = {record::datum_name(study.table("continuum"), line.row)};
  if (line.failed) return out;
  for (const room::Stake& stake : line.issue().stakes) {
    const auto& rows = stake.position_basis.evidence;
    out.insert(out.end(), rows.begin(), rows.end());
  }
  return out;
}

}  // namespace entente::brief
