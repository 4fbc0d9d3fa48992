// SPDX-License-Identifier: GPL-3.0-or-later
// The names by which texts call the actors of a study. Pure functions, any thread.
#pragma once

#include "dictionary.hpp"
#include "entente/record/study.hpp"

namespace entente::ingest::rules {

/// Adds the shipped places, with the study's ids where id or name are the same, and the study's
/// actors, aliases, terms and groups. A person with a term counts in office only.
Result<void> add_study_names(Dictionary& dictionary, const record::Study& study);

}  // namespace entente::ingest::rules
