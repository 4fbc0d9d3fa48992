// SPDX-License-Identifier: GPL-3.0-or-later
#include "concept_search.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

#include "alignment/networks/degree_sequence.hpp"
#include "entente/base/parallel.hpp"

namespace entente::alignment {
namespace {

/// Losses closer than this are equal: they differ by the rounding of eigenvalues only.
constexpr double equal_losses = 1e-12;
constexpr std::size_t random_sets = 200;
constexpr std::size_t moves_a_block = 8;
/// Of the sets of one exact search, which each block walks by single changes.
constexpr std::size_t exact_block_bits = 10;

ConceptNetwork network_of(const ConceptParts& parts, const std::vector<std::uint32_t>& members) {
  ConceptNetwork out(parts);
  for (const std::uint32_t k : members) out.add(k);
  return out;
}

std::vector<std::uint32_t> all_concepts(const ConceptParts& parts) {
  std::vector<std::uint32_t> out(parts.concepts());
  std::iota(out.begin(), out.end(), 0U);
  return out;
}

std::vector<std::uint32_t> members_of(std::uint64_t set) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t k = 0; set != 0; ++k, set >>= 1U) {
    if ((set & 1U) != 0) out.push_back(k);
  }
  return out;
}

/// The best set of each size among some, and the sum of their losses.
struct SizeBests {
  std::vector<double> loss;
  std::vector<std::uint64_t> set;
  std::vector<double> sum;
  std::vector<std::uint64_t> tried;

  explicit SizeBests(std::size_t sizes = 0)
      : loss(sizes, std::numeric_limits<double>::infinity()),
        set(sizes),
        sum(sizes),
        tried(sizes) {}

  void take(std::size_t size, double value, std::uint64_t members) {
    if (value < loss[size] - equal_losses) {
      loss[size] = value;
      set[size] = members;
    }
  }
};

/// A change of members: one out, one in, or both.
struct Move {
  std::uint32_t out = no_place;
  std::uint32_t in = no_place;
};

void apply(ConceptNetwork& network, const Move& move) {
  if (move.out != no_place) network.remove(move.out);
  if (move.in != no_place) network.add(move.in);
}

/// The loss after each move from a set.
Result<std::vector<double>> losses_after(const ConceptSearch& search,
                                         const std::vector<std::uint32_t>& from,
                                         const std::vector<Move>& moves) {
  std::vector<double> out(moves.size());
  ENTENTE_CHECK(
      parallel_blocks(moves.size(), moves_a_block, search.threads, search.cancel, {},
                      [&](std::size_t, std::size_t begin, std::size_t end) -> Result<void> {
                        ConceptNetwork network = network_of(search.parts, from);
                        for (std::size_t at = begin; at < end; ++at) {
                          apply(network, moves[at]);
                          out[at] = search.loss.of(network);
                          apply(network, {moves[at].in, moves[at].out});
                        }
                        return {};
                      }));
  return out;
}

/// The first of those that lose least.
std::size_t least(const std::vector<double>& losses) {
  std::size_t best = 0;
  for (std::size_t at = 1; at < losses.size(); ++at) {
    if (losses[at] < losses[best] - equal_losses) best = at;
  }
  return best;
}

std::vector<std::uint32_t> moved(std::vector<std::uint32_t> members, const Move& move) {
  std::erase(members, move.out);
  if (move.in != no_place) {
    members.insert(std::lower_bound(members.begin(), members.end(), move.in), move.in);
  }
  return members;
}

std::vector<std::uint32_t> outside(const ConceptParts& parts,
                                   const std::vector<std::uint32_t>& members) {
  std::vector<std::uint32_t> out;
  const auto all = all_concepts(parts);
  std::set_difference(all.begin(), all.end(), members.begin(), members.end(),
                      std::back_inserter(out));
  return out;
}

/// Members and the loss they have.
struct Candidate {
  std::vector<std::uint32_t> members;
  double loss = std::numeric_limits<double>::infinity();
};

Result<Candidate> with_best_addition(const ConceptSearch& search,
                                     const std::vector<std::uint32_t>& members) {
  std::vector<Move> moves;
  for (const std::uint32_t k : outside(search.parts, members)) moves.push_back({no_place, k});
  ENTENTE_TRY(const std::vector<double> losses, losses_after(search, members, moves));
  const std::size_t best = least(losses);
  return Candidate{moved(members, moves[best]), losses[best]};
}

