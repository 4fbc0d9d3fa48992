// SPDX-License-Identifier: GPL-3.0-or-later
// What can be held and who holds it: frames, codebooks, issues, statements, assessments.
#include "schema_parts.hpp"

namespace entente::record {

std::vector<TableSchema> claim_tables() {
  std::vector<TableSchema> out;
  out.push_back(
      {"frame",
       Layer::Frame,
       "A way of telling why the relation matters.",
       "FR",
       {id_column("FR1"), required(text_column("name", "short name", "Shared values")),
        word_column("age", "old or new in this relation", "old", {"old", "new"}),
        text_column("meaning", "what it says", "democracy and the rule of law as the bond"),
        passages_column(), sources_column("S1"), note_column()}});
  out.push_back(
      {"codebook",
       Layer::Frame,
       "A version of the rules by which statements are coded.",
       "CB",
       {id_column("CB1"), required(text_column("version", "version", "1")),
        date_column("date", "in use from", "2024-06-01"),
        required(text_column(
            "rules", "the scale and the rules, in words",
            "-2 opposes, -1 leans against, 0 neutral, 1 leans to support, 2 supports the claim")),
        note_column()}});
  out.push_back(
      {"issue",
       Layer::Frame,
       "A claim that an actor can support (+2) or oppose (-2).",
       "I",
       {id_column("I1"), word_column("group", "heading under which it is shown", "security"),
        word_column("code", "short name for tables", "CONSULT"),
        word_column("kind", "goal, posture, perception, format or frame", "goal",
                    {"goal", "posture", "perception", "format", "frame"}),
        required(text_column("claim", "the claim, so that support and opposition are plain",
                             "Hold yearly consultations")),
        flag_column("reverse_keyed", "support of the claim is reserve towards the partner", "no"),
        flag_column("signalling", "unity must be shown (judgement)", "no"),
        flag_column("decision_pending", "the counterpart is about to decide (judgement)", "no"),
        passages_column(), sources_column("S1"), note_column()}});
  out.push_back(
      {"continuum",
       Layer::Frame,
       "A 0 to 100 line between two outcomes, for bargaining models.",
       "M",
       {id_column("M1"), required(text_column("name", "what is at stake", "Depth of consultation")),
        required(text_column("anchors", "what points on the line mean",
                             "0 none;50 yearly;100 standing office")),
        references_column("issues", "issue", "issues it draws on", "I1"), passages_column(),
        sources_column(""), note_column()}});
  out.push_back(
      {"statement",
       Layer::Statement,
       "What a named coder says that a passage says: who, on what, which side, when.",
       "P",
       {id_column("P1"),
        required(reference_column("actor", "actor", "who holds it", "JPN")),
        required(reference_column("issue", "issue", "on which claim", "I1")),
        reference_column("target", "actor", "towards whom", ""),
        required(integer_column(
            "stance", "-2 opposes ... 0 neutral ... +2 supports; leave the row out when unknown",
            "2", -2, 2)),
        word_column("kind", "what sort of statement", "position",
                    {"position", "perception", "action", "recommendation"}),
        required(date_column("date", "when said or done, or first day of the period described",
                             "2024-05-02")),
        date_column("date_end", "last day of the period described", ""),
        integer_column("salience", "0 to 100, ordinal; blank = no basis", "70", 0, 100),
        word_column("confidence", "the coder's confidence in the code", "high",
                    {"high", "moderate", "low"}),
        word_column("basis", "explicit, implied or inferred", "explicit",
                    {"explicit", "implied", "inferred"}),
        text_column("hedge", "the source's own hedge words", ""),
        passages_column("S1#p1"),
        sources_column(""),
        text_column("source_chain", "who reports whose view, outermost first", ""),
        reference_column("frame", "frame", "the frame it uses", ""),
        required(text_column("coder",
                             "who coded it: a person's name, \"rule: NAME\" or \"model: NAME\"; "
                             "\"adjudicator: NAME\" "
                             "for who decided between codes that stay beside it",
                             "A. Analyst")),
        reference_column("codebook", "codebook", "the rules it was coded by", "CB1"),
        word_column("status", "proposed = not yet a fact; blank = accepted", "accepted",
                    {"proposed", "accepted", "edited", "rejected"}),
        verification_column(),
        label_column(),
        note_column("a worked example: change or delete it")}});
  out.push_back(
      {"assessment",
       Layer::Judgement,
       "What a named analyst or expert believes, with a range and a reason; never a fact.",
       "J",
       {id_column("J1"), required(text_column("assessor", "named role or person", "Desk analyst")),
        date_column("date", "when judged", "2024-06-01"),
        required(reference_column("actor", "actor", "about whom", "JPN")),
        reference_column("issue", "issue", "about which claim (scale -2 to 2)", ""),
        reference_column("continuum", "continuum", "about which line (scale 0 to 100)", "M1"),
        word_column("role", "decides = its consent is needed", "decides",
                    {"decides", "influences", "outside"}),
        number_column("low", "lowest plausible", "40", -2, 100),
        number_column("best", "best estimate", "50", -2, 100),
        number_column("high", "highest plausible", "60", -2, 100),
        integer_column("salience", "0 to 100", "60", 0, 100),
        integer_column("power", "0 to 100", "40", 0, 100),
        references_column("issues", "issue", "issues it was derived from", "I1"),
        text_column("reason", "why", "spoke for yearly consultations in May 2024"), label_column(),
        note_column()}});
  return out;
}

}  // namespace entente::record
