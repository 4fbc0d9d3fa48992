// SPDX-License-Identifier: GPL-3.0-or-later
// The bottom line and who stands where.
#include <algorithm>

#include "context.hpp"
#include "entente/figure/stance_matrix.hpp"
#include "words.hpp"

namespace entente::brief {
namespace {

constexpr std::size_t most_named = 3;          ///< claims named in a sentence of the bottom line
constexpr std::size_t matrix_rows = 18;        ///< rows and headings of one figure: two fit a page
constexpr std::size_t first_matrix_rows = 14;  ///< of the first: fits under the bottom line
constexpr std::size_t matrix_columns = 8;      ///< of a figure of the other actors

std::string claims_named(const Context& context, const std::vector<IssueFinding>& list) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < list.size() && i < most_named; ++i) {
    names.push_back(claim_words(context, context.positions.issues[list[i].row]));
  }
  return (list.size() > most_named ? "among them " : "") + listed(names);
}

Paragraph known_sentence(const Context& context) {
  std::size_t known = 0;
  for (const positions::Cell& cell : context.positions.cells) known += cell.known() ? 1 : 0;
  const std::size_t all = context.positions.cells.size();
  Paragraph out{{}, Paragraph::Kind::Lead};
  out.runs.push_back({"Of the " + counted(all, "position", "positions") + " that " + context.group +
                      " could hold (" +
                      counted(context.positions.issues.size(), "claim", "claims") + "), " +
                      std::to_string(known) + " are on record"});
  out.runs.back().evidence = matrix_evidence(context, context.positions);
  if (known < all) {
    out.runs.push_back({"; "});
    out.runs.push_back({std::to_string(all - known) + " are not known", {}, false, "#not-known"});
    out.runs.push_back({", and unknown is not neutral"});
  }
  out.runs.push_back({"."});
  return out;
}

Paragraph together_sentence(const Context& context, const Agreement& agreement) {
  Paragraph out{{}, Paragraph::Kind::Lead};
  if (agreement.firm.empty()) {
    out.runs.push_back({"On no claim are " + context.all_group + " on record with full support."});
    return out;
  }
  out.runs.push_back({sentence_case(context.all_group) +
                          (context.focus.size() == 1 ? " fully supports " : " fully support ") +
                          counted(agreement.firm.size(), "claim", "claims") +
                          (agreement.firm.size() > most_named ? ", " : ": ") +
                          claims_named(context, agreement.firm),
                      evidence_of_findings(context, agreement.firm)});
  if (!agreement.equal.empty()) {
    out.runs.push_back({"; on " + std::to_string(agreement.equal.size()) +
                            " more they hold the same stance, short of full support",
                        evidence_of_findings(context, agreement.equal)});
  }
  out.runs.push_back({"."});
  return out;
}

Paragraph apart_sentence(const Context& context, const Agreement& agreement) {
  Paragraph out{{}, Paragraph::Kind::Lead};
  if (agreement.apart.empty()) {
    out.runs.push_back({"On no claim do those on record part by two steps or more."});
    return out;
  }
  out.runs.push_back({"They part on " + counted(agreement.apart.size(), "claim", "claims") + ": "});
  for (std::size_t i = 0; i < agreement.apart.size() && i < most_named; ++i) {
    const IssueFinding& finding = agreement.apart[i];
    if (i > 0) out.runs.push_back({"; "});
    out.runs.push_back({"on " + claim_words(context, context.positions.issues[finding.row]) + " " +
                            who_stands_where(context, context.positions, finding.row),
                        row_evidence(context, context.positions, finding.row)});
  }
  out.runs.push_back({"."});
  return out;
}

}  // namespace

std::string cell_title(const Context& context, ActorCode actor, IssueCode issue,
                       const positions::Cell& cell) {
  const std::string name = actor_name(context, actor);
  if (!cell.known()) return name + " on " + claim_words(context, issue) + ": nothing found";
  std::string out;
  if (cell.stance) {
    out = name + " " + std::string(figure::stance_words(*cell.stance)) + " (" +
          std::string(figure::stance_sign(*cell.stance)) + "): " + claim_words(context, issue);
  } else {
    out = name + " on " + claim_words(context, issue) + ": statements disagree, from " +
          std::string(figure::stance_sign(cell.low)) + " to " +
          std::string(figure::stance_sign(cell.high));
  }
  const std::size_t first = cell.statements.front().value();
  const record::StatementColumns& columns = context.snapshot.statements;
  out += "; " + period_words(columns.date[first], columns.until[first]);
  if (cell.too_old) out += "; " + std::to_string(cell.age_months) + " months old";
  if (cell.speaker_left) out += "; who said so has left office";
  if (cell.unverified) out += "; unverified";
  return out + "; " + context.snapshot.statement_ids[first];
}

