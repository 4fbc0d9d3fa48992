// SPDX-License-Identifier: GPL-3.0-or-later
// How likely an outcome is once the error that a model made on past cases is counted in, and the
// word for it. The draws alone tell only what the judges' ranges leave open: they are no
// likelihood. Pure functions, any thread.
#pragma once

#include <string_view>
#include <vector>

#include "entente/room/score.hpp"
#include "entente/room/simulate.hpp"

namespace entente::room {

/// The chance that the outcome ends above `at`: every draw is moved up and down alike by the middle
/// of each of the 20 slices of the model's measured absolute errors (a line's direction is a
/// convention, so errors count to both sides), scaled to the issue, cut at its ends. An
/// approximation to +/- 1/40 of the errors' own distribution; it takes the past cases for ones like
/// this. `at` at or beyond an end of the scale gives 0 or 1. O(draws log draws).
double chance_above(const Issue& issue, const Forecast& forecast, const MeasuredError& measured,
                    double at);

/// The forecast's bands with that chance as their probability; they sum to 1. O(draws log draws).
std::vector<Band> bands_with_error(const Issue& issue, const Forecast& forecast,
                                   const MeasuredError& measured);

/// The word of Intelligence Community Directive 203 (2 January 2015), D.6.e(2)(a), first row:
/// "almost no chance" to 5 %, "very unlikely" to 20 %, "unlikely" to 45 %, "roughly even chance"
/// to 55 %, "likely" to 80 %, "very likely" to 95 %, "almost certain" above. The directive's ranges
/// share their ends: an end counts to the range nearer to even. Its outer words stop at 1 and
/// 99 %; here they also hold what lies beyond, as nothing is called impossible or certain.
std::string_view likelihood_word(double probability) noexcept;

}  // namespace entente::room
