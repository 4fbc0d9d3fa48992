// SPDX-License-Identifier: GPL-3.0-or-later
// The room on a page: models side by side, each with its range, bands, gains, what moves it most,
// its measured error and its warnings; and who is not in the room.
#include "present_room.hpp"

#include "entente/app/room.hpp"
#include "entente/base/text.hpp"
#include "entente/room/likelihood.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

using room::Forecast;
using room::Problem;

std::string one(double value) { return fixed_text(value, 1); }
std::string range(double low, double high) { return "[" + one(low) + ", " + one(high) + "]"; }

const std::string& actor_id(const Problem& problem, std::size_t issue, std::size_t stake) {
  return problem.actors[problem.issues[issue].stakes[stake].actor].id;
}

std::string agreement_text(const room::ModelForecast& f) {
  if (!f.forecast.agreement) return "-";
  return percent_text(f.forecast.agreement->value);
}

Rows forecast_rows(const RoomIssue& issue) {
  Rows rows = {{"model", "forecast", "median", "90 %", "50 %", "agreed", "measured error"}};
  for (const room::ModelForecast& f : issue.line.forecasts) {
    if (f.failed) continue;
    const auto& d = f.forecast.distribution;
    rows.push_back({f.model, one(f.forecast.at_modes.value), one(d.p50), range(d.p05, d.p95),
                    range(d.p25, d.p75), agreement_text(f), measured_text(f.measured)});
  }
  return rows;
}

Rows change_rows_of(const RoomIssue& issue) {
  Rows rows = {{"model", "before", "after", "change", "90 % of draws"}};
  for (const room::ModelForecast& f : issue.line.forecasts) {
    if (!f.change) continue;
    rows.push_back(
        {f.model, one(f.forecast.at_modes.value), one(f.moved->at_modes.value),
         fixed_text(f.change->at_modes, 2),
         "[" + fixed_text(f.change->p05, 2) + ", " + fixed_text(f.change->p95, 2) + "]"});
  }
  return rows;
}

/// The chance of each band by each model: of its draws, or with its measured error counted in.
enum class BandShare : std::uint8_t { Draws, WithError };

Rows band_rows(const Problem& problem, const RoomIssue& issue, BandShare share) {
  const room::Issue& line = problem.issues[issue.line.issue];
  Rows rows = {{"nearest to"}};
  for (const room::Anchor& anchor : line.anchors) {
    rows.push_back({number_text(anchor.at) + " " + anchor.meaning});
  }
  for (const room::ModelForecast& f : issue.line.forecasts) {
    if (f.failed || (share == BandShare::WithError && f.measured == nullptr)) continue;
    rows[0].emplace_back(f.card->name);
    const auto bands = share == BandShare::Draws
                           ? f.forecast.bands
                           : room::bands_with_error(line, f.forecast, *f.measured);
    for (std::size_t a = 0; a < bands.size(); ++a) {
      std::string cell = percent_text(bands[a].probability);
      if (share == BandShare::WithError) {
        cell += " " + std::string(room::likelihood_word(bands[a].probability));
      }
      rows[a + 1].push_back(std::move(cell));
    }
  }
  if (rows[0].size() == 1) rows.clear();
  return rows;
}

std::string band_text(const Problem& problem, const RoomIssue& issue) {
  const Rows draws = band_rows(problem, issue, BandShare::Draws);
  const Rows with_error = band_rows(problem, issue, BandShare::WithError);
  std::string out;
  if (!with_error.empty()) {
    out += "How likely, with the error each model made on past cases (words of ICD 203)\n" +
           aligned(with_error) + "\n";
  }
  if (!draws.empty()) {
    out +=
        "Of the draws alone: what the judges' ranges leave open, no likelihood\n" + aligned(draws);
  }
  return out;
}

Rows gain_rows(const Problem& problem, const RoomIssue& issue) {
  Rows rows = {{"actor", "role", "position", "salience", "power"}};
  for (const room::ModelForecast& f : issue.line.forecasts) {
    if (!f.failed) rows[0].emplace_back(f.card->name);
  }
  const auto& stakes = problem.issues[issue.line.issue].stakes;
  for (std::size_t s = 0; s < stakes.size(); ++s) {
    const room::Spread& x = stakes[s].position;
    rows.push_back(
        {actor_id(problem, issue.line.issue, s), std::string(to_string(stakes[s].role)),
         number_text(x.mode) + " (" + number_text(x.low) + " to " + number_text(x.high) + ")",
         number_text(stakes[s].salience.mode), number_text(stakes[s].power.mode)});
    for (const room::ModelForecast& f : issue.line.forecasts) {
      if (f.failed) continue;
      const room::Gain& gain = f.forecast.gains[s];
      rows.back().push_back(one(gain.mean) + " " + range(gain.p05, gain.p95));
    }
  }
  return rows;
}

