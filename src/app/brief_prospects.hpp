// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "entente/app/analysis.hpp"
#include "entente/brief/prospects.hpp"

namespace entente::app {

/// What the annex of a brief shows of coalitions, packages and formats, with the settings that the
/// commands have by default. `analysis` holds the study's focus actors and all issues and is the
/// same afterwards. What the record does not suffice for is left out. Errors: Cancelled.
Result<brief::Prospects> prospects_in(Analysis& analysis, const Context& context);

}  // namespace entente::app
