// SPDX-License-Identifier: GPL-3.0-or-later
// Card of the command that learns from what people coded.
#include "card_parts.hpp"

namespace entente::app {

std::vector<CommandCard> learn_cards() {
  return {{
      "learn",
      "learn from coded statements, show how well, and propose what to code",
      "Three questions: does a sentence hold a statement, on which issue, and with which sign. "
      "Each "
      "is learnt from the accepted statements whose passages have words here, and measured on "
      "documents (or, of too few, stretches of them) that were held out: beside the most frequent "
      "class and the rule coder, with intervals, calibration and a learning curve. Sentences of "
      "documents in which something is coded and that no statement touches count as holding none. "
      "Words under a label are neither learnt from nor shown.\n\n"
      "--propose tells what the learner is sure of; with --write these become statements of status "
      "proposed by \"model: learner\" with a confidence, which move no position until somebody "
      "accepts them. --next draws sentences to code: half at random, half where the learner is "
      "least sure, a tenth of the random ones for two readers.\n\n"
      "With --table a table of texts and labels is learnt instead of a study, and with --test "
      "another one told from it.",
      {study_argument()},
      {{"--stance", "SCALE", "learn the sign of stances, or -2 to 2", "sign", {"sign", "full"}},
       {"--propose", "", "tell what nobody coded yet and the learner is sure of"},
       {"--threshold", "P", "confidence below which the learner abstains", "0.7"},
       {"--write", "", "with --propose: write them as proposed statements"},
       {"--next", "N", "draw so many sentences to code next"},
       {"--table", "FILE", "learn from a CSV or TSV with a header", "", {}, Hint::File},
       {"--test", "FILE", "with --table: a second table, only for testing", "", {}, Hint::File},
       {"--text", "COLUMN", "with --table: the column of texts", "text"},
       {"--label", "COLUMN", "with --table: the column of classes", "label"},
       {"--by", "COLUMN", "with --table: what the label is about, such as a target", "one for all"},
       {"--group", "COLUMN", "with --table: rows that are held out together", "each by itself"},
       {"--f1", "A,B", "average F1 over these classes", "all that occur"},
       {"--rules", "", "with --table: what the rule coder says is a feature too"},
       {"--vectors",
        "FILE",
        "word vectors as text, whose mean is a feature too",
        "none",
        {},
        Hint::File},
       {"--cost", "C", "cost of errors against the length of the weights", "1"},
       {"--balance", "B", "how far rare classes weigh more: 0 not, 1 fully", "1"},
       {"--folds", "N", "parts of which each is held out once", "5"},
       {"--draws", "N", "draws behind each interval", "1000"},
       {"--seed", "N", "seed of folds and draws", "1"}},
      {{"entente learn pacific", "what can be learnt, and how well"},
       {"entente learn pacific --next 20 --csv", "sentences to code next, as a table"},
       {"entente learn pacific --propose --threshold 0.8", "what the learner would code"},
       {"entente learn --table train.tsv --test new.tsv --by target", "a labelled table"}},
      opening_exits({ExitCode::Unwritable, ExitCode::Conflict}),
  }};
}

}  // namespace entente::app