/// The best swap again and again, until none loses less.
Result<Candidate> swapped(const ConceptSearch& search, Candidate candidate) {
  for (;;) {
    std::vector<Move> moves;
    const auto others = outside(search.parts, candidate.members);
    for (const std::uint32_t out : candidate.members) {
      for (const std::uint32_t in : others) moves.push_back({out, in});
    }
    if (moves.empty()) return candidate;
    ENTENTE_TRY(const std::vector<double> losses, losses_after(search, candidate.members, moves));
    const std::size_t best = least(losses);
    if (losses[best] >= candidate.loss - equal_losses) return candidate;
    candidate = {moved(candidate.members, moves[best]), losses[best]};
  }
}

/// The mean loss of drawn sets of a size.
Result<double> random_loss(const ConceptSearch& search, std::size_t size, const Philox& source) {
  std::vector<double> losses(random_sets);
  ENTENTE_CHECK(
      parallel_blocks(random_sets, moves_a_block, search.threads, search.cancel, {},
                      [&](std::size_t, std::size_t begin, std::size_t end) -> Result<void> {
                        for (std::size_t r = begin; r < end; ++r) {
                          std::vector<std::uint32_t> order = all_concepts(search.parts);
                          PhiloxCursor cursor = source.cursor(size, r);
                          for (std::size_t at = 0; at < size; ++at) {
                            const auto left = static_cast<double>(order.size() - at);
                            const auto ahead = static_cast<std::size_t>(cursor.uniform01() * left);
                            std::swap(order[at], order[at + ahead]);
                          }
                          order.resize(size);
                          ConceptNetwork network = network_of(search.parts, order);
                          losses[r] = search.loss.of(network);
                        }
                        return {};
                      }));
  double sum = 0;
  for (const double loss : losses) sum += loss;
  return sum / static_cast<double>(losses.size());
}

}  // namespace

ConceptLoss::ConceptLoss(const ConceptParts& parts) {
  ConceptNetwork whole = network_of(parts, all_concepts(parts));
  whole_ = whole.shape();
  weights_ = whole.weights();
}

double ConceptLoss::correlation(const ConceptNetwork& network) const {
  const std::vector<double>& weights = network.weights();
  const std::size_t n = whole_.size();
  double pairs = 0;
  double mean = 0;
  double mean_whole = 0;
  for (std::size_t row = 0; row < n; ++row) {
    for (std::size_t at = row * n + row + 1; at < (row + 1) * n; ++at) {
      ++pairs;
      mean += weights[at];
      mean_whole += weights_[at];
    }
  }
  mean /= pairs;
  mean_whole /= pairs;
  double both = 0;
  double own = 0;
  double other = 0;
  for (std::size_t row = 0; row < n; ++row) {
    for (std::size_t at = row * n + row + 1; at < (row + 1) * n; ++at) {
      const double a = weights[at] - mean;
      const double b = weights_[at] - mean_whole;
      both += a * b;
      own += a * a;
      other += b * b;
    }
  }
  const double scale = std::sqrt(own * other);
  return scale > 0 ? both / scale : std::nan("");
}

double ConceptLoss::of(ConceptNetwork& network) const {
  return sum_of_differences(whole_, network.shape());
}

ConceptSet concept_set(const ConceptParts& parts, const ConceptLoss& loss,
                       const std::vector<std::uint32_t>& members) {
  ConceptSet out;
  out.concepts = members;
  ConceptNetwork own = network_of(parts, members);
  ConceptNetwork others = network_of(parts, outside(parts, members));
  out.loss = loss.of(own);
  out.correlation = loss.correlation(own);
  out.redundant_loss = loss.of(others);
  out.statements = own.statements();
  out.random = std::nan("");
  return out;
}

