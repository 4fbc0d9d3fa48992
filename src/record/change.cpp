// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/record/change.hpp"

#include <array>
#include <unordered_map>
#include <unordered_set>

#include "entente/base/text.hpp"

namespace entente::record {
namespace {

bool same_row(const Table& a, std::size_t row_a, const Table& b, std::size_t row_b) {
  for (std::size_t c = 0; c < a.columns(); ++c) {
    if (a.cell(row_a, c) != b.cell(row_b, c)) return false;
  }
  return true;
}

Error change_error(ErrorKind kind, const Change& change, std::string message, std::string mend) {
  const std::string_view table = tables()[change.table].name;
  return {kind,
          std::string(table) + " " + quotable(change.id) + ": " + std::move(message),
          {std::string(table) + ".csv", 0, "id"},
          "",
          quotable(change.id),
          std::move(mend)};
}

/// What is to happen to one table: replaced rows by number, withdrawn rows, rows at the end.
struct TablePlan {
  std::unordered_map<std::size_t, const Change*> replaced;
  std::unordered_set<std::size_t> withdrawn;
  std::vector<const Change*> inserted;
  std::unordered_set<std::string_view> inserted_ids;
};

Result<void> plan_change(const Table& table, const RowIndex& index, const Change& change,
                         TablePlan& plan) {
  const auto row = index.find(change.id);
  const bool there = row && !plan.withdrawn.contains(*row);
  if (change.kind == ChangeKind::Insert) {
    if (there || !plan.inserted_ids.insert(change.id).second) {
      return fail(
          change_error(ErrorKind::Duplicate, change, "the id is taken", "choose another id"));
    }
    plan.inserted.push_back(&change);
    return {};
  }
  if (!there) {
    return fail(change_error(ErrorKind::Reference, change, "there is no such row",
                             "reload the study and try again"));
  }
  if (!change.before.empty() && table.row_cells(*row) != change.before) {
    return fail(change_error(ErrorKind::Conflict, change, "the row was changed meanwhile",
                             "look at the row as it is now and decide again"));
  }
  if (change.kind == ChangeKind::Withdraw) {
    plan.withdrawn.insert(*row);
  } else {
    plan.replaced[*row] = &change;
  }
  return {};
}

Table carried_out(const Table& table, const TablePlan& plan) {
  Table out(table.schema());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (plan.withdrawn.contains(row)) continue;
    const auto replaced = plan.replaced.find(row);
    if (replaced != plan.replaced.end()) {
      out.append(std::span<const std::string>(replaced->second->after), table.line(row));
    } else {
      out.append(std::span<const std::string>(table.row_cells(row)), table.line(row));
    }
  }
  for (const Change* change : plan.inserted)
    out.append(std::span<const std::string>(change->after));
  return out;
}

}  // namespace

std::string_view to_string(ChangeKind kind) noexcept {
  static constexpr std::array<std::string_view, 3> names = {"insert", "replace", "withdraw"};
  return names[static_cast<std::size_t>(kind)];
}

std::vector<std::string> changed_columns(const Change& change) {
  std::vector<std::string> out;
  if (change.kind != ChangeKind::Replace) return out;
  const auto& columns = tables()[change.table].columns;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (change.before.at(c) != change.after.at(c)) out.emplace_back(columns[c].name);
  }
  return out;
}

std::string describe(const Change& change) {
  const TableSchema& schema = tables()[change.table];
  const std::string name = std::string(schema.name) + " " + quotable(change.id);
  if (change.kind == ChangeKind::Withdraw) return name + ": withdrawn";
  std::string out;
  for (std::size_t c = 1; c < schema.columns.size(); ++c) {
    const std::string& after = change.after.at(c);
    if (change.kind == ChangeKind::Insert) {
      if (after.empty()) continue;
      out +=
          (out.empty() ? "" : ", ") + std::string(schema.columns[c].name) + " " + quotable(after);
    } else if (change.before.at(c) != after) {
      const auto shown = [](const std::string& cell) {
        return cell.empty() ? "(blank)" : quotable(cell);
      };
      if (!out.empty()) out += "\n";
      out += name + ": " + std::string(schema.columns[c].name) + " " + shown(change.before[c]) +
             " -> " + shown(after);
    }
  }
  return change.kind == ChangeKind::Insert ? name + ": new: " + out : out;
}

std::vector<Change> difference(const Table& from, const Table& to) {
  std::vector<Change> out;
  const std::size_t table = table_index(from.schema().name).value();
  const RowIndex old_rows(from);
  const RowIndex new_rows(to);
  for (std::size_t row = 0; row < from.rows(); ++row) {
    if (!new_rows.find(from.id(row))) {
      out.push_back(
          {ChangeKind::Withdraw, table, std::string(from.id(row)), from.row_cells(row), {}});
    }
  }
  for (std::size_t row = 0; row < to.rows(); ++row) {
    const auto old_row = old_rows.find(to.id(row));
    if (!old_row) {
      out.push_back({ChangeKind::Insert, table, std::string(to.id(row)), {}, to.row_cells(row)});
    } else if (!same_row(from, *old_row, to, row)) {
      out.push_back({ChangeKind::Replace, table, std::string(to.id(row)), from.row_cells(*old_row),
                     to.row_cells(row)});
    }
  }
  return out;
}

std::vector<Change> difference(const Study& from, const Study& to) {
  std::vector<Change> out;
  for (std::size_t t = 0; t < tables().size(); ++t) {
    std::vector<Change> part = difference(from.table(t), to.table(t));
    std::move(part.begin(), part.end(), std::back_inserter(out));
  }
  return out;
}

Result<void> apply(Study& study, const std::vector<Change>& changes) {
  std::vector<TablePlan> plans(tables().size());
  std::vector<std::optional<RowIndex>> indexes(tables().size());
  for (const Change& change : changes) {
    const Table& table = study.table(change.table);
    if (!indexes[change.table]) indexes[change.table].emplace(table);
    ENTENTE_CHECK(plan_change(table, *indexes[change.table], change, plans[change.table]));
  }
  for (std::size_t t = 0; t < plans.size(); ++t) {
    if (indexes[t]) study.table(t) = carried_out(study.table(t), plans[t]);
  }
  return {};
}

}  // namespace entente::record
