// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/experts.hpp"
#include "entente/base/text.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

std::string level_name(double level) { return "q" + number_text(level * 100); }

/// Significant digits enough to compare, few enough to read.
std::string four_digits(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.4g", value);
  return buffer;
}

std::vector<std::string> numbers_of(const std::vector<double>& values, bool exact) {
  std::vector<std::string> out;
  out.reserve(values.size());
  for (const double value : values) out.push_back(exact ? number_text(value) : four_digits(value));
  return out;
}

std::string bins_text(const positions::ExpertScore& score) {
  std::vector<std::string> parts;
  parts.reserve(score.bins.size());
  for (const std::uint32_t bin : score.bins) parts.push_back(std::to_string(bin));
  return joined(parts, " ");
}

std::vector<std::string> score_row(std::string name, const positions::ExpertScore& score,
                                   double share, bool exact) {
  const auto text = [exact](double value) {
    return exact ? number_text(value) : four_digits(value);
  };
  return {std::move(name),
          std::to_string(score.seeds),
          bins_text(score),
          text(score.calibration),
          text(score.information_seeds),
          text(score.information),
          text(share)};
}

/// Experts with their share of the weight, then the decision maker.
Rows score_rows(const WeighOutcome& outcome, bool exact) {
  Rows out = {
      {"expert", "seeds", "bins", "calibration", "information_seeds", "information", "weight"}};
  double sum = 0;
  for (const auto& score : outcome.model.experts) sum += score.weight;
  for (std::size_t e = 0; e < outcome.model.experts.size(); ++e) {
    const auto& score = outcome.model.experts[e];
    out.push_back(
        score_row(outcome.panel.experts()[e], score, sum > 0 ? score.weight / sum : 0, exact));
  }
  out.push_back(score_row("(pooled)", outcome.model.decision_maker, 1, exact));
  return out;
}

Rows pooled_item_rows(const WeighOutcome& outcome) {
  Rows out = {{"item", "experts", "realised"}};
  for (const double level : outcome.panel.levels()) out.front().push_back(level_name(level));
  for (std::size_t i = 0; i < outcome.model.items.size(); ++i) {
    const record::ExpertItem& item = outcome.panel.items()[i];
    const positions::PooledItem& pooled = outcome.model.items[i];
    out.push_back({item.id, std::to_string(pooled.experts),
                   item.realised ? four_digits(*item.realised) : std::string()});
    for (auto& text : numbers_of(pooled.quantiles, false)) out.back().push_back(std::move(text));
    out.back().resize(out.front().size());
  }
  return out;
}

std::string weigh_text(const WeighOutcome& outcome) {
  const positions::ClassicalModel& model = outcome.model;
  std::string out = aligned(score_rows(outcome, false)) + "\nThe pooled answers\n" +
                    aligned(pooled_item_rows(outcome)) + "\n" +
                    counted(outcome.panel.experts().size(), "expert") + ", " +
                    counted(std::int64_t{model.seeds}, "seed") + " of " +
                    counted(outcome.panel.items().size(), "item") +
                    "; calibration is the chance "
                    "that an expert whose quantiles are right does so badly on " +
                    std::to_string(model.power) + " seeds.";
  if (outcome.options.weighting != positions::ExpertWeighting::Equal) {
    out += " Weight from calibration " + four_digits(model.alpha) + " on.";
  }
  if (model.equal_quantiles > 0) {
    out += " " + counted(std::int64_t{model.equal_quantiles}, "answer") +
           " had two quantiles alike and was read as if they were a millionth of the range apart.";
  }
  return out + "\n";
}

Json score_json(const positions::ExpertScore& score) {
  return Json{{"seeds", score.seeds},
              {"items", score.items},
              {"bins", score.bins},
              {"calibration", score.calibration},
              {"information_seeds", score.information_seeds},
              {"information", score.information},
              {"weight", score.weight}};
}

