// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/method.hpp"

#include "entente/positions/change_points.hpp"
#include "entente/positions/classical_model.hpp"
#include "entente/positions/expert_pools.hpp"
#include "entente/positions/ideal_points.hpp"
#include "entente/positions/side_by_side.hpp"
#include "entente/positions/statement_model.hpp"

namespace entente::positions {

std::string_view to_string(MethodStatus status) noexcept {
  switch (status) {
    case MethodStatus::Definition:
      return "by definition";
    case MethodStatus::Reproduces:
      return "reproduces published figures";
    case MethodStatus::Agrees:
      return "agrees with an independent implementation";
    case MethodStatus::Experimental:
      break;
  }
  return "experimental";
}

std::span<const MethodCard> methods() {
  static const std::vector<MethodCard> cards = {
      {"latest-statement",
       "Latest statement carried forward",
       "position(actor, issue, at) = stance of the accepted or edited statements with the greatest "
       "first day not after `at`; no such statement: unknown; unequal stances on that day: "
       "contested, shown as their range; stale from stale_after_months on, and at once when those "
       "who "
       "held office for the actor on the last day described have all left",
       {{"at", "the day the record is read at", "the study's as_of"},
        {"actors", "columns", "the study's focus actors"},
        {"issues", "rows", "all issues"},
        {"stale_after_months",
         "full months after the last day a statement describes from which it is marked stale",
         "the study's stale_after_months"}},
       MethodStatus::Definition,
       {"An old statement is carried forward until a newer one replaces it; look at the stale "
        "mark.",
        "Terms of office tell who spoke: where no term covers the day, a change of government goes "
        "unnoticed.",
        "Towards whom a statement was addressed plays no part."}},
      statement_model_card(),
      ideal_points_card(),
      classical_model_card(),
      expert_pools_card(),
      side_by_side_card(),
      change_points_card(),
  };
  return cards;
}

}  // namespace entente::positions
