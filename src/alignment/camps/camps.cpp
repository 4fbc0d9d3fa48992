// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/alignment/camps.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "alignment/networks/drawn_network.hpp"
#include "camp_issues.hpp"
#include "division.hpp"
#include "dyads.hpp"
#include "entente/base/parallel.hpp"
#include "entente/base/text.hpp"
#include "entente/stats/bootstrap.hpp"
#include "matching.hpp"
#include "measures.hpp"
#include "shuffled.hpp"

namespace entente::alignment {
namespace {

constexpr std::size_t most_actors = 3000;
constexpr std::uint64_t most_branches = 50'000'000;
constexpr std::uint32_t search_starts = 12;
constexpr std::uint32_t search_sweeps = 200;
/// Of drawn and shuffled records, which begin at the camps that are known.
constexpr std::uint32_t draw_starts = 2;
constexpr std::uint32_t draw_sweeps = 60;
constexpr std::size_t draws_a_block = 8;

Error bad_camps(const char* what, const char* column, const char* expected, std::string found,
                const char* mend) {
  return {ErrorKind::Range, what, {"", 0, column}, expected, std::move(found), mend};
}

Result<void> check_camps(const NetworkOptions& options, const CampOptions& camps) {
  if (camps.camps < 2 || camps.camps > most_camps) {
    return fail(bad_camps("no number of camps", "camps", "2 to 8", std::to_string(camps.camps),
                          "two is usual"));
  }
  if (camps.draws > 0) ENTENTE_CHECK(stats::check_replicates(camps.draws, camps.level));
  if (options.qualifier.empty()) {
    return fail({ErrorKind::Usage,
                 "camps need a variable that agrees or disagrees",
                 {"", 0, "qualifier"},
                 "a qualifier",
                 "",
                 "name one, such as agreement or stance"});
  }
  if (options.compatibility == Compatibility::None) return {};
  return fail({ErrorKind::Usage,
               "Discourse Network Analyzer's search mixes camps and is not repeated",
               {"", 0, "compatibility"},
               "no compatibility",
               "dna",
               "leave it out: its score of the camps is given beside ours"});
}

/// Both networks of a record.
struct TwoNetworks {
  Network congruence;
  Network conflict;
};

Result<TwoNetworks> two_networks(const CodedStatements& statements, const NetworkOptions& options,
                                 const CancelToken& cancel) {
  TwoNetworks out;
  ENTENTE_TRY(out.congruence,
              build_network(statements, dyad_options(options, QualifierRule::Congruence), cancel));
  ENTENTE_TRY(out.conflict,
              build_network(statements, dyad_options(options, QualifierRule::Conflict), cancel));
  return out;
}

/// The least frustrated division; exact for few actors.
Result<Division> best_division(const Dyads& dyads, const CampOptions& camps,
                               const CancelToken& cancel) {
  const Philox source(camps.seed, stream_word("camps"));
  Division found = annealed(dyads, camps.camps, source, search_starts, search_sweeps);
  if (dyads.actors > camps.exact_to) return found;
  return exact_division(dyads, camps.camps, std::move(found), most_branches, cancel);
}

/// The largest first, of equals that of the earlier member.
std::vector<std::uint32_t> by_size(const std::vector<std::uint32_t>& camps) {
  std::vector<std::size_t> sizes(most_camps, 0);
  for (const std::uint32_t camp : camps) ++sizes[camp];
  std::vector<std::uint32_t> order(most_camps);
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&sizes](std::uint32_t a, std::uint32_t b) { return sizes[a] > sizes[b]; });
  std::vector<std::uint32_t> place(most_camps);
  for (std::uint32_t at = 0; at < most_camps; ++at) place[order[at]] = at;
  std::vector<std::uint32_t> out;
  out.reserve(camps.size());
  for (const std::uint32_t camp : camps) out.push_back(place[camp]);
  return out;
}