Result<std::vector<ConceptSet>> exact_sets(const ConceptSearch& search) {
  const std::size_t concepts = search.parts.concepts();
  const std::uint64_t sets = std::uint64_t{1} << concepts;
  const std::size_t block = std::size_t{1} << std::min(concepts, exact_block_bits);
  const ProgressStage stage = search.progress.stage("trying sets of subjects", sets);
  std::vector<SizeBests> found(static_cast<std::size_t>(sets) / block);
  ENTENTE_CHECK(parallel_blocks(
      static_cast<std::size_t>(sets), block, search.threads, search.cancel, stage,
      [&](std::size_t number, std::size_t begin, std::size_t end) -> Result<void> {
        SizeBests bests(concepts + 1);
        std::uint64_t members = begin ^ (begin >> 1U);
        ConceptNetwork network = network_of(search.parts, members_of(members));
        for (std::size_t at = begin; at < end; ++at) {
          if (at > begin) {
            const auto next = std::uint64_t{at} ^ (std::uint64_t{at} >> 1U);
            network.flip(static_cast<std::size_t>(std::countr_zero(next ^ members)));
            members = next;
          }
          if (network.size() == 0) continue;
          const double loss = search.loss.of(network);
          bests.take(network.size(), loss, members);
          bests.sum[network.size()] += loss;
          ++bests.tried[network.size()];
        }
        found[number] = std::move(bests);
        return {};
      }));
  SizeBests all(concepts + 1);
  for (const SizeBests& of_block : found) {
    for (std::size_t size = 1; size <= concepts; ++size) {
      all.take(size, of_block.loss[size], of_block.set[size]);
      all.sum[size] += of_block.sum[size];
      all.tried[size] += of_block.tried[size];
    }
  }
  std::vector<ConceptSet> out;
  for (std::size_t size = 1; size <= concepts; ++size) {
    out.push_back(concept_set(search.parts, search.loss, members_of(all.set[size])));
    out.back().proven = true;
    out.back().random = all.sum[size] / static_cast<double>(all.tried[size]);
  }
  return out;
}

Result<std::vector<ConceptRemoval>> nested_sets(const ConceptSearch& search) {
  std::vector<std::uint32_t> members = all_concepts(search.parts);
  std::vector<ConceptRemoval> out;
  const ProgressStage stage = search.progress.stage("taking subjects away", members.size());
  while (!members.empty()) {
    std::vector<Move> moves;
    moves.reserve(members.size());
    for (const std::uint32_t k : members) moves.push_back({k, no_place});
    ENTENTE_TRY(const std::vector<double> losses, losses_after(search, members, moves));
    const double smallest = losses[least(losses)];
    for (std::size_t at = moves.size(); at-- > 0;) {
      if (losses[at] > smallest + equal_losses) continue;
      members = moved(members, moves[at]);
      out.push_back({moves[at].out, concept_set(search.parts, search.loss, members)});
      stage.add();
    }
  }
  return out;
}

Result<std::vector<ConceptSet>> searched_sets(const ConceptSearch& search, const SizeWanted& wanted,
                                              const Philox& source) {
  ENTENTE_TRY(const std::vector<ConceptRemoval> removals, nested_sets(search));
  const std::size_t concepts = search.parts.concepts();
  std::vector<ConceptSet> out(concepts);
  out.back() = concept_set(search.parts, search.loss, all_concepts(search.parts));
  for (const ConceptRemoval& removal : removals) {
    const std::size_t size = removal.left.concepts.size();
    if (size > 0) out[size - 1] = removal.left;
  }
  const ProgressStage stage = search.progress.stage("swapping subjects", concepts);
  std::vector<std::uint32_t> before;
  bool found = false;
  for (std::size_t size = 1; size < concepts; ++size) {
    ENTENTE_TRY(Candidate best, with_best_addition(search, before));
    const ConceptSet& nested = out[size - 1];
    if (!nested.concepts.empty() && nested.loss < best.loss) best = {nested.concepts, nested.loss};
    if (!found) {
      ENTENTE_TRY(best, swapped(search, std::move(best)));
    }
    out[size - 1] = concept_set(search.parts, search.loss, best.members);
    ENTENTE_TRY(out[size - 1].random, random_loss(search, size, source));
    found = found || (wanted.size ? size >= *wanted.size : best.loss <= wanted.within);
    before = std::move(best.members);
    stage.add();
  }
  return out;
}

}  // namespace entente::alignment
