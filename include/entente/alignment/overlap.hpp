// SPDX-License-Identifier: GPL-3.0-or-later
// Where actors overlap and where they part: per issue the mean, range, spread and cohesion of the
// known positions, per pair of actors their agreement, each with its interval over evidence units;
// the order of consensus and of dissonance; and how much of a finding hangs on one sentence.
// Unknown takes part in nothing. Pure functions over an immutable snapshot, any thread.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/base/result.hpp"
#include "entente/positions/latest.hpp"
#include "entente/record/snapshot.hpp"
#include "entente/stats/interval.hpp"

namespace entente::alignment {

/// What a statement rests on, in the order of this list where units are listed.
enum class UnitKind : std::uint8_t {
  Passage,    ///< a passage it cites
  Source,     ///< a source it names as a whole, also beside passages
  Statement,  ///< the statement itself, where it names neither
};
/// "passage", "source", "statement".
std::string_view to_string(UnitKind kind) noexcept;

/// What is weighed or left out as one: statements that cite one sentence stand or fall together.
/// Ordered by kind, then as the study lists them.
struct EvidenceUnit {
  UnitKind kind = UnitKind::Passage;
  std::uint32_t code = 0;  ///< of the passage, source or statement
  friend auto operator<=>(const EvidenceUnit&, const EvidenceUnit&) = default;
};

/// The distinct units of one statement, in order; never empty. O(units log units).
std::vector<EvidenceUnit> evidence_units(const record::Snapshot& snapshot, StatementCode statement);

/// Id of the passage, source or statement that a unit is.
const std::string& unit_id(const record::Snapshot& snapshot, const EvidenceUnit& unit);

struct OverlapOptions {
  std::uint64_t seed = 1;
  std::uint32_t replicates = 2000;  ///< draws behind each interval
  double level = 0.95;
  unsigned threads = 1;  ///< 0 = what the machine has; changes no result
};

/// One issue across the actors of a matrix. With x_a the mean of actor a's cell (a contested cell
/// has one) and n the actors that have a cell: mean = sum x / n, range = max x - min x,
/// sd = sqrt(sum (x - mean)^2 / n), cohesion = 1 - sd / 2 (2 is the greatest population sd that
/// values between -2 and +2 can have), so 1 = all alike and 0 = split in halves at the ends.
/// Intervals are percentiles over weights of the evidence: see issue_overlaps.
struct IssueOverlap {
  IssueCode issue;
  std::size_t issue_row = 0;            ///< in the matrix
  std::size_t n = 0;                    ///< actors whose position is known
  std::optional<stats::Estimate> mean;  ///< absent where n is 0
  std::optional<double> range;          ///< absent below two known actors, as are the next two:
  std::optional<double> sd;             ///< one position agrees with nobody
  std::optional<stats::Estimate> cohesion;
  bool few_units = true;  ///< of units or known actors so few that no interval can keep its level
  bool reverse_keyed = false;  ///< support of the claim is reserve: the mean's sign reads so
  std::vector<StatementCode> statements;  ///< behind the cells, in the study's order
  std::vector<EvidenceUnit> units;        ///< distinct, behind the statements, in order
};

/// Every issue of the matrix, in its order. In a draw each known cell weighs as
/// stats::SharedWeights says of the units behind it: never 0, on average as much as any other, and
/// as much as another to the extent that both rest on the same units. The mean is then the weighted
/// mean of the cells, sd that of a population corrected for unequal weights (docs/methods.md); a
/// contested cell is the weighted mean of its statements. So what varies is how much each known
/// position counts; that a position was misread, or that an unknown one would differ, no interval
/// says. TooFew below two units, NoVariation where all draws agree (also cohesion of two actors:
/// one distance). A unit draws by its id, so that nothing else moves an interval and figures may be
/// compared draw by draw. Errors: Range (a matrix of another snapshot, level, too few replicates),
/// Limit, Cancelled. O(statements log statements + replicates x (units + cells)).
Result<std::vector<IssueOverlap>> issue_overlaps(const record::Snapshot& snapshot,
                                                 const positions::PositionMatrix& matrix,
                                                 const OverlapOptions& options,
                                                 const CancelToken& cancel = {});

/// Two actors over the issues on which both are known: agreement = 1 - (sum |x_i - y_i| / n) / 4,
/// so 1 = the same everywhere and 0 = opposite ends everywhere.
struct Agreement {
  std::size_t first = 0;  ///< columns of the matrix
  std::size_t second = 0;
  std::vector<std::size_t> issue_rows;   ///< the common issues; n is their number
  std::optional<stats::Estimate> value;  ///< absent without a common issue
  bool few_units = true;  ///< of units or issues so few that no interval can keep its level
  std::vector<StatementCode> statements;  ///< of both on the common issues, in the study's order
  std::vector<EvidenceUnit> units;        ///< distinct, in order

