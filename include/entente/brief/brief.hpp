// SPDX-License-Identifier: GPL-3.0-or-later
// From a record to a page that a minister reads: every number ends in its sources, every source can
// be reached, what is unknown is said. No clock, no network, no global state: the same study gives
// the same bytes. Any thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "entente/base/result.hpp"
#include "entente/brief/document.hpp"
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
};

/// Composes the brief. `snapshot` must have been built from `study`. Texts of attached documents
/// come with the study: their passages are quoted in the register, and nowhere else. Errors:
/// Missing (no date to read the record at), Usage (`since` is not before it), Reference (a focus
/// actor or format the study has not), and those of the methods. O(cells of the study + register
/// entries × references).
Result<Brief> compose(const record::Study& study, const record::Snapshot& snapshot,
                      const Options& options = {});

/// The brief as one HTML5 file: style and figures inside, no scripts, nothing loaded, a content
/// policy that forbids both; prints on A4. All text of the brief is treated as untrusted.
/// O(length).
std::string to_html(const Brief& brief);

/// All data the brief's sentences, tables and figures name, sorted, each once. Every one has an
/// entry in the register.
std::vector<std::string> cited_data(const Brief& brief);

}  // namespace entente::brief
