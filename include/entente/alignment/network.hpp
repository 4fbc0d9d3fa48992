// SPDX-License-Identifier: GPL-3.0-or-later
// Discourse networks: who talks about what (two modes), and which actors are close or apart by what
// they say about the same things (one mode). P. Leifeld, "Discourse network analysis", in J. N.
// Victor et al. (eds), The Oxford Handbook of Political Networks, 2017, doi:10.1093/oxfordhb/
// 9780190228217.013.25. Two readings of each: the default, and Compatibility::Dna, which gives
// what Discourse Network Analyzer 3.1.2 gives, its defects included (docs/networks.md has each
// difference). Pure functions over immutable columns, any thread; the same bytes for any number of
// threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/alignment/coded_statements.hpp"
#include "entente/base/cancel.hpp"
#include "entente/base/result.hpp"
#include "entente/stats/interval.hpp"

namespace entente::alignment {

enum class NetworkMode : std::uint8_t { OneMode, TwoMode, EventList };

/// What the qualifier (agreement, stance) does. d(k, k') is the distance of two of its levels: on a
/// scale |k - k'| / (greatest - least), of texts 0 if equal, else 1.
enum class QualifierRule : std::uint8_t {
  Ignore,      ///< it plays no part
  Combine,     ///< two modes: which levels occur, as sum of 2^(levels - 1 - k)
  Congruence,  ///< one mode: pairs of statements on the same column, weighed by 1 - d
  Conflict,    ///< one mode: the same, weighed by d
  Subtract,    ///< one mode: congruence - conflict; two modes: for minus against, or the sum of k
};

enum class Normalization : std::uint8_t {
  None,
  Average,     ///< one mode: by the mean number of statements of the two
  Jaccard,     ///< one mode: by s(i,i) + s(i',i') - s(i,i'), s = congruence (ignore: products)
  Cosine,      ///< one mode: by sqrt(s(i,i) s(i',i'))
  Activity,    ///< two modes: by the row's statements
  Prominence,  ///< two modes: by the column's statements
};

/// Which repetitions of one row, column and (unless ignored) qualifier count once.
enum class Duplicates : std::uint8_t { Include, Document, Week, Month, Year, AcrossRange };

enum class Compatibility : std::uint8_t {
  None,
  Dna,  ///< Discourse Network Analyzer 3.1.2
};

std::string_view to_string(NetworkMode mode) noexcept;             ///< "one-mode", ...
std::string_view to_string(QualifierRule rule) noexcept;           ///< "ignore", ...
std::string_view to_string(Normalization normalization) noexcept;  ///< "no", "average", ...
std::string_view to_string(Duplicates duplicates) noexcept;  ///< "include", ..., "acrossrange"

/// Keeps only, or leaves out, statements with one of the values (numbers as decimal text). Several
/// filters must all let a statement through. Those of a document's variable also decide what counts
/// as an isolate.
struct ValueFilter {
  std::string variable;
  std::vector<std::string> values;
  bool keep = false;
};

struct NetworkOptions {
  NetworkMode mode = NetworkMode::OneMode;
  std::string rows;       ///< variable 1: the actors
  std::string columns;    ///< variable 2: what they speak about
  std::string qualifier;  ///< empty = none
  QualifierRule rule = QualifierRule::Congruence;
  Normalization normalization = Normalization::None;
  Duplicates duplicates = Duplicates::Include;
  std::optional<std::int64_t> from;  ///< seconds, both ends included; absent = the day of the first
  std::optional<std::int64_t> to;    ///< and of the last document (DNA: their times)
  std::vector<ValueFilter> filters;
  std::uint32_t least =
      1;                  ///< statements that a row and a column must have; repeated until it holds
  bool isolates = false;  ///< list rows and columns of all statements in range, also unconnected
  Compatibility compatibility = Compatibility::None;
  unsigned threads = 1;  ///< 0 = what the machine has; changes no result
};

/// One mode: row < column, both places in `rows` (row = column only where a kernel of DNA fills the
/// diagonal). Where two actors speak about nothing in common there is no edge: nothing is known of
/// how they stand, and no 0 is made up.
struct NetworkEdge {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  double weight = 0;
  std::uint32_t statements = 0;  ///< behind it: n
  std::uint32_t common = 0;      ///< one mode: columns that both speak about; two modes: 1
};

/// A statement kept, and where it lies in the network.
struct NetworkStatement {
  std::uint32_t statement = 0;  ///< place in CodedStatements
  std::uint32_t row = 0;        ///< place in Network::rows
  std::uint32_t column = 0;     ///< place in Network::concepts
};

struct Network {
  NetworkMode mode = NetworkMode::OneMode;
  std::vector<std::string> rows;
  std::vector<std::string> concepts;  ///< labels of variable 2: the columns of two modes
  std::vector<NetworkEdge> edges;     ///< by row, then column
  std::vector<NetworkStatement> statements;
  std::vector<std::uint32_t> row_statements;        ///< by row: how many of the statements
  std::vector<std::uint32_t> concept_statements;    ///< by concept
  std::optional<std::int64_t> start, middle, stop;  ///< of a time window, both ends included
  std::vector<std::string> remarks;  ///< settings that were changed, as DNA does; one sentence each