std::string weigh_json(const WeighOutcome& outcome) {
  Json json;
  json["method"] = positions::classical_model_card().name;
  json["weighting"] = to_string(outcome.options.weighting);
  json["overshoot"] = outcome.options.overshoot;
  json["levels"] = outcome.panel.levels();
  json["n_seeds"] = outcome.model.seeds;
  json["power"] = outcome.model.power;
  json["alpha"] = outcome.model.alpha;
  json["equal_quantiles"] = outcome.model.equal_quantiles;
  json["experts"] = Json::object();
  for (std::size_t e = 0; e < outcome.model.experts.size(); ++e) {
    json["experts"][outcome.panel.experts()[e]] = score_json(outcome.model.experts[e]);
  }
  json["decision_maker"] = score_json(outcome.model.decision_maker);
  json["items"] = Json::array();
  for (std::size_t i = 0; i < outcome.model.items.size(); ++i) {
    const record::ExpertItem& item = outcome.panel.items()[i];
    Json entry{{"item", item.id}, {"question", item.question}, {"logarithmic", item.logarithmic}};
    entry["realised"] = item.realised ? Json(*item.realised) : Json(nullptr);
    entry["quantiles"] = outcome.model.items[i].quantiles;
    entry["weights"] = outcome.model.items[i].weights;
    json["items"].push_back(std::move(entry));
  }
  return json_line(json);
}

std::string fit_text(const positions::FittedDistribution& fit) {
  return std::string(to_string(fit.family)) + "(" + four_digits(fit.a) + ", " + four_digits(fit.b) +
         ")";
}

void add_pool_row(Rows& rows, const std::string& item, std::string name, std::string weight,
                  std::string fit, const positions::PooledDistribution& pool, bool exact) {
  const auto text = [exact](double value) {
    return exact ? number_text(value) : four_digits(value);
  };
  rows.push_back(
      {item, std::move(name), std::move(weight), std::move(fit), text(pool.mean), text(pool.sd)});
  for (auto& quantile : numbers_of(pool.quantiles, exact)) {
    rows.back().push_back(std::move(quantile));
  }
}

Rows pool_rows(const PoolOutcome& outcome, bool exact) {
  Rows out = {{"item", "who", "weight", "fit", "mean", "sd"}};
  for (const double level : outcome.panel.levels()) out.front().push_back(level_name(level));
  for (const PooledAnswers& item : outcome.items) {
    const std::string& id = outcome.panel.items()[item.item].id;
    for (std::size_t f = 0; f < item.fits.size(); ++f) {
      const auto& fit = item.fits[f];
      const auto& answer = *outcome.panel.answer(item.experts[f], item.item);
      add_pool_row(out, id, outcome.panel.experts()[item.experts[f]],
                   exact ? number_text(item.weights[f]) : four_digits(item.weights[f]),
                   fit_text(fit), {fit.mean(), fit.sd(), answer.quantiles}, exact);
    }
    add_pool_row(out, id, "(linear pool)", "", "", item.linear, exact);
    if (item.logarithmic) {
      add_pool_row(out, id, "(logarithmic pool)", "", "", *item.logarithmic, exact);
    }
    out.push_back({id, "(quantiles averaged)", "", "", "", ""});
    for (auto& text : numbers_of(item.averaged, exact)) out.back().push_back(std::move(text));
  }
  return out;
}

std::string pool_notes(const PoolOutcome& outcome) {
  std::string out =
      "The linear pool keeps disagreement as spread; the logarithmic one is what all "
      "find likely. None is an answer that anybody gave.\n";
  for (const PooledAnswers& item : outcome.items) {
    for (const std::string& who : item.left_out) {
      out += "Left out of " + outcome.panel.items()[item.item].id + ": " + who + "\n";
    }
  }
  return out;
}

Json pooled_json(const positions::PooledDistribution& pool) {
  return Json{{"mean", pool.mean}, {"sd", pool.sd}, {"quantiles", pool.quantiles}};
}

