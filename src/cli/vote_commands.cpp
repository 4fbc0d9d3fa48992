// SPDX-License-Identifier: GPL-3.0-or-later
#include "vote_commands.hpp"

#include <limits>

#include "entente/app/present.hpp"
#include "entente/app/votes.hpp"
#include "entente/app/votes_changes.hpp"
#include "entente/base/text.hpp"
#include "handler.hpp"

namespace entente::cli {
namespace {

std::vector<std::string> listed_values(const Parsed& parsed, const char* name) {
  std::vector<std::string> out;
  const std::string given = parsed.value(name);
  for (const std::string_view item : list_items(given, ',')) out.emplace_back(item);
  return out;
}

/// "60-78" is a range of numbered sessions, "ES-11,78" a list of labels.
void set_sessions(const std::string& given, record::RollCallFilter& filter) {
  const std::size_t dash = given.find('-');
  if (dash != std::string::npos) {
    const auto first = parse_integer(std::string_view(given).substr(0, dash));
    const auto last = parse_integer(std::string_view(given).substr(dash + 1));
    if (first && last) {
      filter.first_session = first;
      filter.last_session = last;
      return;
    }
  }
  for (const std::string_view label : list_items(given, ',')) filter.sessions.emplace_back(label);
}

app::VotesRequest votes_request(const Parsed& parsed) {
  app::VotesRequest out;
  out.files = parsed.words;
  out.form = parsed.value("--form");
  out.roll_calls = parsed.value("--rollcalls");
  out.names = parsed.value("--names");
  out.voters = listed_values(parsed, "--voters");
  set_sessions(parsed.value("--sessions"), out.filter);
  out.filter.tags = listed_values(parsed, "--tags");
  out.filter.without = listed_values(parsed, "--without");
  out.filter.without_from = parsed.value("--without-from");
  return out;
}

Result<std::uint64_t> seed_option(const Parsed& parsed) {
  ENTENTE_TRY(const std::int64_t seed,
              number_option(parsed, "--seed", 1, 0, std::numeric_limits<std::int64_t>::max()));
  return static_cast<std::uint64_t>(seed);
}

Result<std::vector<positions::SimilarityMeasure>> measures_option(const Parsed& parsed) {
  using positions::SimilarityMeasure;
  std::vector<std::string> names = listed_values(parsed, "--measures");
  if (names.empty()) names = {"agreement", "s_squared", "kappa_squared"};
  std::vector<std::string> known;
  known.reserve(positions::similarity_measures);
  for (std::size_t m = 0; m < positions::similarity_measures; ++m) {
    known.emplace_back(to_string(static_cast<SimilarityMeasure>(m)));
  }
  if (names.size() == 1 && names[0] == "all") names = known;
  std::vector<SimilarityMeasure> out;
  for (const std::string& name : names) {
    std::size_t m = 0;
    while (m < known.size() && known[m] != name) ++m;
    if (m == known.size()) {
      std::string mend = did_you_mean_sentence(name, known);
      return fail({ErrorKind::Usage,
                   "no such measure",
                   {"", 0, "--measures"},
                   joined(known, ", ") + "; or all",
                   quotable(name),
                   std::move(mend)});
    }
    out.push_back(static_cast<SimilarityMeasure>(m));
  }
  return out;
}

Result<app::VoteSimilarityRequest> similarity_request(const Parsed& parsed) {
  app::VoteSimilarityRequest out;
  out.votes = votes_request(parsed);
  if (parsed.value("--by") == "session") out.by = app::VotesBy::Session;
  if (parsed.value("--by") == "rollcall") out.by = app::VotesBy::RollCall;
  ENTENTE_TRY(const std::int64_t draws, number_option(parsed, "--draws", 2000, 0, 1'000'000));
  ENTENTE_TRY(out.options.seed, seed_option(parsed));
  ENTENTE_TRY(out.options.confidence, between_option(parsed, "--confidence", 0.95, 0, 1));
  out.options.replicates = static_cast<std::uint32_t>(draws);
  out.options.weighted = parsed.has("--weighted");
  out.options.threads = 0;
  return out;
}

}  // namespace

Result<app::ExitCode> run_votes_show(const Parsed& parsed, const app::Context& context,
                                     Output& output) {
  ENTENTE_TRY(const auto outcome, app::inspect_votes(votes_request(parsed), context));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_votes_study(const Parsed& parsed, const app::Context& context,
                                      Output& output) {
  app::VotesStudyRequest request;
  request.votes = votes_request(parsed);
  request.path = request.votes.files.front();
  request.votes.files.erase(request.votes.files.begin());
  request.title = parsed.value("--title");
  ENTENTE_TRY(const auto outcome, app::votes_study(request, context));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_votes_similarity(const Parsed& parsed, const app::Context& context,
                                           Output& output) {
  ENTENTE_TRY(auto request, similarity_request(parsed));
  ENTENTE_TRY(request.measures, measures_option(parsed));
  ENTENTE_TRY(const std::int64_t least, number_option(parsed, "--least", 10, 1, 1'000'000));
  request.options.least_common = static_cast<std::uint32_t>(least);
  ENTENTE_TRY(const auto outcome, app::votes_similarity(request, context));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_votes_cohesion(const Parsed& parsed, const app::Context& context,
                                         Output& output) {
  ENTENTE_TRY(const auto request, similarity_request(parsed));
  ENTENTE_TRY(const auto outcome, app::votes_cohesion(request, context));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_votes_points(const Parsed& parsed, const app::Context& context,
                                       Output& output) {
  app::VotePointsRequest request;
  request.votes = votes_request(parsed);
  request.links = parsed.value("--links");
  if (parsed.value("--by") == "year") request.by = record::PeriodBy::Year;
  request.positive_voter = parsed.value("--positive");
  request.distances = parsed.has("--distances");
  request.every_period = parsed.has("--every-period");
  for (const std::string& group : all_values(parsed, "--group")) {
    auto& ids = request.groups.emplace_back();
    for (const std::string_view id : list_items(group, ',')) ids.emplace_back(id);
  }
  positions::IdealPointOptions& options = request.options;
  for (const auto motion :
       {positions::PointMotion::Autoregressive, positions::PointMotion::Static}) {
    if (parsed.value("--motion") == to_string(motion)) options.motion = motion;
  }
  for (const auto scale :
       {positions::VoteScale::YesOrNot, positions::VoteScale::AbstentionMissing}) {
    if (parsed.value("--scale") == to_string(scale)) options.scale = scale;
  }
  ENTENTE_TRY(options.smoothness,
              between_option(parsed, "--smoothness", options.smoothness, 0, 100));
  ENTENTE_TRY(options.autocorrelation,
              between_option(parsed, "--autocorrelation", options.autocorrelation, 0, 1));
  ENTENTE_TRY(options.confidence, between_option(parsed, "--confidence", 0.95, 0, 1));
  ENTENTE_TRY(const std::int64_t refits, number_option(parsed, "--refits", 0, 0, 10'000));
  request.refits = static_cast<std::uint32_t>(refits);
  ENTENTE_TRY(request.seed, seed_option(parsed));
  options.threads = 0;
  ENTENTE_TRY(const auto outcome, app::vote_points(request, context));
  return shown(output, app::present(outcome, output.style()));
}

Result<app::ExitCode> run_votes_changes(const Parsed& parsed, const app::Context& context,
                                        Output& output) {
  app::VotesChangesRequest request;
  request.votes = votes_request(parsed);
  ENTENTE_TRY(request.options.rate, between_option(parsed, "--rate", 0.05, 0, 100));
  ENTENTE_TRY(request.noise, between_option(parsed, "--noise", 0.5, 0, 100));
  request.every_gap = parsed.has("--every-gap");
  ENTENTE_TRY(const auto outcome, app::votes_changes(request, context));
  return shown(output, app::present(outcome, output.style()));
}

}  // namespace entente::cli
