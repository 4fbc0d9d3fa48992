// SPDX-License-Identifier: GPL-3.0-or-later
// What experts answered, weighed, pooled and fed back. Thread rule: as the store's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/app/context.hpp"
#include "entente/positions/classical_model.hpp"
#include "entente/positions/expert_pools.hpp"
#include "entente/record/expert_panel.hpp"

namespace entente::app {

struct ExpertsRequest {
  std::string file;                  ///< EXCALIBUR's .dtt, or a table as CSV or XLSX
  std::string realisations;          ///< EXCALIBUR's .rls; blank = the one beside the .dtt, or none
  std::optional<double> confidence;  ///< of low and high where a table does not say, in percent
};

struct WeighRequest {
  ExpertsRequest experts;
  positions::ClassicalOptions options;
};

struct WeighOutcome {
  record::ExpertPanel panel;
  positions::ClassicalOptions options;
  positions::ClassicalModel model;
};
/// Errors: those of reading a file, of the readers and of classical_model.
Result<WeighOutcome> weigh_experts(const WeighRequest& request, const Context& context);

/// How experts' distributions are put together.
enum class PoolWeights { Equal, Classical };

struct PoolRequest {
  ExpertsRequest experts;
  PoolWeights weights = PoolWeights::Equal;
  std::optional<positions::ScaleEnds> ends;
};

struct PooledAnswers {
  std::uint32_t item = 0;
  std::vector<std::uint32_t> experts;  ///< that answered, each with a fit
  std::vector<double> weights;         ///< theirs; sum 1
  std::vector<positions::FittedDistribution> fits;
  positions::PooledDistribution linear;
  std::optional<positions::PooledDistribution> logarithmic;
  std::vector<double> averaged;       ///< quantile averaging
  std::vector<std::string> left_out;  ///< "A: why", of answers that no distribution holds
};

struct PoolOutcome {
  record::ExpertPanel panel;
  PoolWeights weights = PoolWeights::Equal;
  std::vector<PooledAnswers> items;  ///< those with an answer that could be fitted
};
/// Errors: as weigh_experts; Missing (nothing could be fitted).
Result<PoolOutcome> pool_experts(const PoolRequest& request, const Context& context);

struct DelphiRequest {
  ExpertsRequest experts;
  double tolerance = 0.1;
};

struct DelphiOutcome {
  record::ExpertPanel panel;
  double tolerance = 0.1;
  std::vector<positions::DelphiItem> items;
};
/// Errors: as the readers'.
Result<DelphiOutcome> expert_rounds(const DelphiRequest& request, const Context& context);

}  // namespace entente::app