class CampFinder {
 public:
  CampFinder(const CodedStatements& statements, const NetworkOptions& options,
             const CampOptions& camps, const CancelToken& cancel, const Progress& progress)
      : statements_(statements),
        options_(options),
        camps_(camps),
        cancel_(cancel),
        progress_(progress) {}

  Result<CampDivision> run() {
    ENTENTE_TRY(networks_, two_networks(statements_, options_, cancel_));
    if (networks_.congruence.rows.size() > most_actors) {
      return fail({ErrorKind::Limit,
                   "too many actors to look for camps",
                   {"", 0, "rows"},
                   "at most 3,000 actors",
                   std::to_string(networks_.congruence.rows.size()),
                   "ask for those with more statements: --least N"});
    }
    const Network& network = networks_.congruence;
    for (std::size_t a = 0; a < network.rows.size(); ++a) {
      CampMember& member = out_.members.emplace_back();
      member.actor = network.rows[a];
      member.statements = network.row_statements[a];
      member.within = member.across = member.sure = std::nan("");
    }
    if (network.edges.empty()) return std::move(out_);
    members_ = connected_actors(network);
    dyads_ = dyads_among(dyads_of(network, networks_.conflict), members_);
    ENTENTE_TRY(const Division division, best_division(dyads_, camps_, cancel_));
    place_ = by_size(division.camps);
    out_.proven = division.proven;
    out_.only = is_only(dyads_, division, camps_.camps);
    describe();
    ENTENTE_TRY(const NetworkSelection selection,
                select_statements(statements_, dyad_options(options_, QualifierRule::Congruence),
                                  Kernel::None, cancel_));
    out_.issues = camp_issues(selection, network, members_, place_, out_.camps);
    if (camps_.draws > 0) ENTENTE_CHECK(draw(selection));
    if (camps_.shuffles > 0) ENTENTE_CHECK(shuffle(selection));
    return std::move(out_);
  }

 private:
  void describe() {
    const TieSums sums = tie_sums(dyads_, place_);
    out_.camps = 1 + *std::max_element(place_.begin(), place_.end());
    out_.within = sums.within();
    out_.across = sums.across();
    out_.polarisation = sums.polarisation();
    out_.frustration = sums.frustration();
    out_.external_internal = sums.external_internal();
    out_.modularity = modularity_of(dyads_, place_);
    out_.dna_distance = dna_distance_of(dyads_, place_, true);
    for (std::size_t a = 0; a < members_.size(); ++a) {
      const TieSums own = tie_sums_of(dyads_, place_, a);
      CampMember& member = out_.members[members_[a]];
      member.camp = place_[a];
      member.within = own.within();
      member.across = own.across();
    }
  }

  /// Other weights of documents: how far apart the same camps are, and who is placed elsewhere.
  Result<void> draw(const NetworkSelection& selection) {
    ENTENTE_TRY(const NetworkSelection other,
                select_statements(statements_, dyad_options(options_, QualifierRule::Conflict),
                                  Kernel::None, cancel_));
    const Philox source(camps_.seed, stream_word("camp draws"));
    const Philox dice(camps_.seed, stream_word("camp draws"), stream_word("search"));
    const ProgressStage stage = progress_.stage("drawing", camps_.draws);
    std::vector<double> values(camps_.draws);
    std::vector<std::vector<char>> alike(camps_.draws);
    const OwnPairs own_c =
        DrawnNetwork(selection, whole_part(selection), networks_.congruence).own_pairs();
    const OwnPairs own_d = DrawnNetwork(other, whole_part(other), networks_.conflict).own_pairs();
    ENTENTE_CHECK(parallel_blocks(
        camps_.draws, draws_a_block, options_.threads, cancel_, stage,
        [&](std::size_t, std::size_t begin, std::size_t end) -> Result<void> {
          DrawnNetwork congruence(selection, whole_part(selection), networks_.congruence);
          DrawnNetwork conflict(other, whole_part(other), networks_.conflict);
          std::vector<double> c(networks_.congruence.edges.size());
          std::vector<double> d(networks_.conflict.edges.size());
          for (std::size_t r = begin; r < end; ++r) {
            if (cancel_.cancelled()) return fail(cancelled_error());
            congruence.draw(source, r, own_c, c);
            conflict.draw(source, r, own_d, d);
            const Dyads drawn = dyads_among(dyads_of(networks_.congruence, c, d), members_);
            values[r] = tie_sums(drawn, place_).polarisation();
            alike[r] = placed_alike(place_, searched(drawn, dice, r).camps);
          }
          return {};
        }));
    for (std::size_t a = 0; a < members_.size(); ++a) {
      std::size_t with_it = 0;
      for (const auto& one : alike) with_it += one[a] != 0 ? 1 : 0;
      out_.members[members_[a]].sure =
          static_cast<double>(with_it) / static_cast<double>(camps_.draws);
    }
    const DrawnNetwork whole(selection, whole_part(selection), networks_.congruence);
    out_.interval =
        stats::percentile_estimate(out_.polarisation, values, camps_.level, whole.documents());
    out_.interval->method = stats::IntervalMethod::Reweighted;
    return {};
  }

