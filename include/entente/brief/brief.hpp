// SPDX-License-Identifier: GPL-3.0-or-later
// From a record to a page that a minister reads: every number ends in its sources, every source can
// be reached, what is unknown is said. No clock, no network, no global state: the same study gives
// the same bytes. Any thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/result.hpp"
#include "entente/brief/document.hpp"
#include "entente/brief/prospects.hpp"
#include "entente/record/snapshot.hpp"
#include "entente/record/study.hpp"

namespace entente::brief {

struct Options {
  std::optional<std::chrono::sys_days> at;  ///< default: the last day of the study's as_of
  std::string title;                        ///< default: the study's title
  std::vector<std::string> focus;           ///< actor ids; default: the study's focus
  /// Formats that hold one partner at a time, for the coverage caveat; default: the study's, and
  /// where it names none, engagements in which only one of the focus actors takes part.
  std::vector<std::string> bilateral_formats;
  /// Adds what changed since that day, which must be before `at`.
  std::optional<std::chrono::sys_days> since = std::nullopt;
  Extent extent = Extent::Full;
  /// For the annex; must outlive compose(). Null: it says nothing of them.
  const Prospects* prospects = nullptr;
};

/// Composes the brief: the page, then as much more as `extent` says. `snapshot` must have been
/// built from `study`. Texts of attached documents come with the study: their passages are quoted
/// in the register, and nowhere else. Errors: Missing (no date to read the record at), Usage
/// (`since` is not before it), Reference (a focus actor or format the study has not), and those of
/// the methods. O(cells of the study + register entries × references).
Result<Brief> compose(const record::Study& study, const record::Snapshot& snapshot,
                      const Options& options = {});

/// The brief as one HTML5 file for a screen: style and figures inside, no scripts, nothing loaded,
/// a content policy that forbids both; prints on A4. All text of the brief is treated as untrusted.
/// O(length).
std::string to_html(const Brief& brief);

/// How tightly the page is set, loosest first.
enum class Density { Normal, Tight, Tightest };

/// The loosest that should fit the page on one sheet of A4, from the lengths of its texts; Tightest
/// where none does. An estimate: only a renderer knows. O(length of the page).
Density estimated_density(const Brief& brief);

/// The brief as HTML5 for a paginating renderer of CSS Paged Media (W3C, css-page-3, css-gcpm-3,
/// css-content-3), WeasyPrint 57 or later: A4, footnotes where their claim stands, page references,
/// running heads, figures inside, nothing loaded. Its metadata name the day of the record, so that
/// the PDF's own dates do not come from a clock. O(length).
std::string to_print_html(const Brief& brief, Density density = Density::Normal);

/// The brief as the abstract syntax tree that pandoc reads as `json` (pandoc-types; `api_version`
/// as the pandoc at hand writes it, "[1,22,2,1]"; 1.22 and 1.23 share all that is used here).
/// Real tables with header rows, real footnotes, the figures as images "figure-N.png" beside it
/// with alternative texts. Paragraphs carry the custom styles "Marking", "Lead", "Caveat",
/// "Counts", "Figure", "Entry" and "Quote" beside pandoc's own, so a template can set them. Not in
/// the WebAssembly build. Errors: Internal (`api_version` is no JSON list of numbers). O(length).
Result<std::string> to_pandoc(const Brief& brief, std::string_view api_version);

/// The figures of the brief in reading order. O(blocks).
std::vector<const FigureBlock*> figures_of(const Brief& brief);

/// All data the brief's sentences, tables and figures name, sorted, each once. Every one has an
/// entry in the register.
std::vector<std::string> cited_data(const Brief& brief);

}  // namespace entente::brief
