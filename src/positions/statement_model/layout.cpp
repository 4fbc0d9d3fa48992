// SPDX-License-Identifier: GPL-3.0-or-later
#include "positions/statement_model/layout.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "entente/positions/latest.hpp"
#include "positions/statement_model/pools.hpp"
#include "positions/statement_model/sentences.hpp"

namespace entente::positions {
namespace {

using CellKey = std::pair<std::size_t, std::size_t>;  ///< issue, actor

/// The day a statement tells of, as far as it lies before `at`.
std::chrono::sys_days day_of(const record::Snapshot& snapshot, StatementCode s,
                             std::chrono::sys_days at) {
  const std::size_t row = s.value();
  return std::max(snapshot.statements.date[row].first_day(),
                  std::min(snapshot.statements.until[row].last_day(), at));
}

char best_letter(const record::Snapshot& snapshot, StatementCode s) {
  char best = 'Z';
  const auto look = [&](SourceCode source) {
    const char letter = snapshot.source_reliability[source.value()];
    if (letter != '\0') best = std::min(best, letter);
  };
  for (const SourceCode source : snapshot.statements.sources[s.value()]) look(source);
  for (const PassageCode p : snapshot.statements.passages[s.value()]) {
    if (snapshot.passages.source[p.value()]) look(snapshot.passages.source[p.value()]);
  }
  return best;
}

double basis_factor(record::Basis basis, const ReadingFactors& factors) {
  switch (basis) {
    case record::Basis::Explicit:
      return 1;
    case record::Basis::Implied:
      return factors.implied;
    case record::Basis::Inferred:
      return factors.inferred;
    case record::Basis::Unknown:
      break;
  }
  return factors.basis_unknown;
}

/// Of the least certain of the statements of a reading.
double noise_factor(const record::Snapshot& snapshot, const JointReading& reading,
                    const ReadingFactors& factors) {
  double out = 0;
  for (const StatementCode s : reading.statements) {
    const char letter = best_letter(snapshot, s);
    const bool known = letter >= 'A' && letter <= 'F';
    const double source = known ? factors.reliability[static_cast<std::size_t>(letter - 'A')]
                                : factors.reliability_unknown;
    const double hedge = snapshot.statements.hedged[s.value()] ? factors.hedged : 1;
    out =
        std::max(out, basis_factor(snapshot.statements.basis[s.value()], factors) * hedge * source);
  }
  const double again = reading.coders_there - 1;
  return out * std::sqrt(1 + again * factors.shared);
}

/// Whether all who held office for the actor on one day have left by another, and somebody did.
bool government_changed(const record::Snapshot& snapshot, ActorCode actor,
                        std::chrono::sys_days from, std::chrono::sys_days to) {
  return to > from && offices_ended(snapshot, actor, from, to);
}

class LayoutMaker {
 public:
  LayoutMaker(const record::Snapshot& snapshot, const StatementModelOptions& options)
      : snapshot_(snapshot),
        at_(options.at),
        factors_(options.factors),
        without_(options.without) {}

  ModelLayout make(bool guesses) {
    std::vector<StatementCode> statements;
    std::vector<bool> on_record(snapshot_.actors.size(), false);
    for (std::size_t s = 0; s < snapshot_.statements.size(); ++s) {
      const bool left_out = s < without_.size() && without_[s];
      if (left_out || !counts(snapshot_, StatementCode(s), at_)) continue;
      statements.emplace_back(s);
      on_record[snapshot_.statements.actor[s].value()] = true;
    }
    pools_ = actor_pools(snapshot_, at_, on_record);
    out_.pools = pools_.members.size();
    out_.pool_members = pools_.members;
    add_cells(statements);
    add_readings(joint_readings(snapshot_, statements));
    if (guesses) add_guesses();
    index_readings(out_);
    return std::move(out_);
  }

 private:
  void add_cells(const std::vector<StatementCode>& statements) {
    std::map<CellKey, std::vector<StatementCode>> by_cell;
    for (const StatementCode s : statements) {
      by_cell[{snapshot_.statements.issue[s.value()].value(),
               snapshot_.statements.actor[s.value()].value()}]
          .push_back(s);
    }
    for (auto& [key, list] : by_cell) add_cell(key, std::move(list));
    out_.known_cells = out_.cells.size();
    out_.readings_of_cell.assign(out_.known_cells, 0);
  }

  ModelCell new_cell(const CellKey& key) {
    ModelCell cell;
    cell.issue = IssueCode(key.first);
    cell.actor = ActorCode(key.second);
    cell.sign = snapshot_.issues.reverse_keyed[key.first] ? -1 : 1;
    return cell;
  }