  const std::vector<std::string>& columns() const noexcept {
    return mode == NetworkMode::TwoMode ? concepts : rows;
  }
  /// Null where there is no edge; one mode: either way round. O(log edges).
  const NetworkEdge* edge(std::size_t row, std::size_t column) const noexcept;
  /// Row by row, 0 where there is no edge. O(rows x columns).
  std::vector<double> dense() const;
};

/// Errors: Usage (an unknown variable; a rule, qualifier or normalisation that the mode or the
/// variable's type rules out), Range (from after to), Limit (more than 20 million edges),
/// Cancelled. With Compatibility::Dna, what DNA silently replaces is replaced and told in
/// `remarks`. An event list has statements and no edges. O(statements log statements + sum over
/// columns of (rows there)^2 x levels^2).
Result<Network> build_network(const CodedStatements& statements, const NetworkOptions& options,
                              const CancelToken& cancel = {});

/// Evidence of edges. Holds an index; the network must outlive it. Any thread.
class EdgeEvidence {
 public:
  explicit EdgeEvidence(const Network& network);
  /// Places in CodedStatements, ascending: two modes: of the row on the column; one mode: of either
  /// actor on what both speak about. O(statements of the two).
  std::vector<std::uint32_t> statements(const NetworkEdge& edge) const;

 private:
  const Network& network_;
  std::vector<std::uint32_t> order_;  ///< places in Network::statements by row, column, statement
  std::vector<std::size_t> begins_;   ///< by row
};

struct EdgeIntervalOptions {
  std::uint64_t seed = 1;
  std::uint32_t replicates = 1000;
  double level = 0.95;
};

/// An interval for each edge, in their order, from `replicates` networks in which documents count
/// by standard exponential weights w over their mean (the Bayesian bootstrap of D. B. Rubin, Annals
/// of Statistics 9, 1981), since statements of one document stand or fall together. Unlike
/// documents drawn with replacement none is ever lost, and with it what two actors have in common.
/// Pairs of statements within one document count w times and not w^2 times, so that draws have the
/// mean of the network. Sums and averages above 0, whose draws are skewed, get Student's t on the
/// logarithm, with as many degrees of freedom as documents of equal weight would give, less one;
/// TooFew below 5 such documents: few carry the edge. Percentiles get the shares (jaccard, cosine,
/// activity, prominence), what may be below 0 (subtract), combined levels, and edges of 0. n is the
/// number of documents behind it. Combined levels count as long as they occur. Where a denominator
/// is 0 a draw is undefined. The same draws for every edge. Errors: as build_network; Range (level,
/// replicates), Limit (over 10^8 values). O(replicates x cost of the network). Measured coverage:
/// docs/networks.md.
Result<std::vector<stats::Estimate>> edge_intervals(const CodedStatements& statements,
                                                    const Network& network,
                                                    const NetworkOptions& options,
                                                    const EdgeIntervalOptions& interval,
                                                    const CancelToken& cancel = {});

/// What an edge becomes without the document that matters most to it.
struct EdgeFragility {
  std::uint32_t document = 0;  ///< place in CodedStatements::document_ids; of equals the first
  double weight = 0;           ///< NaN where no edge is left
};

/// Of each edge, in their order. Errors: as build_network; Limit (edges x documents over 10^8).
/// O(documents x cost of the network).
Result<std::vector<EdgeFragility>> edge_fragility(const CodedStatements& statements,
                                                  const Network& network,
                                                  const NetworkOptions& options,
                                                  const CancelToken& cancel = {});

}  // namespace entente::alignment
