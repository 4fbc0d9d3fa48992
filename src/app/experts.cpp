// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/experts.hpp"

#include <algorithm>
#include <filesystem>

#include "entente/app/files.hpp"
#include "entente/base/text.hpp"
#include "entente/ingest/experts.hpp"
#include "table_file.hpp"

namespace entente::app {
namespace {

/// The .rls beside a .dtt, where there is one and none was named.
std::string realisations_beside(const ExpertsRequest& request) {
  if (!request.realisations.empty()) return request.realisations;
  std::filesystem::path beside(request.file);
  beside.replace_extension(".rls");
  std::error_code ignored;
  const bool there = beside != request.file && std::filesystem::is_regular_file(beside, ignored);
  return there ? beside.string() : std::string();
}

Result<record::ExpertPanel> read_experts(const ExpertsRequest& request) {
  ENTENTE_TRY(const std::string bytes, read_file(request.file));
  if (ingest::is_excalibur(bytes)) {
    const std::string file = realisations_beside(request);
    std::string realisations;
    if (!file.empty()) {
      ENTENTE_TRY(realisations, read_file(file));
    }
    return ingest::read_excalibur(bytes, request.file, realisations, file);
  }
  if (!request.realisations.empty()) {
    return fail({ErrorKind::Usage,
                 "realisations of a table stand in its column realised",
                 {"", 0, "--realisations"},
                 "a file of EXCALIBUR's answers",
                 quotable(request.file),
                 "put them into the table"});
  }
  ENTENTE_TRY(const auto sheets, sheets_of(request.file, bytes));
  if (sheets.size() != 1) {
    return fail({ErrorKind::Malformed,
                 "the answers are to stand in one sheet",
                 {request.file, 0, ""},
                 "one sheet",
                 std::to_string(sheets.size()),
                 "save the sheet of answers as a file of its own"});
  }
  return ingest::read_expert_table(sheets.front(), request.confidence);
}

/// Weights of the experts on an item, before those who did not answer drop out.
Result<std::vector<std::vector<double>>> weights_by_item(const record::ExpertPanel& panel,
                                                         PoolWeights weights) {
  std::vector<std::vector<double>> out(panel.items().size(),
                                       std::vector<double>(panel.experts().size(), 1.0));
  if (weights == PoolWeights::Equal) return out;
  ENTENTE_TRY(const auto model, positions::classical_model(panel));
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = model.items[i].weights;
  return out;
}

PooledAnswers fitted_answers(const record::ExpertPanel& panel, std::uint32_t item,
                             const std::vector<double>& weights,
                             const std::optional<positions::ScaleEnds>& ends) {
  PooledAnswers out;
  out.item = item;
  for (std::uint32_t e = 0; e < panel.experts().size(); ++e) {
    const record::ExpertAnswer* answer = panel.answer(e, item);
    if (answer == nullptr || !(weights[e] > 0)) continue;
    auto fit = positions::best_fit(answer->quantiles, panel.levels(), ends);
    if (!fit) {
      out.left_out.push_back(panel.experts()[e] + ": " + fit.error().message);
      continue;
    }
    out.experts.push_back(e);
    out.weights.push_back(weights[e]);
    out.fits.push_back(*fit);
  }
  double sum = 0;
  for (const double weight : out.weights) sum += weight;
  for (double& weight : out.weights) weight /= sum;
  return out;
}

void put_together(const record::ExpertPanel& panel, PooledAnswers& out) {
  out.linear = positions::linear_pool(out.fits, out.weights, panel.levels());
  out.logarithmic = positions::log_pool(out.fits, out.weights, panel.levels());
  out.averaged.assign(panel.levels().size(), 0.0);
  for (std::size_t f = 0; f < out.fits.size(); ++f) {
    const auto& quantiles = panel.answer(out.experts[f], out.item)->quantiles;
    for (std::size_t q = 0; q < quantiles.size(); ++q) {
      out.averaged[q] += out.weights[f] * quantiles[q];
    }
  }
}

}  // namespace

Result<WeighOutcome> weigh_experts(const WeighRequest& request, const Context&) {
  WeighOutcome out;
  out.options = request.options;
  ENTENTE_TRY(out.panel, read_experts(request.experts));
  ENTENTE_TRY(out.model, positions::classical_model(out.panel, request.options));
  return out;
}

Result<PoolOutcome> pool_experts(const PoolRequest& request, const Context&) {
  PoolOutcome out;
  out.weights = request.weights;
  ENTENTE_TRY(out.panel, read_experts(request.experts));
  ENTENTE_TRY(const auto weights, weights_by_item(out.panel, request.weights));
  std::string first_fault;
  for (std::uint32_t i = 0; i < out.panel.items().size(); ++i) {
    PooledAnswers item = fitted_answers(out.panel, i, weights[i], request.ends);
    if (item.fits.empty()) {
      if (first_fault.empty() && !item.left_out.empty()) first_fault = item.left_out.front();
      continue;
    }
    put_together(out.panel, item);
    out.items.push_back(std::move(item));
  }
  if (!out.items.empty()) return out;
  return fail({ErrorKind::Missing,
               "no answer could be given a distribution",
               {request.experts.file, 0, ""},
               "quantiles that differ, within the ends of the scale",
               first_fault,
               "look at the answers, or at --ends"});
}

Result<DelphiOutcome> expert_rounds(const DelphiRequest& request, const Context&) {
  DelphiOutcome out;
  out.tolerance = request.tolerance;
  ENTENTE_TRY(out.panel, read_experts(request.experts));
  out.items = positions::delphi(out.panel, request.tolerance);
  return out;
}

}  // namespace entente::app
