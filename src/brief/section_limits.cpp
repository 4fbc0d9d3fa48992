// SPDX-License-Identifier: GPL-3.0-or-later
// What could be wrong, what is not known, what is somebody's judgement, and how it was made.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "context.hpp"
#include "entente/advise/method.hpp"
#include "entente/base/text.hpp"
#include "entente/positions/coder_agreement.hpp"
#include "words.hpp"

namespace entente::brief {
namespace {

constexpr std::size_t shared_by = 3;

/// Statements behind the focus matrix, each once, in matrix order.
std::vector<StatementCode> focus_statements(const Context& context) {
  std::vector<StatementCode> out;
  for (const positions::Cell& cell : context.positions.cells) {
    out.insert(out.end(), cell.statements.begin(), cell.statements.end());
  }
  return out;
}

/// Those that rest on one passage alone, when that passage carries the codes of at least three
/// actors on the same issue: the "all four" sentences.
std::vector<StatementCode> on_shared_sentence(const Context& context,
                                              const std::vector<StatementCode>& list) {
  const record::StatementColumns& columns = context.snapshot.statements;
  std::map<std::pair<std::size_t, std::size_t>, std::set<std::size_t>> actors;
  for (const StatementCode s : list) {
    for (const PassageCode p : columns.passages[s.value()]) {
      actors[{p.value(), columns.issue[s.value()].value()}].insert(
          columns.actor[s.value()].value());
    }
  }
  std::vector<StatementCode> out;
  for (const StatementCode s : list) {
    const auto passages = columns.passages[s.value()];
    if (passages.size() != 1 || !columns.sources[s.value()].empty()) continue;
    if (actors[{passages[0].value(), columns.issue[s.value()].value()}].size() >= shared_by) {
      out.push_back(s);
    }
  }
  return out;
}

/// The sources a statement rests on: named as a whole, or by a passage.
std::set<std::string> sources_behind(const Context& context, StatementCode s) {
  const record::Table& passages = context.study.table("passage");
  std::set<std::string> out;
  for (const SourceCode code : context.snapshot.statements.sources[s.value()]) {
    out.insert(context.snapshot.source_ids[code.value()]);
  }
  for (const PassageCode code : context.snapshot.statements.passages[s.value()]) {
    out.emplace(passages.cell(code.value(), "source"));
  }
  return out;
}

/// The source that most statements rest on alone, with these statements.
std::pair<std::string, std::vector<StatementCode>> lone_source(
    const Context& context, const std::vector<StatementCode>& list) {
  std::map<std::string, std::vector<StatementCode>> alone;
  for (const StatementCode s : list) {
    const auto behind = sources_behind(context, s);
    if (behind.size() == 1) alone[*behind.begin()].push_back(s);
  }
  std::pair<std::string, std::vector<StatementCode>> best;
  for (auto& [source, statements] : alone) {
    if (statements.size() > best.second.size()) best = {source, statements};
  }
  return best;
}

template <class Condition>
std::vector<StatementCode> those(const std::vector<StatementCode>& list, const Condition& holds) {
  std::vector<StatementCode> out;
  std::copy_if(list.begin(), list.end(), std::back_inserter(out), holds);
  return out;
}

void add_doubt(BulletList& list, std::string before, std::string cited,
               std::vector<std::string> evidence, std::string after) {
  Paragraph item;
  if (!before.empty()) item.runs.push_back({std::move(before)});
  item.runs.push_back({std::move(cited), std::move(evidence)});
  item.runs.push_back({std::move(after)});
  list.items.push_back(std::move(item));
}

void add_single_sentence_doubt(const Context& context, const std::vector<StatementCode>& all,
                               BulletList& list) {
  const auto shared = on_shared_sentence(context, all);
  if (shared.empty()) return;
  add_doubt(list, "",
            std::to_string(shared.size()) + " of " + counted(all.size(), "coding", "codings") +
                " of " + context.group,
            statement_evidence(context, shared),
            " rest on one sentence alone that speaks of at least " + number_word(shared_by) +
                " of them at once; if that sentence is wrong or loosely put, all its codings are.");
}

void add_lone_source_doubt(const Context& context, const std::vector<StatementCode>& all,
                           BulletList& list) {
  const auto [source, statements] = lone_source(context, all);
  if (statements.size() < 2) return;
  const record::Table& sources = context.study.table("source");
  const auto row = sources.find(source);
  const std::string title = row ? std::string(sources.cell(*row, "title")) : source;
  auto evidence = statement_evidence(context, statements);
  evidence.push_back("source/" + source);
  add_doubt(list, "",
            std::to_string(statements.size()) + " of " + counted(all.size(), "coding", "codings"),
            std::move(evidence), " rest on one publication alone: " + title + ".");
}

void add_age_doubt(const Context& context, BulletList& list) {
  std::vector<StatementCode> stale;
  std::size_t cells = 0;
  std::size_t known = 0;
  for (const positions::Cell& cell : context.positions.cells) {
    known += cell.known() ? 1 : 0;
    if (!cell.known() || !cell.stale) continue;
    ++cells;
    stale.insert(stale.end(), cell.statements.begin(), cell.statements.end());
  }
  if (cells == 0) return;
  add_doubt(list, "",
            std::to_string(cells) + " of " + counted(known, "position", "positions") + " on record",
            statement_evidence(context, stale),
            (cells == 1 ? " is " : " are ") +
                std::string("carried forward from statements older than ") +
                std::to_string(context.positions.stale_after_months) + " months.");
}

void add_quality_doubts(const Context& context, const std::vector<StatementCode>& all,
                        BulletList& list) {
  const record::StatementColumns& columns = context.snapshot.statements;
  const record::Table& table = context.study.table("statement");
  const auto low = those(all, [&columns](StatementCode s) {
    return columns.confidence[s.value()] == record::Confidence::Low;
  });
  const auto indirect = those(all, [&columns](StatementCode s) {
    return columns.basis[s.value()] == record::Basis::Implied ||
           columns.basis[s.value()] == record::Basis::Inferred;
  });
  const auto hedged =
      those(all, [&table](StatementCode s) { return !table.cell(s.value(), "hedge").empty(); });
  const auto unverified =
      those(all, [&columns](StatementCode s) { return columns.unverified[s.value()]; });
  if (!low.empty()) {
    add_doubt(list, "Coders had low confidence in ", counted(low.size(), "coding", "codings"),
              statement_evidence(context, low), ".");
  }
  if (!indirect.empty()) {
    add_doubt(list, "", counted(indirect.size(), "coding is", "codings are"),
              statement_evidence(context, indirect),
              " implied or inferred, not said in so many words.");
  }
  if (!hedged.empty()) {
    add_doubt(list, "In ", counted(hedged.size(), "coding", "codings"),
              statement_evidence(context, hedged),
              " the source itself hedges; its words stand in the register.");
  }
  if (!unverified.empty()) {
    add_doubt(list, "", counted(unverified.size(), "coding is", "codings are"),
              statement_evidence(context, unverified), " unverified: nobody saw the source.");
  }
}

/// Contested cells, statements waiting for acceptance, one coder for everything.
void add_coding_doubts(const Context& context, const std::vector<StatementCode>& all,
                       BulletList& list) {
  std::vector<StatementCode> contested;
  for (const positions::Cell& cell : context.positions.cells) {
    if (cell.state != positions::CellState::Contested) continue;
    contested.insert(contested.end(), cell.statements.begin(), cell.statements.end());
  }
  if (!contested.empty()) {
    add_doubt(list, "Statements of the same actor, claim and date disagree: ",
              counted(contested.size(), "coding", "codings"),
              statement_evidence(context, contested), "; both stances are drawn.");
  }
  std::vector<StatementCode> proposed;
  std::set<std::string> coders;
  const record::Table& table = context.study.table("statement");
  for (std::size_t s = 0; s < context.snapshot.statements.size(); ++s) {
    if (context.snapshot.statements.status[s] == record::StatementStatus::Proposed) {
      proposed.emplace_back(s);
    }
  }
  for (const StatementCode s : all) coders.emplace(table.cell(s.value(), "coder"));
  if (!proposed.empty()) {
    add_doubt(list, "Not counted: ", counted(proposed.size(), "coding", "codings"),
              statement_evidence(context, proposed), " proposed and not yet accepted by a person.");
  }
  if (coders.size() == 1 && all.size() > 1) {
    add_doubt(list, "", "Every coding of " + context.group, statement_evidence(context, all),
              " was made by one coder, " + *coders.begin() + "; no second coder has checked it.");
  }
}

/// Unverified facts elsewhere in the record, table by table.
void add_record_doubt(const Context& context, BulletList& list) {
  Paragraph item;
  for (const record::TableSchema& schema : record::tables()) {
    if (schema.name == "statement" || !schema.column("verification")) continue;
    const record::Table& table = context.study.table(schema.name);
    std::vector<std::string> data;
    for (std::size_t r = 0; r < table.rows(); ++r) {
      if (table.cell(r, "verification") == "unverified") data.push_back(datum_name(table, r));
    }
    if (data.empty()) continue;
    const std::string words = std::to_string(data.size()) + " of " + std::to_string(table.rows()) +
                              " in the table " + std::string(schema.name);
    item.runs.push_back(
        {item.runs.empty() ? "Rows of the record that nobody has verified: " : ", "});
    item.runs.push_back({words, std::move(data)});
  }
  if (item.runs.empty()) return;
  item.runs.push_back({". The register marks each of them."});
  list.items.push_back(std::move(item));
}

std::string number_cell(std::string_view cell) { return cell.empty() ? "–" : std::string(cell); }

/// What an assessment is about: the line or the claim, and the scale.
std::string assessed_words(const Context& context, std::size_t row) {
  const record::Table& assessments = context.study.table("assessment");
  const auto about = [&](std::string_view table, std::string_view name) {
    const record::Table& rows = context.study.table(table);
    const std::string_view id = assessments.cell(row, table);
    const auto found = rows.find(id);
    return found ? std::string(rows.cell(*found, name)) : std::string(id);
  };
  if (assessments.cell(row, "continuum").empty()) return about("issue", "claim") + ", −2 to 2";
  const std::string cell = about("continuum", "anchors");
  std::vector<std::string> anchors;
  for (const std::string_view anchor : list_items(cell)) anchors.emplace_back(anchor);
  return about("continuum", "name") + ", 0 to 100: " + joined(anchors, "; ");
}

std::vector<Paragraph> assessment_row(const Context& context, std::size_t row, bool name_assessor) {
  const record::Table& assessments = context.study.table("assessment");
  const record::Table& actors = context.study.table("actor");
  const auto cell = [&](std::string_view column) { return assessments.cell(row, column); };
  const auto actor = actors.find(cell("actor"));
  const std::string name(actor ? actors.cell(*actor, "name") : cell("actor"));
  std::string reason(cell("reason"));
  if (name_assessor) reason = std::string(cell("assessor")) + ": " + reason;
  return {Paragraph{{{name, {datum_name(assessments, row)}, true}}},
          Paragraph{{{number_cell(cell("low"))}}},
          Paragraph{{{number_cell(cell("best"))}}},
          Paragraph{{{number_cell(cell("high"))}}},
          Paragraph{{{std::string(cell("role"))}}},
          Paragraph{{{std::move(reason)}}}};
}

}  // namespace

Section doubt_section(const Context& context) {
  Section out{"could-be-wrong", "What could be wrong", {}};
  const auto all = focus_statements(context);
  BulletList list;
  if (!all.empty()) {
    add_single_sentence_doubt(context, all, list);
    add_lone_source_doubt(context, all, list);
    add_age_doubt(context, list);
    add_quality_doubts(context, all, list);
    add_coding_doubts(context, all, list);
  }
  add_record_doubt(context, list);
  Paragraph coverage = coverage_caveat(context);
  if (!coverage.runs.empty()) {
    coverage.kind = Paragraph::Kind::Body;
    list.items.push_back(std::move(coverage));
  }
  if (!list.items.empty()) out.blocks.emplace_back(std::move(list));
  return out;
}

Section unknown_section(const Context& context) {
  Section out{"not-known", "What is not known", {}};
  const positions::PositionMatrix& matrix = context.positions;
  TableBlock table{"Claims on which nothing was found",
                   {"Actor", "Blank of " + std::to_string(matrix.issues.size()), "On which claims"},
                   {}};
  for (std::size_t a = 0; a < matrix.actors.size(); ++a) {
    Paragraph claims;
    std::size_t blank = 0;
    for (std::size_t i = 0; i < matrix.issues.size(); ++i) {
      if (matrix.cell(i, a).known()) continue;
      const std::size_t issue = matrix.issues[i].value();
      if (blank++ > 0) claims.runs.push_back({"; "});
      claims.runs.push_back({context.snapshot.issues.claim[issue],
                             {"issue/" + context.snapshot.issues.id[issue]},
                             true});
    }
    if (blank == 0) claims.runs.push_back({"none: every claim has an answer"});
    table.rows.push_back({Paragraph{{{actor_name(context, matrix.actors[a])}}},
                          Paragraph{{{std::to_string(blank)}}}, std::move(claims)});
  }
  if (table.rows.empty()) return out;
  out.blocks.emplace_back(
      Paragraph{{{"Nothing was found on these claims up to " + day_words(context.at) +
                  ". A blank is not a neutral stance; it is left out of every count above."}}});
  out.blocks.emplace_back(std::move(table));
  return out;
}

Section judgement_section(const Context& context) {
  Section out{"judgements", "Judgements, not facts", {}};
  const record::Table& assessments = context.study.table("assessment");
  if (assessments.rows() == 0) return out;
  std::set<std::string> assessors;
  for (std::size_t r = 0; r < assessments.rows(); ++r) {
    assessors.emplace(assessments.cell(r, "assessor"));
  }
  std::vector<TableBlock> tables;
  for (std::size_t r = 0; r < assessments.rows(); ++r) {
    const std::string about = assessed_words(context, r);
    auto table = std::find_if(tables.begin(), tables.end(),
                              [&about](const TableBlock& t) { return t.caption == about; });
    if (table == tables.end()) {
      tables.push_back({about, {"About", "Low", "Best", "High", "Part", "Reason given"}, {}});
      table = std::prev(tables.end());
    }
    table->rows.push_back(assessment_row(context, r, assessors.size() > 1));
  }
  const std::vector<std::string> named(assessors.begin(), assessors.end());
  out.blocks.emplace_back(
      Paragraph{{{"What follows is the belief of " + listed(named) +
                  ", with a range. None of it entered the matrix or the counts above."}},
                Paragraph::Kind::Caveat});
  for (TableBlock& table : tables) out.blocks.emplace_back(std::move(table));
  return out;
}

/// Methods behind no figure of a brief.
constexpr std::array<std::string_view, 11> not_in_a_brief = {
    "statement-scale", "interest-ledger",  "group-use",     "phases",
    "structure",       "concept-backbone", "change",        "camps",
    "coalitions",      "agenda-package",   "format-ranking"};

Section method_section(const Context& context) {
  Section out{"method", "How this was made", {}};
  BulletList list;
  const auto add_card = [&list](const positions::MethodCard& card) {
    if (std::find(not_in_a_brief.begin(), not_in_a_brief.end(), card.name) !=
        not_in_a_brief.end()) {
      return;
    }
    std::string words = std::string(card.long_name) + " (" + std::string(card.name) +
                        "; status: " + std::string(positions::to_string(card.status)) +
                        "): " + std::string(card.formula) + ".";
    list.items.push_back(Paragraph{{{std::move(words)}}});
  };
  // Of the ways to positions the brief takes this one.
  for (const auto& card : positions::methods()) {
    if (card.name == "latest-statement") add_card(card);
  }
  add_card(positions::coder_agreement_card());
  for (const auto& card : alignment::methods()) add_card(card);
  for (const auto& card : advise::methods()) add_card(card);
  out.blocks.emplace_back(Paragraph{
      {{"Stances are coded from −2 (opposes the claim) to +2 (supports it) by the coders named in "
        "the register. A position counts as old once " +
        std::to_string(context.positions.stale_after_months) +
        " full months have passed since the last day its statement describes. A number in the text "
        "ends in a note; the note names the rows, each row its passages and sources."}}});
  out.blocks.emplace_back(std::move(list));
  return out;
}

}  // namespace entente::brief
