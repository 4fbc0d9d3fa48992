// SPDX-License-Identifier: GPL-3.0-or-later
// What was done: meetings, votes, machine-coded events, contributions, figures, interests.
#include "schema_parts.hpp"

namespace entente::record {

std::vector<TableSchema> fact_tables() {
  std::vector<TableSchema> out;
  out.push_back(
      {"engagement",
       Layer::Fact,
       "A dated event between actors: meeting, visit, agreement, exercise, statement.",
       "E",
       {id_column("E1"), required(date_column("date", "when, as precisely as known", "2024-05-02")),
        date_column("date_end", "last day", ""),
        required(word_column(
            "type", "meeting, visit, agreement, exercise, operation, statement, ...", "meeting")),
        word_column("level",
                    "leader, mfa, mod, sg-dsg, chod, ambassador, senior-official, military, ...",
                    "mfa"),
        reference_column("format", "format", "setting", "BILAT"),
        required(references_column("participants", "actor", "who took part", "JPN")),
        references_column("targets", "actor", "whom it was addressed to; not participants", ""),
        text_column("place", "where", "Tokyo"), words_column("topics", "subjects", "cyber"),
        required(text_column("summary", "what happened, in the coder's words",
                             "Foreign ministers meet and agree yearly talks")),
        word_column("basis", "seen or inferred", "seen", {"seen", "inferred"}),
        passages_column("S1#p1"), sources_column("S1"), verification_column(), label_column(),
        note_column()}});
  out.push_back(
      {"rollcall",
       Layer::Fact,
       "A recorded vote of a body.",
       "RC",
       {id_column("RC1"), reference_column("body", "actor", "the body that voted", ""),
        required(date_column("date", "day of the vote", "2024-05-10")),
        required(text_column("title", "what was voted on", "Resolution on consultations")),
        integer_column("yes", "votes in favour", "100", 0, 1e6),
        integer_column("no", "votes against", "5", 0, 1e6),
        integer_column("abstain", "abstentions", "20", 0, 1e6),
        reference_column("issue", "issue", "claim that a yes supports", ""), passages_column(),
        sources_column("S1"), verification_column(), note_column()}});
  out.push_back(
      {"vote",
       Layer::Fact,
       "How one actor voted.",
       "V",
       {id_column("V1"), required(reference_column("rollcall", "rollcall", "the vote", "RC1")),
        required(reference_column("actor", "actor", "who voted", "JPN")),
        required(
            word_column("vote", "Y yes, N no, A abstained, X absent", "Y", {"Y", "N", "A", "X"})),
        word_column("basis", "seen, derived or recall", "seen", {"seen", "derived", "recall"}),
        passages_column(), sources_column("S1"), verification_column(), note_column()}});
  out.push_back(
      {"event",
       Layer::Fact,
       "A machine-coded event imported from an event data set.",
       "EV",
       {id_column("EV1"), required(reference_column("source", "source", "the data set", "S1")),
        text_column("source_event", "its id there", "1001"),
        text_column("batch", "file it came in", "2024.tsv"),
        required(date_column("date", "day of the event", "2024-05-02")),
        required(reference_column("actor_a", "actor", "who acted", "JPN")),
        reference_column("actor_b", "actor", "towards whom", ""),
        word_column("code", "event code as given, kept as text", "040"),
        word_column("event_class", "PLOVER class", "CONSULT"),
        word_column("mode", "PLOVER mode", ""),
        number_column("value", "score as recorded", "1", -100, 100),
        text_column("scale", "scale of the score and its version", "Goldstein"),
        integer_column("mentions", "how often it was reported", "3", 0, 1e9), label_column(),
        note_column()}});
  out.push_back(
      {"contribution",
       Layer::Fact,
       "A sanction, an aid package or a deployment.",
       "CO",
       {id_column("CO1"),
        required(reference_column("actor", "actor", "who gave, sanctioned or deployed", "JPN")),
        required(word_column("kind", "sanction, aid or deployment", "aid",
                             {"sanction", "aid", "deployment"})),
        required(date_column("date", "when announced or begun", "2024-03")),
        date_column("date_end", "last day", ""),
        reference_column("target", "actor", "for whom or against whom", ""),
        number_column("amount", "sum of money", "30", 0, 1e15),
        word_column("currency", "ISO 4217", "USD"),
        word_column("unit", "million or billion", "million"),
        integer_column("personnel", "people deployed", "", 0, 1e7),
        text_column("operation", "name of the operation", ""),
        word_column("through_group", "whether it went through the organisation the study is about",
                    "yes", {"yes", "no", "part", "mixed"}),
        word_column("category", "lethal, nonlethal, humanitarian, cumulative, ...", "nonlethal"),
        flag_column("first", "first measure of its kind by this actor", ""),
        text_column("description", "what it was", "medical supplies"), passages_column(),
        sources_column("S1"), verification_column(), note_column()}});
  out.push_back({"indicator",
                 Layer::Fact,
                 "A figure about an actor: output, spending, opinion poll; or a gap.",
                 "N",
                 {id_column("N1"), reference_column("actor", "actor", "about whom", "JPN"),
                  required(text_column("name", "what is measured", "GDP")),
                  date_column("date", "of when", "2023"),
                  number_column("value", "the figure; blank for a gap", "4212.9"),
                  text_column("unit", "unit", "USD billion"),
                  text_column("measured_by", "who measured it", "World Bank"),
                  word_column("status", "known, or gap = looked for and not found", "known",
                              {"known", "gap"}),
                  passages_column(), sources_column("S1"), verification_column(), note_column()}});
  out.push_back(
      {"interest",
       Layer::Fact,
       "A priority, benefit, attribute or constraint that a source names.",
       "IT",
       {id_column("IT1"), required(reference_column("actor", "actor", "whose", "JPN")),
        required(word_column("kind", "priority, benefit, attribute, constraint, dynamic",
                             "priority",
                             {"priority", "benefit", "attribute", "constraint", "dynamic"})),
        integer_column("rank", "order in which the source names it", "1", 1, 1000),
        required(text_column("item", "what it is", "regular consultation")),
        references_column("issues", "issue", "issues it is about, by the coder's judgement", "I1"),
        passages_column("S1#p1"), sources_column(""), note_column()}});
  return out;
}

}  // namespace entente::record
