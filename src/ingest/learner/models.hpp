// SPDX-License-Identifier: GPL-3.0-or-later
// One-against-the-rest fits over some rows of a corpus, a fit of its own for each domain with
// enough rows. Immutable once fitted; any thread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "corpus.hpp"
#include "entente/ingest/learner.hpp"

namespace entente::ingest::learner {

/// What fits need of a set beside its n-grams: flat columns.
struct Columns {
  std::size_t classes = 0;
  std::vector<std::uint32_t> label;
  std::vector<std::uint32_t> group;
  std::vector<std::uint32_t> domain;  ///< place in `domains`
  std::vector<std::string> domains;   ///< in order of first appearance
};
Columns columns_of(const CodedSet& set);

/// One fit: a weight vector for each class that some of the rows, but not all, belong to.
struct OneVersusRest {
  Weighting weighting;
  std::vector<std::vector<double>> weights;  ///< by class; empty = cannot be told apart
  std::vector<double> fixed;                 ///< score of a class without weights
};

/// Fits to some rows: one of all rows, in which words also count by domain, and one of each domain
/// with enough rows; without the first where every row lies in such a domain.
class Models {
 public:
  static Result<Models> fit(const Corpus& corpus, const Columns& columns,
                            std::span<const std::uint32_t> rows, const LearnerOptions& options,
                            unsigned threads, const CancelToken& cancel);

  /// A score for each class.
  void scores(std::span<const Item> items, std::span<const float> dense, std::uint32_t domain,
              std::span<double> out) const;
  /// The fit that serves a domain; domains beyond the columns' get the pooled one.
  const OneVersusRest& serving(std::uint32_t domain) const;

 private:
  std::vector<OneVersusRest> fits_;
  std::vector<std::uint32_t> fit_of_;  ///< by domain
  std::uint32_t otherwise_ = 0;
};

/// Rows for each fit, and which fit serves which domain: exposed for tests.
struct FitPlan {
  std::vector<std::vector<std::uint32_t>> rows;
  std::vector<std::uint32_t> fit_of;
  std::uint32_t otherwise = 0;
};
FitPlan plan_fits(const Columns& columns, std::span<const std::uint32_t> rows,
                  std::uint32_t domain_rows);

}  // namespace entente::ingest::learner
