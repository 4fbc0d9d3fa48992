// SPDX-License-Identifier: GPL-3.0-or-later
#include "positions/ideal_points/fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "entente/base/parallel.hpp"
#include "positions/ideal_points/probit.hpp"

namespace entente::positions {
namespace {

constexpr double first_variance = 4;
constexpr double cutpoint_variance = 25;
constexpr double least_gap = 1e-3;
constexpr double longest_step = 1;
constexpr std::size_t items_per_block = 32;
constexpr std::uint32_t passes_with_two_steps = 10;  // later one Newton step is enough
constexpr int most_settling_steps = 50;
constexpr double settled_step = 1e-8;

/// Negative Hessian and gradient of one item in (b, g1, g2).
struct ItemSystem {
  std::array<double, 3> gradient{};
  double bb = 0;
  double b1 = 0;
  double b2 = 0;
  double c11 = 0;
  double c12 = 0;
  double c22 = 0;
};

void add_outer_votes(const InverseMills& h, std::span<const std::uint32_t> nodes,
                     const double* mean, const VoteItem& item, bool yes, ItemSystem& out) {
  double gradient_b = 0;
  double gradient_c = 0;
  double bb = 0;
  double bc = 0;
  double cc = 0;
  const double cut = yes ? item.yes_below : -item.no_above;
  const double slope = yes ? -item.discrimination : item.discrimination;
  for (const std::uint32_t node : nodes) {
    const double m = mean[node];
    const double at = cut + slope * m;
    const double u = h(at);
    const double k = u * (u + at);
    gradient_b += u * m;
    gradient_c += u;
    bb += k * m * m;
    bc += k * m;
    cc += k;
  }
  out.bb += bb;
  if (yes) {
    out.gradient[0] -= gradient_b;
    out.gradient[1] += gradient_c;
    out.b1 -= bc;
    out.c11 += cc;
  } else {
    out.gradient[0] += gradient_b;
    out.gradient[2] -= gradient_c;
    out.b2 -= bc;
    out.c22 += cc;
  }
}

void add_abstentions(const InverseMills& h, std::span<const std::uint32_t> nodes,
                     const double* mean, const VoteItem& item, ItemSystem& out) {
  for (const std::uint32_t node : nodes) {
    const double m = mean[node];
    const double low = item.yes_below - item.discrimination * m;
    const double high = item.no_above - item.discrimination * m;
    const SegmentRatios p = segment_ratios(h, low, high);
    const double k11 = p.low * p.low - low * p.low;
    const double k22 = p.high * p.high + high * p.high;
    const double k12 = -p.low * p.high;
    out.gradient[0] += (p.low - p.high) * m;
    out.gradient[1] -= p.low;
    out.gradient[2] += p.high;
    out.bb += (k11 + 2 * k12 + k22) * m * m;
    out.b1 -= (k11 + k12) * m;
    out.b2 -= (k22 + k12) * m;
    out.c11 += k11;
    out.c12 += k12;
    out.c22 += k22;
  }
}

ItemSystem item_system(const VoteData& data, std::size_t v, const std::vector<double>& mean,
                       const VoteItem& item, double variance_sum) {
  const InverseMills& h = InverseMills::table();
  ItemSystem out;
  add_outer_votes(h, data.by_item.answers(v, 0), mean.data(), item, true, out);
  add_abstentions(h, data.by_item.answers(v, 1), mean.data(), item, out);
  add_outer_votes(h, data.by_item.answers(v, 2), mean.data(), item, false, out);
  out.gradient[0] -= item.discrimination * (1 + variance_sum);
  out.bb += 1 + variance_sum;
  out.gradient[1] -= item.yes_below / cutpoint_variance;
  out.gradient[2] -= item.no_above / cutpoint_variance;
  out.c11 += 1 / cutpoint_variance;
  out.c22 += 1 / cutpoint_variance;
  return out;
}

double clipped(double step) { return std::clamp(step, -longest_step, longest_step); }

/// One Newton step; the size of what was stepped.
double step_two_cutpoints(const ItemSystem& s, VoteItem& item) {
  // L D L' of the 3 x 3 system.
  const double l21 = s.b1 / s.bb;
  const double l31 = s.b2 / s.bb;
  const double d2 = s.c11 - l21 * s.b1;
  const double l32 = (s.c12 - l31 * s.b1) / d2;
  const double d3 = s.c22 - l31 * s.b2 - l32 * l32 * d2;
  const double y1 = s.gradient[0];
  const double y2 = s.gradient[1] - l21 * y1;
  const double y3 = s.gradient[2] - l31 * y1 - l32 * y2;
  const double x3 = y3 / d3;
  const double x2 = y2 / d2 - l32 * x3;
  const double x1 = y1 / s.bb - l21 * x2 - l31 * x3;
  item.discrimination += clipped(x1);
  item.yes_below += clipped(x2);
  item.no_above += clipped(x3);
  if (item.no_above - item.yes_below < least_gap) {
    const double middle = (item.yes_below + item.no_above) / 2;
    item.yes_below = middle - least_gap / 2;
    item.no_above = middle + least_gap / 2;
  }
  return std::max({std::abs(x1), std::abs(x2), std::abs(x3)});
}

double step_one_cutpoint(const ItemSystem& s, VoteItem& item) {
  const double bc = s.b1 + s.b2;
  const double cc = s.c11 + s.c22 + 2 * s.c12;
  const double gradient = s.gradient[1] + s.gradient[2];
  const double determinant = s.bb * cc - bc * bc;
  const double b = (cc * s.gradient[0] - bc * gradient) / determinant;
  const double c = (s.bb * gradient - bc * s.gradient[0]) / determinant;
  item.discrimination += clipped(b);
  item.yes_below += clipped(c);
  item.no_above = item.yes_below;
  return std::max(std::abs(b), std::abs(c));
}

double step_item(const VoteData& data, std::size_t v, const std::vector<double>& mean,
                 double variance_sum, VoteItem& item) {
  const ItemSystem system = item_system(data, v, mean, item, variance_sum);
  return data.one_cutpoint[v] ? step_one_cutpoint(system, item) : step_two_cutpoints(system, item);
}

void update_item(const VoteData& data, std::size_t v, int steps, VoteFit& fit) {
  double variance_sum = 0;
  double square_sum = 0;
  for (std::size_t answer = 0; answer < 3; ++answer) {
    for (const std::uint32_t node : data.by_item.answers(v, answer)) {
      variance_sum += fit.variance[node];
      square_sum += fit.mean[node] * fit.mean[node];
    }
  }
  VoteItem& item = fit.items[v];
  for (int step = 0; step < steps; ++step) step_item(data, v, fit.mean, variance_sum, item);
  item.variance = 1 / (1 + square_sum + variance_sum);
}

struct NodeSums {
  double gradient = 0;
  double curvature = 0;
  double precision = 0;
};

NodeSums node_sums(const VoteData& data, const VoteFit& fit, std::size_t node) {
  const InverseMills& h = InverseMills::table();
  NodeSums out;
  const double m = fit.mean[node];
  const VoteItem* items = fit.items.data();
  for (const std::uint32_t v : data.by_node.answers(node, 0)) {
    const VoteItem& item = items[v];
    const double b = item.discrimination;
    const double at = item.yes_below - b * m;
    const double u = h(at);
    out.gradient -= b * u + item.variance * m;
    out.curvature += b * b * u * (u + at) + item.variance;
    out.precision += b * b + item.variance;
  }
  for (const std::uint32_t v : data.by_node.answers(node, 1)) {
    const VoteItem& item = items[v];
    const double b = item.discrimination;
    const double low = item.yes_below - b * m;
    const double high = item.no_above - b * m;
    const SegmentRatios p = segment_ratios(h, low, high);
    const double e = p.low - p.high;
    out.gradient += b * e - item.variance * m;
    out.curvature += b * b * (e * e - low * p.low + high * p.high) + item.variance;
    out.precision += b * b + item.variance;
  }
  for (const std::uint32_t v : data.by_node.answers(node, 2)) {
    const VoteItem& item = items[v];
    const double b = item.discrimination;
    const double at = b * m - item.no_above;
    const double u = h(at);
    out.gradient += b * u - item.variance * m;
    out.curvature += b * b * u * (u + at) + item.variance;
    out.precision += b * b + item.variance;
  }
  return out;
}

/// One Newton step on a voter's whole path, into `next`; its variances.
void update_path(const VoteData& data, std::size_t path, const ChainMatrix& prior,
                 const VoteFit& fit, std::vector<double>& next, std::vector<double>& variance) {
  const std::size_t begin = data.path_begins[path];
  const std::size_t length = data.path_begins[path + 1] - begin;
  std::vector<double> curvature(length);
  std::vector<double> step(length);
  for (std::size_t i = 0; i < length; ++i) {
    const NodeSums sums = node_sums(data, fit, begin + i);
    const double* m = fit.mean.data() + begin;
    double pull = prior.diagonal[i] * m[i];
    if (i > 0) pull += prior.beside[i - 1] * m[i - 1];
    if (i + 1 < length) pull += prior.beside[i] * m[i + 1];
    curvature[i] = sums.curvature;
    step[i] = sums.gradient - pull;
    variance[begin + i] = 1 / (sums.precision + prior.diagonal[i]);
  }
  solve_chain(prior, curvature, step);
  for (std::size_t i = 0; i < length; ++i) next[begin + i] = fit.mean[begin + i] + clipped(step[i]);
}

/// Mean 0 and sd 1 over all nodes; the items follow.
void standardise(VoteFit& fit) {
  CompensatedSum sum;
  for (const double m : fit.mean) sum.add(m);
  const auto n = static_cast<double>(fit.mean.size());
  const double mean = sum.value() / n;
  CompensatedSum squares;
  for (const double m : fit.mean) squares.add((m - mean) * (m - mean));
  const double sd = std::sqrt(squares.value() / n);
  if (!(sd > 0)) return;
  for (double& m : fit.mean) m = (m - mean) / sd;
  for (double& v : fit.variance) v /= sd * sd;
  for (VoteItem& item : fit.items) {
    item.yes_below -= item.discrimination * mean;
    item.no_above -= item.discrimination * mean;
    item.discrimination *= sd;
    item.variance *= sd * sd;
  }
}

}  // namespace

ChainMatrix path_prior(const VoteData& data, std::size_t path, const IdealPointOptions& options) {
  const std::size_t begin = data.path_begins[path];
  const std::size_t length = data.path_begins[path + 1] - begin;
  ChainMatrix out;
  out.reset(length);
  out.add_first(first_variance);
  for (std::size_t i = 0; i + 1 < length; ++i) {
    const auto before = static_cast<double>(data.by_node.count(begin + i));
    const auto after = static_cast<double>(data.by_node.count(begin + i + 1));
    const auto gap =
        static_cast<double>(data.nodes[begin + i + 1].period - data.nodes[begin + i].period);
    const double step = options.smoothness * after / (after + before);
    if (options.motion != PointMotion::Autoregressive) {
      out.add_step(i, 1, step * gap);
      continue;
    }
    const double r = options.autocorrelation;
    out.add_step(i, std::pow(r, gap), step * (1 - std::pow(r, 2 * gap)) / (1 - r * r));
  }
  return out;
}

Result<void> run_passes(const VoteData& data, const IdealPointOptions& options, VoteFit& fit,
                        const CancelToken& cancel, const Progress& progress) {
  std::vector<ChainMatrix> priors;
  priors.reserve(data.paths());
  for (std::size_t p = 0; p < data.paths(); ++p) priors.push_back(path_prior(data, p, options));
  const ProgressStage stage = progress.stage("ideal points", options.most_passes);
  const ProgressStage silent;
  std::vector<double> next(fit.mean.size());
  std::vector<double> before;
  fit.passes = 0;
  fit.converged = false;
  while (fit.passes < options.most_passes && !fit.converged) {
    before = fit.mean;
    ENTENTE_CHECK(parallel_blocks(data.paths(), 1, options.threads, cancel, silent,
                                  [&](std::size_t path, std::size_t, std::size_t) {
                                    update_path(data, path, priors[path], fit, next, fit.variance);
                                  }));
    std::swap(fit.mean, next);
    standardise(fit);
    const int steps = fit.passes < passes_with_two_steps ? 2 : 1;
    ENTENTE_CHECK(parallel_blocks(data.by_item.size(), items_per_block, options.threads, cancel,
                                  silent, [&](std::size_t, std::size_t begin, std::size_t end) {
                                    for (std::size_t v = begin; v < end; ++v) {
                                      update_item(data, v, steps, fit);
                                    }
                                  }));
    fit.last_move = 0;
    for (std::size_t n = 0; n < before.size(); ++n) {
      fit.last_move = std::max(fit.last_move, std::abs(fit.mean[n] - before[n]));
    }
    ++fit.passes;
    fit.converged = fit.last_move < options.tolerance;
    stage.add();
  }
  return {};
}

Result<void> settle_items(const VoteData& data, unsigned threads, VoteFit& fit,
                          const CancelToken& cancel) {
  const ProgressStage silent;
  return parallel_blocks(
      data.by_item.size(), items_per_block, threads, cancel, silent,
      [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t v = begin; v < end; ++v) {
          VoteItem& item = fit.items[v];
          if (!data.one_cutpoint[v] && item.no_above - item.yes_below < least_gap) {
            item.yes_below -= 0.5;
            item.no_above += 0.5;
          }
          for (int step = 0; step < most_settling_steps; ++step) {
            if (step_item(data, v, fit.mean, 0, item) < settled_step) break;
          }
          item.variance = 0;
        }
      });
}

double node_information(const VoteData& data, const VoteFit& fit, std::size_t node) {
  return node_sums(data, fit, node).curvature;
}

void mirror(VoteFit& fit) {
  for (double& m : fit.mean) m = -m;
  for (VoteItem& item : fit.items) item.discrimination = -item.discrimination;
}

}  // namespace entente::positions
