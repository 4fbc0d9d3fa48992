// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/positions/coding_units.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>
#include <unordered_set>

#include "coding_evidence.hpp"
#include "entente/base/text.hpp"

namespace entente::positions {
namespace {

constexpr double overlap_slack = 1e-12;

struct MatchCandidate {
  double shared = 0;
  bool same_target = false;
  bool same_date = false;
  std::uint32_t first = 0;  ///< places in the list of statements taken
  std::uint32_t second = 0;
};

std::uint64_t pair_key(std::uint32_t a, std::uint32_t b) {
  return (std::uint64_t{std::min(a, b)} << 32U) | std::max(a, b);
}

template <class CodeType>
std::vector<bool> chosen(const std::vector<CodeType>& codes, std::size_t count) {
  std::vector<bool> out(count, codes.empty());
  for (const CodeType code : codes) {
    if (code && code.value() < count) out[code.value()] = true;
  }
  return out;
}

/// The statements that take part, and those that only look like it.
struct TakenStatements {
  std::vector<StatementCode> all;  ///< ascending
  std::vector<StatementCode> edited;
};

TakenStatements taken_statements(const record::Snapshot& snapshot, const UnitOptions& options) {
  const record::StatementColumns& columns = snapshot.statements;
  const auto actors = chosen(options.actors, snapshot.actors.size());
  const auto issues = chosen(options.issues, snapshot.issues.size());
  const auto coders = chosen(options.coders, snapshot.coders.size());
  TakenStatements out;
  for (std::size_t s = 0; s < columns.size(); ++s) {
    if (!actors[columns.actor[s].value()] || !issues[columns.issue[s].value()]) continue;
    const std::size_t coder = columns.coder[s].value();
    const bool decides = coder_kind(snapshot.coders[coder]) == CoderKind::Adjudicator;
    if (!decides && !coders[coder]) continue;
    const bool edited = columns.status[s] == record::StatementStatus::Edited;
    // An adjudication that was put right is still one; a code is not its coder's any more.
    (edited && !decides ? out.edited : out.all).emplace_back(s);
  }
  return out;
}

/// Joins statements of different coders into units.
class UnitMatcher {
 public:
  UnitMatcher(const record::Snapshot& snapshot, const UnitOptions& options,
              const std::vector<StatementCode>& statements)
      : snapshot_(snapshot),
        options_(options),
        statements_(statements),
        evidence_(snapshot, statements, widened(options)),
        unit_of_(statements.size()),
        members_(statements.size()) {
    std::iota(unit_of_.begin(), unit_of_.end(), 0U);
    for (std::uint32_t i = 0; i < members_.size(); ++i) members_[i] = {i};
  }

  /// Lists of places, in order of their first member.
  Result<std::vector<std::vector<std::uint32_t>>> units(const CancelToken& cancel) {
    ENTENTE_CHECK(find_candidates(cancel));
    std::sort(candidates_.begin(), candidates_.end(),
              [](const MatchCandidate& a, const MatchCandidate& b) {
                return std::tuple(-a.shared, !a.same_target, !a.same_date, a.first, a.second) <
                       std::tuple(-b.shared, !b.same_target, !b.same_date, b.first, b.second);
              });
    matching_.reserve(candidates_.size());
    for (const MatchCandidate& c : candidates_) matching_.insert(pair_key(c.first, c.second));
    for (const MatchCandidate& c : candidates_) join(c.first, c.second);
    std::vector<std::vector<std::uint32_t>> out;
    for (std::vector<std::uint32_t>& unit : members_) {
      if (unit.empty()) continue;
      std::sort(unit.begin(), unit.end());
      out.push_back(std::move(unit));
    }
    std::sort(out.begin(), out.end());
    return out;
  }

 private:
  static std::span<const SentenceRange> widened(const UnitOptions& options) {
    if (options.match != UnitMatch::Sentence) return {};
    return options.sentences;
  }

  CoderCode coder(std::uint32_t place) const {
    return snapshot_.statements.coder[statements_[place].value()];
  }

