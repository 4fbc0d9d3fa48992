// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a request for a meeting pack, and what of a study each of them names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/record/snapshot.hpp"
#include "entente/record/study.hpp"

namespace entente::brief {

/// What a stretch of the words names; exactly one of the four is filled.
struct MeetingTerm {
  std::string words;                     ///< as the reader wrote them
  std::vector<std::string> levels = {};  ///< codes
  std::string type = {};                 ///< of an engagement
  FormatCode format = {};
  ActorCode actor = {};
  bool focus = false;  ///< the focus as a group
};

struct MeetingReading {
  std::vector<MeetingTerm> terms;
  std::vector<std::string> unused;
};

/// Reads left to right, the longest stretch that names anything first. Ids of formats count inside
/// a longer text only as they are written in the study, and give way to an actor or level of the
/// same name. Words such as "with" name nothing and are passed over. O(words × names).
MeetingReading read_meeting_words(const record::Study& study, const record::Snapshot& snapshot,
                                  std::size_t focus_size, std::string_view text);

/// The format that the whole text names by id or name, ASCII case ignored; none where it names
/// none.
FormatCode format_named(const record::Snapshot& snapshot, std::string_view text);

/// Names that the reader might have meant, for a "did you mean".
std::vector<std::string> meeting_names(const record::Study& study,
                                       const record::Snapshot& snapshot);

}  // namespace entente::brief
