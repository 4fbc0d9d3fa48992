// SPDX-License-Identifier: GPL-3.0-or-later
// Shared by the texts that explain options.
#pragma once

#include <string>

#include "entente/app/card.hpp"

namespace entente::app {

/// An option's help with its choices and default, one sentence.
std::string option_explained(const OptionCard& option);

}  // namespace entente::app