  Result<void> find_candidates(const CancelToken& cancel) {
    const record::StatementColumns& columns = snapshot_.statements;
    std::vector<std::uint32_t> order(statements_.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto cell = [&](std::uint32_t i) {
      const std::size_t s = statements_[i].value();
      return std::pair(columns.actor[s], columns.issue[s]);
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return cell(a) < cell(b); });
    for (std::size_t begin = 0; begin < order.size();) {
      ENTENTE_CHECK(check_cancel(cancel, "matching units"));
      std::size_t end = begin + 1;
      while (end < order.size() && cell(order[end]) == cell(order[begin])) ++end;
      ENTENTE_CHECK(compare_cell(std::span(order).subspan(begin, end - begin)));
      begin = end;
    }
    return {};
  }

  Result<void> compare_cell(std::span<const std::uint32_t> places) {
    const auto pairs =
        evidence_.touching(places, options_.match != UnitMatch::Passage, most_compared - compared_);
    if (!pairs) {
      return fail({ErrorKind::Limit,
                   "too many statements rest on the same words to compare each with each",
                   {},
                   "at most " + std::to_string(most_compared) + " pairs",
                   "",
                   "name one issue or fewer coders"});
    }
    compared_ += pairs->size();
    const record::StatementColumns& columns = snapshot_.statements;
    for (const auto& [a, b] : *pairs) {
      if (coder(a) == coder(b)) continue;
      const double shared = options_.match == UnitMatch::Passage ? evidence_.items_shared(a, b)
                                                                 : evidence_.overlap(a, b);
      const double least = options_.match == UnitMatch::Overlap
                               ? options_.least_overlap - overlap_slack
                               : overlap_slack;
      if (shared < least) continue;
      const std::size_t s = statements_[a].value();
      const std::size_t t = statements_[b].value();
      candidates_.push_back({shared, columns.target[s] == columns.target[t],
                             columns.date[s].text() == columns.date[t].text(), a, b});
    }
    return {};
  }

  /// Every code of the one matches every code of the other, and no coder is in both.
  bool joinable(const std::vector<std::uint32_t>& one, const std::vector<std::uint32_t>& other) {
    for (const std::uint32_t a : one) {
      for (const std::uint32_t b : other) {
        if (coder(a) == coder(b) || !matching_.contains(pair_key(a, b))) return false;
      }
    }
    return true;
  }

  void join(std::uint32_t a, std::uint32_t b) {
    const std::uint32_t one = unit_of_[a];
    const std::uint32_t other = unit_of_[b];
    if (one == other || !joinable(members_[one], members_[other])) return;
    for (const std::uint32_t member : members_[other]) unit_of_[member] = one;
    members_[one].insert(members_[one].end(), members_[other].begin(), members_[other].end());
    members_[other].clear();
  }

