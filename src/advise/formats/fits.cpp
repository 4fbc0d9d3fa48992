// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's judgement of what speaks for which format: where the criterion is there, where it is
// not, and why.
#include "entente/advise/format_ranking.hpp"

namespace entente::advise {
namespace {

/// In the order of FormatCriterion: stake, similarity, input, leverage, exposure, visibility,
/// decision pending.
using FitRow = std::array<FormatFit, format_criteria>;

FitRow bilateral() {
  return {{{-0.5, 0.75, "what matters to one partner alone is its own affair"},
           {-0.25, 0.5, "who stands apart can still go its own way"},
           {-0.5, 0, "one at a time, none hears what the others know"},
           {-0.5, 0.25, "alone, each has its own weight only"},
           {-0.75, 0, "alone, each can be pressed alone"},
           {-0.5, 0.25, "a visit of one shows no unity"},
           {0, 0, "one partner can reach the council too"}}};
}

FitRow group() {
  return {{{0.5, -0.75, "all have a reason to prepare it together, or somebody sits there idle"},
           {0.75, -0.5, "a common line is near"},
           {0.75, 0, "each can tell what the others do not know"},
           {0.5, -0.25, "one voice carries further than several"},
           {0.25, 0, "harder to press one of several"},
           {0.25, 0, "a meeting of their own is seen, though by few"},
           {1, 0, "a decision ahead is the time to agree among themselves first"}}};
}

FitRow alliance_and_group() {
  return {
      {{0.75, -0.75, "all at the table have a reason to be there, or it is not worth the table"},
       {1, -1, "a common line can be stated at once; a split would be seen"},
       {0.5, 0, "both regions learn what the other knows"},
       {1, -0.5, "the partners' weight counts where the alliance listens"},
       {0.25, 0, "numbers protect, but the alliance's name gives a hook"},
       {0.75, 0, "a session with the council is seen"},
       {0.5, 0, "the decision is taken here, best prepared before"}}};
}

FitRow wider() {
  return {{{0.25, -0.25, "in a large room a stake of all is one of many"},
           {0.5, -0.75, "a broad coalition needs like minds"},
           {0, 0, "too many for an exchange of what each knows"},
           {0.5, 0, "more voices on one side"},
           {0.75, 0, "the most safety in numbers"},
           {1, -0.5, "the broadest signal, and a costly one where none is needed"},
           {-0.25, 0, "a large room is slow before a decision"}}};
}

FitRow track_one_five() {
  return {{{-0.25, 0.25, "talks of experts bind nobody, and cost nobody a position"},
           {-0.5, 1, "who agrees has no need to explore; who does not, has"},
           {1, -0.5, "experts and officials find where all gain"},
           {-0.5, 0.25, "it decides nothing"},
           {0.25, 0, "seen by few, it draws little pressure"},
           {-1, 0.25, "it shows nothing"},
           {-0.5, 0.25, "it comes before decisions are near"}}};
}

}  // namespace

const FormatFits& default_format_fits() {
  static const FormatFits fits = {bilateral(), group(), alliance_and_group(), wider(),
                                  track_one_five()};
  return fits;
}

}  // namespace entente::advise
