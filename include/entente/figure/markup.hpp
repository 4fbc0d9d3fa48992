// SPDX-License-Identifier: GPL-3.0-or-later
// Untrusted text on its way into HTML and SVG, names of data as anchors, numbers as coordinates.
// Pure functions, any thread. All O(length).
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace entente::figure {

/// Untrusted text as it may be shown: broken UTF-8, control characters (but tab and line feed) and
/// the invisible direction overrides that can disguise text become U+FFFD.
std::string cleaned(std::string_view text);

/// cleaned(), and safe between tags and inside double- or single-quoted attributes: & < > " '
/// become references.
std::string escaped(std::string_view text);

/// The anchor of a datum: "statement/P014" gives "statement-P014". Letters, digits, '.' and '-'
/// stay, the first '/' becomes '-', every other byte becomes "_" and two hexadecimal digits, so
/// two data never share an anchor.
std::string anchor_id(std::string_view datum);

/// The value of `data-evidence`: data in the given order with one space between them; white space,
/// '%' and control characters inside a name percent-encoded; not yet escaped for an attribute.
std::string evidence_value(std::span<const std::string> data);

/// At most two decimals, trailing zeros left out: 3, 3.5, -0.25. Not finite: "0".
std::string coordinate(double value);

/// The locator as an address a browser may open, or "" where it is none: "https://..." and
/// "http://..." as they stand, "doi:10..." and "10.../..." by way of https://doi.org/. White space,
/// quotes, angle brackets and control characters disqualify it.
std::string safe_link(std::string_view locator);

}  // namespace entente::figure