  const record::Snapshot& snapshot_;
  const UnitOptions& options_;
  const std::vector<StatementCode>& statements_;
  CodingEvidence evidence_;
  std::vector<std::uint32_t> unit_of_;
  std::vector<std::vector<std::uint32_t>> members_;
  std::vector<MatchCandidate> candidates_;
  std::unordered_set<std::uint64_t> matching_;
  std::size_t compared_ = 0;
};

CodingUnits sorted_units(const record::Snapshot& snapshot,
                         const std::vector<StatementCode>& statements,
                         const std::vector<std::vector<std::uint32_t>>& matched) {
  CodingUnits out;
  std::vector<bool> codes(snapshot.coders.size());
  for (const std::vector<std::uint32_t>& places : matched) {
    CodingUnit unit;
    for (const std::uint32_t place : places) {
      const StatementCode s = statements[place];
      const std::size_t coder = snapshot.statements.coder[s.value()].value();
      unit.actor = snapshot.statements.actor[s.value()];
      unit.issue = snapshot.statements.issue[s.value()];
      if (coder_kind(snapshot.coders[coder]) == CoderKind::Adjudicator) {
        unit.adjudication = s;
      } else {
        unit.codes.push_back(s);
        codes[coder] = true;
      }
    }
    if (unit.codes.empty()) {
      out.adjudications_alone.push_back(unit.adjudication);
    } else {
      out.units.push_back(std::move(unit));
    }
  }
  std::sort(out.units.begin(), out.units.end(), [](const CodingUnit& a, const CodingUnit& b) {
    return a.codes.front() < b.codes.front();
  });
  for (std::size_t c = 0; c < codes.size(); ++c) {
    if (codes[c]) out.coders.emplace_back(c);
  }
  return out;
}

void mark_passed_over(const record::Snapshot& snapshot, const UnitOptions& options,
                      CodingUnits& units) {
  const auto coders = chosen(options.coders, snapshot.coders.size());
  CodersOfWords words(snapshot, [&](std::size_t coder) {
    return coders[coder] && coder_kind(snapshot.coders[coder]) != CoderKind::Adjudicator;
  });
  for (CodingUnit& unit : units.units) {
    if (unit.codes.size() == 1) unit.passed_over = words.others_coded_there(unit.codes.front());
  }
}

}  // namespace

std::string_view to_string(CoderKind kind) noexcept {
  switch (kind) {
    case CoderKind::Person:
      return "person";
    case CoderKind::Rule:
      return "rule";
    case CoderKind::Model:
      return "model";
    case CoderKind::Adjudicator:
      break;
  }
  return "adjudicator";
}

CoderKind coder_kind(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return CoderKind::Person;
  const std::string word = lowered(trimmed(name.substr(0, colon)));
  for (const CoderKind kind : {CoderKind::Rule, CoderKind::Model, CoderKind::Adjudicator}) {
    if (word == to_string(kind)) return kind;
  }
  return CoderKind::Person;
}

std::string_view to_string(UnitMatch match) noexcept {
  switch (match) {
    case UnitMatch::Passage:
      return "passage";
    case UnitMatch::Overlap:
      return "overlap";
    case UnitMatch::Sentence:
      break;
  }
  return "sentence";
}

Result<CodingUnits> coding_units(const record::Snapshot& snapshot, const UnitOptions& options,
                                 const CancelToken& cancel) {
  if (options.match == UnitMatch::Overlap &&
      !(options.least_overlap > 0 && options.least_overlap <= 1)) {
    return fail({ErrorKind::Range,
                 "least overlap out of range",
                 {},
                 "a share above 0 and up to 1",
                 number_text(options.least_overlap),
                 "0.5 asks for half of the words to be common"});
  }
  TakenStatements taken = taken_statements(snapshot, options);
  UnitMatcher matcher(snapshot, options, taken.all);
  ENTENTE_TRY(const auto matched, matcher.units(cancel));
  CodingUnits out = sorted_units(snapshot, taken.all, matched);
  out.edited = std::move(taken.edited);
  mark_passed_over(snapshot, options, out);
  return out;
}

bool disputed(const record::Snapshot& snapshot, const CodingUnit& unit) {
  const auto& stance = snapshot.statements.stance;
  return std::any_of(unit.codes.begin(), unit.codes.end(), [&](StatementCode s) {
    return stance[s.value()] != stance[unit.codes.front().value()];
  });
}

bool settled(const record::Snapshot& snapshot, const CodingUnit& unit) {
  const auto& status = snapshot.statements.status;
  const auto stands = [&status](StatementCode s) {
    return status[s.value()] == record::StatementStatus::Accepted ||
           status[s.value()] == record::StatementStatus::Edited;
  };
  const auto accepted = std::count_if(unit.codes.begin(), unit.codes.end(), stands);
  if (unit.adjudication && stands(unit.adjudication)) return accepted == 0;
  return accepted == 1 && std::none_of(unit.codes.begin(), unit.codes.end(), [&](StatementCode s) {
           return status[s.value()] == record::StatementStatus::Proposed;
         });
}

}  // namespace entente::positions
