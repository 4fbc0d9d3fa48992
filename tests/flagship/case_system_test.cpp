// SPDX-License-Identifier: GPL-3.0-or-later
// Case files of who acts and through what: sources, actors, terms, formats, instruments, channels.
#include "case_files.hpp"
#include "entente/base/text.hpp"

namespace entente::flagship {
namespace {

TEST(CaseSystem, EverySourceIsThere) {
  ENTENTE_NEEDS_SHARED();
  const record::Table& sources = flagship_study().table("source");
  for (const CaseRow& row : case_rows("sources")) {
    const bool recall = row["source_id"] == "RECALL";
    const bool report = row["source_id"] == "USIP2024";
    std::string date = row["date"] == "n.d." ? "" : row["date"];
    if (date.find('?') != std::string::npos) date = replaced(date, "?", "") + "~";
    expect_one_row(sources,
                   {{"id", row["source_id"]},
                    {"title", in_study_words(row["title"])},
                    {"publisher", in_study_words(row["publisher"])},
                    {"date", date},
                    {"locator", in_study_words(row["locator"])},
                    {"kind", row["kind"]},
                    {"reliability", row["reliability_suggested"]},
                    {"seen", recall ? "none" : (report ? "full" : "excerpt")},
                    {"verification", recall ? "unverified" : ""}},
                   row.place());
  }
}

TEST(CaseSystem, EveryActorIsThereWithParentAndAccession) {
  ENTENTE_NEEDS_SHARED();
  const record::Study& study = flagship_study();
  for (const CaseRow& row : case_rows("actors")) {
    const CaseEvidence evidence = case_evidence(row["sources"]);
    const bool part_of_nato =
        row["note"] == "parent NATO" || (row["group"] == "NATO" && row["kind"] != "state");
    Cells cells = {{"id", row["actor_id"]},         {"name", in_study_words(row["name"])},
                   {"kind", row["kind"]},           {"parent", part_of_nato ? "NATO" : ""},
                   {"iso2", row["iso2"]},           {"iso_num", row["iso_num"]},
                   {"cow_code", row["cow_code"]},   {"role", row["role"]},
                   {"passages", evidence.passages}, {"sources", evidence.sources}};
    // The aggregate's note holds what was taken out of its name.
    if (row["actor_id"] != "EUR") {
      cells.emplace_back("note", row["note"] == "parent NATO" ? "" : in_study_words(row["note"]));
    }
    expect_one_row(study.table("actor"), cells, row.place());
    if (!row["nato_accession"].empty()) {
      expect_one_row(study.table("membership"),
                     {{"actor", row["actor_id"]},
                      {"group", "NATO"},
                      {"from", row["nato_accession"]},
                      {"verification", "verified"}},
                     row.place());
    }
    if (row["group"] == "IP4") {
      expect_one_row(study.table("membership"),
                     {{"actor", row["actor_id"]}, {"group", "IP4"}, {"from", ""}}, row.place());
    }
  }
}

TEST(CaseSystem, EveryTermIsThereAndUnverified) {
  ENTENTE_NEEDS_SHARED();
  const record::Table& terms = flagship_study().table("term");
  for (const CaseRow& row : case_rows("terms")) {
    expect_one_row(terms,
                   {{"actor", row["actor"]},
                    {"office", row["office"]},
                    {"person", row["person"]},
                    {"from", row["from"]},
                    {"until", row["to"]},
                    {"sources", row["source"]},
                    {"verification", row["source"] == "RECALL" ? "unverified" : ""}},
                   row.place());
  }
}

/// "AUS;JPN" of the case file in names; texts that are no list stay.
std::string members_in_words(const std::string& cell) {
  static const std::map<std::string, std::string, std::less<>> no_actors = {
      {"AUT", "Austria"}, {"IRL", "Ireland"}, {"CHE", "Switzerland"}};
  if (cell.find(';') == std::string::npos) return cell;
  const record::Table& actors = flagship_study().table("actor");
  std::vector<std::string> names;
  for (const std::string_view id : list_items(cell)) {
    const auto row = actors.find(id);
    const auto other = no_actors.find(id);
    if (row) {
      names.emplace_back(actors.cell(*row, "name"));
    } else if (other != no_actors.end()) {
      names.push_back(other->second);
    } else {
      ADD_FAILURE() << id << " is neither an actor nor a known name";
    }
  }
  return joined(names, ", ");
}

TEST(CaseSystem, EveryFormatIsThere) {
  ENTENTE_NEEDS_SHARED();
  const record::Table& formats = flagship_study().table("format");
  for (const CaseRow& row : case_rows("formats")) {
    const CaseEvidence evidence = case_evidence(row["sources"]);
    expect_one_row(formats,
                   {{"id", row["format_id"]},
                    {"name", row["name"]},
                    {"formal", row["formal"]},
                    {"regional_framework", row["regional_framework"]},
                    {"members", members_in_words(row["members"])},
                    {"levels", row["levels_used"]},
                    {"since", row["since"]},
                    {"strengths", row["strengths"]},
                    {"limits", row["limits"]},
                    {"passages", evidence.passages},
                    {"sources", evidence.sources}},
                   row.place());
  }
}

TEST(CaseSystem, EveryInstrumentAndAreaIsThere) {
  ENTENTE_NEEDS_SHARED();
  const record::Study& study = flagship_study();
  for (const CaseRow& row : case_rows("instruments")) {
    const CaseEvidence evidence = case_evidence(row["sources"]);
    const bool recall = evidence.sources.find("RECALL") != std::string::npos;
    EXPECT_EQ(row["date"].empty(), row["date_precision"] == "unknown") << row.place();
    expect_one_row(study.table("instrument"),
                   {{"id", row["instrument_id"]},
                    {"type", row["type"]},
                    {"party", row["party"]},
                    {"date", row["date"]},
                    {"status", row["status"]},
                    {"binding", row["binding"]},
                    {"areas_count", row["areas_count"]},
                    {"text_public", row["text_public"]},
                    {"passages", evidence.passages},
                    {"sources", evidence.sources},
                    {"verification", recall ? "unverified" : ""},
                    {"note", row["note"]}},
                   row.place());
  }
  for (const CaseRow& row : case_rows("instrument_areas")) {
    const CaseEvidence evidence = case_evidence(row["sources"]);
    expect_one_row(study.table("instrument_area"),
                   {{"instrument", row["instrument_id"]},
                    {"area", row["area"]},
                    {"completeness", row["completeness"]},
                    {"passages", evidence.passages},
                    {"sources", evidence.sources}},
                   row.place());
  }
}

TEST(CaseSystem, EveryContactPointIsThereAndGapsAreGaps) {
  ENTENTE_NEEDS_SHARED();
  const record::Table& channels = flagship_study().table("channel");
  for (const CaseRow& row : case_rows("public_diplomacy_cpe")) {
    const CaseEvidence evidence = case_evidence(row["sources"]);
    const bool general = row["partner"].starts_with('(');
    const std::string sort = replaced(replaced(row["partner"], "(", ""), ")", "");
    expect_one_row(channels,
                   {{"kind", "contact-point-" + (general ? sort : "embassy")},
                    {"partner", general ? "" : row["partner"]},
                    {"ally", row["ally"]},
                    {"from", row["period_from"]},
                    {"until", row["period_to"]},
                    {"status", row["sources"].empty() ? "gap" : "known"},
                    {"basis", row["basis"]},
                    {"passages", evidence.passages},
                    {"sources", evidence.sources},
                    {"note", in_study_words(row["note"])}},
                   row.place());
  }
}

}  // namespace
}  // namespace entente::flagship
