// SPDX-License-Identifier: GPL-3.0-or-later
// What all sections of a brief share: the record read once, and the findings derived from it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/alignment/engagement.hpp"
#include "entente/brief/brief.hpp"
#include "entente/positions/latest.hpp"
#include "forecast.hpp"

namespace entente::brief {

struct Context {
  const record::Study& study;
  const record::Snapshot& snapshot;
  std::chrono::sys_days at;
  std::vector<ActorCode> focus;
  std::string group;      ///< "the four", "the 15", "the one actor"
  std::string all_group;  ///< "all four"
  std::vector<FormatCode> bilateral;
  positions::PositionMatrix positions;  ///< focus × all issues
  std::optional<positions::PositionMatrix>
      then;  ///< the same on the day that changes are told from
  std::vector<ActorCode> others;
  positions::PositionMatrix other_positions;
  std::vector<LineRoom> rooms;  ///< lines that somebody has judged
  const Prospects* prospects = nullptr;
};

/// How the focus actors relate on one issue.
struct IssueFinding {
  std::size_t row = 0;    ///< of the matrix
  std::size_t known = 0;  ///< focus actors on record
  int low = 0;            ///< over all known cells
  int high = 0;
  bool contested = false;  ///< a cell with statements that disagree
};

/// One finding an issue with at least one focus actor on record, in matrix order.
std::vector<IssueFinding> findings(const positions::PositionMatrix& matrix);

/// Issues where every focus actor is on record, undisputed, at the wanted place.
struct Agreement {
  std::vector<IssueFinding> firm;      ///< all at +2
  std::vector<IssueFinding> equal;     ///< all at one other stance
  std::vector<IssueFinding> near;      ///< one step apart
  std::vector<IssueFinding> apart;     ///< two steps or more; also where not all are on record
  std::vector<IssueFinding> complete;  ///< issues with all on record
};

/// Of the focus matrix; the widest differences first, and of the firm ones those on which unity
/// must be shown, then goals, then the study's order. O(cells).
Agreement agreement_of(const Context& context);
std::vector<std::string> evidence_of_findings(const Context& context,
                                              const std::vector<IssueFinding>& list);

/// Datum names of statements, of a cell's, a row's, a matrix's.
std::vector<std::string> statement_evidence(const Context& context,
                                            const std::vector<StatementCode>& statements);
std::vector<std::string> cell_evidence(const Context& context, const positions::Cell& cell);
std::vector<std::string> row_evidence(const Context& context,
                                      const positions::PositionMatrix& matrix, std::size_t row);
std::vector<std::string> matrix_evidence(const Context& context,
                                         const positions::PositionMatrix& matrix);
std::vector<std::string> engagement_evidence(const Context& context,
                                             std::span<const EngagementCode> engagements);

std::string actor_name(const Context& context, ActorCode actor);
/// For column heads: the name, or the id where the name is long and the id short.
std::string short_actor_name(const Context& context, ActorCode actor);
/// The claim in curly quotes.
std::string claim_words(const Context& context, IssueCode issue);

/// "Australia supports (++); Japan opposes (−−)" over the known cells of a row, strongest support
/// first; actors of one stance together.
std::string who_stands_where(const Context& context, const positions::PositionMatrix& matrix,
                             std::size_t row);

/// What a mark of a position says when pointed at: stance, claim, day, age, statement.
std::string cell_title(const Context& context, ActorCode actor, IssueCode issue,
                       const positions::Cell& cell);

Section bottom_line(const Context& context);
/// Empty where no earlier day was asked for.
Section changed_section(const Context& context);
Section who_section(const Context& context, int& figure_number);
Section overlap_section(const Context& context, int& figure_number);
Section agenda_section(const Context& context);
/// Empty without prospects.
Section coalition_section(const Context& context, int& figure_number);
Section package_section(const Context& context, int& figure_number);
Section format_ranking_section(const Context& context);
Section find_out_section(const Context& context);
Section engagement_section(const Context& context, int& figure_number);
Section instrument_section(const Context& context);
Section channel_section(const Context& context);
Section interest_section(const Context& context);
Section frame_section(const Context& context);
Section option_section(const Context& context);
Section contribution_section(const Context& context);
Section vote_section(const Context& context);
Section dispute_section(const Context& context);
/// A section a judged line, then one on how far the models can be trusted.
std::vector<Section> forecast_sections(const Context& context, int& figure_number);
Section forecast_on_page(const Context& context);
Section doubt_section(const Context& context);
Section unknown_section(const Context& context);
Section judgement_section(const Context& context);
Section method_section(const Context& context);

/// The sections of the page in their order, empty ones left out: what a minister reads. A new one
/// is one more line in one_page.cpp.
std::vector<Section> page_sections(const Context& context);

/// Sentence on how unevenly the record covers the focus actors; no runs where there is nothing to
/// compare.
Paragraph coverage_caveat(const Context& context);

/// Entries for all cited data and everything they rest on.
std::vector<EntryGroup> build_register(const Context& context,
                                       const std::vector<std::string>& cited);

/// The union of the markings on the rows in the register, "UNMARKED" where there is none.
std::string union_marking(const record::Study& study, const std::vector<EntryGroup>& groups);

}  // namespace entente::brief
