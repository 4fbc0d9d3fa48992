// SPDX-License-Identifier: GPL-3.0-or-later
#include "context.hpp"

#include <algorithm>

#include "entente/figure/stance_matrix.hpp"
#include "words.hpp"

namespace entente::brief {

std::vector<IssueFinding> findings(const positions::PositionMatrix& matrix) {
  std::vector<IssueFinding> out;
  for (std::size_t i = 0; i < matrix.issues.size(); ++i) {
    IssueFinding finding{i, 0, 2, -2, false};
    for (std::size_t a = 0; a < matrix.actors.size(); ++a) {
      const positions::Cell& cell = matrix.cell(i, a);
      if (!cell.known()) continue;
      ++finding.known;
      finding.low = std::min(finding.low, cell.low);
      finding.high = std::max(finding.high, cell.high);
      finding.contested = finding.contested || cell.state == positions::CellState::Contested;
    }
    if (finding.known > 0) out.push_back(finding);
  }
  return out;
}

std::vector<std::string> statement_evidence(const Context& context,
                                            const std::vector<StatementCode>& statements) {
  std::vector<std::string> out;
  out.reserve(statements.size());
  for (const StatementCode s : statements) {
    out.push_back("statement/" + context.snapshot.statement_ids[s.value()]);
  }
  return out;
}

std::vector<std::string> cell_evidence(const Context& context, const positions::Cell& cell) {
  return statement_evidence(context, cell.statements);
}

std::vector<std::string> row_evidence(const Context& context,
                                      const positions::PositionMatrix& matrix, std::size_t row) {
  std::vector<std::string> out;
  for (std::size_t a = 0; a < matrix.actors.size(); ++a) {
    const auto part = cell_evidence(context, matrix.cell(row, a));
    out.insert(out.end(), part.begin(), part.end());
  }
  return out;
}

std::vector<std::string> matrix_evidence(const Context& context,
                                         const positions::PositionMatrix& matrix) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < matrix.issues.size(); ++i) {
    const auto part = row_evidence(context, matrix, i);
    out.insert(out.end(), part.begin(), part.end());
  }
  return out;
}

std::vector<std::string> engagement_evidence(const Context& context,
                                             std::span<const EngagementCode> engagements) {
  std::vector<std::string> out;
  for (const EngagementCode e : engagements) {
    out.push_back("engagement/" + context.snapshot.engagement_ids[e.value()]);
  }
  return out;
}

std::string actor_name(const Context& context, ActorCode actor) {
  const std::string& name = context.snapshot.actors.name[actor.value()];
  return name.empty() ? context.snapshot.actors.id[actor.value()] : name;
}

std::string short_actor_name(const Context& context, ActorCode actor) {
  const std::string name = actor_name(context, actor);
  const std::string& id = context.snapshot.actors.id[actor.value()];
  return name.size() > 16 && id.size() <= 8 ? id : name;
}

std::string claim_words(const Context& context, IssueCode issue) {
  return quoted(context.snapshot.issues.claim[issue.value()]);
}

std::string who_stands_where(const Context& context, const positions::PositionMatrix& matrix,
                             std::size_t row) {
  std::vector<std::string> parts;
  std::vector<std::string> disputed;
  for (int stance = 2; stance >= -2; --stance) {
    std::vector<std::string> names;
    for (std::size_t a = 0; a < matrix.actors.size(); ++a) {
      const positions::Cell& cell = matrix.cell(row, a);
      if (cell.stance == stance) names.push_back(actor_name(context, matrix.actors[a]));
      if (stance == 2 && cell.state == positions::CellState::Contested) {
        disputed.push_back("statements of " + actor_name(context, matrix.actors[a]) + " disagree");
      }
    }
    if (names.empty()) continue;
    std::string words(figure::stance_words(stance));
    if (names.size() > 1) {
      // "supports" -> "support", "is neutral" -> "are neutral", "leans against" -> "lean against"
      const std::size_t end = std::min(words.find(' '), words.size());
      words = words.starts_with("is ") ? "are " + words.substr(3)
                                       : words.substr(0, end - 1) + words.substr(end);
    }
    parts.push_back(listed(names) + " " + words + " (" + std::string(figure::stance_sign(stance)) +
                    ")");
  }
  parts.insert(parts.end(), disputed.begin(), disputed.end());
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "; ") + part;
  return out;
}

}  // namespace entente::brief
