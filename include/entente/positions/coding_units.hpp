// SPDX-License-Identifier: GPL-3.0-or-later
// Which statements of different coders are codes of one and the same unit. Two statements can be
// only where they are of one actor and one issue; then they are matched by what they rest on.
// Both codes stay: nothing here reads or prefers a stance. Pure functions, any thread.
//
// A coder's kind is the word before the colon of its name: "rule: lexicon 2", "model: NAME", or
// "adjudicator: NAME" for who decided between codes; anything else is a person. An adjudication is
// no further code of the unit: it was made knowing the others. A statement of status "edited" no
// longer says what its coder coded and takes no part; a rejected one does, or coders would agree
// ever better the more was adjudicated.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/base/result.hpp"
#include "entente/record/snapshot.hpp"

namespace entente::positions {

enum class CoderKind : std::uint8_t { Person, Rule, Model, Adjudicator };
/// "person", "rule", "model", "adjudicator".
std::string_view to_string(CoderKind kind) noexcept;
CoderKind coder_kind(std::string_view name);
constexpr bool is_machine(CoderKind kind) noexcept {
  return kind == CoderKind::Rule || kind == CoderKind::Model;
}

enum class UnitMatch : std::uint8_t {
  Passage,  ///< at least one passage (the same row, or the same bytes) or source in common
  Overlap,  ///< Jaccard index of the bytes they rest on reaches `least_overlap`
  Sentence  ///< at least one sentence in common, whatever part of it each marked
};
/// "passage", "overlap", "sentence".
std::string_view to_string(UnitMatch match) noexcept;

/// The bytes from the first byte of the first sentence that a passage touches to the end of the
/// last one; begin = end where that cannot be told.
struct SentenceRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

struct UnitOptions {
  UnitMatch match = UnitMatch::Passage;
  double least_overlap = 0.5;  ///< in (0, 1]; for Overlap only
  /// By passage; for Sentence only. Of a passage that is missing or cannot be told, its own bytes.
  std::vector<SentenceRange> sentences = {};
  std::vector<ActorCode> actors = {};  ///< empty = all
  std::vector<IssueCode> issues = {};  ///< empty = all
  std::vector<CoderCode> coders = {};  ///< empty = all; adjudicators are always read
};

struct CodingUnit {
  ActorCode actor;
  IssueCode issue;
  std::vector<StatementCode> codes;  ///< at most one a coder, ascending
  StatementCode adjudication;        ///< none where nobody decided
  /// Of a unit with one code: another coder coded something in the same passages, so it saw them
  /// and found no such statement there. Otherwise it may never have read them.
  bool passed_over = false;
};

struct CodingUnits {
  std::vector<CoderCode> coders;      ///< those with a code, ascending; no adjudicators
  std::vector<CodingUnit> units;      ///< in order of their first code
  std::vector<StatementCode> edited;  ///< left out: no longer the coder's own
  std::vector<StatementCode> adjudications_alone;  ///< that decide between nothing on record
};

/// Most pairs of statements that are compared.
inline constexpr std::size_t most_compared = 20'000'000;

/// Matches greedily: the pairs of statements that share most first (then those with the same
/// target, then the same date, then the study's order); a pair joins their units where no coder
/// would then have two codes and all codes match one another. A second code of one coder on the
/// same words stays a unit of its own. In Overlap and Sentence mode statements that name a source
/// as a whole, or a passage without a range, are compared by passages and sources instead of bytes.
/// Errors: Range (least_overlap), Limit (most_compared), Cancelled. O(n log n + pairs compared).
Result<CodingUnits> coding_units(const record::Snapshot& snapshot, const UnitOptions& options,
                                 const CancelToken& cancel = {});

/// Whether its codes differ.
bool disputed(const record::Snapshot& snapshot, const CodingUnit& unit);

/// Whether one answer stands: exactly one of the codes and the adjudication is accepted (or, of an
/// adjudication, edited), and without an adjudication no code is merely proposed. O(codes).
bool settled(const record::Snapshot& snapshot, const CodingUnit& unit);

}  // namespace entente::positions
