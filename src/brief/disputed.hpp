// SPDX-License-Identifier: GPL-3.0-or-later
// Disputed facts wherever a sentence, a cell or a figure rests on one.
#pragma once

#include <vector>

#include "context.hpp"
#include "entente/record/dispute.hpp"

namespace entente::brief {

/// "93 (Babel, 24 February 2025)": a claim with its sources.
std::string claim_in_words(const Context& context, const record::DisputedClaim& claim);

/// "93 (Babel, 24 February 2025), or 89 (...); handling: prefer ...": both claims in one line.
std::string dispute_words(const Context& context, const record::Dispute& dispute);

/// Adds "disputed" with a link to every run that rests on few enough rows for the reader to know
/// which is meant, and to every figure's caption. Where the brief has no table of disputed facts
/// the claims stand in the mark itself.
void mark_disputed(const Context& context, Brief& brief);

}  // namespace entente::brief
