// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces of sentences that the sections of a meeting pack share.
#include <algorithm>
#include <array>

#include "entente/base/text.hpp"
#include "entente/figure/stance_matrix.hpp"
#include "meeting_pack.hpp"
#include "words.hpp"

namespace entente::brief {
namespace {

constexpr std::size_t most_hedges = 2;

std::string marked_name(const Pack& pack, std::size_t column, const positions::Cell& cell) {
  std::string out = actor_name(pack.context, pack.context.focus[column]);
  if (cell.stale && !pack.all_old) out += "*";
  if (cell.unverified) out += "†";
  return out;
}

/// "support" of "supports", "are neutral" of "is neutral".
std::string plural_stance(int stance) {
  std::string words(figure::stance_words(stance));
  const std::size_t end = std::min(words.find(' '), words.size());
  return words.starts_with("is ") ? "are " + words.substr(3)
                                  : words.substr(0, end - 1) + words.substr(end);
}

}  // namespace

Paragraph pack_text(std::string text, std::vector<std::string> evidence) {
  Paragraph out;
  out.runs.push_back({std::move(text), std::move(evidence)});
  return out;
}

Paragraph pack_heading(std::string text) {
  Paragraph out = pack_text(std::move(text));
  out.kind = Paragraph::Kind::Subheading;
  return out;
}

void add_rest(BulletList& list, std::size_t left, const std::string& what) {
  if (left > 0)
    list.items.push_back(pack_text("And " + std::to_string(left) + " more" + what + "."));
}

std::string cell_sign(const positions::Cell& cell) {
  std::string out(figure::stance_sign(cell.low));
  if (cell.low != cell.high) out += " to " + std::string(figure::stance_sign(cell.high));
  return out;
}

std::string cell_words(const positions::Cell& cell) {
  if (cell.low != cell.high) return "its statements disagree (" + cell_sign(cell) + ")";
  return "it " + std::string(figure::stance_words(cell.low)) + " (" + cell_sign(cell) + ")";
}

std::string claim_of(const Pack& pack, std::size_t row) {
  const IssueCode issue = pack.context.positions.issues[row];
  return claim_words(pack.context, issue) +
         (pack.context.snapshot.issues.reverse_keyed[issue.value()] ? " (support is reserve)" : "");
}

bool is_goal(const Pack& pack, std::size_t row) {
  return pack.context.snapshot.issues.kind[pack.context.positions.issues[row].value()] == "goal";
}

std::string standing(const Pack& pack, std::size_t row) {
  const positions::PositionMatrix& matrix = pack.context.positions;
  const std::size_t n = matrix.actors.size();
  std::vector<std::string> parts;
  std::vector<std::string> unknown;
  std::size_t stale = 0;
  std::size_t unverified = 0;
  for (std::size_t a = 0; a < n; ++a) {
    const positions::Cell& cell = matrix.cell(row, a);
    if (!cell.known()) unknown.push_back(actor_name(pack.context, matrix.actors[a]));
    stale += cell.known() && cell.stale ? 1 : 0;
    unverified += cell.known() && cell.unverified ? 1 : 0;
  }
  for (int stance = 2; stance >= -2; --stance) {
    std::vector<std::string> names;
    for (std::size_t a = 0; a < n; ++a) {
      const positions::Cell& cell = matrix.cell(row, a);
      if (cell.stance == stance) names.push_back(marked_name(pack, a, cell));
    }
    if (names.empty()) continue;
    // All as one where their marks are the same.
    const bool together = n > 1 && names.size() == n &&
                          (stale == 0 || stale == n || pack.all_old) &&
                          (unverified == 0 || unverified == n);
    std::string who = listed(names);
    if (together) {
      who = pack.context.all_group + (stale == n && !pack.all_old ? "*" : "") +
            (unverified == n ? "†" : "");
    }
    parts.push_back(
        who + " " +
        (names.size() > 1 ? plural_stance(stance) : std::string(figure::stance_words(stance))) +
        " (" + std::string(figure::stance_sign(stance)) + ")");
  }
  for (std::size_t a = 0; a < n; ++a) {
    const positions::Cell& cell = matrix.cell(row, a);
    if (cell.state == positions::CellState::Contested) {
      parts.push_back("statements of " + marked_name(pack, a, cell) + " disagree (" +
                      cell_sign(cell) + ")");
    }
  }
  if (!unknown.empty()) parts.push_back("not known of " + listed(unknown));
  return joined(parts, "; ");
}

std::string hedge_words(const Pack& pack, const std::vector<StatementCode>& statements) {
  const record::Table& table = pack.context.study.table("statement");
  std::vector<std::string> hedges;
  std::size_t hedged = 0;
  for (const StatementCode s : statements) {
    const std::string_view hedge = table.cell(s.value(), "hedge");
    if (hedge.empty()) continue;
    ++hedged;
    const std::string words = quoted(hedge);
    if (std::find(hedges.begin(), hedges.end(), words) == hedges.end()) hedges.push_back(words);
  }
  if (hedges.empty()) return "";
  const std::size_t all = hedges.size();
  if (all > most_hedges) hedges.resize(most_hedges);
  std::string out = "hedged " + listed(hedges);
  if (all > most_hedges) out += " and " + std::to_string(all - most_hedges) + " more";
  if (hedged < statements.size()) {
    out += " (" + std::to_string(hedged) + " of " + std::to_string(statements.size()) + ")";
  }
  return out;
}

std::optional<std::chrono::sys_days> last_day_of_last(const Pack& pack) {
  if (!pack.last) return std::nullopt;
  const auto& columns = pack.context.snapshot.engagements;
  const std::size_t row = pack.last->value();
  return std::max(columns.date[row].last_day(),
                  columns.until[row].value_or(columns.date[row]).last_day());
}

}  // namespace entente::brief
