// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/analysis.hpp"

#include <algorithm>

#include "entente/app/open.hpp"
#include "entente/base/text.hpp"
#include "entente/positions/latest.hpp"
#include "option_values.hpp"

namespace entente::app {
namespace {

Result<void> choose_actors(const AnalysisRequest& request, Analysis& out) {
  if (request.actors == std::vector<std::string>{"all"}) {
    out.actors = positions::other_actors(out.snapshot, out.at, {});
    return {};
  }
  const bool given = !request.actors.empty();
  for (const std::string& id : given ? request.actors : out.snapshot.settings.focus) {
    ENTENTE_TRY(const std::size_t row, known_row(out.opened.study.table("actor"), id,
                                                 given ? "--actors" : "focus of study.toml"));
    const ActorCode actor(row);
    if (std::find(out.actors.begin(), out.actors.end(), actor) == out.actors.end()) {
      out.actors.push_back(actor);
    }
  }
  if (!out.actors.empty()) return {};
  return fail({ErrorKind::Missing,
               "the study names no focus actors",
               {"study.toml", 0, "focus"},
               "ids of actors to compare",
               "",
               "set focus in study.toml, or give --actors A,B (or --actors all)"});
}

Result<void> choose_issues(const AnalysisRequest& request, Analysis& out) {
  const auto& codes = out.snapshot.issues.code;
  for (const std::string& word : request.issues) {
    const auto code = std::find(codes.begin(), codes.end(), word);
    if (const IssueCode issue = out.snapshot.issue(word)) {
      out.issues.push_back(issue);
    } else if (code != codes.end()) {
      out.issues.emplace_back(static_cast<std::size_t>(code - codes.begin()));
    } else {
      const std::string mend = did_you_mean_sentence(word, codes);
      auto error = known_row(out.opened.study.table("issue"), word, "--issue").error();
      if (!mend.empty()) error.mend = mend;
      return fail(std::move(error));
    }
  }
  if (out.issues.empty()) {
    for (std::size_t i = 0; i < out.snapshot.issues.size(); ++i) out.issues.emplace_back(i);
  }
  std::sort(out.issues.begin(), out.issues.end());
  out.issues.erase(std::unique(out.issues.begin(), out.issues.end()), out.issues.end());
  return {};
}

}  // namespace

Result<Date> date_of_answer(const std::string& given, const record::Settings& settings) {
  ENTENTE_TRY(const std::optional<Date> date, date_option(given, "--at"));
  if (date) return *date;
  if (settings.as_of) return *settings.as_of;
  return fail({ErrorKind::Missing,
               "the study has no as_of date",
               {"study.toml", 0, "as_of"},
               "a date",
               "",
               "set as_of in study.toml, or give --at DATE"});
}

Result<Analysis> analyse(const AnalysisRequest& request, const Context& context) {
  Analysis out;
  ENTENTE_TRY(out.opened, open_sound(request.study));
  ENTENTE_TRY(out.snapshot, record::build_snapshot(out.opened.study));
  ENTENTE_CHECK(check_cancel(context.cancel));
  ENTENTE_TRY(const Date date, date_of_answer(request.at, out.opened.study.settings));
  out.at = date.last_day();
  out.at_text = date.text();
  ENTENTE_CHECK(choose_actors(request, out));
  ENTENTE_CHECK(choose_issues(request, out));
  return out;
}

std::string day_text(std::chrono::sys_days day) {
  return Date::day(std::chrono::year_month_day(day)).text();
}

}  // namespace entente::app
