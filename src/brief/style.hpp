// SPDX-License-Identifier: GPL-3.0-or-later
// The one style sheet of the HTML brief and its hash for the content policy.
#pragma once

#include <string_view>

namespace entente::brief {

/// CSS for screen and A4 paper.
extern const std::string_view style_sheet;

/// Base64 of the SHA-256 of style_sheet; a test computes it anew. Kept as a constant because the
/// WebAssembly build has no hash function.
extern const std::string_view style_hash;

}  // namespace entente::brief
