// SPDX-License-Identifier: GPL-3.0-or-later
#include "positions/statement_model/sentences.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "positions/coding_evidence.hpp"

namespace entente::positions {
namespace {

/// Union of sets by path halving.
class JoinedPlaces {
 public:
  explicit JoinedPlaces(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t root(std::size_t place) {
    while (parent_[place] != place) {
      parent_[place] = parent_[parent_[place]];
      place = parent_[place];
    }
    return place;
  }
  /// The lesser root stays, so that a set is named by its first place.
  void join(std::size_t a, std::size_t b) {
    a = root(a);
    b = root(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

std::vector<std::uint32_t> evidence_items(const record::Snapshot& snapshot,
                                          const std::vector<std::uint32_t>& passages,
                                          StatementCode statement) {
  std::vector<std::uint32_t> out;
  for (const PassageCode p : snapshot.statements.passages[statement.value()]) {
    out.push_back(passages[p.value()]);
  }
  for (const SourceCode s : snapshot.statements.sources[statement.value()]) {
    out.push_back(static_cast<std::uint32_t>(snapshot.passages.size() + s.value()));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// How many coders read the words that a reading rests on, on its issue.
void count_coders(const record::Snapshot& snapshot, const std::vector<std::uint32_t>& passages,
                  std::vector<JointReading>& readings) {
  std::map<std::pair<std::size_t, std::uint32_t>, std::vector<std::size_t>> coders;
  const auto each = [&](const JointReading& reading, const auto& use) {
    for (const StatementCode s : reading.statements) {
      const std::size_t issue = snapshot.statements.issue[s.value()].value();
      for (const std::uint32_t item : evidence_items(snapshot, passages, s)) {
        use(coders[{issue, item}], snapshot.statements.coder[s.value()].value());
      }
    }
  };
  for (const JointReading& reading : readings) {
    each(reading, [](std::vector<std::size_t>& known, std::size_t coder) {
      if (std::find(known.begin(), known.end(), coder) == known.end()) known.push_back(coder);
    });
  }
  for (JointReading& reading : readings) {
    each(reading, [&reading](const std::vector<std::size_t>& known, std::size_t) {
      reading.coders_there =
          std::max(reading.coders_there, static_cast<std::uint32_t>(known.size()));
    });
  }
}

}  // namespace

std::vector<JointReading> joint_readings(const record::Snapshot& snapshot,
                                         const std::vector<StatementCode>& statements) {
  const std::vector<std::uint32_t> passages = passage_items(snapshot);
  const record::StatementColumns& columns = snapshot.statements;
  JoinedPlaces joined(statements.size());
  std::map<std::tuple<std::size_t, std::size_t, int, Date, Date, std::uint32_t>, std::size_t> first;
  for (std::size_t place = 0; place < statements.size(); ++place) {
    const std::size_t row = statements[place].value();
    for (const std::uint32_t item : evidence_items(snapshot, passages, statements[place])) {
      const auto found =
          first
              .try_emplace({columns.issue[row].value(), columns.coder[row].value(),
                            columns.stance[row], columns.date[row], columns.until[row], item},
                           place)
              .first;
      joined.join(found->second, place);
    }
  }
  std::vector<JointReading> out;
  std::vector<std::size_t> reading_of(statements.size(), 0);
  for (std::size_t place = 0; place < statements.size(); ++place) {
    const std::size_t root = joined.root(place);
    if (root == place) {
      reading_of[place] = out.size();
      out.emplace_back();
    }
    out[reading_of[root]].statements.push_back(statements[place]);
  }
  count_coders(snapshot, passages, out);
  return out;
}

}  // namespace entente::positions
