// SPDX-License-Identifier: GPL-3.0-or-later
// HTML and XHTML as text only, for the importers of web pages, EPUB and e-mail.
// One thread a call.
#pragma once

#include <string>
#include <string_view>

#include "ingest/extract/text_builder.hpp"

namespace entente::ingest {

/// Adds the visible text of UTF-8 HTML to the builder and what its head says to `about` (only
/// where that is still blank). Scripts, styles and embedded objects are left out; nothing is
/// fetched. Any bytes are HTML of some sort, so this does not fail. O(n).
void add_html(std::string_view html, TextBuilder& out, DocumentMetadata& about);

/// The encoding that a page names in its first 4 KiB (meta charset, XML declaration), or blank.
std::string declared_html_charset(std::string_view bytes);

}  // namespace entente::ingest