  void add_cell(const CellKey& key, std::vector<StatementCode> statements) {
    ModelCell cell = new_cell(key);
    const std::uint32_t pool = pools_.pool_of[key.second];
    const auto common = commons_.try_emplace({pool, key.first}, out_.commons.size());
    cell.common = static_cast<std::uint32_t>(common.first->second);
    if (common.second) out_.commons.push_back({pool, cell.sign});
    const auto lean =
        leans_.try_emplace({key.second, snapshot_.issues.group[key.first]}, out_.leans);
    cell.lean = static_cast<std::uint32_t>(lean.first->second);
    if (lean.second) ++out_.leans;
    cell.first_node = static_cast<std::uint32_t>(out_.nodes.size());
    add_nodes(statements, cell);
    cell_of_[key] = static_cast<std::uint32_t>(out_.cells.size());
    out_.cells.push_back(cell);
    out_.statements.push_back(std::move(statements));
  }

  void add_nodes(const std::vector<StatementCode>& statements, ModelCell& cell) {
    std::vector<std::chrono::sys_days> days;
    days.reserve(statements.size());
    for (const StatementCode s : statements) days.push_back(day_of(snapshot_, s, at_));
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    for (std::size_t d = 0; d < days.size(); ++d) {
      node_days_.push_back(days[d]);
      out_.nodes.push_back({static_cast<std::uint32_t>(out_.cells.size()),
                            d == 0 ? 0 : years(cell.actor, days[d - 1], days[d])});
    }
    cell.nodes = static_cast<std::uint32_t>(days.size());
    cell.years_to_at = years(cell.actor, days.back(), at_);
    std::chrono::sys_days& last =
        last_of_common_.try_emplace(cell.common, days.back()).first->second;
    last = std::max(last, days.back());
  }

  /// Of walk; a change of government counts as several.
  double years(ActorCode actor, std::chrono::sys_days from, std::chrono::sys_days to) const {
    if (to <= from) return 0;
    const double plain = static_cast<double>((to - from).count()) / 365.25;
    return plain + (government_changed(snapshot_, actor, from, to) ? factors_.government_years : 0);
  }

  std::uint32_t node_at(const ModelCell& cell, std::chrono::sys_days day) const {
    std::uint32_t node = cell.first_node;
    while (node_days_[node] != day) ++node;
    return node;
  }

  void add_readings(const std::vector<JointReading>& readings) {
    const std::vector<std::uint32_t> severity = severities(readings);
    for (const JointReading& joint : readings) {
      const std::size_t row = joint.statements.front().value();
      ModelReading reading;
      reading.code = snapshot_.statements.stance[row];
      reading.factor = noise_factor(snapshot_, joint, factors_);
      reading.severity = severity[snapshot_.statements.coder[row].value()];
      reading.first_target = static_cast<std::uint32_t>(out_.targets.size());
      std::vector<std::uint32_t> nodes;
      nodes.reserve(joint.statements.size());
      for (const StatementCode s : joint.statements) {
        const std::uint32_t cell = cell_of_.at({snapshot_.statements.issue[s.value()].value(),
                                                snapshot_.statements.actor[s.value()].value()});
        nodes.push_back(node_at(out_.cells[cell], day_of(snapshot_, s, at_)));
      }
      std::sort(nodes.begin(), nodes.end());
      nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
      for (const std::uint32_t node : nodes) ++out_.readings_of_cell[out_.nodes[node].cell];
      out_.targets.insert(out_.targets.end(), nodes.begin(), nodes.end());
      reading.targets = static_cast<std::uint32_t>(nodes.size());
      out_.readings.push_back(reading);
    }
  }

  /// By coder: the place of its severity, or none where it shares too few cells with others.
  std::vector<std::uint32_t> severities(const std::vector<JointReading>& readings) {
    const std::size_t coders = snapshot_.coders.size();
    std::map<CellKey, std::vector<std::size_t>> coders_of;
    std::vector<std::size_t> shared(coders, 0);
    std::vector<bool> codes(coders, false);
    for (const JointReading& reading : readings) {
      for (const StatementCode s : reading.statements) {
        const std::size_t coder = snapshot_.statements.coder[s.value()].value();
        codes[coder] = true;
        coders_of[{snapshot_.statements.issue[s.value()].value(),
                   snapshot_.statements.actor[s.value()].value()}]
            .push_back(coder);
      }
    }
    for (auto& [key, list] : coders_of) {
      std::sort(list.begin(), list.end());
      list.erase(std::unique(list.begin(), list.end()), list.end());
      if (list.size() < 2) continue;
      for (const std::size_t coder : list) ++shared[coder];
    }
    std::vector<std::uint32_t> out(coders, no_place);
    for (std::size_t c = 0; c < coders; ++c) {
      if (!codes[c]) continue;
      if (shared[c] < std::max<std::size_t>(factors_.coder_overlap, 1)) {
        out_.severity_unknown.push_back(c);
        continue;
      }
      out[c] = static_cast<std::uint32_t>(out_.severities++);
      out_.severity_coders.push_back(c);
    }
    return out;
  }

