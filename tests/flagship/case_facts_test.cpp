// SPDX-License-Identifier: GPL-3.0-or-later
// Case files of what was done: engagements, votes, contributions, figures, interests.
#include "case_files.hpp"
#include "entente/base/text.hpp"

namespace entente::flagship {
namespace {

/// "4.240" and "34.0" as the study writes numbers; blank stays blank.
std::string plain_number(const std::string& cell) {
  if (cell.empty()) return {};
  const auto value = parse_number(cell);
  EXPECT_TRUE(value) << cell;
  return value ? number_text(*value) : cell;
}

TEST(CaseFacts, EveryEngagementKeepsDateActorsAndEvidence) {
  ENTENTE_NEEDS_SHARED();
  const record::Table& engagements = flagship_study().table("engagement");
  for (const CaseRow& row : case_rows("engagements")) {
    const CaseEvidence evidence = case_evidence(row["sources"]);
    const std::string& precision = row["precision"];
    std::string date = row["date"];
    std::string date_end = row["date_end"];
    if (precision == "approx") {
      date += "~";
      if (!date_end.empty()) date_end += "~";
    } else if (precision == "decade") {
      EXPECT_EQ(date.substr(0, 3), date_end.substr(0, 3)) << row.place();
      date = date.substr(0, 3) + "X";
      date_end.clear();
    }
    expect_one_row(engagements,
                   {{"id", row["event_id"]},
                    {"date", date},
                    {"date_end", date_end},
                    {"type", row["type"]},
                    {"level", row["level"]},
                    {"format", row["format"]},
                    {"participants", row["participants"]},
                    {"targets", row["targets"]},
                    {"place", row["place"]},
                    {"topics", row["topics"]},
                    {"summary", in_study_words(row["summary"])},
                    {"basis", row["basis"]},
                    {"passages", evidence.passages},
                    {"sources", evidence.sources},
                    {"note", in_study_words(row["note"])}},
                   row.place());
    const auto found = engagements.find(row["event_id"]);
    if (!found) continue;
    const auto kept = Date::parse(engagements.cell(*found, "date"));
    ASSERT_TRUE(kept) << row.place();
    EXPECT_EQ(kept->approximate(), precision == "approx") << row.place();
    if (precision == "approx") continue;
    EXPECT_EQ(to_string(kept->precision()), precision) << row.place();
  }
}

TEST(CaseFacts, EveryRollCallAndVoteIsThereAndRecalledOnesAreUnverified) {
  ENTENTE_NEEDS_SHARED();
  const record::Study& study = flagship_study();
  for (const CaseRow& row : case_rows("unga_resolutions")) {
    expect_one_row(study.table("rollcall"),
                   {{"id", row["resolution"]},
                    {"body", "UNGA"},
                    {"date", row["date"]},
                    {"title", row["title"]},
                    {"yes", row["yes"]},
                    {"no", row["no"]},
                    {"abstain", row["abstain"]},
                    {"sources", row["sources"]}},
                   row.place());
  }
  for (const CaseRow& row : case_rows("unga_votes")) {
    expect_one_row(study.table("vote"),
                   {{"rollcall", row["resolution"]},
                    {"actor", row["actor"]},
                    {"vote", row["vote"]},
                    {"basis", row["basis"]},
                    {"sources", row["sources"]},
                    {"verification", row["basis"] == "recall" ? "unverified" : ""}},
                   row.place());
  }
}

TEST(CaseFacts, EverySanctionAidPackageAndDeploymentIsThere) {
  ENTENTE_NEEDS_SHARED();
  const record::Table& contributions = flagship_study().table("contribution");
  for (const CaseRow& row : case_rows("sanctions")) {
    const bool counter = row["first_measure"] == "n/a";  // Russia's own list
    expect_one_row(contributions,
                   {{"kind", "sanction"},
                    {"actor", row["actor"]},
                    {"date", row["date"]},
                    {"target", counter ? "" : "RUS"},
                    {"category", counter ? "counter-measure" : ""},
                    {"first", counter ? "" : row["first_measure"]},
                    {"description", row["measure"]},
                    {"sources", row["sources"]},
                    {"note", row["note"]}},
                   row.place());
  }
  for (const CaseRow& row : case_rows("aid_ukraine")) {
    expect_one_row(contributions,
                   {{"kind", "aid"},
                    {"actor", row["actor"]},
                    {"date", row["date"]},
                    {"target", "UKR"},
                    {"amount", plain_number(row["amount"])},
                    {"currency", row["currency"]},
                    {"unit", row["unit"]},
                    {"through_group", row["via_nato"]},
                    {"category", row["category"]},
                    {"description", row["description"]},
                    {"sources", row["sources"]},
                    {"note", row["note"]}},
                   row.place());
  }
  for (const CaseRow& row : case_rows("deployments")) {
    expect_one_row(contributions,
                   {{"kind", "deployment"},
                    {"actor", row["actor"]},
                    {"date", row["date"]},
                    {"operation", row["operation"]},
                    {"personnel", row["personnel"]},
                    {"description", row["note"]},
                    {"sources", row["sources"]}},
                   row.place());
  }
}

TEST(CaseFacts, EveryFigureIsThereAndMissingOnesAreGaps) {
  ENTENTE_NEEDS_SHARED();
  const record::Table& indicators = flagship_study().table("indicator");
  for (const CaseRow& row : case_rows("capability")) {
    const std::string share = plain_number(row["milex_share_gdp_2024_pct"]);
    expect_one_row(indicators,
                   {{"actor", row["actor"]},
                    {"name", "GDP"},
                    {"date", "2023"},
                    {"unit", "USD billion"},
                    {"value", plain_number(row["gdp_2023_usd_bn"])},
                    {"status", "known"},
                    {"sources", "WBGDP"}},
                   row.place());
    expect_one_row(indicators,
                   {{"actor", row["actor"]},
                    {"name", "Military expenditure, share of GDP"},
                    {"date", "2024"},
                    {"unit", "percent"},
                    {"value", share},
                    {"status", share.empty() ? "gap" : "known"},
                    {"sources", "SIPRI24"}},
                   row.place());
  }
  for (const CaseRow& row : case_rows("opinion_polls")) {
    const bool gap = row["value_pct"].empty();
    Cells cells = {{"actor", row["country"]},
                   {"name", "Favourable view of NATO"},
                   {"date", row["year"]},
                   {"unit", "percent"},
                   {"measured_by", row["pollster"]},
                   {"value", plain_number(row["value_pct"])},
                   {"status", gap ? "gap" : "known"},
                   {"sources", row["sources"]}};
    // "as above" says nothing in a row that stands alone.
    const std::string note = in_study_words(replaced(row["note"], "GAP: ", ""));
    if (note != "as above") cells.emplace_back("note", note);
    expect_one_row(indicators, cells, row.place());
  }
}

TEST(CaseFacts, EveryInterestIsThere) {
  ENTENTE_NEEDS_SHARED();
  const record::Table& interests = flagship_study().table("interest");
  for (const CaseRow& row : case_rows("benefits")) {
    expect_one_row(interests,
                   {{"actor", row["actor"]},
                    {"kind", row["kind"]},
                    {"rank", row["rank"]},
                    {"item", in_study_words(row["item"])},
                    {"passages", case_evidence(row["evidence"]).passages}},
                   row.place());
  }
}

}  // namespace
}  // namespace entente::flagship
