// SPDX-License-Identifier: GPL-3.0-or-later
// The one style sheet of the HTML brief and its hash for the content policy.
#pragma once

#include <string>
#include <string_view>

#include "entente/brief/document.hpp"

namespace entente::brief {

/// CSS for screen and A4 paper.
extern const std::string_view style_sheet;

/// Base64 of the SHA-256 of style_sheet; a test computes it anew. Kept as a constant because the
/// WebAssembly build has no hash function.
extern const std::string_view style_hash;

/// CSS of the print form, for WeasyPrint; see to_print_html.
extern const std::string_view print_style_sheet;

/// " class=\"s-supports\"" of a tinted cell, else "".
std::string tint_class(Tint tint);

}  // namespace entente::brief