namespace {

figure::StanceRow stance_row(const Context& context, const positions::PositionMatrix& matrix,
                             std::size_t row, std::size_t first, std::size_t last) {
  const IssueCode issue = matrix.issues[row];
  figure::StanceRow out{context.snapshot.issues.claim[issue.value()], {}};
  for (std::size_t a = first; a < last; ++a) {
    const positions::Cell& cell = matrix.cell(row, a);
    figure::StanceCell drawn;
    drawn.known = cell.known();
    drawn.low = cell.low;
    drawn.high = cell.high;
    drawn.stale = cell.stale;
    drawn.unverified = cell.unverified;
    drawn.title = cell_title(context, matrix.actors[a], issue, cell);
    drawn.evidence = cell_evidence(context, cell);
    if (!drawn.known) drawn.evidence = {"issue/" + context.snapshot.issues.id[issue.value()]};
    out.cells.push_back(std::move(drawn));
  }
  return out;
}

/// Rows of one figure: consecutive issue rows with their group headings.
using RowChunk = std::vector<std::size_t>;

/// Cuts the rows into figures of at most first_limit, then matrix_rows rows and headings, between
/// groups where a group fits a figure.
std::vector<RowChunk> row_chunks(const Context& context, const positions::PositionMatrix& matrix,
                                 const std::vector<std::size_t>& rows, std::size_t first_limit) {
  const auto& group = context.snapshot.issues.group;
  const auto group_of = [&](std::size_t row) { return group[matrix.issues[row].value()]; };
  std::vector<RowChunk> chunks;
  std::size_t taken = 0;
  for (std::size_t i = 0; i < rows.size();) {
    std::size_t end = i + 1;
    while (end < rows.size() && group_of(rows[end]) == group_of(rows[i])) ++end;
    for (std::size_t at = i; at < end;) {
      const std::size_t left = end - at;
      const std::size_t limit = chunks.size() > 1 ? matrix_rows : first_limit;
      if (chunks.empty() || (taken > 0 && taken + std::min(left, matrix_rows - 1) + 1 > limit)) {
        chunks.emplace_back();
        taken = 0;
      }
      const std::size_t take = std::min(left, (chunks.size() > 1 ? matrix_rows : first_limit) - 1);
      chunks.back().insert(chunks.back().end(), rows.begin() + static_cast<std::ptrdiff_t>(at),
                           rows.begin() + static_cast<std::ptrdiff_t>(at + take));
      taken += take + 1;
      at += take;
    }
    i = end;
  }
  return chunks;
}

/// All rows with a known cell among the columns [first, last); or all rows.
std::vector<std::size_t> wanted_rows(const positions::PositionMatrix& matrix, std::size_t first,
                                     std::size_t last, bool all) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < matrix.issues.size(); ++i) {
    bool known = all;
    for (std::size_t a = first; a < last; ++a) known = known || matrix.cell(i, a).known();
    if (known) rows.push_back(i);
  }
  return rows;
}

struct MatrixFigures {
  const positions::PositionMatrix& matrix;
  std::string id;
  std::string title;
  bool all_rows = false;
  bool spread = false;
  std::size_t first = 0;
  std::size_t last = 0;
};

figure::StanceMatrixSpec matrix_spec(const Context& context, const MatrixFigures& wanted,
                                     const RowChunk& chunk) {
  figure::StanceMatrixSpec spec;
  spec.spread = wanted.spread;
  spec.stale_words = "older than " + std::to_string(wanted.matrix.stale_after_months) +
                     " months, or who said so has left office";
  for (std::size_t a = wanted.first; a < wanted.last; ++a) {
    spec.columns.push_back(short_actor_name(context, wanted.matrix.actors[a]));
  }
  std::string last_group;
  for (const std::size_t row : chunk) {
    const std::string& group = context.snapshot.issues.group[wanted.matrix.issues[row].value()];
    if (spec.groups.empty() || group != last_group) {
      spec.groups.push_back({heading_words(group), {}});
      last_group = group;
    }
    spec.groups.back().rows.push_back(
        stance_row(context, wanted.matrix, row, wanted.first, wanted.last));
  }
  return spec;
}

