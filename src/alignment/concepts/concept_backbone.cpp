// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/concept_backbone.hpp"

#include <algorithm>
#include <cmath>

#include "alignment/networks/degree_sequence.hpp"
#include "alignment/networks/drawn_network.hpp"
#include "concept_search.hpp"
#include "entente/base/parallel.hpp"
#include "entente/base/text.hpp"
#include "entente/stats/bootstrap.hpp"
#include "spectrum.hpp"

namespace entente::alignment {
namespace {

constexpr std::size_t most_parts = 500;
constexpr std::size_t concept_draws_a_block = 16;
constexpr double most_exact_steps = 3e10;
constexpr double few_steps = 5000;  ///< of a small network, beside its eigenvalues

Error out_of_range(const char* what, const char* column, const char* expected, std::string found,
                   const char* mend) {
  return {ErrorKind::Range, what, {"", 0, column}, expected, std::move(found), mend};
}

/// Whether every set can be tried in about a minute on two threads.
bool can_try_all(const ConceptParts& parts) {
  const auto actors = static_cast<double>(parts.actors());
  const double sets = std::exp2(static_cast<double>(parts.concepts()));
  return sets * (actors * actors * actors + few_steps) <= most_exact_steps;
}

/// Statements of a network of one mode, few enough to be compared again and again.
Result<NetworkSelection> select_parts(const CodedStatements& statements,
                                      const NetworkOptions& options, const CancelToken& cancel) {
  if (options.mode != NetworkMode::OneMode) {
    return fail({ErrorKind::Usage,
                 "a backbone of subjects is of a network of actors with one another",
                 {"", 0, "--mode"},
                 "one-mode",
                 std::string(to_string(options.mode)),
                 "leave --mode out"});
  }
  return select_statements(statements, options, Kernel::None, cancel);
}

Result<void> check_parts(const ConceptParts& parts) {
  const std::size_t most = std::max(parts.actors(), parts.concepts());
  if (most <= most_parts) return {};
  return fail({ErrorKind::Limit,
               "too many actors or subjects for a backbone of subjects",
               {"", 0, "--least"},
               "at most 500 of either",
               std::to_string(most),
               "ask for those with more statements: --least N"});
}

Result<void> check_backbone(const ConceptBackboneOptions& options) {
  if (!(options.within >= 0 && options.within <= 2)) {
    return fail(out_of_range("no loss", "--within", "0 to 2", std::to_string(options.within),
                             "0.1 is usual"));
  }
  if (options.exact_to > most_exact_concepts) {
    return fail(out_of_range("too many subjects to try every set of", "exact_to", "at most 20",
                             std::to_string(options.exact_to), "take 20"));
  }
  if (options.draws > 0) ENTENTE_CHECK(stats::check_replicates(options.draws, options.level));
  return {};
}

Result<std::size_t> choose_size(const std::vector<ConceptSet>& sizes,
                                const ConceptBackboneOptions& options) {
  if (options.size) {
    if (*options.size < 1 || *options.size > sizes.size()) {
      return fail(out_of_range("no size of a set of subjects", "--size",
                               "from 1 to the number of subjects", std::to_string(*options.size),
                               "ask for fewer"));
    }
    return *options.size - 1;
  }
  std::size_t at = 0;
  while (at + 1 < sizes.size() && sizes[at].loss > options.within) ++at;
  return at;
}

std::vector<CarryingConcept> carriers_of(const ConceptParts& parts, const ConceptLoss& loss,
                                         const ConceptSet& set) {
  ConceptNetwork network(parts);
  for (const std::uint32_t k : set.concepts) network.add(k);
  std::vector<CarryingConcept> out;
  for (const std::uint32_t k : set.concepts) {
    network.remove(k);
    out.push_back({k, loss.of(network), {}});
    network.add(k);
  }
  for (const NetworkStatement& s : parts.placed().network.statements) {
    for (CarryingConcept& carrier : out) {
      if (carrier.concept_place == s.column) carrier.statements.push_back(s.statement);
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const CarryingConcept& a, const CarryingConcept& b) {
    return a.loss_without > b.loss_without + 1e-12;
  });
  return out;
}

std::vector<double> drawn_shape(const Network& network, const std::vector<double>& weights,
                                bool dna) {
  const std::size_t n = network.rows.size();
  std::vector<double> cells(n * n);
  for (std::size_t at = 0; at < weights.size(); ++at) {
    const NetworkEdge& edge = network.edges[at];
    const double weight = std::isnan(weights[at]) ? 0 : std::max(weights[at], 0.0);
    cells[edge.row * n + edge.column] = cells[edge.column * n + edge.row] = weight;
  }
  return dna ? degree_sequence(cells, n) : laplacian_spectrum(cells, n);
}

/// The loss of a set over weights of documents, which the set and the whole share.
Result<stats::Estimate> drawn_loss(const NetworkSelection& selection, const ConceptParts& parts,
                                   const ConceptSet& set, const ConceptBackboneOptions& options,
                                   const CancelToken& cancel, const Progress& progress) {
  std::vector<std::uint32_t> own;
  for (const NetworkStatement& s : parts.placed().network.statements) {
    if (std::binary_search(set.concepts.begin(), set.concepts.end(), s.column)) {
      own.push_back(s.statement);
    }
  }
  const NetworkPart whole = whole_part(selection);
  NetworkPart part = whole;
  part.statements = own;
  if (!selection.options.isolates) part.labels_from = selection.kept;
  ENTENTE_TRY(const Network all, assemble_network(selection, whole, 1, cancel));
  ENTENTE_TRY(const Network some, assemble_network(selection, part, 1, cancel));
  const Philox source(options.seed, stream_word("concept backbone"));
  const OwnPairs own_all = DrawnNetwork(selection, whole, all).own_pairs();
  const OwnPairs own_some = DrawnNetwork(selection, part, some, whole.statements).own_pairs();
  const ProgressStage stage = progress.stage("drawing", options.draws);
  std::vector<double> losses(options.draws);
  ENTENTE_CHECK(
      parallel_blocks(options.draws, concept_draws_a_block, selection.options.threads, cancel,
                      stage, [&](std::size_t, std::size_t begin, std::size_t end) -> Result<void> {
                        DrawnNetwork drawn_all(selection, whole, all);
                        DrawnNetwork drawn_some(selection, part, some, whole.statements);
                        std::vector<double> a(all.edges.size());
                        std::vector<double> s(some.edges.size());
                        for (std::size_t r = begin; r < end; ++r) {
                          drawn_all.draw(source, r, own_all, a);
                          drawn_some.draw(source, r, own_some, s);
                          losses[r] = sum_of_differences(drawn_shape(all, a, selection.dna()),
                                                         drawn_shape(some, s, selection.dna()));
                        }
                        return {};
                      }));
  const std::size_t documents = DrawnNetwork(selection, whole, all).documents();
  stats::Estimate out = stats::percentile_estimate(set.loss, losses, options.level, documents);
  out.method = stats::IntervalMethod::Reweighted;
  return out;
}

}  // namespace

Result<ConceptBackbone> find_concept_backbone(const CodedStatements& statements,
                                              const NetworkOptions& options,
                                              const ConceptBackboneOptions& backbone,
                                              const CancelToken& cancel, const Progress& progress) {
  ENTENTE_CHECK(check_backbone(backbone));
  ENTENTE_TRY(const NetworkSelection selection, select_parts(statements, options, cancel));
  const ConceptParts parts(selection);
  ENTENTE_CHECK(check_parts(parts));
  const Network& network = parts.placed().network;
  ConceptBackbone out;
  out.concepts = network.concepts;
  out.statements = network.concept_statements;
  out.actors = network.rows;
  const ConceptLoss loss(parts);
  if (std::all_of(loss.whole().begin(), loss.whole().end(), [](double v) { return v == 0; })) {
    return out;
  }
  const ConceptSearch search{parts, loss, options.threads, cancel, progress};
  if (parts.concepts() <= backbone.exact_to && can_try_all(parts)) {
    ENTENTE_TRY(out.sizes, exact_sets(search));
  } else {
    const Philox source(backbone.seed, stream_word("random subjects"));
    ENTENTE_TRY(out.sizes, searched_sets(search, {backbone.size, backbone.within}, source));
  }
  ENTENTE_TRY(out.chosen, choose_size(out.sizes, backbone));
  const ConceptSet& chosen = out.sizes[out.chosen];
  out.carriers = carriers_of(parts, loss, chosen);
  if (backbone.draws > 0) {
    ENTENTE_TRY(out.interval, drawn_loss(selection, parts, chosen, backbone, cancel, progress));
  }
  return out;
}

Result<NestedConcepts> nested_concepts(const CodedStatements& statements,
                                       const NetworkOptions& options, const CancelToken& cancel,
                                       const Progress& progress) {
  ENTENTE_TRY(const NetworkSelection selection, select_parts(statements, options, cancel));
  const ConceptParts parts(selection);
  ENTENTE_CHECK(check_parts(parts));
  const ConceptLoss loss(parts);
  NestedConcepts out;
  out.concepts = parts.placed().network.concepts;
  ENTENTE_TRY(out.removals, nested_sets({parts, loss, options.threads, cancel, progress}));
  return out;
}

Result<ConceptSet> judge_concepts(const CodedStatements& statements, const NetworkOptions& options,
                                  const std::vector<std::string>& names, double penalty,
                                  const CancelToken& cancel) {
  ENTENTE_TRY(const NetworkSelection selection, select_parts(statements, options, cancel));
  const ConceptParts parts(selection);
  ENTENTE_CHECK(check_parts(parts));
  const std::vector<std::string>& known = parts.placed().network.concepts;
  std::vector<std::uint32_t> members;
  for (const std::string& name : names) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end()) {
      const std::string close = did_you_mean_sentence(name, known);
      return fail({ErrorKind::Missing,
                   "no subject of the network has this name",
                   {"", 0, "--keep"},
                   "one of its subjects",
                   quotable(name),
                   close.empty() ? "`entente backbone` without it lists them" : close});
    }
    members.push_back(static_cast<std::uint32_t>(found - known.begin()));
  }
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  ConceptSet out = concept_set(parts, ConceptLoss(parts), members);
  const auto all = static_cast<double>(known.size());
  const auto kept = static_cast<double>(members.size());
  out.loss *= std::exp(-penalty * (all - kept) / all);
  out.redundant_loss *= std::exp(-penalty * kept / all);
  return out;
}

}  // namespace entente::alignment