std::string gain_heading(const RoomIssue& issue) {
  for (const room::ModelForecast& f : issue.line.forecasts) {
    if (f.failed) continue;
    return f.forecast.gain_kind == room::GainKind::SavedFromReversion
               ? "Gain: how much nearer the outcome is than the reversion point, mean and 90 % of "
                 "draws\n"
               : "Distance from the outcome (no reversion point on record, so no gain), mean and "
                 "90 % of draws\n";
  }
  return "";
}

std::string swing_text(const Problem& problem, const RoomIssue& issue) {
  std::string out = "What moves it most, one input from its low to its high end\n";
  Rows rows;
  for (const room::ModelForecast& f : issue.line.forecasts) {
    for (const room::Swing& s : f.swings) {
      rows.push_back({std::string(f.card->name),
                      actor_id(problem, issue.line.issue, s.stake) + " " +
                          std::string(to_string(s.input)) + " " + number_text(s.low) + " to " +
                          number_text(s.high),
                      "outcome " + one(s.at_low) + " to " + one(s.at_high)});
    }
  }
  return rows.empty() ? "No input has a range that moves the outcome.\n" : out + aligned(rows);
}

std::string missing_text(const RoomIssue& issue) {
  std::string out;
  for (const room::MissingMembers& m : issue.missing) {
    out += "Of the " + counted(m.members, "member") + " of " + m.group + ", " +
           std::to_string(m.deciding.size()) + " (" + joined(m.deciding, ", ") +
           ") stand for the rest. Nobody has judged " + std::to_string(m.missing.size()) + ": " +
           joined(m.missing, ", ") + ".\n";
  }
  return out;
}

std::string reversion_text(const Problem& problem, const RoomIssue& issue) {
  const room::Issue& place = problem.issues[issue.line.issue];
  const double at = issue.line.reversion_assumed ? place.least : place.reversion->at;
  std::string meaning;
  for (const room::Anchor& anchor : place.anchors) {
    if (anchor.at == at) meaning = " (" + anchor.meaning + ")";
  }
  if (!issue.line.reversion_assumed) {
    return "Without an agreement things stay at " + number_text(at) + meaning + ".\n";
  }
  return "No reversion point is on record: consensus takes " + number_text(at) + meaning +
         " as what holds without an agreement. Set it with --reversion " + place.id + "=NUMBER.\n";
}

std::string issue_text(const RoomOutcome& room, const RoomIssue& issue) {
  const room::Issue& place = room.problem.issues[issue.line.issue];
  std::string out = place.id + "  " + place.name +
                    "\nJudged, not sourced, by: " + joined(issue.line.judges, "; ") + "\n" +
                    reversion_text(room.problem, issue) + missing_text(issue) + "\n" +
                    aligned(forecast_rows(issue));
  for (const room::ModelForecast& f : issue.line.forecasts) {
    if (f.failed) out += f.model + " says nothing here: " + to_string(*f.failed) + "\n";
  }
  if (room.moved) {
    std::string moves;
    for (const std::string& move : room.moves) {
      if (move.starts_with(place.id + ": ")) moves += (moves.empty() ? "" : ", ") + move;
    }
    if (!moves.empty()) {
      out += "\nWhat if " + moves + " (same draws)\n" + aligned(change_rows_of(issue));
    }
  }
  return out + "\n" + band_text(room.problem, issue) + "\n" + gain_heading(issue) +
         aligned(gain_rows(room.problem, issue)) + "\n" + swing_text(room.problem, issue) + "\n";
}

