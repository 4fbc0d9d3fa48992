// SPDX-License-Identifier: GPL-3.0-or-later
// Pages on agenda, advice, engagements and coverage.
#include <algorithm>

#include "audit_parts.hpp"
#include "contested.hpp"
#include "entente/advise/agenda.hpp"
#include "entente/advise/format_rules.hpp"
#include "entente/alignment/engagement.hpp"
#include "entente/base/text.hpp"
#include "option_values.hpp"

namespace entente::app {
namespace {

/// Advice on one issue may ask all: the whole matrix, and the issue's row in it.
struct IssueInMatrix {
  positions::PositionMatrix matrix;
  std::size_t row = 0;
};

Result<IssueInMatrix> issue_in_matrix(const Analysis& analysis, const std::string& word) {
  ENTENTE_TRY(const IssueCode issue, named_issue(analysis, word));
  IssueInMatrix out;
  ENTENTE_TRY(out.matrix,
              positions::latest_positions(analysis.snapshot,
                                          {analysis.at, analysis.actors, {}, std::nullopt, {}}));
  const auto& issues = out.matrix.issues;
  out.row =
      static_cast<std::size_t>(std::find(issues.begin(), issues.end(), issue) - issues.begin());
  return out;
}

void describe(AuditPage& page, const IssueInMatrix& in, const char* what) {
  const Analysis& analysis = page.out.analysis;
  const std::size_t issue = in.matrix.issues[in.row].value();
  page.out.title = std::string(what) + " " + analysis.snapshot.issues.id[issue] + " (" +
                   analysis.snapshot.issues.claim[issue] + ") for " + actor_list(analysis);
  page.out.n_of = "actors";
  for (std::size_t a = 0; a < in.matrix.actors.size(); ++a) {
    const positions::Cell& cell = in.matrix.cell(in.row, a);
    page.out.n += cell.known() ? 1 : 0;
    const auto part = statement_data(analysis.snapshot, cell.statements);
    page.data.insert(page.data.end(), part.begin(), part.end());
  }
}

Result<alignment::SeriesKey> series_key(const std::string& word) {
  if (word == "level") return alignment::SeriesKey::Level;
  if (word == "format") return alignment::SeriesKey::Format;
  if (word == "actor") return alignment::SeriesKey::Participant;
  return fail({ErrorKind::Usage,
               "engagements are not counted by this",
               {"", 0, "NAME"},
               "level, format or actor",
               quotable(word),
               "engagements/level/CATEGORY"});
}

void add_engagements(AuditPage& page, std::vector<EngagementCode> list) {
  std::sort(list.begin(), list.end());
  page.out.n = list.size();
  page.out.n_of = "engagements";
  page.out.figures.push_back({"count", static_cast<double>(list.size()), "", std::nullopt, ""});
  page.data = engagement_data(page.out.analysis.snapshot, list);
}

}  // namespace

Result<void> audit_agenda(AuditPage& page, const NameParts& parts) {
  const Analysis& analysis = page.out.analysis;
  ENTENTE_TRY(const IssueInMatrix in, issue_in_matrix(analysis, parts[0]));
  const advise::AgendaOptions options;
  ENTENTE_TRY(const auto entries, advise::common_agenda(analysis.snapshot, in.matrix, options));
  describe(page, in, "The place on the common agenda of");
  page.out.card = card_named("common-agenda");
  page.out.parameters = {{"kind", options.kind},
                         {"greatest_range", number_text(options.greatest_range)},
                         {"least_mean", number_text(options.least_mean)}};
  page.command = "agenda --actors " + actor_list(analysis);
  const auto entry =
      std::find_if(entries.begin(), entries.end(),
                   [&in](const advise::AgendaEntry& e) { return e.issue_row == in.row; });
  if (entry == entries.end()) {
    page.out.figures.push_back({"place", std::nullopt, "not on it", std::nullopt, ""});
    return {};
  }
  page.out.figures = {
      {"place", static_cast<double>(entry - entries.begin() + 1), "", std::nullopt, ""},
      {"mean", entry->mean, "", std::nullopt, ""},
      {"range", entry->range, "", std::nullopt, ""}};
  AuditFigure least{"least salience", std::nullopt, "", std::nullopt, ""};
  if (entry->least_salience) {
    least.value = *entry->least_salience;
  } else {
    std::vector<std::string> ids;
    for (const ActorCode a : entry->salience_missing) {
      ids.push_back(analysis.snapshot.actors.id[a.value()]);
    }
    least.words = "not known of " + joined(ids, ", ");
  }
  page.out.figures.push_back(std::move(least));
  return {};
}

Result<void> audit_advice(AuditPage& page, const NameParts& parts) {
  const Analysis& analysis = page.out.analysis;
  ENTENTE_TRY(const IssueInMatrix in, issue_in_matrix(analysis, parts[0]));
  ENTENTE_TRY(const auto options, advise::study_options(analysis.opened.study, analysis.snapshot));
  ENTENTE_TRY(const auto rules, advise::format_rules(analysis.snapshot, in.matrix, options));
  ENTENTE_TRY(const auto advice, advise::formats_advice(analysis.snapshot, in.matrix, rules));
  describe(page, in, "The format advised for");
  page.out.card = card_named("format-rules");
  page.out.parameters = {{"salience_threshold", std::to_string(rules.salience_threshold)}};
  page.out.figures.push_back(
      {"advice", std::nullopt,
       std::string(advise::to_string(advice[in.row].advice)) + ": " + advice[in.row].reason,
       std::nullopt, ""});
  for (std::size_t r = 0; r < rules.rules.size(); ++r) {
    const advise::RuleAnswer& answer = rules.answer(in.row, r);
    page.out.reasons.push_back(answer.rule + " " + std::string(advise::to_string(answer.answer)) +
                               ": " + answer.reason);
  }
  page.command = "format --issue " + analysis.snapshot.issues.id[in.matrix.issues[in.row].value()] +
                 " --actors " + actor_list(analysis);
  return {};
}

Result<void> audit_engagements(AuditPage& page, const NameParts& parts) {
  const Analysis& analysis = page.out.analysis;
  ENTENTE_TRY(const alignment::SeriesKey key, series_key(parts[0]));
  ENTENTE_TRY(const auto series,
              alignment::engagement_series(analysis.snapshot,
                                           {analysis.at, key, analysis.actors, page.out.formats}));
  const auto category = std::find(series.categories.begin(), series.categories.end(), parts[1]);
  if (category == series.categories.end()) {
    return fail({ErrorKind::NotFound,
                 "no engagement is of this " + parts[0],
                 {"", 0, "NAME"},
                 "one of " + joined(series.categories, ", "),
                 quotable(parts[1]),
                 did_you_mean_sentence(parts[1], series.categories)});
  }
  int first = series.first_year;
  int last = series.last_year;
  if (parts.size() == 3) {
    const auto year = parse_integer(parts[2]);
    if (!year || *year < first || *year > last) {
      return fail({ErrorKind::NotFound,
                   "the series has no such year",
                   {"", 0, "NAME"},
                   std::to_string(first) + " to " + std::to_string(last),
                   quotable(parts[2]),
                   "name a year of the series, or leave it out"});
    }
    first = last = static_cast<int>(*year);
  }
  std::vector<EngagementCode> list;
  const auto column = static_cast<std::size_t>(category - series.categories.begin());
  for (int year = first; year <= last; ++year) {
    const auto& part = series.count(year, column).engagements;
    list.insert(list.end(), part.begin(), part.end());
  }
  page.out.title = "Engagements by " + parts[0] + ", " + parts[1] + ", " +
                   (first == last ? std::to_string(first)
                                  : std::to_string(first) + " to " + std::to_string(last)) +
                   ", with at least one of " + actor_list(analysis);
  page.out.card = card_named("engagement-series");
  add_engagements(page, std::move(list));
  page.command = "engagement --by " + parts[0] + " --actors " + actor_list(analysis) +
                 (page.out.formats.empty() ? "" : " --group");
  return {};
}

Result<void> audit_coverage(AuditPage& page, const NameParts& parts) {
  const Analysis& analysis = page.out.analysis;
  ENTENTE_TRY(const ActorCode actor, named_actor(analysis, parts[0]));
  std::vector<FormatCode> formats;
  const auto& bilateral = analysis.snapshot.settings.bilateral_formats;
  for (const std::string& id : bilateral) {
    ENTENTE_TRY(const std::size_t row, known_row(analysis.opened.study.table("format"), id,
                                                 "formats.bilateral of study.toml"));
    formats.emplace_back(row);
  }
  const auto rows = alignment::coverage(analysis.snapshot, analysis.actors, formats, std::nullopt);
  const auto found =
      std::find_if(rows.begin(), rows.end(),
                   [actor](const alignment::Coverage& row) { return row.actor == actor; });
  if (found == rows.end()) {
    return fail({ErrorKind::NotFound,
                 "the actor is not one of those compared",
                 {"", 0, "NAME"},
                 "one of " + actor_list(analysis),
                 quotable(parts[0]),
                 "name it with --actors"});
  }
  page.out.title = "How much of the record shows " + analysis.snapshot.actors.name[actor.value()] +
                   " without the others";
  page.out.card = card_named("coverage");
  page.out.parameters = {{"formats", bilateral.empty() ? "none: only one of the actors present"
                                                       : joined(bilateral, ", ")}};
  add_engagements(page, found->engagements);
  page.command = "engagement --by actor --actors " + actor_list(analysis);
  return {};
}

}  // namespace entente::app
