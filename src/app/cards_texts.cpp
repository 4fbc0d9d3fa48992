// SPDX-License-Identifier: GPL-3.0-or-later
// Cards of the commands on texts of their own files.
#include "card_parts.hpp"

namespace entente::app {
namespace {

ArgumentCard text_files() {
  return {"FILE", "texts, one a file, of any form that is read; or one table of counts", Hint::File,
          true, true};
}

OptionCard language_option() { return {"--language", "TAG", "language of the texts", "en"}; }

/// The recipe, then a command's own.
std::vector<OptionCard> counting_options(std::vector<OptionCard> own) {
  std::vector<OptionCard> out = {
      language_option(),
      {"--keep-case", "", "upper and lower case are two words"},
      {"--numbers", "", "figures count as words"},
      {"--stem", "", "words by their stems"},
      {"--stop-words",
       "en|FILE",
       "leave out these words, one a line; en: English function words",
       "none",
       {},
       Hint::File},
      {"--ngrams", "N-M", "runs of so many words within a sentence", "1"},
      {"--min-count", "N", "words that stand so often in all", "1"},
      {"--min-documents", "N", "words that stand in so many texts", "1"},
      {"--add-repeated", "", "in a table: rows of one word and text add up"}};
  out.insert(out.end(), own.begin(), own.end());
  return out;
}

std::vector<ExitCode> text_exits() {
  return {ExitCode::Findings, ExitCode::NotFound, ExitCode::Malformed};
}

CommandCard texts_counts_card() {
  return {"texts counts",
          "how often each word stands in each text, and by which recipe",
          "Words are those of Unicode's rules, in lower case. With --csv the whole matrix, a row a "
          "cell, which the other commands read in place of the texts; with --json the recipe: what "
          "was left out and how much, with hashes of the files and of the matrix.",
          {text_files()},
          counting_options({}),
          {{"entente texts counts speeches/*.txt --stop-words en --min-documents 2", "the recipe"},
           {"entente texts counts speeches/*.txt --csv > counts.csv", "the matrix"}},
          text_exits()};
}

CommandCard texts_scale_card() {
  return {
      "texts scale",
      "positions of texts by their words",
      "wordfish needs nothing but the texts: the dimension along which their use of words differs "
      "most, fitted until its gradient is gone, from several starts. What that dimension is about "
      "is for you to find, from the words at both ends. wordscores places texts between "
      "--reference texts of known positions. lss asks whose company a text's words keep: that of "
      "the "
      "--positive or of the --negative seed words.\n\nWordfish's values have mean 0 and sd 1; its "
      "intervals are those of the model, which are too narrow, or with --refits of sentences drawn "
      "anew. The same bytes on any number of threads.",
      {text_files()},
      counting_options(
          {{"--method", "M", "how", "wordfish", {"wordfish", "wordscores", "lss"}},
           {"--left", "TEXT", "wordfish: stands below --right", "the first name is below 0"},
           {"--right", "TEXT", "wordfish: stands above --left", "none"},
           {"--starts", "N", "wordfish: climbs, of which the highest is taken",
            "6, fewer for large matrices"},
           {"--refits", "N", "wordfish: intervals from so many draws of sentences, 10 or more",
            "0: of the model"},
           {"--seed", "N", "seed of the refits", "1"},
           {"--reference",
            "TEXT=POSITION",
            "wordscores: a text whose position is known",
            "none",
            {},
            Hint::Text,
            false,
            true},
           {"--lbg-over",
            "WHAT",
            "wordscores: texts whose mean and spread the LBG rescaling keeps",
            "virgin",
            {"virgin", "all"}},
           {"--positive", "A,B", "lss: seed words of one pole; good* for all that begin so",
            "none"},
           {"--negative", "A,B", "lss: seed words of the other", "none"},
           {"--dimensions", "N", "lss: singular values kept", "300"},
           {"--units", "WHAT", "lss: where words keep company", "sentence", {"sentence", "text"}},
           {"--words", "N", "words shown at either end", "10"},
           {"--confidence", "P", "level of the intervals", "0.95"}}),
      {{"entente texts scale speeches/*.txt --stop-words en --refits 100", "Wordfish"},
       {"entente texts scale counts.csv --method wordscores --reference Lab92=5.35 --reference "
        "Con92=17.21",
        "Wordscores from a table"},
       {"entente texts scale speeches/*.txt --stop-words en --method lss --positive peace,dialogue "
        "--negative war,threat*",
        "latent semantic scaling"}},
      text_exits()};
}

CommandCard texts_keyness_card() {
  return {"texts keyness",
          "words that some texts use more, or less, than others",
          "Of each word chi2, the likelihood ratio G2 (signed: positive where the target has more "
          "than expected), PMI, and the log odds ratio with its interval. Words come in bunches: "
          "read p values as a way to rank, and look at the words with texts kwic.",
          {text_files()},
          counting_options(
              {{"--target", "A,B", "texts looked at", "", {}, Hint::Text, true},
               {"--against", "A,B", "texts compared with", "all others"},
               {"--by", "MEASURE", "in whose order", "g2", {"chi2", "g2", "pmi", "log-odds"}},
               {"--correction",
                "C",
                "of chi2: none, Yates, or Yates where a cell is small; "
                "williams of G2",
                "none",
                {"none", "yates", "yates-small", "williams"}},
               {"--words", "N", "words shown at either end", "20"},
               {"--confidence", "P", "level of the intervals", "0.95"}}),
          {{"entente texts keyness speeches/*.txt --target japan,korea --stop-words en",
            "what two texts speak of more than all others"}},
          text_exits()};
}

CommandCard texts_kwic_card() {
  return {"texts kwic",
          "a word in its context, wherever it stands",
          "Every place at which a word or a run of words stands, with the words around it. Case is "
          "ignored; deter* stands for all words that begin so. --csv and --json have the bytes of "
          "the text as it was read.",
          {text_files()},
          {{"--word", "WORDS", "what to look for", "", {}, Hint::Text, true},
           {"--window", "N", "words shown before and after", "6"},
           language_option()},
          {{"entente texts kwic speeches/*.txt --word \"cyber defen*\"", "all places"}},
          text_exits()};
}

}  // namespace

std::vector<CommandCard> text_cards() {
  return {texts_counts_card(), texts_scale_card(), texts_keyness_card(), texts_kwic_card()};
}

}  // namespace entente::app
