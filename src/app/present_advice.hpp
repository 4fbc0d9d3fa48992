// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "entente/app/advice.hpp"

namespace entente::app {

/// What to do by the rules, in words without a full stop, "take it up as a group, on G1".
std::string advice_sentence(const AdviceOutcome& outcome, const advise::FormatAdvice& advice);

}  // namespace entente::app
