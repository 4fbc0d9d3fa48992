// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/advise/agenda.hpp"

#include <algorithm>

#include "advise/group.hpp"
#include "entente/base/sum.hpp"

namespace entente::advise {
namespace {

/// Mean and range of the members' means, or false where a member is unknown. The means are summed
/// in ascending order: the order of the actors must not show in the last digit.
bool measure(const positions::PositionMatrix& matrix, AgendaEntry& entry) {
  std::vector<double> means;
  means.reserve(matrix.actors.size());
  for (std::size_t a = 0; a < matrix.actors.size(); ++a) {
    const positions::Cell& cell = matrix.cell(entry.issue_row, a);
    if (!cell.mean) return false;
    means.push_back(*cell.mean);
  }
  std::sort(means.begin(), means.end());
  CompensatedSum sum;
  for (const double mean : means) sum.add(mean);
  entry.mean = sum.value() / static_cast<double>(means.size());
  entry.range = means.back() - means.front();
  return true;
}

void read_saliences(const positions::PositionMatrix& matrix, AgendaEntry& entry) {
  for (std::size_t a = 0; a < matrix.actors.size(); ++a) {
    const std::optional<int> salience = matrix.cell(entry.issue_row, a).salience;
    if (salience) {
      entry.least_salience = std::min(entry.least_salience.value_or(*salience), *salience);
    } else {
      entry.salience_missing.push_back(matrix.actors[a]);
    }
  }
  if (!entry.complete()) entry.least_salience.reset();
}

bool agenda_order(const AgendaEntry& a, const AgendaEntry& b) {
  if (a.complete() != b.complete()) return a.complete();
  if (a.least_salience != b.least_salience) return a.least_salience > b.least_salience;
  return a.issue < b.issue;
}

}  // namespace

Result<std::vector<AgendaEntry>> common_agenda(const record::Snapshot& snapshot,
                                               const positions::PositionMatrix& matrix,
                                               const AgendaOptions& options) {
  ENTENTE_CHECK(check_matrix(snapshot, matrix));
  std::vector<AgendaEntry> agenda;
  for (std::size_t row = 0; row < matrix.issues.size(); ++row) {
    if (snapshot.issues.kind[matrix.issues[row].value()] != options.kind) continue;
    AgendaEntry entry;
    entry.issue_row = row;
    entry.issue = matrix.issues[row];
    if (!measure(matrix, entry) || entry.range > options.greatest_range + slack ||
        entry.mean < options.least_mean - slack) {
      continue;
    }
    read_saliences(matrix, entry);
    entry.statements = statements_of(matrix, row);
    agenda.push_back(std::move(entry));
  }
  std::sort(agenda.begin(), agenda.end(), agenda_order);
  return agenda;
}

}  // namespace entente::advise