std::string pool_json(const PoolOutcome& outcome) {
  Json json;
  json["method"] = positions::expert_pools_card().name;
  json["weights"] = outcome.weights == PoolWeights::Equal ? "equal" : "classical";
  json["levels"] = outcome.panel.levels();
  json["items"] = Json::array();
  for (const PooledAnswers& item : outcome.items) {
    Json entry{{"item", outcome.panel.items()[item.item].id}, {"fits", Json::array()}};
    for (std::size_t f = 0; f < item.fits.size(); ++f) {
      const auto& fit = item.fits[f];
      entry["fits"].push_back({{"expert", outcome.panel.experts()[item.experts[f]]},
                               {"weight", item.weights[f]},
                               {"family", to_string(fit.family)},
                               {"a", fit.a},
                               {"b", fit.b},
                               {"squares", fit.squares},
                               {"mean", fit.mean()},
                               {"sd", fit.sd()}});
    }
    entry["linear"] = pooled_json(item.linear);
    entry["logarithmic"] = item.logarithmic ? pooled_json(*item.logarithmic) : Json(nullptr);
    entry["averaged"] = item.averaged;
    entry["left_out"] = item.left_out;
    json["items"].push_back(std::move(entry));
  }
  return json_line(json);
}

Rows delphi_rows(const DelphiOutcome& outcome, bool exact) {
  Rows out = {
      {"item", "round", "n", "least", "quartile_1", "median", "quartile_3", "greatest", "state"}};
  for (std::size_t i = 0; i < outcome.items.size(); ++i) {
    const auto& item = outcome.items[i];
    for (std::size_t r = 0; r < item.rounds.size(); ++r) {
      const positions::DelphiRound& round = item.rounds[r];
      out.push_back(
          {outcome.panel.items()[i].id, std::to_string(round.round), std::to_string(round.n)});
      for (auto& text : numbers_of(
               {round.low, round.quartile_1, round.median, round.quartile_3, round.high}, exact)) {
        out.back().push_back(std::move(text));
      }
      out.back().emplace_back(r + 1 == item.rounds.size() ? to_string(item.state) : "");
    }
  }
  return out;
}

std::string delphi_text(const DelphiOutcome& outcome) {
  std::string out = aligned(delphi_rows(outcome, false)) + "\n";
  for (std::size_t i = 0; i < outcome.items.size(); ++i) {
    if (outcome.items[i].rounds.empty()) continue;
    const auto& reasons = outcome.items[i].rounds.back().reasons;
    if (reasons.empty()) continue;
    out += "Reasons on " + outcome.panel.items()[i].id + ":\n";
    for (const std::string& reason : reasons) out += "  - " + reason + "\n";
  }
  return out + "stable: median and quartile distance moved by at most " +
         number_text(outcome.tolerance) +
         " of the range of the first round; then another round will hardly change them.\n";
}

std::string delphi_json(const DelphiOutcome& outcome) {
  Json json;
  json["tolerance"] = outcome.tolerance;
  json["items"] = Json::array();
  for (std::size_t i = 0; i < outcome.items.size(); ++i) {
    Json entry{{"item", outcome.panel.items()[i].id},
               {"state", to_string(outcome.items[i].state)},
               {"rounds", Json::array()}};
    for (const positions::DelphiRound& round : outcome.items[i].rounds) {
      entry["rounds"].push_back({{"round", round.round},
                                 {"n", round.n},
                                 {"range", Json::array({round.low, round.high})},
                                 {"quartiles", Json::array({round.quartile_1, round.quartile_3})},
                                 {"median", round.median},
                                 {"reasons", round.reasons}});
    }
    json["items"].push_back(std::move(entry));
  }
  return json_line(json);
}

}  // namespace

Presentation present(const WeighOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = weigh_json(outcome);
  if (view == View::Table) out.rows = score_rows(outcome, true);
  if (view == View::Text) out.text = weigh_text(outcome);
  return out;
}

Presentation present(const PoolOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = pool_json(outcome);
  if (view == View::Table) out.rows = pool_rows(outcome, true);
  if (view == View::Text) {
    out.text = aligned(pool_rows(outcome, false)) + "\n" + pool_notes(outcome);
  }
  return out;
}

Presentation present(const DelphiOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) out.json = delphi_json(outcome);
  if (view == View::Table) out.rows = delphi_rows(outcome, true);
  if (view == View::Text) out.text = delphi_text(outcome);
  return out;
}

}  // namespace entente::app
