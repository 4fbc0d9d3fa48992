// SPDX-License-Identifier: GPL-3.0-or-later
// Case files of claims and judgements: issues, positions, model lines, options, rules, disputes.
#include <cmath>

#include "case_files.hpp"
#include "entente/base/text.hpp"

namespace entente::flagship {
namespace {

std::string yes_or_no(const std::string& cell) { return cell.empty() ? "no" : cell; }

TEST(CaseClaims, EveryIssueAndFrameIsThere) {
  ENTENTE_NEEDS_SHARED();
  const record::Study& study = flagship_study();
  for (const CaseRow& row : case_rows("issues")) {
    expect_one_row(study.table("issue"),
                   {{"id", row["issue_id"]},
                    {"group", row["group"]},
                    {"code", row["code"]},
                    {"kind", row["kind"]},
                    {"claim", in_study_words(row["statement"])},
                    {"reverse_keyed", yes_or_no(row["reverse_keyed"])},
                    {"signalling", yes_or_no(row["signalling"])},
                    {"decision_pending", yes_or_no(row["decision_pending"])},
                    {"passages", case_evidence(row["report_refs"]).passages}},
                   row.place());
  }
  for (const CaseRow& row : case_rows("frames")) {
    expect_one_row(study.table("frame"),
                   {{"id", row["frame_id"]},
                    {"name", row["name"]},
                    {"age", row["old_or_new"]},
                    {"meaning", row["meaning"]},
                    {"passages", case_evidence(row["evidence"]).passages}},
                   row.place());
  }
}

TEST(CaseClaims, EveryPositionIsAStatementWithItsEvidence) {
  ENTENTE_NEEDS_SHARED();
  const record::Study& study = flagship_study();
  const record::Table& issues = study.table("issue");
  for (const CaseRow& row : case_rows("positions")) {
    const CaseEvidence evidence = case_evidence(row["evidence"]);
    const auto issue = issues.find(row["issue_id"]);
    ASSERT_TRUE(issue) << row.place();
    std::string kind = issues.cell(*issue, "kind") == "perception" ? "perception" : "position";
    if (row["actor"] == "USIP") kind = "recommendation";  // the authors' option, no government's
    expect_one_row(study.table("statement"),
                   {{"id", row["position_id"]},
                    {"actor", row["actor"]},
                    {"issue", row["issue_id"]},
                    {"stance", row["stance"]},
                    {"kind", kind},
                    {"date", row["period_from"]},
                    {"date_end", row["period_to"]},
                    {"salience", row["salience"]},
                    {"confidence", row["confidence"]},
                    {"basis", row["basis"]},
                    {"hedge", row["hedge"]},
                    {"passages", evidence.passages},
                    {"sources", evidence.sources},
                    {"codebook", "CB1"},
                    {"status", "accepted"},
                    {"note", in_study_words(row["note"])}},
                   row.place());
  }
}

TEST(CaseClaims, StancesOfTheFourGiveTheGoldenCohesionFigures) {
  ENTENTE_NEEDS_SHARED();
  const record::Study& study = flagship_study();
  const record::Table& statements = study.table("statement");
  for (const CaseRow& row : case_rows("derived_ip4_cohesion")) {
    std::vector<double> stances;
    for (const std::string& actor : study.settings.focus) {
      std::string found;
      for (std::size_t s = 0; s < statements.rows(); ++s) {
        if (statements.cell(s, "actor") == actor && statements.cell(s, "issue") == row["issue_id"])
          found = statements.cell(s, "stance");
      }
      EXPECT_EQ(found, row[actor]) << row.place() << " " << actor;
      if (const auto stance = parse_integer(found)) stances.push_back(static_cast<double>(*stance));
    }
    ASSERT_FALSE(stances.empty()) << row.place();
    double sum = 0;
    double squares = 0;
    for (const double stance : stances) {
      sum += stance;
      squares += stance * stance;
    }
    const double n = static_cast<double>(stances.size());
    const double mean = sum / n;
    EXPECT_EQ(std::to_string(stances.size()), row["n"]) << row.place();
    EXPECT_EQ(fixed_text(mean, 2), row["mean"]) << row.place();
    EXPECT_EQ(fixed_text(std::sqrt(squares / n - mean * mean), 2), row["sd"]) << row.place();
  }
}

TEST(CaseClaims, JudgementsAreAssessmentsByANamedRole) {
  ENTENTE_NEEDS_SHARED();
  const record::Study& study = flagship_study();
  for (const CaseRow& row : case_rows("model_issues")) {
    std::vector<std::string> issues;
    std::vector<std::string> anchors;
    for (const std::string_view item : list_items(row["refs"]))
      (item.starts_with('I') ? issues : anchors).emplace_back(item);
    expect_one_row(study.table("continuum"),
                   {{"id", row["model_issue"]},
                    {"name", row["name"]},
                    {"anchors", row["anchors"]},
                    {"issues", joined(issues, ";")},
                    {"passages", case_evidence(joined(anchors, ";")).passages}},
                   row.place());
  }
  for (const CaseRow& row : case_rows("model_positions_JUDGEMENT")) {
    expect_one_row(study.table("assessment"),
                   {{"assessor", "Study analyst (judgement for demonstration)"},
                    {"continuum", row["model_issue"]},
                    {"actor", row["actor"]},
                    {"role", row["role"]},
                    {"low", row["low"]},
                    {"best", row["mode"]},
                    {"high", row["high"]},
                    {"salience", row["salience"]},
                    {"power", row["power"]},
                    {"issues", replaced(row["derived_from_issues"], ",", ";")}},
                   row.place());
  }
  const record::Table& assessments = study.table("assessment");
  for (std::size_t row = 0; row < assessments.rows(); ++row)
    EXPECT_FALSE(assessments.cell(row, "reason").empty()) << assessments.id(row);
}

TEST(CaseClaims, EveryRuleOptionAndStepIsThere) {
  ENTENTE_NEEDS_SHARED();
  const record::Study& study = flagship_study();
  for (const CaseRow& row : case_rows("group_value_conditions")) {
    expect_one_row(study.table("rule"),
                   {{"id", row["cond_id"]},
                    {"condition", row["condition"]},
                    {"test", row["testable_as"]},
                    {"passages", case_evidence(row["evidence"]).passages}},
                   row.place());
  }
  for (const CaseRow& row : case_rows("policy_options")) {
    const std::string& id = row["option_id"];
    expect_one_row(study.table("option"),
                   {{"id", id},
                    {"parent", id.size() == 3 ? id.substr(0, 2) : ""},
                    {"who", row["who"]},
                    {"towards", row["towards"]},
                    {"what", in_study_words(row["what"])},
                    {"mechanism", row["mechanism"]},
                    {"effect", in_study_words(row["expected_effect"])},
                    {"risk", row["condition_or_risk"]},
                    {"model_as", row["model_as"]},
                    {"passages", case_evidence(row["evidence"]).passages}},
                   row.place());
  }
  for (const CaseRow& row : case_rows("study_method")) {
    expect_one_row(study.table("method_step"),
                   {{"step", row["step"]},
                    {"what", in_study_words(row["what"])},
                    {"when", replaced(row["when"], "..", "/")},
                    {"where", replaced(row["where"], ";", ", ")},
                    {"passages", case_evidence(row["evidence"]).passages}},
                   row.place());
  }
}

TEST(CaseClaims, EveryContradictionKeepsBothClaims) {
  ENTENTE_NEEDS_SHARED();
  const record::Table& disputes = flagship_study().table("dispute");
  for (const CaseRow& row : case_rows("data_conflicts")) {
    const bool no_source_b = row["source_b"].starts_with('(');  // a page without an address
    expect_one_row(disputes,
                   {{"id", row["conflict_id"]},
                    {"topic", row["topic"]},
                    {"claim_a", row["claim_a"]},
                    {"sources_a", case_evidence(row["source_a"]).sources},
                    {"claim_b", row["claim_b"]},
                    {"sources_b", no_source_b ? "" : case_evidence(row["source_b"]).sources},
                    {"handling", row["handling"]}},
                   row.place());
  }
}

}  // namespace
}  // namespace entente::flagship
