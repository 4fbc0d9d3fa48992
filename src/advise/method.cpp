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
      {"interest-ledger",
       "How much issues matter to an actor, from the interests that sources name",
       "an issue that a priority or benefit of the actor is about has a salience spread evenly "
       "from the study's salience_threshold to 100; it stands in where no statement gives one",
       {{"salience_threshold", "from which an issue is a stake", "the study's rules"},
        {"issues", "what each interest is about", "the study's table interest"}},
       MethodStatus::Experimental,
       {"Which issues an interest is about is the coder's judgement.",
        "The order in which a source names interests says nothing here, nor do benefits of "
        "groupings.",
        "An issue that no source names may still matter: it stays unknown."}},
      {"agenda-package",
       "The issues and joint lines from which every partner gains most",
       "per draw of positions and saliences, gain of a partner = salience (|reversion - position| "
       "- "
       "|line - position|); satisfaction = mean gain over the best that the partner could have "
       "alone from as many issues; of all packages in which every satisfaction is above 0 the one "
       "with the greatest least satisfaction, product (Nash, Econometrica 18, 1950) or weighted "
       "mean, by branch and bound",
       {{"objective", "what the package is best at: least, nash or sum", "least"},
        {"size", "at most so many issues", "5"},
        {"log_roll", "whether a partner may lose on one issue what it gains on another", "no"},
        {"least_share", "of the draws, in which nobody loses by a line; not with log_roll", "0.5"},
        {"reversion", "what holds on an issue without a joint line", "0 on the scale of stances"},
        {"acceptable", "lines that a partner can sign; beyond is its red line", "all"},
        {"weights", "of the partners, for sum", "equal"}},
       MethodStatus::Experimental,
       {"An issue on which one partner is unknown is left out: silence is not consent.",
        "A salience that nobody stated is drawn from the whole scale: it widens intervals and says "
        "nothing of what matters to whom.",
        "Losses are as steep as gains, and issues do not hang together.",
        "What is best for all at the table says nothing of those who are not."}},
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
      {"format-ranking",
       "In which format to take up an issue, over all weights of the criteria",
       "SMAA-2 (Lahdelma and Salminen, Operations Research 49, 2001) over five formats and seven "
       "criteria: value of a format on a criterion = (1 + measure present + (1 - measure) absent) "
       "/ 2, "
       "utility = weighted sum; in how large a share of the draws of weights, fits and measures "
       "each format "
       "takes each rank, with which mean weights it comes first, and how surely it does with them",
       {{"weights", "where the weights centre, by criterion", "none: even over all weights"},
        {"exact_weights", "these weights and no others", "no"},
        {"fits", "how far a criterion speaks for a format where it is present and absent, -1 to 1",
         "the engine's table in docs/formats.md"},
        {"fit_spread", "fits are drawn so far either way", "0.25"},
        {"pressure_from", "outsiders who could press the group", "the study's pressure_from"},
        {"draws", "draws of weights, fits and measures", "10,000"},
        {"seed", "of the draws", "1"}},
       MethodStatus::Experimental,
       {"Fits are judgements of the engine's makers, not findings: change them and see.",
        "Even over all weights is an assumption too: that nobody's weights are known.",
        "What is unknown is drawn from all it could be: it evens formats out and says nothing for "
        "any of them.",
        "Criteria add up: a veto on one is not known."}},
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
