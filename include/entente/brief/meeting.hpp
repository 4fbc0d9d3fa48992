// SPDX-License-Identifier: GPL-3.0-or-later
// A pack for one meeting: what was said last, what has changed since the last such meeting, what
// each may object to, what to ask, and what to say (must, should, could, if raised). From the
// record alone: no sentence without a row behind it. No clock, no global state. Any thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "entente/base/result.hpp"
#include "entente/brief/brief.hpp"
#include "entente/record/snapshot.hpp"
#include "entente/record/study.hpp"

namespace entente::brief {

struct MeetingOptions {
  /// Which meeting: the id or name of a format ("NAC+4+EU"), the id of an engagement ("another
  /// like E157"), or words: levels ("foreign ministers"), formats, actors by id, name or alias, and
  /// the focus as a group ("the four").
  std::string meeting;
  /// The pack is for a meeting on this day or later, and reads the record on it; default: the last
  /// day of the study's as_of.
  std::optional<std::chrono::sys_days> at = std::nullopt;
  std::vector<std::string> focus = {};  ///< the partners: actor ids; default: the study's focus
  Extent extent = Extent::Full;         ///< Full adds the evidence register; OnePage is as Annex
};

struct MeetingPack {
  Brief brief;
  std::string taken;                ///< which meetings the words were taken for, one sentence
  std::vector<std::string> unused;  ///< words of the request that name nothing in the study
};

/// Composes the pack. A meeting counts as "such a meeting" where it is of a level named, in a
/// format named, and every actor named took part: itself, a body of it (not an office of it
/// alone), or all of its members. The last one is strictly before `at`; changes are told from its
/// last day. `snapshot` must have been built from `study`. Errors: Missing (no date to read the
/// record at, no focus), Usage (the words name nothing), NotFound (no meeting of that kind on
/// record: names the nearest; a format alone is a kind before its first meeting), Reference (a
/// focus actor the study has not).
/// O(engagements × words + compose()).
Result<MeetingPack> compose_meeting(const record::Study& study, const record::Snapshot& snapshot,
                                    const MeetingOptions& options);

}  // namespace entente::brief