std::string closing_text(const RoomOutcome& room) {
  std::string out =
      "On " + room.at_text + "; " + std::to_string(room.options.draws) +
      " draws from the judges' ranges, seed " + std::to_string(room.options.seed) +
      ". \"forecast\" is at the best estimates.\n"
      "Measured error: mean absolute error on a scale of 100 (95 % over dossiers), on " +
      std::string(room::measured_on()) +
      "; "
      "what was measured there need not hold here.\n"
      "agreed: share of draws in which nobody who decides would rather have the "
      "reversion point.\n";
  if (room.issues.empty()) return out;
  for (const room::ModelForecast& f : room.issues.front().line.forecasts) {
    out += std::string(f.card->name) + ":";
    for (const std::string_view warning : f.card->warnings) out += " " + std::string(warning);
    out += "\n";
  }
  return out;
}

Rows table_rows_of_room(const RoomOutcome& room) {
  Rows rows = {{"kind", "issue", "model", "id", "value", "low", "high", "share", "n"}};
  const auto add = [&rows](std::string kind, const std::string& issue, const std::string& model,
                           std::string id, double value, double low, double high, double share,
                           std::size_t n) {
    rows.push_back({std::move(kind), issue, model, std::move(id), number_text(value),
                    number_text(low), number_text(high), number_text(share), std::to_string(n)});
  };
  for (const RoomIssue& issue : room.issues) {
    const room::Issue& place = room.problem.issues[issue.line.issue];
    for (const room::ModelForecast& f : issue.line.forecasts) {
      if (f.failed) {
        rows.push_back({"failed", place.id, f.model, f.failed->message, "", "", "", "", ""});
        continue;
      }
      const Forecast& c = f.forecast;
      const auto& d = c.distribution;
      add("forecast", place.id, f.model, "at_modes", c.at_modes.value, d.p05, d.p95, 0.9, c.draws);
      add("forecast", place.id, f.model, "median", d.p50, d.p25, d.p75, 0.5, c.draws);
      if (c.agreement) {
        add("agreement", place.id, f.model, "", c.agreement->value, c.agreement->interval->low,
            c.agreement->interval->high, c.agreement->level, c.draws);
      }
      for (const room::Band& b : c.bands) {
        add("band", place.id, f.model, number_text(place.anchors[b.anchor].at), b.probability,
            b.from, b.to, b.probability, c.draws);
      }
      if (f.measured != nullptr) {
        for (const room::Band& b : room::bands_with_error(place, c, *f.measured)) {
          add("band_with_error", place.id, f.model, number_text(place.anchors[b.anchor].at),
              b.probability, b.from, b.to, b.probability, f.measured->n);
        }
      }
      for (std::size_t s = 0; s < c.gains.size(); ++s) {
        add(std::string(to_string(c.gain_kind)), place.id, f.model,
            actor_id(room.problem, issue.line.issue, s), c.gains[s].mean, c.gains[s].p05,
            c.gains[s].p95, c.gains[s].better, c.draws);
      }
      for (const room::Swing& s : f.swings) {
        add("swing", place.id, f.model,
            actor_id(room.problem, issue.line.issue, s.stake) + " " +
                std::string(to_string(s.input)),
            s.size(), s.at_low, s.at_high, 0, 1);
      }
      if (f.change) {
        add("change", place.id, f.model, joined(room.moves, "; "), f.change->at_modes,
            f.change->p05, f.change->p95, 0.9, c.draws);
      }
      if (f.measured != nullptr) {
        add("measured_error", place.id, f.model, "mae", f.measured->mae, f.measured->low,
            f.measured->high, 0.95, f.measured->n);
      }
    }
    for (const room::MissingMembers& m : issue.missing) {
      rows.push_back({"missing", place.id, "", m.group + ": " + joined(m.missing, ";"), "", "", "",
                      "", std::to_string(m.missing.size())});
    }
  }
  return rows;
}

Json bands_json(const room::Issue& line, const std::vector<room::Band>& bands) {
  Json out = Json::array();
  for (const room::Band& b : bands) {
    out.push_back({{"anchor", line.anchors[b.anchor].at},
                   {"meaning", line.anchors[b.anchor].meaning},
                   {"from", b.from},
                   {"to", b.to},
                   {"probability", b.probability}});
  }
  return out;
}

Json bands_with_error_json(const room::Issue& line, const Forecast& c,
                           const room::MeasuredError* measured) {
  if (measured == nullptr) return nullptr;
  const auto bands = room::bands_with_error(line, c, *measured);
  Json out = bands_json(line, bands);
  for (std::size_t b = 0; b < bands.size(); ++b) {
    out[b]["word"] = room::likelihood_word(bands[b].probability);
  }
  return out;
}

