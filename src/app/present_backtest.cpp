// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/backtest.hpp"
#include "entente/base/text.hpp"
#include "present_parts.hpp"
#include "present_room.hpp"

namespace entente::app {
namespace {

/// One model's figures, from the data or from the record.
struct Line {
  std::string model;
  std::size_t n = 0;
  std::size_t dossiers = 0;
  double mae = 0, low = 0, high = 0;
  double median_error = 0, crps = 0, crps_predictive = 0, coverage = 0;
  double difference = 0, difference_low = 0, difference_high = 0;
};

Line line_of(const std::string& model, const room::Score& score) {
  const auto interval = [](const std::optional<stats::Estimate>& e) {
    const double value = e ? e->value : 0;
    return e && e->interval ? *e->interval : stats::Interval{value, value};
  };
  const auto mae = interval(score.mae);
  const auto difference = interval(score.difference);
  return {model,
          score.n,
          score.dossiers,
          score.mae.value,
          mae.low,
          mae.high,
          score.median_error,
          score.crps,
          score.crps_predictive,
          score.coverage_80,
          score.difference ? score.difference->value : 0,
          difference.low,
          difference.high};
}

Line line_of(const room::MeasuredError& m) {
  return {std::string(m.model),
          m.n,
          m.dossiers,
          m.mae,
          m.low,
          m.high,
          m.median_error,
          m.crps,
          m.crps_predictive,
          m.coverage_80,
          m.difference,
          m.difference_low,
          m.difference_high};
}

std::vector<Line> lines_of(const BacktestOutcome& outcome) {
  std::vector<Line> out;
  out.reserve(outcome.models.size() + room::measured_errors().size());
  for (std::size_t i = 0; i < outcome.models.size(); ++i) {
    out.push_back(line_of(outcome.models[i], outcome.scores[i]));
  }
  if (!outcome.folder.empty()) return out;
  for (const room::MeasuredError& measured : room::measured_errors()) {
    out.push_back(line_of(measured));
  }
  return out;
}

std::string interval_of(double low, double high) {
  return "[" + fixed_text(low, 2) + ", " + fixed_text(high, 2) + "]";
}

std::string backtest_text(const BacktestOutcome& outcome) {
  Rows rows = {{"model", "issues", "dossiers", "MAE", "95 %", "median", "CRPS", "CRPS+", "in 80 %",
                "to compromise", "95 %"}};
  for (const Line& l : lines_of(outcome)) {
    rows.push_back({l.model, std::to_string(l.n), std::to_string(l.dossiers), fixed_text(l.mae, 2),
                    interval_of(l.low, l.high), fixed_text(l.median_error, 1),
                    fixed_text(l.crps, 2), fixed_text(l.crps_predictive, 2),
                    fixed_text(100 * l.coverage, 0) + " %", fixed_text(l.difference, 2),
                    interval_of(l.difference_low, l.difference_high)});
  }
  std::string out = aligned(rows) + "\nOn " + std::string(room::measured_on()) + ". ";
  out += outcome.folder.empty()
             ? "Figures on record; --data DIR works them out from the data.\n"
             : counted(outcome.read, "issue") + " read, " + std::to_string(outcome.undecided) +
                   " without an outcome, " + std::to_string(outcome.refused.size()) + " refused.\n";
  return out +
         "Errors in points of a scale of 100; intervals by drawing dossiers. CRPS: of what the "
         "model says itself (a point's is its error). CRPS+ and the share inside the middle 80 %: "
         "of the point with the errors made on all other dossiers. A model that needs a reversion "
         "point is scored where there is one, and compared on those issues.\n";
}

}  // namespace

std::string measured_text(const room::MeasuredError* measured) {
  if (measured == nullptr) return "not measured in this form";
  return fixed_text(measured->mae, 1) + " [" + fixed_text(measured->low, 1) + ", " +
         fixed_text(measured->high, 1) + "], n " + std::to_string(measured->n);
}

Json measured_json(const room::MeasuredError* measured) {
  if (measured == nullptr) return nullptr;
  return Json{
      {"on", room::measured_on()},
      {"n", measured->n},
      {"dossiers", measured->dossiers},
      {"mae", measured->mae},
      {"interval", Json::array({measured->low, measured->high})},
      {"median_error", measured->median_error},
      {"crps", measured->crps},
      {"crps_predictive", measured->crps_predictive},
      {"coverage_80", measured->coverage_80},
      {"difference_to_compromise", measured->difference},
      {"difference_interval", Json::array({measured->difference_low, measured->difference_high})}};
}

Presentation present(const BacktestOutcome& outcome, View view) {
  Presentation out;
  out.complaints = outcome.refused;
  if (view == View::Text) out.text = backtest_text(outcome);
  if (view == View::Table) {
    out.rows = {{"model", "n", "dossiers", "mae", "mae_low", "mae_high", "median_error", "crps",
                 "crps_predictive", "coverage_80", "difference", "difference_low",
                 "difference_high"}};
    for (const Line& l : lines_of(outcome)) {
      out.rows.push_back({l.model, std::to_string(l.n), std::to_string(l.dossiers)});
      for (const double value : {l.mae, l.low, l.high, l.median_error, l.crps, l.crps_predictive,
                                 l.coverage, l.difference, l.difference_low, l.difference_high}) {
        out.rows.back().push_back(number_text(value));
      }
    }
  }
  if (view == View::Json) {
    Json json{{"method", "backtest"}, {"on", room::measured_on()}};
    json["from_data"] = !outcome.folder.empty();
    json["issues_read"] = outcome.read;
    json["undecided"] = outcome.undecided;
    json["refused"] = Json::array();
    for (const Error& error : outcome.refused) json["refused"].push_back(error_fields(error));
    json["models"] = Json::array();
    for (const Line& l : lines_of(outcome)) {
      json["models"].push_back(
          {{"model", l.model},
           {"n", l.n},
           {"dossiers", l.dossiers},
           {"mae", l.mae},
           {"interval", Json::array({l.low, l.high})},
           {"median_error", l.median_error},
           {"crps", l.crps},
           {"crps_predictive", l.crps_predictive},
           {"coverage_80", l.coverage},
           {"difference_to_compromise", l.difference},
           {"difference_interval", Json::array({l.difference_low, l.difference_high})}});
    }
    out.json = json_line(json);
  }
  return out;
}

}  // namespace entente::app
