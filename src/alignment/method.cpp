// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/method.hpp"

#include "entente/alignment/engagement.hpp"

namespace entente::alignment {

std::span<const positions::MethodCard> methods() {
  using positions::MethodStatus;
  static const std::vector<positions::MethodCard> cards = {
      {"engagement-series",
       "Engagements per year",
       "count(year, category) = number of engagements whose first day lies in the year and not "
       "after `at`; categories are levels or formats; an engagement known only to the decade is in "
       "no year and is counted apart; where an actor of kind grouping takes part, so do those who "
       "were its members then",
       {{"at", "engagements that begin later are left out", "the study's as_of"},
        {"key", "level or format", "level"},
        {"participants", "count only engagements in which one of them takes part", "all"}},
       MethodStatus::Definition,
       {"Counts follow what was indexed: more rows may mean more sources, not more meetings.",
        "A range of dates counts once, in its first year.",
        "Approximate dates count in their year and are marked."}},
      {"coverage",
       "Evenness of the record across a group",
       "rows(actor) = engagements in the named formats in which the actor takes part; without "
       "named "
       "formats: engagements in which it is the only one of the group",
       {{"group", "the actors compared", "the study's focus actors"},
        {"formats", "formats that hold one partner at a time",
         "none: only one of the group present"},
        {"at", "last day", "the whole record"}},
       MethodStatus::Definition,
       {"A difference says how much was indexed before it says anything about the actors."}},
      {"instrument-areas",
       "What programmes cover, and what is missing",
       "of each actor the latest instrument that names areas; a theme is named where one of its "
       "areas carries it, missing where none does and at least as many areas are on record as the "
       "instrument is said to have, and cannot be told otherwise",
       {{"at", "instruments that begin later are left out; undated ones stay", "the study's as_of"},
        {"type", "only instruments of this type", "any"}},
       MethodStatus::Definition,
       {"A theme that is not on record is no gap while the list of areas is not complete.",
        "Themes are the coder's words: two areas under one theme may mean different work."}},
      {"group-use",
       "Whether a group is used strategically or tactically",
       "estimated positions (statement model) of the members on the claims of either pole, mean "
       "over claims and members draw by draw; gauge = (strategic - tactical) / 4 of the members "
       "known at both",
       {{"strategic_issues", "claims that the group is a strategic asset", "the study's rules"},
        {"tactical_issues", "claims that it is a platform", "the study's rules"},
        {"level", "of the central intervals", "0.8"},
        {"seed", "of the draws", "1"}},
       MethodStatus::Definition,
       {"What members say of their group is not what they do with it: see engagements beside it.",
        "Positions are carried forward: without new statements a gauge only grows less sure."}},
      {"structure",
       "Communities, cores, central actors and clusters of a network",
       "communities of the greatest modularity that the Leiden algorithm finds (Traag, Waltman and "
       "van Eck, Scientific Reports 9, 2019); core numbers; strength, betweenness over ways of "
       "length 1 / weight, harmonic closeness, eigenvector; average linkage on the share of "
       "conflict of every two actors, cut where the mean silhouette is greatest",
       {{"resolution", "of communities", "1"},
        {"starts", "of the search for communities", "20"},
        {"draws", "of weights of documents, for intervals and how sure each place is", "200"},
        {"shuffles", "records with what was said swapped, for the chance", "199"},
        {"seed", "of draws and shuffles", "1"}},
       MethodStatus::Definition,
       {"A search always finds communities: without a small chance they are no more than what any "
        "record would show.",
        "Modularity does not see communities much smaller than the network.",
        "Where two parts of a network are equally strong, the eigenvector is one of many."}},
      {"statement-scale",
       "Actors on the one dimension that best tells what they say",
       "answer of an actor to a concept = for, against or mixed by its share of statements for it; "
       "ideal points of one period (method ideal-points): Z = b x + e, ordinal probit, b ~ N(0, "
       "1), x ~ N(0, 4), points with mean 0 and standard deviation 1; intervals from refits of "
       "answers drawn from the fit, or Laplace's where wider",
       {{"mixed", "share the other way up to which an answer counts", "0"},
        {"mixed_missing", "mixed answers tell nothing", "no"},
        {"least_actors", "only concepts that so many answer", "2"},
        {"positive_actor", "on whose side points are positive", "who most often speaks for"},
        {"replicates", "refits; 0 = Laplace", "100"},
        {"seed", "of the refits", "1"}},
       MethodStatus::Experimental,
       {"With few answers points hang on the prior: they shrink to the middle.",
        "Where the commonest answers tell as much, there is no dimension.",
        "Who speaks about different subjects is compared by way of others."}},
      {"phases",
       "When a debate changes for good",
       "networks of periods, divided by their sum of absolute weights, d = sum of absolute "
       "differences; E-divisive (Matteson and James, JASA 109, 2014): the split with the largest "
       "nm / (n + m) (2 mean d between - mean d within either), again in its parts, each tested by "
       "permuting periods within parts",
       {{"window", "units a period holds", "3 months"},
        {"shortest", "periods a phase holds at least", "2"},
        {"alpha", "a change of a greater chance is none", "0.05"},
        {"permutations", "other orders of the periods", "999"},
        {"seed", "of the permutations", "1"}},
       MethodStatus::Definition,
       {"Periods are taken as independent: what lasts longer than a period makes changes look "
        "surer than they are.",
        "Periods with few statements differ by chance: longer ones see more."}},
      {"concept-backbone",
       "Which subjects carry a network, and which are redundant",
       "loss(B) = sum |l(all) - l(B)| of the eigenvalues of the graph Laplacian, each over their "
       "sum, of the network of the statements on the subjects B among all actors; of every size "
       "the set that loses least: among all sets for up to 20 subjects, else by additions, "
       "removals and swaps; chosen is the fewest that lose at most `within`",
       {{"size", "of the set", "the fewest that lose at most `within`"},
        {"within", "the most that may be lost", "0.1"},
        {"draws", "of weights of documents, for the interval", "500"},
        {"seed", "of the draws", "1"}},
       MethodStatus::Definition,
       {"Networks of one spectrum may tie others together: see the correlation of ties.",
        "The set was chosen for losing least in the record as it is: over draws it loses more."}},
      {"camps",
       "Into which camps actors divide, how far and over what",
       "congruence C and conflict D of two actors, by the average number of their statements; the "
       "division into at most k camps with the least frustration (D within + C across) / (C + D) "
       "(Doreian and Mrvar, Social Networks 18, 1996), exact by branch and bound for few actors, "
       "else by annealing; polarisation = D / (C + D) across - D / (C + D) within; chance = share "
       "of records in which it is as great once the speakers on each subject have swapped what "
       "they said and camps are looked for anew",
       {{"camps", "at most so many", "2"},
        {"draws", "of weights of documents, for the interval and how sure each place is", "500"},
        {"shuffles", "records with what was said swapped, for the chance", "199"},
        {"seed", "of draws and shuffles", "1"}},
       MethodStatus::Definition,
       {"A search always finds camps: without a small chance they are no more than what any record "
        "would show.",
        "The interval is of these camps; that they were looked for is what the chance takes into "
        "account.",
        "Two who speak about nothing in common are placed by what others share with both.",
        "Who shares no matter with the rest is placed nowhere."}},
      {"coalitions",
       "Which groups would hold: bilaterally, in a small group or all together",
       "hedonic game with additively separable values and a cost of format (Bogomolnaia and "
       "Jackson, Games and Economic Behavior 38, 2002): u_i(S) = sum over j in S of v_ij - cost "
       "(|S| - 1), v_ij = mean over the issues on which both are known, weighed by i's salience, "
       "of "
       "1 - |x_i - x_j| / 2; all partitions of up to 10 actors, beyond those that moves of single "
       "actors reach; Nash: nobody is better off elsewhere; individual: nobody is without making "
       "somebody there worse off; core: no set of actors is better off by itself; shares over "
       "draws "
       "of the statement model",
       {{"cost", "of each further partner, to each member", "0"},
        {"quota", "votes that win, one an actor", "none asked for"},
        {"seed", "of the draws", "1"}},
       MethodStatus::Experimental,
       {"What cooperation brings beyond standing alike is not in the values: no stake, no "
        "capability, no trust.",
        "A cost is the asker's: no record holds it. Read at which cost the answer changes.",
        "Who agrees on everything on record may have been asked about little: the number of issues "
        "stands beside each value."}},
      {"change",
       "Who moved, who contradicts what he said, and whether meeting goes with agreeing",
       "moved = difference of the positions estimated on two days, over independent draws of both; "
       "apart = by how much the distance to the mean of the other actors grew; contradiction = two "
       "statements of one actor on one issue, one after the other, on opposite sides of 0; "
       "agreement "
       "of a year = mean over pairs and issues of 1 - |x - y| / 4 at its end, its change over "
       "those "
       "known a year before, intervals by weighing issues with standard exponentials (Rubin, "
       "Annals "
       "of Statistics 9, 1981)",
       {{"since", "the earlier day", "a year before"},
        {"draws", "of the positions", "1600"},
        {"seed", "of the draws", "1"}},
       MethodStatus::Experimental,
       {"Draws of the two days are taken as independent: intervals are wide rather than narrow.",
        "Silence is no constancy: a cell without a new statement cannot have moved, only grown "
        "less "
        "sure.",
        "Meeting and agreeing side by side say nothing of which brings the other about.",
        "Who codes a sentence on the other side of 0 makes a contradiction: read both passages."}},
      {"overlap",
       "Cohesion and dissonance on an issue",
       "over the n actors whose position x is known: mean = sum x / n; range = max x - min x; sd = "
       "sqrt(sum (x - mean)^2 / n); cohesion = 1 - sd / 2; intervals: percentiles over draws in "
       "which each position weighs |U| min E(u) over the passages and sources U behind it, E(u) "
       "standard exponential and shared by all that rests on u (Bayesian bootstrap, Rubin 1981, "
       "with the weights of Marshall and Olkin 1967)",
       {{"seed", "of the draws", "1"},
        {"replicates", "draws behind each interval", "2000"},
        {"level", "of the intervals", "0.95"}},
       MethodStatus::Definition,
       {"An actor without a position takes part in nothing: the n says how many are compared.",
        "Below six passages or sources, or six actors, no interval by resampling keeps a level of "
        "95 %; with one passage or source there is none.",
        "An interval says nothing of misread sentences.",
        "Actors that one sentence speaks of together agree because the sentence says so."}},
      {"agreement",
       "Agreement of two actors",
       "1 - (sum |x - y| / n) / 4 over the n issues on which both are known; intervals as for "
       "overlap, an issue weighing by the passages and sources behind either position on it",
       {{"seed", "of the draws", "1"},
        {"replicates", "draws behind each interval", "2000"},
        {"level", "of the intervals", "0.95"}},
       MethodStatus::Definition,
       {"Two pairs may be compared on different issues: the n and the list of issues belong to it.",
        "Every issue weighs the same, however salient.",
        "Below six issues, or six passages or sources, no interval keeps a level of 95 %."}},
  };
  return cards;
}

}  // namespace entente::alignment
