// SPDX-License-Identifier: GPL-3.0-or-later
// In which format to take up an issue, when neither the weights of the criteria nor all the data
// are known: SMAA-2 (acceptability.hpp) over five formats and seven criteria. What the data say of
// an issue are measures from 0 to 1; how far a measure speaks for a format is a judgement, the fit,
// that people see and replace. Pure functions, any thread; the same for a seed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/advise/acceptability.hpp"
#include "entente/advise/interest_ledger.hpp"
#include "entente/positions/latest.hpp"
#include "entente/positions/statement_model.hpp"
#include "entente/record/snapshot.hpp"

namespace entente::advise {

enum class MeetingFormat : std::uint8_t { Bilateral, Group, AllianceAndGroup, Wider, TrackOneFive };
inline constexpr std::size_t meeting_formats = 5;
/// "bilateral", "group", "alliance_and_group", "wider", "track_1_5".
std::string_view to_string(MeetingFormat format) noexcept;
/// "one partner at a time", "the group alone", ...: for people.
std::string_view in_words(MeetingFormat format) noexcept;

/// Each a measure from 0 to 1 of an issue and a group:
///   Stake            the least salience of its actors, over 100
///   Similarity       1 - (greatest - least position) / 4
///   Input            (greatest - least position) / 4, times how little each knows of what the
///                    others know, which no table holds: drawn evenly
///   Leverage         how far its voices are on one side: twice the greater share of positions
///   above
///                    or below 0, less 1, at least 0
///   Exposure         how far the outsider who could press the group and stands farthest from its
///                    mean position does so, over 4
///   Visibility       1 where the issue is flagged as signalling, else 0
///   DecisionPending  1 where it is flagged so, else 0
enum class FormatCriterion : std::uint8_t {
  Stake,
  Similarity,
  Input,
  Leverage,
  Exposure,
  Visibility,
  DecisionPending
};
inline constexpr std::size_t format_criteria = 7;
/// "stake", "similarity", "input", "leverage", "exposure", "visibility", "decision_pending".
std::string_view to_string(FormatCriterion criterion) noexcept;

/// How far a criterion speaks for a format, from -1, all against it, to 1; 0 says nothing.
struct FormatFit {
  double present = 0;  ///< where the measure is 1
  double absent = 0;   ///< where it is 0
  std::string reason;
};
using FormatFits = std::array<std::array<FormatFit, format_criteria>, meeting_formats>;

/// The engine's own judgement, with a reason each; docs/formats.md has it as a table.
const FormatFits& default_format_fits();

/// What is known of one issue.
struct FormatMeasures {
  IssueCode issue;
  /// By criterion: one value where it is known, else one a draw.
  std::array<std::vector<float>, format_criteria> values;
  /// By criterion: what it rests on is partly or wholly unknown and drawn evenly over what it could
  /// be.
  std::array<bool, format_criteria> unknown{};
  std::vector<ActorCode> stance_unknown;
  std::vector<ActorCode> salience_unknown;
  std::vector<ActorCode> salience_named;  ///< nobody states it; drawn from the ledger of interests
  std::optional<ActorCode> outsider;      ///< of Exposure
  std::vector<StatementCode> statements;  ///< of the group, and of the outsider last
};

struct FormatMeasureOptions {
  std::uint32_t draws = 10'000;
  std::uint64_t seed = 1;
  const InterestLedger* ledger =
      nullptr;  ///< of saliences that nobody states; must outlive the call
};

/// Of each row of `group`. Positions are the draws of `model`, which kept them, one after another
/// and again from the first; an actor without a position of its own is drawn evenly from -2 to 2,
/// an unknown salience as the ledger has it, else from 0 to 100. `outsiders`, a matrix of the same
/// issues, are those who could press the group, with their latest stances; where none has one,
/// Exposure is drawn evenly. Errors: Range (fewer than two actors, no draws, matrices that do not
/// fit). O(issues x draws x actors).
Result<std::vector<FormatMeasures>> format_measures(const record::Snapshot& snapshot,
                                                    const positions::StatementModel& model,
                                                    const positions::PositionMatrix& group,
                                                    const positions::PositionMatrix& outsiders,
                                                    const FormatMeasureOptions& options);

struct FormatRankingOptions {
  FormatFits fits = default_format_fits();
  double fit_spread = 0.25;  ///< fits are drawn so far either way, within -1 and 1
  WeightOptions weights;     ///< by criterion
  std::uint32_t draws = 10'000;
};

/// Where knowing a measure better would put another format first.
struct FormatTurn {
  FormatCriterion criterion = FormatCriterion::Stake;
  bool above = false;  ///< were it above `bound`, else below
  double bound = 0;    ///< the upper or lower third of its draws
  MeetingFormat leads = MeetingFormat::Bilateral;
  double share = 0;  ///< of those draws, in which it is first
};

struct FormatRanking {
  std::vector<Acceptability> formats;  ///< by MeetingFormat
  std::vector<MeetingFormat> order;    ///< by holistic acceptability, the best first; ties as above
  std::array<double, format_criteria> means{};  ///< of the measures
  std::array<double, format_criteria> low{};    ///< 10th percentiles
  std::array<double, format_criteria> high{};   ///< 90th
  /// By criterion: mean of weight x (value for the first - value for the second): what speaks for
  /// the first where above 0.
  std::array<double, format_criteria> lead{};
  std::vector<FormatTurn> turns;
};

/// One ranking each, all on the same draws of weights and fits. The value of a format on a
/// criterion is (1 + measure present + (1 - measure) absent) / 2. Errors: Range (as of
/// draw_weights; a fit beyond -1 to 1, a spread below 0, measures of another number of draws),
/// Cancelled.
Result<std::vector<FormatRanking>> rank_formats(const std::vector<FormatMeasures>& issues,
                                                const FormatRankingOptions& options,
                                                const CancelToken& cancel = {});

}  // namespace entente::advise
