// SPDX-License-Identifier: GPL-3.0-or-later
// What all sections of a meeting pack share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "context.hpp"
#include "entente/advise/format_rules.hpp"
#include "entente/advise/missing_cells.hpp"
#include "meeting_kind.hpp"

namespace entente::brief {

/// Every claim on which a focus actor is on record, in exactly one of the lists, best first.
struct TalkingPoints {
  std::vector<IssueFinding> must;    ///< unity must be shown, and all are on record on one side
  std::vector<IssueFinding> should;  ///< the agenda finder's candidates that are not in `must`
  std::vector<IssueFinding> could;   ///< at most one step apart, nobody against, somebody for it
  std::vector<IssueFinding> raised;  ///< two steps apart or more, contested, or only opposed
  std::vector<IssueFinding> none;    ///< too little on record, or all neutral
};

/// Of the focus matrix. O(cells + issues log issues).
TalkingPoints talking_points(const Context& context);

struct Pack {
  const Context& context;
  const MeetingKind& kind;
  std::optional<EngagementCode> last;  ///< the last such meeting before the day
  TalkingPoints points;
  std::vector<advise::FormatAdvice> advice;  ///< one an issue; empty where the study has no rules
  std::vector<advise::MissingCell> missing;  ///< what to find out first; empty without rules
  bool all_old = false;  ///< every position of the focus is stale: said once, not at each
};

Section meeting_section(const Pack& pack);
Section since_section(const Pack& pack);
Section points_section(const Pack& pack);

/// One a focus actor.
Section partner_section(const Pack& pack, std::size_t column);
/// What the study proposes to ask of all of them.
Section group_asks_section(const Pack& pack);
/// Claims that the first page has no room for.
Section other_points_section(const Pack& pack);
/// Disputed facts about the focus, or that the sections so far rest on.
Section pack_disputes_section(const Pack& pack, const std::vector<Section>& so_far);
Section pack_method_section(const Pack& pack);

/// What a partner may object to, and what to ask it: list items, best first, cut with a last item
/// that says by how much.
BulletList objections(const Pack& pack, std::size_t column);
BulletList asks(const Pack& pack, std::size_t column);

/// What became of a partner since the last such meeting: items of the record.
BulletList changes_of(const Pack& pack, std::size_t column);
/// The same in one line for the first page.
Paragraph change_counts(const Pack& pack, std::size_t column);

/// The partner's words as they stand on the day, newest first.
Block last_words(const Pack& pack, std::size_t column);

// Pieces of sentences ----------------------------------------------------------------------------

Paragraph pack_text(std::string text, std::vector<std::string> evidence = {});
Paragraph pack_heading(std::string text);
/// "And 3 more" where a list was cut.
void add_rest(BulletList& list, std::size_t left, const std::string& what);
/// "it leans against (−)", "its statements disagree (−− to +)".
std::string cell_words(const positions::Cell& cell);
/// Signs of a cell: "++", "− to +".
std::string cell_sign(const positions::Cell& cell);
/// "all four support (++)", or who_stands_where() with "*" on stale and "†" on unverified ones, and
/// who is not known.
std::string standing(const Pack& pack, std::size_t row);
/// What the hedges of these statements are, quoted: "hedged “appear”"; "" where there is none.
std::string hedge_words(const Pack& pack, const std::vector<StatementCode>& statements);
/// "(support is reserve)" after a claim that is keyed in reverse.
std::string claim_of(const Pack& pack, std::size_t row);
bool is_goal(const Pack& pack, std::size_t row);
/// The day to which the last such meeting ran.
std::optional<std::chrono::sys_days> last_day_of_last(const Pack& pack);

}  // namespace entente::brief
