// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/advise/method.hpp"

namespace entente::advise {

std::span<const positions::MethodCard> methods() {
  using positions::MethodStatus;
  static const std::vector<positions::MethodCard> cards = {
      {"common-agenda",
       "Aims that a group is known to share",
       "issues of the kind on which every actor is known, with range of means <= greatest_range "
       "and mean of means >= least_mean; those with every salience known first, the largest least "
       "salience first; the others after them in the study's order",
       {{"kind", "only issues of this kind", "goal"},
        {"greatest_range", "greatest difference between the actors' means", "1"},
        {"least_mean", "least mean of the actors' means", "1"}},
       MethodStatus::Definition,
       {"An issue on which one actor is unknown is left off, however much the others agree.",
        "An entry whose saliences are incomplete has no rank by salience: it is not the least "
        "important.",
        "A contested cell counts with the mean of its statements."}},
      {"format-rules",
       "Whether an issue is worth a group format",
       "rules G1 to G4, B1 and B2 over the stances and saliences of the group in Kleene's "
       "three-valued logic (Introduction to Metamathematics, 1952, section 64): met or not met "
       "only "
       "where no value of an unknown cell could change that; the advice follows from the answers",
       {{"salience_threshold", "an actor has a stake from this salience on",
         "the study's salience_threshold"},
        {"formalisation", "issues that measure whether a formal framework is sought, for B2",
         "none: B2 cannot be told"},
        {"rules", "the study's rules, known by their ids", "the six that the engine can test"}},
       MethodStatus::Definition,
       {"Rules are known by their ids: a study that gives one of these ids to another condition is "
        "answered wrongly.",
        "G3 is never met: no table of a study holds how far the actors' information overlaps.",
        "A contested cell counts with the mean of its statements."}},
      {"missing-cells",
       "What to find out next",
       "for each unknown stance (-2 to 2) and salience (below or at the threshold), all else as it "
       "is: whether some value changes the advice, and of how many rules it changes the answer; "
       "ranked by these two",
       {{"salience_threshold", "as in format-rules", "the study's salience_threshold"},
        {"formalisation", "as in format-rules", "none"},
        {"rules", "as in format-rules", "the six that the engine can test"}},
       MethodStatus::Definition,
       {"One value at a time: cells that matter only together rank low.",
        "How likely a value is plays no part."}},
  };
  return cards;
}

}  // namespace entente::advise
