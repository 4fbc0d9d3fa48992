// SPDX-License-Identifier: GPL-3.0-or-later
// Which documents and passages a field of a query means. Pure functions over a study, any thread.
#pragma once

#include <vector>

#include "ingest/search/compile.hpp"

namespace entente::ingest {

/// The units that have the value. Errors: NotFound (an id that no row has), Malformed (a date).
Result<UnitSet> units_with(const QueryNode& field, const record::Study& study,
                           const std::vector<SearchUnit>& units);

/// Whether a unit's source has a date.
bool dated_unit(const record::Study& study, const SearchUnit& unit);

/// Names and aliases of an actor, by id or by any of them. Errors: NotFound, with "did you mean".
Result<std::vector<std::string>> names_of_actor(const QueryNode& field, const record::Study& study);

}  // namespace entente::ingest
