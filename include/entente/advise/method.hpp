// SPDX-License-Identifier: GPL-3.0-or-later
// The method cards of this stage. Immutable, any thread.
#pragma once

#include <span>

#include "entente/positions/method.hpp"

namespace entente::advise {

/// The methods of this stage.
std::span<const positions::MethodCard> methods();

}  // namespace entente::advise
