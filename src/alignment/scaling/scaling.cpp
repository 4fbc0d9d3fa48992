// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/scaling.hpp"

#include <algorithm>
#include <cmath>

#include "alignment/networks/assemble.hpp"
#include "alignment/networks/selection.hpp"
#include "entente/base/text.hpp"
#include "entente/stats/bootstrap.hpp"
#include "entente/stats/distribution.hpp"

namespace entente::alignment {
namespace {

constexpr std::uint32_t few_answers = 6;

Error bad_scaling(ErrorKind kind, const char* what, const char* column, const char* expected,
                  std::string found, std::string mend) {
  return {kind, what, {"", 0, column}, expected, std::move(found), std::move(mend)};
}

Error no_answers_without_qualifier(const NetworkOptions& options) {
  return bad_scaling(ErrorKind::Usage, "scaling needs a variable that agrees or disagrees",
                     "--qualifier", "a boolean or a number", options.qualifier,
                     "name one, such as agreement or stance");
}

/// The estimator speaks of roll calls and voters.
Error in_words_of_statements(Error error) {
  if (error.kind == ErrorKind::Missing) {
    return bad_scaling(ErrorKind::Missing, "no subject divides them", "",
                       "two actors or more, and a subject on which they differ", "",
                       "leave fewer out, or ask for camps");
  }
  if (error.kind == ErrorKind::NotFound) {
    return bad_scaling(ErrorKind::NotFound, "the actor that is to be positive gives no answer",
                       "--positive", "an actor that speaks about a subject that divides",
                       std::move(error.found), "name another, or none");
  }
  return error;
}

Result<void> check_scaling(const ScalingOptions& scaling, const NetworkOptions& options) {
  if (options.compatibility == Compatibility::Dna) {
    return fail(bad_scaling(ErrorKind::Usage, "Discourse Network Analyzer scales nobody",
                            "--compat", "no compatibility", "dna", "leave it out"));
  }
  if (!(scaling.mixed >= 0 && scaling.mixed <= 0.5)) {
    return fail(bad_scaling(ErrorKind::Range, "no share for mixed answers", "--mixed", "0 to 0.5",
                            number_text(scaling.mixed), "0 is usual"));
  }
  if (scaling.replicates > 0 && scaling.replicates < 10) {
    return fail(bad_scaling(ErrorKind::Range, "too few refits", "--replicates", "0, or 10 and more",
                            std::to_string(scaling.replicates), "100 is usual"));
  }
  return stats::check_replicates(1'000'000, scaling.level);
}

/// How much of a level speaks for: 1, 0, or a half in the middle of a scale.
std::vector<double> support_of_levels(const NetworkSelection& selection,
                                      const QualifierLevels& levels) {
  double middle = 0.5;
  if (selection.qualifier->type == VariableType::Integer) {
    // A scale that crosses 0 has its middle there; another between its ends.
    const auto [low, high] = selection.qualifier->scale.value_or(
        std::pair(*std::min_element(levels.values.begin(), levels.values.end()),
                  *std::max_element(levels.values.begin(), levels.values.end())));
    middle = low < 0 && high > 0 ? 0 : (static_cast<double>(low) + high) / 2;
  }
  std::vector<double> out;
  out.reserve(levels.values.size());
  for (const std::int32_t value : levels.values) {
    out.push_back(value > middle ? 1 : value < middle ? 0 : 0.5);
  }
  return out;
}

record::Vote answer_of(double share, double mixed) {
  if (share >= 1 - mixed && share > 0.5) return record::Vote::Yes;
  if (share <= mixed && share < 0.5) return record::Vote::No;
  return record::Vote::Abstain;
}

/// Answers of actors (voters) to concepts (roll calls) that enough of them speak about.
struct Answers {
  record::RollCallMatrix matrix;
  std::vector<std::vector<std::uint32_t>> statements;  ///< by roll call
  std::uint32_t left_out = 0;
};

Result<Answers> answers_of(const NetworkSelection& selection, const ScalingOptions& scaling) {
  const PlacedNetwork placed = place_network(selection, whole_part(selection));
  const CellTable& table = placed.table;
  const std::vector<double> support = support_of_levels(selection, placed.levels);
  std::vector<record::Voter> voters;
  voters.reserve(placed.network.rows.size());
  for (const std::string& actor : placed.network.rows) voters.push_back({actor, ""});
  std::vector<std::uint32_t> kept;
  Answers out;
  std::vector<record::RollCall> roll_calls;
  std::vector<record::Vote> cells;
  for (std::uint32_t c = 0; c < table.columns; ++c) {
    std::vector<record::Vote> votes(voters.size(), record::Vote::Unrecorded);
    std::uint32_t answers = 0;
    for (std::uint32_t p = table.column_begins[c]; p < table.column_begins[c + 1]; ++p) {
      const NetworkPair& pair = table.pairs[p];
      double sum = 0;
      for (std::uint32_t k = pair.first_cell; k < pair.end_cell; ++k) {
        sum += table.cells[k].weight * support[table.cells[k].level];
      }
      votes[pair.row] = answer_of(sum / pair.weight, scaling.mixed);
      ++answers;
    }
    if (answers < scaling.least_actors) {
      ++out.left_out;
      continue;
    }
    record::RollCall& roll_call = roll_calls.emplace_back();
    roll_call.id = placed.network.concepts[c];
    roll_call.session = "1";
    cells.insert(cells.end(), votes.begin(), votes.end());
    kept.push_back(c);
  }
  ENTENTE_TRY(out.matrix, record::RollCallMatrix::make(std::move(voters), std::move(roll_calls),
                                                       std::move(cells)));
  out.statements.resize(kept.size());
  for (const NetworkStatement& s : placed.network.statements) {
    const auto at = std::lower_bound(kept.begin(), kept.end(), s.column);
    if (at == kept.end() || *at != s.column) continue;
    out.statements[static_cast<std::size_t>(at - kept.begin())].push_back(s.statement);
  }
  return out;
}

/// Who most often speaks for what it speaks about: of equals who answers most, then the first.
std::string most_often_for(const record::RollCallMatrix& matrix) {
  std::string best;
  double most = -1;
  std::uint64_t answers = 0;
  for (std::size_t v = 0; v < matrix.voters().size(); ++v) {
    double yes = 0;
    for (std::size_t r = 0; r < matrix.roll_calls().size(); ++r) {
      const record::Vote vote = matrix.vote(v, r);
      yes += vote == record::Vote::Yes ? 1 : vote == record::Vote::Abstain ? 0.5 : 0;
    }
    const std::uint64_t cast = matrix.votes_cast(v);
    if (cast == 0) continue;
    const double share = yes / static_cast<double>(cast);
    if (share < most || (share == most && cast <= answers)) continue;
    best = matrix.voters()[v].id;
    most = share;
    answers = cast;
  }
  return best;
}

stats::Estimate point_estimate(const positions::IdealPoint& point, double sd,
                               const ScalingOptions& scaling) {
  const double z = stats::normal_quantile((1 + scaling.level) / 2);
  stats::Estimate out;
  out.value = point.value;
  out.interval = stats::Interval{point.value - z * sd, point.value + z * sd};
  out.state = stats::IntervalState::Known;
  out.method = stats::IntervalMethod::Normal;
  out.level = scaling.level;
  out.n = point.votes;
  return out;
}

}  // namespace

Result<ActorScale> scale_actors(const CodedStatements& statements, const NetworkOptions& options,
                                const ScalingOptions& scaling, const CancelToken& cancel,
                                const Progress& progress) {
  ENTENTE_CHECK(check_scaling(scaling, options));
  if (options.qualifier.empty()) return fail(no_answers_without_qualifier(options));
  NetworkOptions two_modes = options;
  two_modes.mode = NetworkMode::TwoMode;
  two_modes.rule = QualifierRule::Subtract;
  two_modes.normalization = Normalization::None;
  two_modes.isolates = false;
  ENTENTE_TRY(const NetworkSelection selection,
              select_statements(statements, two_modes, Kernel::None, cancel));
  if (selection.qualifier == nullptr || selection.qualifier->type == VariableType::Text) {
    return fail(no_answers_without_qualifier(options));
  }
  ENTENTE_TRY(Answers answers, answers_of(selection, scaling));
  ActorScale out;
  out.positive_actor =
      scaling.positive_actor.empty() ? most_often_for(answers.matrix) : scaling.positive_actor;
  positions::IdealPointOptions points;
  points.motion = positions::PointMotion::Static;
  points.scale = scaling.mixed_missing ? positions::VoteScale::AbstentionMissing
                                       : positions::VoteScale::Ordinal;
  points.positive_voter = out.positive_actor;
  points.confidence = scaling.level;
  points.few_votes = few_answers;
  points.threads = options.threads;
  auto fitted = positions::ideal_points(answers.matrix, {}, record::PeriodBy::Session, points,
                                        cancel, progress);
  if (!fitted) return fail(in_words_of_statements(std::move(fitted).error()));
  const positions::IdealPoints& fit = *fitted;
  std::vector<double> sd;
  sd.reserve(fit.points.size());
  for (const auto& point : fit.points) sd.push_back(point.sd);
  if (scaling.replicates > 0) {
    ENTENTE_TRY(
        const positions::PointBootstrap bootstrap,
        positions::bootstrap_points(answers.matrix, {}, record::PeriodBy::Session, points, fit, {},
                                    {scaling.seed, scaling.replicates}, cancel, progress));
    // Refits of few answers stay near the prior's middle and hide how little is known; Laplace does
    // not, but takes what divides as known.
    for (std::size_t at = 0; at < sd.size(); ++at) sd[at] = std::max(sd[at], bootstrap.sd[at]);
  }
  for (std::size_t at = 0; at < fit.points.size(); ++at) {
    const positions::IdealPoint& point = fit.points[at];
    out.actors.push_back({answers.matrix.voters()[point.voter].id, point.votes,
                          point_estimate(point, sd[at], scaling), point.few_votes});
    out.answers += point.votes;
  }
  std::stable_sort(out.actors.begin(), out.actors.end(),
                   [](const auto& a, const auto& b) { return a.point.value < b.point.value; });
  for (const positions::RollCallFit& item : fit.items) {
    const std::uint32_t r = item.roll_calls.front();
    // The estimator has yes below no: an answer for lies where the discrimination is negative.
    out.concepts.push_back({answers.matrix.roll_calls()[r].id, item.votes, -item.discrimination,
                            answers.statements[r]});
  }
  std::stable_sort(out.concepts.begin(), out.concepts.end(), [](const auto& a, const auto& b) {
    return std::fabs(a.discrimination) > std::fabs(b.discrimination);
  });
  out.left_out = answers.left_out + fit.without_variation;
  out.converged = fit.converged;
  out.predicted = fit.predicted;
  out.predicted_by_mode = fit.predicted_by_mode;
  return out;
}

}  // namespace entente::alignment