Json forecast_json(const Problem& problem, std::size_t issue, const Forecast& c,
                   const room::MeasuredError* measured) {
  const auto& d = c.distribution;
  Json out{{"at_modes", Json::parse(to_json(c.at_modes), nullptr, false)},
           {"draws", c.draws},
           {"mean", d.mean},
           {"sd", d.sd},
           {"quantiles",
            {{"p05", d.p05},
             {"p10", d.p10},
             {"p25", d.p25},
             {"p50", d.p50},
             {"p75", d.p75},
             {"p90", d.p90},
             {"p95", d.p95}}},
           {"histogram", d.histogram},
           {"bands", bands_json(problem.issues[issue], c.bands)}};
  out["bands_with_error"] = bands_with_error_json(problem.issues[issue], c, measured);
  out["agreement"] = nullptr;
  if (c.agreement) {
    out["agreement"] =
        Json{{"value", c.agreement->value},
             {"interval", Json::array({c.agreement->interval->low, c.agreement->interval->high})},
             {"level", c.agreement->level},
             {"n", c.agreement->n}};
  }
  out["gain_kind"] = to_string(c.gain_kind);
  out["gains"] = Json::array();
  for (std::size_t s = 0; s < c.gains.size(); ++s) {
    out["gains"].push_back({{"actor", actor_id(problem, issue, s)},
                            {"mean", c.gains[s].mean},
                            {"p05", c.gains[s].p05},
                            {"p95", c.gains[s].p95},
                            {"better", c.gains[s].better}});
  }
  return out;
}

Json model_json(const RoomOutcome& room, const RoomIssue& issue, const room::ModelForecast& f) {
  Json out{{"model", f.model}, {"version", f.card->version}, {"exact", f.card->exact}};
  out["warnings"] = f.card->warnings;
  out["measured"] = measured_json(f.measured);
  if (f.failed) {
    out["error"] = error_fields(*f.failed);
    return out;
  }
  out["forecast"] = forecast_json(room.problem, issue.line.issue, f.forecast, f.measured);
  out["swings"] = Json::array();
  for (const room::Swing& s : f.swings) {
    out["swings"].push_back({{"actor", actor_id(room.problem, issue.line.issue, s.stake)},
                             {"input", to_string(s.input)},
                             {"low", s.low},
                             {"high", s.high},
                             {"at_low", s.at_low},
                             {"at_high", s.at_high}});
  }
  if (f.change) {
    out["moved"] = forecast_json(*room.moved, issue.line.issue, *f.moved, f.measured);
    out["change"] = Json{
        {"at_modes", f.change->at_modes}, {"mean", f.change->mean}, {"p05", f.change->p05},
        {"p95", f.change->p95},           {"up", f.change->up},     {"gains", f.change->gains}};
  }
  return out;
}

Json room_json(const RoomOutcome& room) {
  Json out{{"method", "room"},
           {"at", room.at_text},
           {"seed", room.options.seed},
           {"draws", room.options.draws},
           {"moves", room.moves}};
  out["problem"] = Json::parse(to_json(room.problem), nullptr, false);
  out["issues"] = Json::array();
  for (const RoomIssue& issue : room.issues) {
    Json item{{"issue", room.problem.issues[issue.line.issue].id},
              {"reversion_assumed", issue.line.reversion_assumed},
              {"judges", issue.line.judges},
              {"missing", Json::array()},
              {"models", Json::array()}};
    for (const room::MissingMembers& m : issue.missing) {
      item["missing"].push_back({{"group", m.group},
                                 {"members", m.members},
                                 {"deciding", m.deciding},
                                 {"missing", m.missing}});
    }
    for (const room::ModelForecast& f : issue.line.forecasts) {
      item["models"].push_back(model_json(room, issue, f));
    }
    out["issues"].push_back(std::move(item));
  }
  out["left_out"] = Json::array();
  for (const Error& error : room.left_out) out["left_out"].push_back(error_fields(error));
  return out;
}

}  // namespace

Presentation present(const RoomOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = json_line(room_json(outcome));
  if (view == View::Table) out.rows = table_rows_of_room(outcome);
  if (view == View::Text) {
    for (const RoomIssue& issue : outcome.issues) out.text += issue_text(outcome, issue);
    out.text += closing_text(outcome);
  }
  out.complaints = outcome.left_out;
  return out;
}

}  // namespace entente::app
