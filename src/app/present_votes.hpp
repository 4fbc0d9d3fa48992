// SPDX-License-Identifier: GPL-3.0-or-later
// What the presenters of votes share.
#pragma once

#include <vector>

#include "entente/app/votes.hpp"

namespace entente::app {

/// The first complaints, and how many more there are.
std::vector<Error> shown_complaints(const LoadedVotes& loaded);

}  // namespace entente::app
