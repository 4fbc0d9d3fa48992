// SPDX-License-Identifier: GPL-3.0-or-later
// What the study asks and offers: rules, options, scenarios, disputes between sources, method,
// runs.
#include "schema_parts.hpp"

namespace entente::record {

std::vector<TableSchema> advice_tables() {
  std::vector<TableSchema> out;
  out.push_back(
      {"rule",
       Layer::Frame,
       "A condition under which a format is worth using.",
       "G",
       {id_column("G1"), required(text_column("condition", "in words", "unity must be shown")),
        text_column("test", "how it is tested on the record",
                    "issue is signalling and all stances are at least +1"),
        passages_column(), sources_column("S1"), note_column()}});
  out.push_back(
      {"option",
       Layer::Judgement,
       "A policy option: who does what towards whom, with which effect and risk.",
       "O",
       {id_column("O1"), reference_column("parent", "option", "the option it is part of", ""),
        required(text_column("who", "who would act", "both governments")),
        text_column("towards", "towards whom", "each other"),
        required(text_column("what", "what would be done", "hold yearly consultations")),
        text_column("mechanism", "how", "exchange of letters"),
        text_column("effect", "expected effect", "fewer surprises"),
        text_column("risk", "condition or risk", "low attention"),
        text_column("model_as", "how models may represent it", ""), passages_column(),
        sources_column("S1"), note_column()}});
  out.push_back(
      {"scenario",
       Layer::Judgement,
       "A named what-if: changes to positions, power or rules.",
       "SC",
       {id_column("SC1"), required(text_column("name", "short name", "Closer talks")),
        text_column("description", "what is supposed", "consultations become quarterly"),
        date_column("date", "at what date", ""),
        text_column("changes", "changes, one a line: table id column value", ""),
        references_column("options", "option", "options it applies", "O1"),
        text_column("author", "who proposed it", "Desk analyst"), label_column(), note_column()}});
  out.push_back({"dispute",
                 Layer::Fact,
                 "Two sources that contradict one another; both claims are kept.",
                 "X",
                 {id_column("X1"),
                  required(text_column("topic", "what is in dispute", "Date of the first talks")),
                  required(text_column("claim_a", "what the first says", "2 May 2024")),
                  references_column("passages_a", "passage", "passages behind the first", ""),
                  references_column("sources_a", "source", "sources behind the first", "S1"),
                  required(text_column("claim_b", "what the second says", "3 May 2024")),
                  references_column("passages_b", "passage", "passages behind the second", ""),
                  references_column("sources_b", "source", "sources behind the second", "S1"),
                  text_column("handling", "which is preferred, and why", "prefer the ministry"),
                  data_column("concerns",
                              "rows that rest on either claim: wherever one is used, both claims "
                              "and the handling are shown",
                              "engagement/E1"),
                  note_column()}});
  out.push_back({"method_step",
                 Layer::Frame,
                 "A step of the study's own method.",
                 "MS",
                 {id_column("MS1"), required(text_column("step", "short name", "interviews")),
                  required(text_column("what", "what was done", "interviews with officials")),
                  text_column("when", "when, in words or dates", "2024"),
                  text_column("where", "where", "Tokyo"), passages_column(), sources_column(""),
                  note_column()}});
  out.push_back(
      {"saved_search",
       Layer::Frame,
       "A search of the documents that is asked again and again, under a name.",
       "SS",
       {id_column("SS1"), required(text_column("name", "what it is called", "consultation")),
        required(text_column("query", "in the language of docs/search.md", "consult*")),
        references_column("documents", "document", "only in these; blank = in all", ""),
        date_column("since", "only in sources of this date or later", ""),
        date_column("until", "only in sources of this date or earlier", ""),
        word_column("language", "BCP 47 tag; only in this language", ""),
        flag_column("stems", "words stand for all with the same stem", "no"),
        text_column("author", "who keeps it", "Desk analyst"), note_column()}});
  out.push_back(
      {"model_reply",
       Layer::Statement,
       "What a language model answered about a stretch of a document, as it came.",
       "MR",
       {id_column("MR1"),
        required(reference_column("document", "document", "the document it was asked about", "D1")),
        integer_column("byte_start", "first byte it was shown of the stored text", "", 0, 4e9),
        integer_column("byte_end", "one past the last", "", 0, 4e9),
        required(text_column("model", "name of the model, as it was asked for", "example-model")),
        hash_column("prompt_hash", "hash of the whole question, with model and settings"),
        date_column("asked", "day on which it was written down", "2024-06-01"),
        required(text_column("reply", "the answer, white space at its ends left out",
                             "{\"statements\":[]}")),
        word_column("encoding", "how the answer is written here: base64 where it is no plain text",
                    "text", {"text", "base64"}),
        hash_column("reply_hash", "hash of the bytes of the answer"),
        text_column("refused", "what was not taken from it, and why", ""), label_column(),
        note_column()}});
  out.push_back({"run",
                 Layer::Estimate,
                 "A computation that was kept: what ran, with what, and what came out.",
                 "R",
                 {id_column("R1"), required(text_column("command", "the command", "entente brief")),
                  text_column("engine_version", "version of Entente", "0.1.0"),
                  text_column("parameters", "parameters", "--at 2024-12-31"),
                  integer_column("seed", "seed of the random numbers", "7", 0, 9e15),
                  hash_column("input_hash", "hash of the inputs"),
                  hash_column("output_hash", "hash of the output"),
                  date_column("date", "day it ran", "2024-12-31"), note_column()}});
  return out;
}

}  // namespace entente::record
