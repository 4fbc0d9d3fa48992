// SPDX-License-Identifier: GPL-3.0-or-later
// What could be agreed, by models of collective decision over judged lines: a table on the page, a
// section a line in the annex. Everything here rests on judgements and says so; a likelihood always
// counts in the error that its model made on past cases.
#include <algorithm>

#include "context.hpp"
#include "entente/base/text.hpp"
#include "entente/figure/forecast_distribution.hpp"
#include "entente/figure/stance_line.hpp"
#include "entente/figure/tornado.hpp"
#include "entente/room/likelihood.hpp"
#include "words.hpp"

namespace entente::brief {
namespace {

using room::ModelForecast;

std::string points(double value) { return fixed_text(value, 0); }

std::string percent_text(double share) { return fixed_text(100 * share, 0) + "\u00A0%"; }

/// "likely (77 %)".
std::string likelihood_text(double probability) {
  return std::string(room::likelihood_word(probability)) + " (" + percent_text(probability) + ")";
}

std::string named_actor(const Context& context, const std::string& id) {
  const ActorCode actor = context.snapshot.actor(id);
  return actor ? actor_name(context, actor) : id;
}

/// "PCE", "compromise": a name of up to four letters is an acronym.
std::string model_words(const room::ModelCard& card) {
  std::string out(card.name);
  if (out.size() > 4) return out;
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

/// Models that give a forecast on some line, by their cards, in order.
std::vector<const room::ModelCard*> cards_of(const std::vector<LineRoom>& lines) {
  std::vector<const room::ModelCard*> out;
  for (const LineRoom& line : lines) {
    for (const ModelForecast& one : line.forecast.forecasts) {
      if (one.failed || std::find(out.begin(), out.end(), one.card) != out.end()) continue;
      out.push_back(one.card);
    }
  }
  return out;
}

const ModelForecast* forecast_by(const LineRoom& line, const room::ModelCard* card) {
  for (const ModelForecast& one : line.forecast.forecasts) {
    if (one.card == card && !one.failed) return &one;
  }
  return nullptr;
}

/// The band that holds the forecast at the best estimates.
const room::Band* nearest_band(const ModelForecast& one) {
  for (const room::Band& band : one.forecast.bands) {
    if (one.forecast.at_modes.value <= band.to) return &band;
  }
  return nullptr;
}

/// "reaching it: likely (77 %); going further: unlikely (28 %)".
std::string reach_words(const LineRoom& line, const ModelForecast& lead) {
  const room::Band* band = nearest_band(lead);
  if (band == nullptr || lead.measured == nullptr) return "";
  const room::Issue& issue = line.issue();
  const auto chance = [&](double at) {
    return room::chance_above(issue, lead.forecast, *lead.measured, at);
  };
  std::string out;
  if (band->anchor > 0) out = "reaching it: " + likelihood_text(chance(band->from));
  if (band->anchor + 1 < issue.anchors.size()) {
    out += (out.empty() ? "" : "; ") + ("going further: " + likelihood_text(chance(band->to)));
  }
  return out;
}

std::string nearest_words(const LineRoom& line, const ModelForecast& lead) {
  const room::Band* band = nearest_band(lead);
  if (band == nullptr) return "";
  const room::Anchor& anchor = line.issue().anchors[band->anchor];
  return anchor.meaning.empty() ? points(anchor.at)
                                : quoted(anchor.meaning) + " (" + points(anchor.at) + ")";
}

std::string error_words(const ModelForecast& one) {
  if (one.measured == nullptr) return "whose error nobody has measured";
  return "off by " + fixed_text(one.measured->mae, 1) +
         " points on average (95 %: " + fixed_text(one.measured->low, 1) + " to " +
         fixed_text(one.measured->high, 1) + ") on " +
         counted(one.measured->n, "past EU decision", "past EU decisions");
}

std::vector<std::string> named_actors(const Context& context, const std::vector<std::string>& ids) {
  std::vector<std::string> out;
  out.reserve(ids.size());
  for (const std::string& id : ids) out.push_back(named_actor(context, id));
  return out;
}

/// "Of the 32 members of NATO two, France and the United States, stand for the rest; nobody has
/// judged the other 30: ALB, ..."
std::string missing_words(const Context& context, const room::MissingMembers& missing) {
  const std::size_t n = missing.deciding.size();
  std::string out = "Of the " + std::to_string(missing.members) + " members of " + missing.group +
                    ", " + number_word(n) + " (" + listed(named_actors(context, missing.deciding)) +
                    ") " + (n == 1 ? "stands" : "stand") + " for the rest; ";
  return out + "nobody has judged " + std::to_string(missing.missing.size()) + ": " +
         joined(missing.missing, ", ") + ".";
}

/// Lines whose forecasts lack the same members are told of once.
std::vector<std::string> all_missing_words(const Context& context) {
  std::vector<std::string> out;
  for (const LineRoom& line : context.rooms) {
    for (const room::MissingMembers& missing : line.missing) {
      std::string words = missing_words(context, missing);
      if (std::find(out.begin(), out.end(), words) == out.end()) out.push_back(std::move(words));
    }
  }
  return out;
}

std::vector<std::string> judges_of(const std::vector<LineRoom>& lines) {
  std::vector<std::string> out;
  for (const LineRoom& line : lines) {
    for (const std::string& judge : line.forecast.judges) {
      if (std::find(out.begin(), out.end(), judge) == out.end()) out.push_back(judge);
    }
  }
  return out;
}

Paragraph text_of(std::string words, std::vector<std::string> evidence = {}) {
  Paragraph out;
  out.runs.push_back({std::move(words), std::move(evidence)});
  return out;
}

bool any_forecast(const std::vector<LineRoom>& lines) {
  return std::any_of(lines.begin(), lines.end(), [](const LineRoom& line) { return !line.failed; });
}

// The page ----------------------------------------------------------------------------------------

std::vector<Paragraph> page_row(const Context& context, const LineRoom& line,
                                const std::vector<const room::ModelCard*>& cards) {
  std::vector<Paragraph> cells = {text_of(line.name, line_evidence(context.study, line))};
  for (const room::ModelCard* card : cards) {
    const ModelForecast* one = line.failed ? nullptr : forecast_by(line, card);
    if (one == nullptr) {
      cells.push_back(text_of("–"));
      continue;
    }
    const auto& d = one->forecast.distribution;
    // No-break spaces: a range does not read across two lines.
    cells.push_back(text_of(points(one->forecast.at_modes.value) + "\u00A0(" + points(d.p05) +
                            "\u00A0to\u00A0" + points(d.p95) + ")"));
  }
  const ModelForecast* lead = line.failed ? nullptr : leading_model(line);
  if (line.failed) {
    cells.push_back(text_of("no forecast: " + line.failed->message));
  } else if (lead == nullptr) {
    cells.push_back(text_of("no model here was ever measured, so no likelihood"));
  } else {
    cells.push_back(text_of(nearest_words(line, *lead) + "; " + reach_words(line, *lead)));
  }
  return cells;
}

std::string page_caption(const Context& context) {
  std::string out = "0 to 100, judged by " + listed(judges_of(context.rooms)) +
                    "; forecast (90 % of draws) by model";
  for (const LineRoom& line : context.rooms) {
    const ModelForecast* lead = line.failed ? nullptr : leading_model(line);
    if (lead == nullptr) continue;
    return out + "; how likely (ICD 203) by " + model_words(*lead->card) +
           ", its past error counted in";
  }
  return out;
}

}  // namespace

Section forecast_on_page(const Context& context) {
  Section out{"forecast", "What could be agreed, and how wrong that may be", {}, Part::Page};
  if (!any_forecast(context.rooms)) return out;
  const auto cards = cards_of(context.rooms);
  TableBlock table{page_caption(context), {"Line"}, {}};
  for (const room::ModelCard* card : cards)
    table.headings.push_back(sentence_case(model_words(*card)));
  table.headings.emplace_back("Nearest to, and how likely");
  for (const LineRoom& line : context.rooms) {
    table.rows.push_back(page_row(context, line, cards));
  }
  out.blocks.emplace_back(std::move(table));
  std::string doubt = "Judged, not sourced.";
  for (const std::string& words : all_missing_words(context)) doubt += " " + words;
  const LineRoom* assumed = nullptr;
  for (const LineRoom& line : context.rooms) {
    if (!line.failed && line.forecast.reversion_assumed) assumed = &line;
  }
  if (assumed != nullptr) {
    doubt += " No reversion point is on record: consensus takes the low end.";
  }
  for (const LineRoom& line : context.rooms) {
    const ModelForecast* lead = line.failed ? nullptr : leading_model(line);
    if (lead == nullptr) continue;
    doubt += " " + model_words(*lead->card) + " was " + error_words(*lead) + ".";
    break;
  }
  out.blocks.emplace_back(text_of(std::move(doubt)));
  return out;
}

// The annex ---------------------------------------------------------------------------------------

namespace {

std::vector<figure::ContinuumAnchor> anchors_of(const room::Issue& issue) {
  std::vector<figure::ContinuumAnchor> out;
  const double span = issue.greatest - issue.least;
  out.reserve(out.size() + issue.anchors.size());
  for (const room::Anchor& anchor : issue.anchors) {
    out.push_back({(anchor.at - issue.least) / span * 100, anchor.meaning});
  }
  return out;
}

std::string stood_words(const LineRoom& line) {
  std::size_t count[3] = {0, 0, 0};
  for (const room::Stake& stake : line.issue().stakes) {
    ++count[static_cast<std::size_t>(stake.role)];
  }
  std::string out = counted(count[0], "actor decides", "actors decide");
  if (count[1] > 0) {
    out += ", " + std::to_string(count[1]) + (count[1] == 1 ? " influences" : " influence");
  }
  if (count[2] > 0) {
    out += ", " + std::to_string(count[2]) + (count[2] == 1 ? " stands" : " stand") + " outside";
  }
  return out;
}

Paragraph basis_paragraph(const Context& context, const LineRoom& line) {
  Paragraph out;
  out.kind = Paragraph::Kind::Caveat;
  out.runs.push_back(
      {"Judged, not sourced, by " + listed(line.forecast.judges) + ": " + stood_words(line),
       line_evidence(context.study, line)});
  std::string words = ". ";
  for (const room::MissingMembers& missing : line.missing) {
    words += missing_words(context, missing) + " ";
  }
  const room::Issue& issue = line.issue();
  if (line.forecast.reversion_assumed) {
    words += "What holds without an agreement is on no record; consensus takes " +
             number_text(issue.least) + " and another point gives another outcome.";
  } else if (issue.reversion) {
    words += "Without an agreement things stay at " + number_text(issue.reversion->at) + ".";
  }
  out.runs.push_back({std::move(words)});
  return out;
}

/// "The models put the outcome at 51 to 56 of 100, nearest to ..."
Paragraph outcome_paragraph(const Context& context, const LineRoom& line) {
  Paragraph out;
  out.kind = Paragraph::Kind::Lead;
  std::vector<double> values;
  for (const ModelForecast& one : line.forecast.forecasts) {
    if (!one.failed) values.push_back(one.forecast.at_modes.value);
  }
  if (values.empty()) return text_of("No model can say anything of this line.");
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  const std::string range =
      points(*low) == points(*high) ? points(*low) : points(*low) + " to " + points(*high);
  out.runs.push_back({sentence_case(number_word(values.size())) +
                          (values.size() == 1 ? " model puts" : " models put") +
                          " the outcome at " + range + " on this line",
                      line_evidence(context.study, line)});
  const ModelForecast* lead = leading_model(line);
  if (lead == nullptr) {
    out.runs.push_back({". None of them was ever measured on past cases."});
    return out;
  }
  out.runs.push_back(
      {"; " + model_words(*lead->card) + ", which erred least on past cases, says " +
       points(lead->forecast.at_modes.value) + ", nearest to “" + nearest_words(line, *lead) +
       "”. With its error on past cases counted in: " + reach_words(line, *lead) + "."});
  return out;
}

figure::LineRole figure_role(room::Role role) {
  switch (role) {
    case room::Role::Decides:
      return figure::LineRole::Decides;
    case room::Role::Influences:
      return figure::LineRole::Influences;
    case room::Role::Outside:
      break;
  }
  return figure::LineRole::Outside;
}

figure::Figure stance_figure(const Context& context, const LineRoom& line) {
  const room::Issue& issue = line.issue();
  figure::StanceLineSpec spec;
  spec.id = "stands-" + line.id;
  spec.title = line.name + ": who stands where, and what the models make of it";
  spec.description =
      "Each actor's most likely place and its range, as judged; the area of a mark is power times "
      "salience; vertical lines are the models' outcomes at the best estimates.";
  spec.anchors = anchors_of(issue);
  for (const ModelForecast& one : line.forecast.forecasts) {
    if (one.failed) continue;
    const double at = one.forecast.at_modes.value;
    spec.outcomes.push_back({at, model_words(*one.card) + " " + points(at), false, "",
                             line_evidence(context.study, line), ""});
  }
  for (const room::Stake& stake : issue.stakes) {
    figure::LineActor actor;
    actor.label = named_actor(context, line.problem.actors[stake.actor].id);
    actor.role = figure_role(stake.role);
    actor.mode = stake.position.mode;
    actor.low = stake.position.low;
    actor.high = stake.position.high;
    actor.weight = stake.salience.mode * stake.power.mode;
    actor.evidence = stake.position_basis.evidence;
    spec.actors.push_back(std::move(actor));
  }
  return figure::stance_line(spec);
}

figure::ForecastRow forecast_row(const Context& context, const LineRoom& line,
                                 const ModelForecast& one) {
  figure::ForecastRow out;
  out.model = model_words(*one.card);
  out.evidence = line_evidence(context.study, line);
  if (one.failed) {
    out.missing = one.failed->message;
    return out;
  }
  const auto& d = one.forecast.distribution;
  out.bins.assign(d.histogram.begin(), d.histogram.end());
  out.median = d.p50;
  out.half = stats::Interval{d.p25, d.p75};
  out.ninety = stats::Interval{d.p05, d.p95};
  if (one.measured == nullptr) return out;
  out.mean_error = one.measured->mae;
  out.past_cases = one.measured->n;
  const room::Issue& issue = line.issue();
  for (std::size_t a = 0; a + 1 < issue.anchors.size(); ++a) {
    const auto above = [&](std::size_t anchor) {
      return anchor == 0
                 ? 1
                 : room::chance_above(issue, one.forecast, *one.measured, issue.anchors[anchor].at);
    };
    const double beyond = a + 2 == issue.anchors.size() ? 0 : above(a + 1);
    out.shares.push_back(above(a) - beyond);
  }
  return out;
}

figure::Figure forecast_figure(const Context& context, const LineRoom& line) {
  figure::ForecastSpec spec;
  spec.id = "forecasts-" + line.id;
  spec.title = line.name + ": forecasts by model";
  spec.description =
      "Histograms and intervals are of " + std::to_string(brief_draws().draws) +
      " draws from the judged ranges; the chances between anchors count in the error that the "
      "model made on past cases, which stands beside it.";
  spec.anchors = anchors_of(line.issue());
  for (const ModelForecast& one : line.forecast.forecasts) {
    spec.rows.push_back(forecast_row(context, line, one));
  }
  return figure::forecast_distribution(spec);
}

figure::Figure tornado_figure(const Context& context, const LineRoom& line,
                              const ModelForecast& lead) {
  figure::TornadoSpec spec;
  spec.id = "moves-" + line.id;
  spec.title = line.name + ": what moves the forecast of " + model_words(*lead.card) + " most";
  spec.description =
      "Each input alone from the low to the high end of its judged range, all others at their best "
      "estimates.";
  spec.outcome_words = "forecast";
  spec.baseline = lead.forecast.at_modes.value;
  spec.digits = 1;
  for (const room::Swing& swing : lead.swings) {
    const room::Stake& stake = line.issue().stakes[swing.stake];
    spec.inputs.push_back({std::string(to_string(swing.input)) + " of " +
                               named_actor(context, line.problem.actors[stake.actor].id),
                           number_text(swing.low), number_text(swing.high), swing.at_low,
                           swing.at_high, "", stake.position_basis.evidence, ""});
  }
  return figure::tornado(spec);
}

TableBlock likelihood_table(const LineRoom& line) {
  const room::Issue& issue = line.issue();
  TableBlock table{
      "How likely the outcome is nearest to each point, with the error that each model made on "
      "past cases counted in (words of ICD 203)",
      {"Nearest to"},
      {}};
  for (const room::Anchor& anchor : issue.anchors) {
    table.rows.push_back({text_of(points(anchor.at) + " " + anchor.meaning)});
  }
  for (const ModelForecast& one : line.forecast.forecasts) {
    if (one.failed || one.measured == nullptr) continue;
    table.headings.push_back(sentence_case(model_words(*one.card)));
    const auto bands = room::bands_with_error(issue, one.forecast, *one.measured);
    for (std::size_t b = 0; b < bands.size(); ++b) {
      table.rows[b].push_back(text_of(likelihood_text(bands[b].probability)));
    }
  }
  if (table.headings.size() == 1) table.rows.clear();
  return table;
}

/// What each actor is left with, by the leading model.
TableBlock distance_table(const Context& context, const LineRoom& line, const ModelForecast& lead) {
  const bool gains = lead.forecast.gain_kind == room::GainKind::SavedFromReversion;
  TableBlock table{gains ? "How much nearer the outcome of " + model_words(*lead.card) +
                               " is to each actor than what holds without it, in points"
                         : "How far the outcome of " + model_words(*lead.card) +
                               " lies from where each actor stands, in points",
                   {"Actor", "Part", "Mean", "90 % of draws"},
                   {}};
  for (std::size_t s = 0; s < lead.forecast.gains.size(); ++s) {
    const room::Stake& stake = line.issue().stakes[s];
    const room::Gain& gain = lead.forecast.gains[s];
    table.rows.push_back({text_of(named_actor(context, line.problem.actors[stake.actor].id),
                                  stake.position_basis.evidence),
                          text_of(std::string(to_string(stake.role))),
                          text_of(fixed_text(gain.mean, 1)),
                          text_of(fixed_text(gain.p05, 1) + " to " + fixed_text(gain.p95, 1))});
  }
  return table;
}

std::string figure_caption(const figure::Figure& drawn) { return drawn.title + "."; }

Section line_section(const Context& context, const LineRoom& line, int& figure_number) {
  Section out{"forecast-" + line.id, "What could be agreed: " + line.name, {}};
  if (line.failed) {
    out.blocks.emplace_back(text_of("No forecast: " + to_string(*line.failed) + ".",
                                    line_evidence(context.study, line)));
    return out;
  }
  const auto add_figure = [&](figure::Figure drawn) {
    std::string caption = figure_caption(drawn);
    out.blocks.emplace_back(FigureBlock{std::move(drawn), ++figure_number, std::move(caption)});
  };
  out.blocks.emplace_back(outcome_paragraph(context, line));
  out.blocks.emplace_back(basis_paragraph(context, line));
  for (const Error& error : line.left_out) {
    out.blocks.emplace_back(text_of("Not counted: " + to_string(error) + "."));
  }
  add_figure(stance_figure(context, line));
  add_figure(forecast_figure(context, line));
  TableBlock likelihoods = likelihood_table(line);
  if (!likelihoods.rows.empty()) out.blocks.emplace_back(std::move(likelihoods));
  const ModelForecast* lead = leading_model(line);
  if (lead == nullptr) return out;
  if (!lead->swings.empty()) add_figure(tornado_figure(context, line, *lead));
  out.blocks.emplace_back(distance_table(context, line, *lead));
  return out;
}

/// The models, their measured errors and what can mislead.
Section trust_section(const Context& context) {
  Section out{"forecast-trust", "How far these forecasts can be trusted", {}};
  const auto cards = cards_of(context.rooms);
  if (cards.empty()) return out;
  TableBlock table{"Error on past cases: " + std::string(room::measured_on()) +
                       "; a scale of 100, intervals at 95 % over dossiers. What was measured there "
                       "need not hold here",
                   {"Model", "Mean error", "Interval", "Decisions", "Known to mislead"},
                   {}};
  for (const room::ModelCard* card : cards) {
    const ModelForecast* one = nullptr;
    for (const LineRoom& line : context.rooms) {
      if (one == nullptr && !line.failed) one = forecast_by(line, card);
    }
    if (one == nullptr) continue;
    std::string warnings;
    for (const std::string_view warning : card->warnings) {
      warnings += (warnings.empty() ? "" : " ") + std::string(warning);
    }
    const room::MeasuredError* measured = one->measured;
    table.rows.push_back(
        {text_of(std::string(card->long_name) + " (" + one->model + ")"),
         text_of(measured != nullptr ? fixed_text(measured->mae, 1) : "not measured"),
         text_of(measured != nullptr
                     ? fixed_text(measured->low, 1) + " to " + fixed_text(measured->high, 1)
                     : "–"),
         text_of(measured != nullptr ? std::to_string(measured->n) : "–"),
         text_of(std::move(warnings))});
  }
  out.blocks.emplace_back(std::move(table));
  return out;
}

}  // namespace

std::vector<Section> forecast_sections(const Context& context, int& figure_number) {
  std::vector<Section> out;
  out.reserve(out.size() + context.rooms.size());
  for (const LineRoom& line : context.rooms) {
    out.push_back(line_section(context, line, figure_number));
  }
  out.push_back(trust_section(context));
  return out;
}

}  // namespace entente::brief
