// SPDX-License-Identifier: GPL-3.0-or-later
// Cards of the commands about the words of documents.
#include "card_parts.hpp"

namespace entente::app {
namespace {

CommandCard search_card() {
  return {
      "search",
      "find sentences in the documents of a study",
      "Words side by side are all asked for; \"a phrase\" stands as it is; consult* is any word "
      "that "
      "begins so; AND, OR, NOT and brackets join; NEAR(cyber training, 5) asks for both with at "
      "most "
      "five words between. Fields: document: source: title: publisher: author: language: "
      "translator: date:2022..2023 since: until:, and actor:JPN for any of an actor's names. Two "
      "characters of Chinese, Japanese or Korean are found wherever they stand. Translations of "
      "passages are searched too and shown beside the original.\n\n"
      "Each hit has a name to quote it by: the passage's id, else document@bytes. Everything that "
      "docs/search.md tells of the language of queries holds for saved searches too. Large studies "
      "keep their index below XDG_CACHE_HOME.",
      {study_argument(),
       {"QUERY", "what to look for, in quotes; not with --saved", Hint::Text, false}},
      {{"--document", "ID", "only in this document", "all", {}, Hint::Text, false, true},
       {"--since", "DATE", "only in sources of this date or later"},
       {"--until", "DATE", "only in sources of this date or earlier"},
       {"--language", "TAG", "only in this language"},
       {"--stem", "", "words stand for all with the same stem: security for secure"},
       {"--limit", "N", "how many hits are shown", "20"},
       {"--save", "NAME", "keep the search in the study under this name"},
       {"--saved", "NAME", "ask a saved search again"}},
      {{"entente search pacific \"deterrence AND actor:JPN\"", "what is said where Japan is named"},
       {"entente search pacific \"diplomacy OR outreach\" --since 2022 --csv",
        "as a table, from 2022 on"},
       {"entente search pacific \"consult*\" --save consultation", "keep a search"},
       {"entente search pacific --saved consultation", "ask it again"}},
      opening_exits({ExitCode::Unwritable, ExitCode::Conflict})};
}

CommandCard sentences_card() {
  return {
      "sentences",
      "show the sentences of a document with their byte ranges",
      "With two words the first is a study and the second the id of an attached document; with one "
      "it is a file of any format that extract reads. Offsets are bytes of the text as a study "
      "keeps "
      "it. The language is that of the document, else it is found out from the text.",
      {{"FILE", "a document, or a study followed by DOC", Hint::File},
       {"DOC", "id of a document of the study", Hint::Text, false}},
      {{"--language", "TAG", "by the rules of this language", "as known, else found out"}},
      {{"entente sentences report.pdf", "sentences of a file"},
       {"entente sentences pacific D1 --csv", "of an attached document, as a table"}},
      opening_exits({})};
}

CommandCard propose_card() {
  const auto list = [](const char* name, std::string help) {
    return OptionCard{name, "FILE", std::move(help), {}, {}, Hint::File, false, true};
  };
  return {
      "propose",
      "propose statements from the words of documents, by rules or a model",
      "Reads who holds a position in English sentences, for or against, and says by which rule and "
      "which words. The first word is a study, then ids of its documents (all that have a text "
      "where none is named); or files of any format that extract reads, without a study. A study's "
      "actors, aliases, terms, groups and claims are known.\n\nProposals are no facts: --save "
      "writes them as statements of status proposed, which count nowhere until statement accept. "
      "docs/rule-coder.md says how often they are right and how lists of words are edited.\n\n"
      "--by llm asks a language model about a study's documents instead, through a server on this "
      "machine that --server or ENTENTE_MODEL_SERVER names; without one nothing is asked. Only "
      "loopback addresses are spoken to. An answer whose quote is not in the passage, whose holder "
      "or issue is none of the study, or whose stance is off the scale is refused and counted. "
      "Texts under a label are not shown to the model. --save keeps every answer as it came "
      "(docs/language-models.md).",
      {{"STUDY_OR_FILE", "a study, or a document; the current directory when left out", Hint::File,
        false},
       {"MORE", "ids of the study's documents, or more files", Hint::Text, false, true}},
      {{"--save", "", "write them into the study as proposals"},
       {"--by", "CODER", "who proposes", "rules", {"rules", "llm"}},
       {"--server", "URL", "with --by llm: its address", "ENTENTE_MODEL_SERVER"},
       {"--model", "NAME", "with --by llm: the model", "ENTENTE_MODEL"},
       {"--time-limit", "SECONDS", "with --by llm: for each answer", "120"},
       {"--ask-again", "", "with --by llm: pass over answers kept from before"},
       {"--speaker",
        "ACTOR",
        "who \"we\" are in the texts",
        "of a study, its publisher",
        {},
        Hint::Text,
        false,
        true},
       {"--date", "DATE", "date of the texts", "of a study, its source's"},
       {"--lines", "", "of files: each line is a sentence"},
       list("--words", "words of positions, added to those shipped"),
       list("--names", "names of actors, added to those shipped"),
       list("--issues", "words of claims: issue, 1 or -1, words, tabs between"),
       {"--print",
        "LIST",
        "print a shipped list instead, to copy and edit",
        {},
        {"words", "names"}}},
      {{"entente propose statement.pdf --speaker Japan", "a document without a study"},
       {"entente propose pacific D1 --csv", "a document of the study, as a table"},
       {"entente propose pacific --save", "all documents, written as proposals"},
       {"entente propose pacific --by llm --server http://127.0.0.1:8080/v1 --model mistral",
        "by a language model on this machine"}},
      opening_exits({ExitCode::Unwritable, ExitCode::Conflict})};
}

}  // namespace

std::vector<CommandCard> search_cards() {
  return {search_card(), sentences_card(), propose_card()};
}

}  // namespace entente::app
