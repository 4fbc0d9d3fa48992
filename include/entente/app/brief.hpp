// SPDX-License-Identifier: GPL-3.0-or-later
// The brief as a use case: open, compose, write. Thread rule: as the store's.
#pragma once

#include <cstdint>
#include <string>

#include "entente/app/context.hpp"

namespace entente::app {

struct BriefRequest {
  std::string study;
  std::string at;          ///< a date; empty = the study's as_of
  std::string output;      ///< empty = the usual place, which belongs to entente and is replaced
  bool force = false;      ///< replace what lies at `output`
  std::string since = {};  ///< a date; adds what changed since; empty = nothing is compared
};
struct BriefOutcome {
  std::string path;
  std::string at;
  std::size_t bytes = 0;
  bool unchanged = false;  ///< the same bytes were there already
};
/// Errors: those of opening a study, of building a snapshot, Usage (no date), Unwritable.
Result<BriefOutcome> write_brief(const BriefRequest& request, const Context& context);

/// Where the brief goes when nothing is said: STUDY/out/brief.html, or NAME-brief.html beside a
/// file.
std::string usual_brief_path(const std::string& study, bool folder);

}  // namespace entente::app
