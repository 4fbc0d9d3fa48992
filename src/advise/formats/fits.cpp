// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's judgement of what speaks for which format, a row each with its reason.
#include "entente/advise/format_ranking.hpp"

namespace entente::advise {
namespace {

using FitRow = std::array<FormatFit, format_criteria>;

/// In the order of FormatCriterion: stake, similarity, input, leverage, exposure, visibility,
/// decision pending.
FitRow bilateral() {
  return {{{-0.5, "what matters to all is worth one meeting, what matters to one its own"},
           {-0.5, "who thinks alike gains from saying so together"},
           {-0.5, "one at a time, none hears what the others know"},
           {-1, "alone, each has its own weight only"},
           {-0.5, "alone, each can be pressed alone"},
           {-0.5, "a visit of one shows no unity"},
           {0, "one partner can reach the council too"}}};
}

FitRow group() {
  return {{{0.75, "all have a reason to prepare it together"},
           {0.5, "a common line is near"},
           {0.5, "each knows what the others do not"},
           {0.5, "one voice carries further than four"},
           {0.25, "harder to press one of several"},
           {0, "few outside notice a meeting of their own"},
           {1, "a decision ahead is the time to agree first"}}};
}

FitRow alliance_and_group() {
  return {{{1, "all at the table have a reason to be there"},
           {1, "a common line can be stated at once"},
           {0.5, "both sides learn what the other region knows"},
           {1, "the partners' weight counts where the alliance listens"},
           {0.25, "numbers protect, but the alliance's name gives a hook"},
           {0.75, "a session with the council is seen"},
           {0.5, "the decision is taken here, best prepared before"}}};
}

FitRow wider() {
  return {{{0.25, "in a large room a stake of all is one of many"},
           {0.5, "a broad coalition needs like minds"},
           {0, "too many for an exchange of what each knows"},
           {0.75, "more voices on one side"},
           {1, "the most safety in numbers"},
           {1, "the broadest signal"},
           {-0.5, "a large room is slow before a decision"}}};
}

FitRow track_one_five() {
  return {{{-0.25, "talks of experts bind nobody who has a stake"},
           {-1, "who agrees already has no need to explore"},
           {1, "experts and officials find where all gain"},
           {-0.5, "it decides nothing"},
           {0.5, "seen by few, it draws little pressure"},
           {-1, "it shows nothing"},
           {-0.5, "it comes before decisions are near"}}};
}

}  // namespace

const FormatFits& default_format_fits() {
  static const FormatFits fits = {bilateral(), group(), alliance_and_group(), wider(),
                                  track_one_five()};
  return fits;
}

}  // namespace entente::advise
