// SPDX-License-Identifier: GPL-3.0-or-later
// Who acts and through what: actors, names, offices, groups, formats, instruments, channels.
#include "schema_parts.hpp"

namespace entente::record {

std::vector<TableSchema> system_tables() {
  std::vector<TableSchema> out;
  out.push_back(
      {"actor",
       Layer::Frame,
       "A state, organisation, body, grouping or person that can hold a position.",
       "A",
       {id_column("JPN"), required(text_column("name", "name in running text", "Japan")),
        word_column("kind", "state, territory, org, body, office, grouping, aggregate, ...",
                    "state"),
        reference_column("parent", "actor", "the actor it is part of", ""),
        word_column("iso2", "ISO 3166-1 alpha-2", "JP"),
        word_column("iso_num", "ISO 3166-1 numeric, as text", "392"),
        word_column("cow_code", "Correlates of War country code", "740"),
        text_column("role", "part it plays in this study", "partner"), passages_column(),
        sources_column("S1"), note_column()}});
  out.push_back(
      {"alias",
       Layer::Frame,
       "Another name under which an actor appears in texts.",
       "AL",
       {id_column("AL1"), required(reference_column("actor", "actor", "whose name it is", "JPN")),
        required(text_column("text", "the name as it stands in texts", "Tokyo")),
        word_column("language", "BCP 47 tag", "en"), date_column("from", "first day it holds", ""),
        date_column("until", "last day it holds", ""), note_column()}});
  out.push_back({"term",
                 Layer::Frame,
                 "Who spoke for an actor, from when to when; dates who stands behind a statement.",
                 "T",
                 {id_column("T1"), required(reference_column("actor", "actor", "for whom", "JPN")),
                  required(text_column("office", "office held", "prime minister")),
                  required(text_column("person", "who held it", "Fumio Kishida")),
                  required(date_column("from", "first day in office", "2021-10-04")),
                  date_column("until", "last day in office; blank = still", "2024-10-01"),
                  passages_column(), sources_column("S1"), verification_column(), note_column()}});
  out.push_back(
      {"membership",
       Layer::Frame,
       "An actor belongs to a group from a date on.",
       "M",
       {id_column("M1"), required(reference_column("actor", "actor", "the member", "JPN")),
        required(reference_column("group", "actor", "the group", "JPN")),
        date_column("from", "first day", ""), date_column("until", "last day; blank = still", ""),
        text_column("role", "kind of membership", "member"), passages_column(),
        sources_column("S1"), verification_column(),
        note_column("Example only: name a real group here.")}});
  out.push_back({"format",
                 Layer::Frame,
                 "A setting in which actors meet or act together.",
                 "F",
                 {id_column("BILAT"),
                  required(text_column("name", "name in running text", "Bilateral talks")),
                  text_column("formal", "whether and how it is formal", "no"),
                  text_column("regional_framework", "whether it is a regional framework", "no"),
                  text_column("members", "who takes part, in words", "two governments"),
                  words_column("levels", "levels at which it meets", "leader;mfa"),
                  text_column("since", "since when, in words", "2001"),
                  text_column("strengths", "what it is good for", "frank"),
                  text_column("limits", "what it cannot do", "no common line"), passages_column(),
                  sources_column("S1"), note_column()}});
  out.push_back(
      {"instrument",
       Layer::Fact,
       "An agreement, programme, mission or project that two sides have.",
       "IN",
       {id_column("IN1"), required(text_column("type", "kind of instrument", "Joint statement")),
        required(reference_column("party", "actor", "the partner that has it", "JPN")),
        date_column("date", "signed, opened or begun", "2024-05"),
        text_column("status", "in force, superseded, ...", "in force"),
        word_column("binding", "binding or non-binding", "non-binding", {"binding", "non-binding"}),
        integer_column("areas_count", "number of areas of cooperation it names", "2", 0, 1000),
        text_column("text_public", "whether its text is public", "yes"), passages_column(),
        sources_column("S1"), verification_column(), note_column()}});
  out.push_back(
      {"instrument_area",
       Layer::Fact,
       "One area of cooperation that an instrument names.",
       "IA",
       {id_column("IA1"),
        required(reference_column("instrument", "instrument", "the instrument", "IN1")),
        required(text_column("area", "area as named", "cyber defence")),
        words_column("themes", "words for the area shared by all instruments, so that gaps show",
                     "cyber"),
        text_column("completeness", "whether the list of areas is complete", "complete (1)"),
        passages_column(), sources_column("S1"), note_column()}});
  out.push_back(
      {"channel",
       Layer::Fact,
       "A standing contact between two sides, or a gap where none was found.",
       "C",
       {id_column("C1"),
        word_column("kind", "contact-point-embassy, mission, hotline, ...",
                    "contact-point-embassy"),
        reference_column("partner", "actor", "the partner served", "JPN"),
        reference_column("ally", "actor", "who serves", ""), date_column("from", "from when", ""),
        date_column("until", "until when", ""),
        word_column("status", "known, or gap = looked for and not found", "gap", {"known", "gap"}),
        word_column("basis", "seen, seen-undated, inferred", ""), passages_column(),
        sources_column(""), note_column("looked for, not found")}});
  return out;
}

}  // namespace entente::record
