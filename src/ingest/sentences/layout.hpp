// SPDX-License-Identifier: GPL-3.0-or-later
// Which line breaks of a text end what stands before them, and which only fill a page. Pure
// functions, any thread.
#pragma once

#include <string>
#include <string_view>

namespace entente::ingest {

/// A copy of the same length in which every line break that ends a sentence (blank line, page
/// break, heading, list item, row of a table) is U+000A and every other one a space. O(n).
std::string with_sentence_lines(std::string_view text);

/// Whether the words are nothing but the mark of a list item: "1.", "(a)", "iv)". O(1).
bool only_list_mark(std::string_view words);

}  // namespace entente::ingest
