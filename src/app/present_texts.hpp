// SPDX-License-Identifier: GPL-3.0-or-later
// Shared by the presenters of texts.
#pragma once

#include "entente/app/texts.hpp"
#include "present_parts.hpp"

namespace entente::app {

/// Files with their hashes, the recipe, what it left out, the size and hash of the matrix.
Json texts_json(const LoadedTexts& loaded);
/// The same in a few lines.
std::string texts_text(const LoadedTexts& loaded);
/// Latent semantic scaling, in its three forms.
std::string lss_text(const TextScaleOutcome& outcome);
Rows lss_rows(const TextScaleOutcome& outcome);
Json lss_json(const TextScaleOutcome& outcome);
/// The first complaints, and how many more there are.
std::vector<Error> shown_text_complaints(const std::vector<Error>& complaints);

}  // namespace entente::app
