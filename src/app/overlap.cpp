// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/overlap.hpp"

#include <string>

namespace entente::app {

Result<OverlapOutcome> overlap_of(const OverlapRequest& request, const Context& context) {
  OverlapOutcome out;
  out.options = request.options;
  out.order = request.order;
  ENTENTE_TRY(out.analysis, analyse(request.analysis, context));
  if (out.analysis.actors.size() < 2) {
    return fail({ErrorKind::Range,
                 "overlap compares actors",
                 {},
                 "at least two actors",
                 std::to_string(out.analysis.actors.size()),
                 "name them with --actors A,B; one actor alone: entente positions"});
  }
  const record::Snapshot& snapshot = out.analysis.snapshot;
  ENTENTE_TRY(
      out.matrix,
      positions::latest_positions(
          snapshot, {out.analysis.at, out.analysis.actors, out.analysis.issues, std::nullopt, {}}));
  const CancelToken& cancel = context.cancel;
  ENTENTE_TRY(out.issues, alignment::issue_overlaps(snapshot, out.matrix, out.options, cancel));
  ENTENTE_TRY(out.fragilities,
              alignment::issue_fragilities(snapshot, out.matrix, {}, cancel, out.options.threads));
  out.pairs_left_out = !request.pairs && out.matrix.actors.size() > most_actors_in_pairs;
  if (!out.pairs_left_out) {
    ENTENTE_TRY(out.pairs, alignment::agreements(snapshot, out.matrix, out.options, cancel));
    ENTENTE_TRY(out.pair_fragilities, alignment::agreement_fragilities(
                                          snapshot, out.matrix, {}, cancel, out.options.threads));
  }
  switch (request.order) {
    case OverlapOrder::Consensus:
      out.shown = alignment::consensus_order(out.issues);
      break;
    case OverlapOrder::Dissonance:
      out.shown = alignment::dissonance_order(out.issues);
      break;
    case OverlapOrder::Study:
      for (std::size_t i = 0; i < out.issues.size(); ++i) out.shown.push_back(i);
      break;
  }
  return out;
}

}  // namespace entente::app