void add_matrix_figures(const Context& context, const MatrixFigures& wanted, int& figure_number,
                        Section& section) {
  const auto chunks =
      row_chunks(context, wanted.matrix,
                 wanted_rows(wanted.matrix, wanted.first, wanted.last, wanted.all_rows),
                 figure_number == 0 ? first_matrix_rows : matrix_rows);
  for (std::size_t c = 0; c < chunks.size(); ++c) {
    figure::StanceMatrixSpec spec = matrix_spec(context, wanted, chunks[c]);
    spec.id = wanted.id + (chunks.size() > 1 ? "-" + std::to_string(c + 1) : "");
    spec.title = wanted.title;
    if (chunks.size() > 1) {
      spec.title += ", part " + std::to_string(c + 1) + " of " + std::to_string(chunks.size());
    }
    spec.description =
        "One row a claim, one column an actor. The sign and the colour of a cell "
        "say whether the actor supports or opposes the claim on " +
        day_words(context.at) +
        "; hatched cells mean that nothing was found. Each cell opens its statement "
        "in the register.";
    FigureBlock block{figure::stance_matrix(spec), ++figure_number, spec.title + "."};
    section.blocks.emplace_back(std::move(block));
  }
}

Paragraph together_paragraph(const Context& context, const Agreement& agreement) {
  Paragraph out;
  out.runs.push_back({sentence_case(context.all_group) + " are on record on " +
                          std::to_string(agreement.complete.size()) + " of " +
                          counted(context.positions.issues.size(), "claim", "claims"),
                      evidence_of_findings(context, agreement.complete)});
  auto same = agreement.firm;
  same.insert(same.end(), agreement.equal.begin(), agreement.equal.end());
  out.runs.push_back({": at the same stance on " + std::to_string(same.size()),
                      evidence_of_findings(context, same)});
  std::vector<IssueFinding> complete_apart;
  for (const IssueFinding& finding : agreement.apart) {
    if (finding.known == context.focus.size()) complete_apart.push_back(finding);
  }
  out.runs.push_back({", one step apart on " + std::to_string(agreement.near.size()),
                      evidence_of_findings(context, agreement.near)});
  out.runs.push_back({", two steps or more apart on " + std::to_string(complete_apart.size()),
                      evidence_of_findings(context, complete_apart)});
  out.runs.push_back({"."});
  return out;
}

/// One item a claim on which those on record differ, the widest difference first.
BulletList difference_list(const Context& context, const Agreement& agreement) {
  BulletList out;
  for (const auto* list : {&agreement.apart, &agreement.near}) {
    for (const IssueFinding& finding : *list) {
      out.items.push_back(
          Paragraph{{{claim_words(context, context.positions.issues[finding.row]) + ": " +
                          who_stands_where(context, context.positions, finding.row),
                      row_evidence(context, context.positions, finding.row)},
                     {"."}}});
    }
  }
  return out;
}

}  // namespace

Section bottom_line(const Context& context) {
  Section out{"bottom-line", "Bottom line", {}};
  if (context.focus.empty()) {
    out.blocks.emplace_back(Paragraph{
        {{"The record holds no statement yet: nothing can be said about who stands where."}},
        Paragraph::Kind::Lead});
    return out;
  }
  const Agreement agreement = agreement_of(context);
  out.blocks.emplace_back(known_sentence(context));
  out.blocks.emplace_back(together_sentence(context, agreement));
  if (context.focus.size() > 1) out.blocks.emplace_back(apart_sentence(context, agreement));
  return out;
}

Section who_section(const Context& context, int& figure_number) {
  Section out{"who-stands-where", "Who stands where", {}};
  if (context.focus.empty()) return out;
  if (context.focus.size() > 1) {
    out.blocks.emplace_back(together_paragraph(context, agreement_of(context)));
  }
  const std::string& name = context.snapshot.settings.focus_name;
  std::string who = sentence_case(context.group);
  if (context.focus.size() > 1) {
    who = "Where " + context.group + (name.empty() ? "" : " (" + name + ")") + " stand";
  } else {
    who = "Where " + context.group + " stands";
  }
  for (std::size_t first = 0; first < context.focus.size(); first += matrix_columns) {
    const std::size_t last = std::min(first + matrix_columns, context.focus.size());
    add_matrix_figures(
        context,
        {context.positions, "focus-matrix" + (first > 0 ? std::to_string(first) : ""), who, true,
         context.focus.size() > 1 && context.focus.size() <= 6, first, last},
        figure_number, out);
  }
  BulletList differences = difference_list(context, agreement_of(context));
  if (!differences.items.empty()) {
    out.blocks.emplace_back(
        Paragraph{{{"Claim by claim, where they differ, the widest difference first:"}}});
    out.blocks.emplace_back(std::move(differences));
  }
  for (std::size_t first = 0; first < context.others.size(); first += matrix_columns) {
    const std::size_t last = std::min(first + matrix_columns, context.others.size());
    add_matrix_figures(
        context,
        {context.other_positions, "others-matrix" + (first > 0 ? std::to_string(first) : ""),
         "What others have on record, where anything was found", false, false, first, last},
        figure_number, out);
  }
  return out;
}

}  // namespace entente::brief
