// SPDX-License-Identifier: GPL-3.0-or-later
#include "models.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "entente/base/parallel.hpp"

namespace entente::ingest::learner {
namespace {

/// An n-gram counts in a fit from one of its rows on: the corpus has left out what no second row,
/// of any fit, has.
constexpr std::uint32_t least_rows = 1;

/// The score of a class that none of the rows belongs to, or all of them do.
constexpr double never = -20;

struct ClassFit {
  std::size_t fit = 0;
  std::size_t of_class = 0;
};

/// The rows of one fit, weighed: in parts, so that threads fill them and nothing is copied.
struct WeighedRows {
  std::vector<SparseRows> parts;
  std::vector<const Node*> rows;
};

Result<WeighedRows> weighed(const Corpus& corpus, const Weighting& weighting,
                            std::span<const std::uint32_t> rows, unsigned threads,
                            const CancelToken& cancel) {
  constexpr std::size_t rows_a_part = 1024;
  WeighedRows out;
  out.parts.resize((rows.size() + rows_a_part - 1) / rows_a_part);
  ENTENTE_CHECK(parallel_blocks(rows.size(), rows_a_part, threads, cancel, {},
                                [&](std::size_t part, std::size_t begin, std::size_t end) {
                                  std::size_t nodes = 0;
                                  for (std::size_t i = begin; i < end; ++i) {
                                    nodes +=
                                        corpus.items(rows[i]).size() + corpus.dense_width() + 2;
                                  }
                                  out.parts[part].reserve(end - begin, nodes);
                                  std::vector<Node> row;
                                  for (std::size_t i = begin; i < end; ++i) {
                                    weighting.weigh(corpus, rows[i], row);
                                    out.parts[part].add(row);
                                  }
                                }));
  out.rows.reserve(rows.size());
  for (const SparseRows& part : out.parts) {
    for (std::size_t i = 0; i < part.size(); ++i) out.rows.push_back(part.row(i));
  }
  return out;
}

void fit_class(const Columns& columns, std::span<const std::uint32_t> rows, const WeighedRows& x,
               std::size_t of_class, const LearnerOptions& options, OneVersusRest& out) {
  std::vector<bool> in(rows.size());
  std::size_t positive = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    in[i] = columns.label[rows[i]] == of_class;
    if (in[i]) ++positive;
  }
  if (positive == 0 || positive == rows.size()) {
    out.fixed[of_class] = positive == 0 ? never : -never;
    return;
  }
  FitOptions how;
  how.cost = options.cost;
  const double ratio = static_cast<double>(rows.size() - positive) / static_cast<double>(positive);
  how.positive_weight = std::pow(ratio, options.balance);
  out.weights[of_class] = fit_logistic(x.rows, in, out.weighting.width(), how);
}

}  // namespace

Columns columns_of(const CodedSet& set) {
  Columns out;
  out.classes = set.classes.size();
  std::unordered_map<std::string, std::uint32_t> places;
  for (const CodedText& row : set.rows) {
    const auto [found, fresh] =
        places.emplace(row.domain, static_cast<std::uint32_t>(out.domains.size()));
    if (fresh) out.domains.push_back(row.domain);
    out.label.push_back(row.label);
    out.group.push_back(row.group);
    out.domain.push_back(found->second);
  }
  return out;
}

FitPlan plan_fits(const Columns& columns, std::span<const std::uint32_t> rows,
                  std::uint32_t domain_rows) {
  std::vector<std::vector<std::uint32_t>> by_domain(columns.domains.size());
  for (const std::uint32_t row : rows) by_domain[columns.domain[row]].push_back(row);
  FitPlan out;
  out.fit_of.assign(columns.domains.size(), 0);
  std::size_t left = rows.size();
  std::vector<bool> own(by_domain.size(), false);
  for (std::size_t d = 0; d < by_domain.size(); ++d) {
    own[d] = columns.domains.size() > 1 && !columns.domains[d].empty() &&
             by_domain[d].size() >= domain_rows;
    if (own[d]) left -= by_domain[d].size();
  }
  if (left > 0 || rows.empty()) out.rows.emplace_back(rows.begin(), rows.end());
  const bool pooled = !out.rows.empty();
  for (std::size_t d = 0; d < by_domain.size(); ++d) {
    if (!own[d]) continue;
    out.fit_of[d] = static_cast<std::uint32_t>(out.rows.size());
    out.rows.push_back(std::move(by_domain[d]));
  }
  if (pooled) return out;
  // Every row is served by a fit of its domain: texts of other domains go to the largest.
  const auto largest = std::max_element(out.rows.begin(), out.rows.end(),
                                        [](auto& a, auto& b) { return a.size() < b.size(); });
  out.otherwise = static_cast<std::uint32_t>(largest - out.rows.begin());
  for (std::size_t d = 0; d < own.size(); ++d) {
    if (!own[d]) out.fit_of[d] = out.otherwise;
  }
  return out;
}

Result<Models> Models::fit(const Corpus& corpus, const Columns& columns,
                           std::span<const std::uint32_t> rows, const LearnerOptions& options,
                           unsigned threads, const CancelToken& cancel) {
  const FitPlan plan = plan_fits(columns, rows, options.domain_rows);
  Models out;
  out.fit_of_ = plan.fit_of;
  out.otherwise_ = plan.otherwise;
  std::vector<WeighedRows> x(plan.rows.size());
  std::vector<ClassFit> work;
  for (std::size_t f = 0; f < plan.rows.size(); ++f) {
    out.fits_.push_back({Weighting(corpus, plan.rows[f], least_rows),
                         std::vector<std::vector<double>>(columns.classes),
                         std::vector<double>(columns.classes, never)});
    ENTENTE_TRY(x[f], weighed(corpus, out.fits_.back().weighting, plan.rows[f], threads, cancel));
    for (std::size_t c = 0; c < columns.classes; ++c) work.push_back({f, c});
  }
  // Of two classes the second's scores are the first's turned round.
  const bool two = columns.classes == 2;
  ENTENTE_CHECK(parallel_for(work.size(), threads, cancel, {}, [&](std::size_t i) {
    if (two && work[i].of_class == 1) return;
    fit_class(columns, plan.rows[work[i].fit], x[work[i].fit], work[i].of_class, options,
              out.fits_[work[i].fit]);
  }));
  for (OneVersusRest& fit : out.fits_) {
    if (!two) continue;
    fit.weights[1] = fit.weights[0];
    for (double& w : fit.weights[1]) w = -w;
    fit.fixed[1] = -fit.fixed[0];
  }
  return out;
}

const OneVersusRest& Models::serving(std::uint32_t domain) const {
  return fits_[domain < fit_of_.size() ? fit_of_[domain] : otherwise_];
}

void Models::scores(std::span<const Item> items, std::span<const float> dense, std::uint32_t domain,
                    std::span<double> out) const {
  const OneVersusRest& fit = serving(domain);
  std::vector<Node> nodes;
  fit.weighting.weigh(items, dense, nodes);
  nodes.push_back({-1, 0});
  for (std::size_t c = 0; c < out.size(); ++c) {
    out[c] = fit.weights[c].empty() ? fit.fixed[c] : linear_score(fit.weights[c], nodes.data());
  }
}

}  // namespace entente::ingest::learner
