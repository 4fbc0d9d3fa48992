// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "selection.hpp"

namespace entente::alignment {

/// Checks the settings against the mode and the variables and finds the variables. What DNA would
/// replace is replaced and told where its reading is asked for, and refused otherwise.
Result<void> settle_options(NetworkSelection& selection, Kernel kernel);

}  // namespace entente::alignment