  /// Blank cells of issues on which somebody of the pool is on record.
  void add_guesses() {
    for (const auto& [key, common] : commons_) {
      for (const ActorCode actor : pools_.members[key.first]) {
        const CellKey cell_key{key.second, actor.value()};
        if (cell_of_.contains(cell_key)) continue;
        ModelCell cell = new_cell(cell_key);
        cell.common = static_cast<std::uint32_t>(common);
        const auto lean = leans_.find({actor.value(), snapshot_.issues.group[key.second]});
        if (lean != leans_.end()) cell.lean = static_cast<std::uint32_t>(lean->second);
        cell.years_to_at = years(actor, last_of_common_.at(cell.common), at_);
        out_.cells.push_back(cell);
      }
    }
  }

  const record::Snapshot& snapshot_;
  std::chrono::sys_days at_;
  const ReadingFactors& factors_;
  const std::vector<bool>& without_;
  ModelLayout out_;
  ActorPools pools_;
  std::map<std::pair<std::uint32_t, std::size_t>, std::size_t> commons_;  ///< pool, issue
  std::map<std::pair<std::size_t, std::string>, std::size_t> leans_;      ///< actor, issue group
  std::map<CellKey, std::uint32_t> cell_of_;
  std::map<std::uint32_t, std::chrono::sys_days> last_of_common_;
  std::vector<std::chrono::sys_days> node_days_;
};

/// `part_of` a cell and the sign with which it moves.
template <class PartOf>
ShiftIndex shift_index(const ModelLayout& layout, std::size_t parts, const PartOf& part_of) {
  std::vector<std::vector<std::uint32_t>> cells(parts);
  std::vector<std::map<std::uint32_t, double>> shares(parts);
  for (std::uint32_t c = 0; c < layout.known_cells; ++c) {
    const auto [part, sign] = part_of(layout.cells[c]);
    cells[part].push_back(c);
    for (std::uint32_t n = 0; n < layout.cells[c].nodes; ++n) {
      for (const std::uint32_t r : layout.readings_of(layout.cells[c].first_node + n)) {
        shares[part][r] += sign / layout.readings[r].targets;
      }
    }
  }
  ShiftIndex out;
  for (std::size_t part = 0; part < parts; ++part) {
    out.cell_first.push_back(static_cast<std::uint32_t>(out.cells.size()));
    out.share_first.push_back(static_cast<std::uint32_t>(out.shares.size()));
    out.cells.insert(out.cells.end(), cells[part].begin(), cells[part].end());
    for (const auto& [reading, share] : shares[part]) out.shares.push_back({reading, share});
  }
  out.cell_first.push_back(static_cast<std::uint32_t>(out.cells.size()));
  out.share_first.push_back(static_cast<std::uint32_t>(out.shares.size()));
  return out;
}

}  // namespace

ModelLayout model_layout(const record::Snapshot& snapshot, const StatementModelOptions& options,
                         bool guesses) {
  return LayoutMaker(snapshot, options).make(guesses);
}

void index_readings(ModelLayout& layout) {
  layout.node_first.assign(layout.nodes.size() + 1, 0);
  for (const std::uint32_t node : layout.targets) ++layout.node_first[node + 1];
  for (std::size_t n = 0; n < layout.nodes.size(); ++n) {
    layout.node_first[n + 1] += layout.node_first[n];
  }
  layout.node_readings.assign(layout.targets.size(), 0);
  std::vector<std::uint32_t> next(layout.node_first.begin(), layout.node_first.end() - 1);
  for (std::uint32_t r = 0; r < layout.readings.size(); ++r) {
    for (const std::uint32_t node : layout.targets_of(layout.readings[r])) {
      layout.node_readings[next[node]++] = r;
    }
  }
  layout.by_common = shift_index(layout, layout.commons.size(), [](const ModelCell& cell) {
    return std::pair<std::uint32_t, double>(cell.common, 1);
  });
  layout.by_lean = shift_index(layout, layout.leans, [](const ModelCell& cell) {
    return std::pair<std::uint32_t, double>(cell.lean, cell.sign);
  });
}

}  // namespace entente::positions
