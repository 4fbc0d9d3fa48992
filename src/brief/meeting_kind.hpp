// SPDX-License-Identifier: GPL-3.0-or-later
// Which meetings on record a reader means by "NATO foreign ministers with the four".
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/result.hpp"
#include "entente/record/snapshot.hpp"
#include "entente/record/study.hpp"

namespace entente::brief {

/// Who has to be there. One of the three is enough: the actor itself, a body that is part of it, or
/// all members.
struct MeetingParty {
  std::string name;                ///< as the pack calls it: "NATO", "all of the four"
  ActorCode actor;                 ///< none where it is the focus by its number alone
  std::vector<ActorCode> bodies;   ///< actors that are part of it, offices left out
  std::vector<ActorCode> offices;  ///< and the offices: one of them alone does not stand for it
  std::vector<ActorCode> members;
};

/// A meeting that fits but for one thing, and that thing.
struct MeetingAside {
  EngagementCode engagement;
  std::string why;
};

struct MeetingKind {
  std::vector<std::string> levels;  ///< codes; empty: any
  std::vector<FormatCode> formats;  ///< empty: any
  std::vector<std::string> types;   ///< empty: those at which people sit together
  std::vector<MeetingParty> parties;
  std::string anybody;                 ///< who it takes where nobody is named: "any of the four"
  bool whole_group = false;            ///< the focus has to be there as a whole
  std::vector<std::string> ground;     ///< "“foreign ministers” is a level"
  std::vector<std::string> unused;     ///< words that name nothing in the study
  std::vector<EngagementCode> before;  ///< ended before the day, oldest first
  std::vector<EngagementCode> after;   ///< begin on the day or later, oldest first
  std::vector<EngagementCode> unsure;  ///< of a date too rough to say which
  std::vector<MeetingAside> aside;
};

/// Reads the words and looks the meetings up; see compose_meeting(). `focus` is not empty.
Result<MeetingKind> meeting_kind(const record::Study& study, const record::Snapshot& snapshot,
                                 const std::vector<ActorCode>& focus, const std::string& group,
                                 std::chrono::sys_days at, std::string_view words);

/// "meetings of foreign ministers with NATO and all of the four": without formats and counts.
std::string meeting_kind_words(const record::Snapshot& snapshot, const MeetingKind& kind);

/// The formats of these meetings, each once, in the study's order.
std::vector<FormatCode> formats_of(const record::Snapshot& snapshot,
                                   const std::vector<EngagementCode>& meetings);

}  // namespace entente::brief