  std::size_t n() const noexcept { return issue_rows.size(); }
};

/// One pair. In a draw each common issue weighs as stats::SharedWeights says of the units behind
/// either actor on it, so that no draw loses an issue; otherwise as issue_overlaps. The issues are
/// taken as a sample of those on which the two could be compared. Symmetric: the same value and
/// interval either way round, alone or among all pairs. Errors: as issue_overlaps; Range also for a
/// column the matrix has not, or twice the same. O(replicates x (units + issues of the pair)).
Result<Agreement> agreement(const record::Snapshot& snapshot,
                            const positions::PositionMatrix& matrix, std::size_t first,
                            std::size_t second, const OverlapOptions& options,
                            const CancelToken& cancel = {});

/// All pairs of columns, first < second, ordered by first, then second. Errors: as issue_overlaps.
Result<std::vector<Agreement>> agreements(const record::Snapshot& snapshot,
                                          const positions::PositionMatrix& matrix,
                                          const OverlapOptions& options,
                                          const CancelToken& cancel = {});

/// Places in `issues`, most agreed first: smallest sd, then largest |mean|, then largest n, then
/// the study's order. Figures that differ by less than 1e-9 are equal. Issues with fewer than two
/// known actors are left out. O(n log n).
std::vector<std::size_t> consensus_order(std::span<const IssueOverlap> issues);

/// Places in `issues`, most divided first: largest range, then largest sd, then largest n, then the
/// study's order; otherwise as consensus_order.
std::vector<std::size_t> dissonance_order(std::span<const IssueOverlap> issues);

/// What a figure becomes when its units are left out one at a time.
struct Fragility {
  double value = 0;             ///< with all units
  std::optional<double> least;  ///< over the units left out one at a time, where it stays defined;
  std::optional<double> greatest;  ///< absent where it never does
  std::size_t least_n = 0;         ///< the fewest known actors (common issues) that remain
  std::size_t vanishing = 0;       ///< units without which it is undefined
  EvidenceUnit worst;              ///< without which it changes most; vanishing is most of all;
                                   ///< ties (to 1e-12): the first in order
  std::optional<double> change;    ///< what it becomes without `worst` minus value; absent = gone
  std::size_t worst_cells = 0;     ///< cells that rest on `worst`: they lose a statement without it
  std::size_t worst_n = 0;         ///< known actors (common issues) that remain without it
};

/// An issue's findings without each of its units.
struct IssueFragility {
  IssueCode issue;
  std::size_t issue_row = 0;
  std::size_t n = 0;         ///< known actors with all units
  std::size_t passages = 0;  ///< distinct units behind the issue's cells, by kind
  std::size_t sources = 0;
  std::optional<Fragility> mean;      ///< absent where n is 0
  std::optional<Fragility> cohesion;  ///< absent where n is below 2
};

/// Every issue of the matrix, in its order. Without a unit, statements that rest on no other vanish
/// as if never coded; an earlier statement of that actor may take their place, or the cell becomes
/// unknown: the same as latest_positions with `without`. `without` is what the matrix was read with
/// (MatrixOptions). `threads` as in OverlapOptions. Errors: Range (a matrix of another snapshot),
/// Cancelled. O(statements + sum over issues of units x cells).
Result<std::vector<IssueFragility>> issue_fragilities(const record::Snapshot& snapshot,
                                                      const positions::PositionMatrix& matrix,
                                                      const std::vector<bool>& without = {},
                                                      const CancelToken& cancel = {},
                                                      unsigned threads = 1);

/// A pair's agreement without each of its units.
struct AgreementFragility {
  std::size_t first = 0;  ///< columns of the matrix
  std::size_t second = 0;
  std::size_t n = 0;         ///< common issues with all units
  std::size_t passages = 0;  ///< distinct units behind both on the common issues, by kind
  std::size_t sources = 0;
  std::optional<Fragility> value;  ///< absent without a common issue
};

/// One pair; otherwise as issue_fragilities. Errors: Range as agreement. O(statements + units log
/// units of the pair).
Result<AgreementFragility> agreement_fragility(const record::Snapshot& snapshot,
                                               const positions::PositionMatrix& matrix,
                                               std::size_t first, std::size_t second,
                                               const std::vector<bool>& without = {});

/// All pairs, in the order of agreements().
Result<std::vector<AgreementFragility>> agreement_fragilities(
    const record::Snapshot& snapshot, const positions::PositionMatrix& matrix,
    const std::vector<bool>& without = {}, const CancelToken& cancel = {}, unsigned threads = 1);

}  // namespace entente::alignment
