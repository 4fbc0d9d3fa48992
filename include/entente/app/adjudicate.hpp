// SPDX-License-Identifier: GPL-3.0-or-later
// Deciding between codes that differ: a sheet of what is open, and the decisions brought back. Both
// codes stay on record as rejected; the decision is a statement of its own by "adjudicator: NAME".
// Thread rule: as the store's.
#pragma once

#include <string>

#include "entente/app/agreement.hpp"
#include "entente/app/rewrite.hpp"

namespace entente::app {

struct AdjudicationSheetRequest {
  AgreementRequest from;  ///< which statements, and what makes them one unit
  std::string target;     ///< a file, or "-" to hand the bytes back
  bool force = false;
};

struct AdjudicationSheet {
  std::string target;
  std::size_t open = 0;      ///< units on which coders differ and nobody decided: rows of the sheet
  std::size_t disputed = 0;  ///< units on which coders differ
  std::string bytes;         ///< the sheet
};
/// One row a unit: the ids of its codes, actor, issue, claim, date, words, the codes without their
/// coders, and a blank stance. Errors: those of agreement_of, Missing (nothing is open),
/// Unwritable.
Result<AdjudicationSheet> adjudication_sheet(const AdjudicationSheetRequest& request,
                                             const Context& context);

struct AdjudicationRequest {
  std::string study;
  std::string file;         ///< CSV or XLSX with the columns statements, stance and perhaps note
  std::string adjudicator;  ///< a name
};
/// Rows with a stance become statements; rows without one are left open and counted in the remark.
/// What the codes of a unit have in common (kind, target, dates, basis ...) goes into the decision;
/// its evidence is theirs together. Errors: those of reading and opening; Missing (a column, no
/// adjudicator), NotFound (a statement), Conflict (statements that are no codes of one unit, that a
/// decision was taken on already, or by the adjudicator), Range (stance), Duplicate (a statement in
/// two rows), each with its line; one error and nothing is taken.
Result<RewritePreview> preview_adjudication(const AdjudicationRequest& request,
                                            const Context& context);

}  // namespace entente::app
