// SPDX-License-Identifier: GPL-3.0-or-later
// What changed since another day.
#include <string>
#include <vector>

#include "context.hpp"
#include "words.hpp"

namespace entente::brief {
namespace {

using positions::Move;
using positions::MoveKind;

std::string stance_words_of(const positions::Cell& cell) {
  const auto one = [](int stance) { return (stance > 0 ? "+" : "") + std::to_string(stance); };
  return cell.low == cell.high ? one(cell.low) : one(cell.low) + " to " + one(cell.high);
}

/// "South Korea on “claim”: new, at -1."
Paragraph move_item(const Context& context, const Move& move) {
  const positions::Cell& now = context.positions.cell(move.issue_row, move.actor_column);
  const positions::Cell& then = context.then->cell(move.issue_row, move.actor_column);
  std::string what = "new, at " + stance_words_of(now);
  if (move.kind == MoveKind::Moved) {
    what = "from " + stance_words_of(then) + " to " + stance_words_of(now);
  }
  return Paragraph{
      {{actor_name(context, context.focus[move.actor_column]) + " on " +
            claim_words(context, context.positions.issues[move.issue_row]) + ": " + what,
        cell_evidence(context, now)},
       {"."}}};
}

/// How many cells only grew old, or lost who spoke.
Paragraph aged_sentence(const Context& context, const std::vector<Move>& moves, MoveKind kind,
                        const std::string& words) {
  std::vector<std::string> evidence;
  std::size_t n = 0;
  for (const Move& move : moves) {
    if (move.kind != kind) continue;
    ++n;
    const auto part =
        cell_evidence(context, context.positions.cell(move.issue_row, move.actor_column));
    evidence.insert(evidence.end(), part.begin(), part.end());
  }
  if (n == 0) return {};
  return Paragraph{
      {{counted(n, "position", "positions") + " " + words, std::move(evidence)}, {"."}}};
}

}  // namespace

Section changed_section(const Context& context) {
  if (!context.then) return {};
  Section out{"changed", "What changed since " + day_words(context.then->at), {}};
  const auto moves = positions::moves(*context.then, context.positions);
  if (!moves) return out;
  BulletList list;
  for (const Move& move : *moves) {
    if (move.kind == MoveKind::New || move.kind == MoveKind::Moved) {
      list.items.push_back(move_item(context, move));
    }
  }
  if (list.items.empty()) {
    out.blocks.emplace_back(
        Paragraph{{{"No position of " + context.group + " is new, and none has moved."}}});
  } else {
    out.blocks.emplace_back(std::move(list));
  }
  for (const auto& [kind, words] :
       {std::pair(MoveKind::SpeakerLeft, "lost who spoke for them: the office has changed hands"),
        std::pair(MoveKind::GoneStale, "went stale: nothing newer was found")}) {
    Paragraph sentence = aged_sentence(context, *moves, kind, words);
    if (!sentence.runs.empty()) out.blocks.emplace_back(std::move(sentence));
  }
  return out;
}

}  // namespace entente::brief