  /// The best of a few short searches, one of them from the camps that are known.
  Division searched(const Dyads& dyads, const Philox& dice, std::uint64_t number) const {
    const Philox own(dice.bits(number), stream_word("camp search"));
    Division found = annealed(dyads, camps_.camps, own, draw_starts, draw_sweeps);
    if (dyads.actors == place_.size()) {
      Division near = descended(dyads, place_, camps_.camps);
      if (near.cost <= found.cost) return near;
    }
    return found;
  }

  /// Looked for in the same way in every shuffled record and in this one.
  Result<void> shuffle(const NetworkSelection& selection) {
    const Philox source(camps_.seed, stream_word("camp shuffles"));
    const Philox dice(camps_.seed, stream_word("camp shuffles"), stream_word("search"));
    const ProgressStage stage = progress_.stage("shuffling", camps_.shuffles);
    std::vector<char> as_great(camps_.shuffles, 0);
    ENTENTE_CHECK(parallel_blocks(
        camps_.shuffles, draws_a_block, options_.threads, cancel_, stage,
        [&](std::size_t, std::size_t begin, std::size_t end) -> Result<void> {
          SwappedRecord swapped(selection);
          for (std::size_t r = begin; r < end; ++r) {
            if (cancel_.cancelled()) return fail(cancelled_error());
            const CodedStatements& record = swapped.swap(source, r);
            ENTENTE_TRY(const TwoNetworks networks,
                        two_networks(record, swapped.options(), cancel_));
            const auto members = connected_actors(networks.congruence);
            const Dyads dyads =
                dyads_among(dyads_of(networks.congruence, networks.conflict), members);
            const Division found =
                annealed(dyads, camps_.camps, Philox(dice.bits(r), stream_word("camp search")),
                         draw_starts + 1, draw_sweeps);
            const double value = tie_sums(dyads, found.camps).polarisation();
            as_great[r] = value >= out_.polarisation - 1e-12 ? 1 : 0;
          }
          return {};
        }));
    const auto times = std::count(as_great.begin(), as_great.end(), 1);
    out_.chance = (static_cast<double>(times) + 1) / (static_cast<double>(camps_.shuffles) + 1);
    return {};
  }

  const CodedStatements& statements_;
  const NetworkOptions& options_;
  const CampOptions& camps_;
  const CancelToken& cancel_;
  const Progress& progress_;
  TwoNetworks networks_;
  std::vector<std::uint32_t> members_;  ///< who can be placed: places in the network's rows
  Dyads dyads_;                         ///< among them
  std::vector<std::uint32_t> place_;    ///< their camps
  CampDivision out_;
};

}  // namespace

Result<CampDivision> find_camps(const CodedStatements& statements, const NetworkOptions& options,
                                const CampOptions& camps, const CancelToken& cancel,
                                const Progress& progress) {
  ENTENTE_CHECK(check_camps(options, camps));
  return CampFinder(statements, options, camps, cancel, progress).run();
}

}  // namespace entente::alignment
