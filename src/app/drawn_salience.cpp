// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawn_salience.hpp"

#include "entente/base/random.hpp"

namespace entente::app {
namespace {

constexpr double greatest_salience = 100;

}  // namespace

void add_salience_draws(const record::Snapshot& snapshot, const advise::InterestLedger& ledger,
                        ActorCode actor, IssueCode issue, std::optional<int> stated,
                        std::uint64_t seed, std::size_t draws, std::vector<float>& out,
                        SalienceCounts& counts) {
  if (stated) {
    out.insert(out.end(), draws, static_cast<float>(*stated));
    return;
  }
  const Philox source(seed, stream_word("salience of " + snapshot.actors.id[actor.value()]),
                      stream_word(snapshot.issues.id[issue.value()]));
  const advise::NamedInterest* named = ledger.on(actor, issue);
  ++(named == nullptr ? counts.unknown : counts.named);
  for (std::size_t d = 0; d < draws; ++d) {
    const double u = source.uniform01(d);
    out.push_back(
        static_cast<float>(named == nullptr ? greatest_salience * u : ledger.salience(u)));
  }
}

}  // namespace entente::app
