// SPDX-License-Identifier: GPL-3.0-or-later
// How far the coders of a study agree on stances: over all units, per issue, per pair of coders,
// among people alone where machines code too; with what only one coder coded and what stands
// against what. Coefficients: stats/agreement.hpp; units: coding_units.hpp. The scale is -2 to 2
// for every figure, also where a stance does not occur. Pure functions; threads change no result.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/progress.hpp"
#include "entente/positions/coding_units.hpp"
#include "entente/positions/method.hpp"
#include "entente/stats/agreement.hpp"

namespace entente::positions {

/// What is drawn for the intervals. Units of one document (one row of table source, whatever copies
/// of it there are) hang together, so drawing them one by one promises too much; with fewer than
/// six documents no interval over documents keeps 95 %.
enum class DrawnBy : std::uint8_t { Auto, Units, Documents };

struct CoderAgreementOptions {
  UnitOptions units;
  stats::ScaleLevel level = stats::ScaleLevel::Ordinal;
  DrawnBy drawn = DrawnBy::Auto;         ///< Auto: documents from six on, else units
  std::vector<CoderCode> machines = {};  ///< besides those whose name says so
  std::uint64_t seed = 1;
  std::uint32_t replicates = 2000;
  double confidence = 0.95;
  unsigned threads = 1;  ///< 0 = what the machine has
};

/// Below so many units coded twice a figure is a sign, not a measure.
inline constexpr std::uint64_t enough_units = 20;

struct IssueCoderAgreement {
  IssueCode issue;
  stats::CodingAgreement figures;
  std::uint64_t disputed = 0;  ///< units whose codes differ
};

struct CoderAgreement {
  CodingUnits units;
  std::vector<CoderKind> kinds;                  ///< of units.coders, machines as told
  stats::CodingAgreement all;                    ///< coders by their places in units.coders
  std::optional<stats::CodingAgreement> people;  ///< without machines, where there are any
  std::vector<IssueCoderAgreement> issues;       ///< those with a code, in the study's order
  std::uint64_t documents = 0;                   ///< behind the units coded twice
  bool by_documents = false;                     ///< what was drawn
  std::uint64_t disputed = 0;                    ///< units whose codes differ
  std::uint64_t settled = 0;                     ///< of them, those where one answer stands
};

/// Errors: those of coding_units and stats::coding_agreement; Usage at the ratio level (a stance
/// has no true zero).
Result<CoderAgreement> coder_agreement(const record::Snapshot& snapshot,
                                       const CoderAgreementOptions& options,
                                       const CancelToken& cancel = {},
                                       const Progress& progress = {});

/// One sentence with a full stop for a footer: alpha with interval and n; where it cannot be told
/// or is undefined, that, and why; where n is below enough_units, that too.
std::string coder_agreement_sentence(const CoderAgreement& agreement);

/// Statements drawn at random for a second coding, in the order drawn: of those with status
/// accepted, coded by the coders asked for (no adjudications), the `count` whose random number is
/// least. The number is a function of seed and statement id: a larger draw holds the smaller ones,
/// and rows added to the study change no other row's luck. O(n log n).
std::vector<StatementCode> draw_for_recoding(const record::Snapshot& snapshot,
                                             const UnitOptions& options, std::size_t count,
                                             std::uint64_t seed);
/// How many there are to draw from.
std::size_t recodable(const record::Snapshot& snapshot, const UnitOptions& options);

/// Formula, parameters, status and warnings.
const MethodCard& coder_agreement_card();

}  // namespace entente::positions
