// SPDX-License-Identifier: GPL-3.0-or-later
// Models of collective decision: what a model is (its card), what it is run on (one issue with
// plain numbers) and what comes out (a point, a lottery, a stable range, a trace of typed events).
// Simulation, sensitivity, what-if and back-test take any model through this interface alone.
// Architecture after OpenSpiel's game types and Gambit's solvers. Models are immutable: one may
// run on several threads at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/cancel.hpp"
#include "entente/base/result.hpp"
#include "entente/positions/method.hpp"
#include "entente/room/parameters.hpp"
#include "entente/room/problem.hpp"
#include "entente/stats/interval.hpp"

namespace entente::room {

/// Laws that every registered model is tested for; a card names those it does not keep and why.
enum class Law : std::uint8_t {
  WithinHull,       ///< the outcome lies within the positions in the room (and the reversion point
                    ///< where the card needs one)
  Permutation,      ///< the order of the actors does not matter, to the bit
  PowerScale,       ///< twice everyone's power changes nothing
  Mirror,           ///< the scale read backwards gives the outcome read backwards
  Unanimity,        ///< all at one point: that point
  WeightlessActor,  ///< an actor of weight 0 does not matter
};
std::string_view to_string(Law law) noexcept;

struct LawException {
  Law law = Law::WithinHull;
  std::string_view why;
};

/// The static description of a model.
struct ModelCard {
  std::string_view name;  ///< "pce"
  std::string_view long_name;
  int version = 1;           ///< of its numbers; rises when a result changes
  std::string_view formula;  ///< the rule in symbols, or the publication that gives it
  std::string_view reference;
  std::vector<ParameterSpec> parameters;
  bool needs_reversion = false;  ///< no forecast without a reversion point
  bool influences_enter = true;  ///< actors that only influence take part
  bool gives_lottery = false;    ///< Outcome::lottery is filled
  bool gives_levers = false;     ///< Outcome::levers is filled
  bool tells_agreement = false;  ///< Outcome::agreed is filled
  bool exact = false;            ///< + - x / sqrt only: the same bytes on every CPU; else to 1e-9
  positions::MethodStatus status = positions::MethodStatus::Experimental;
  std::vector<LawException> exceptions;
  std::vector<std::string_view> warnings;  ///< what can mislead, one sentence each
};

/// One issue as a model sees it: plain numbers, one place an actor, in the problem's order of
/// stakes. Outside actors are among them and never bargain. Views; they must outlive the run.
struct Bargain {
  double least = 0;
  double greatest = 100;
  std::optional<double> reversion;
  std::span<const std::string_view> ids;
  std::span<const Role> role;
  std::span<const double> position;
  std::span<const double> salience;
  std::span<const double> power;

  std::size_t size() const noexcept { return position.size(); }
  double weight(std::size_t i) const noexcept { return salience[i] * power[i]; }
};

/// What happened, in order: the trace that round logs, JSON and a screen show.
enum class EventKind : std::uint8_t {
  Enter,     ///< actor: value = position, other_value = weight
  Leave,     ///< actor takes no part; value = position
  Table,     ///< a proposal: value; actor = who tabled it, or nobody = the chair
  Duel,      ///< value beats other_value with probability `share`
  Champion,  ///< value ends as the choice with probability `share`
  Accept,    ///< actor lets value pass against other_value
  Break,     ///< actor breaks the silence on value: it would rather have other_value
  Bound,     ///< value to other_value is the stable range
  Outcome,   ///< value; other_value = the reversion point where nothing was agreed
};
std::string_view to_string(EventKind kind) noexcept;

struct Event {
  static constexpr std::size_t nobody = static_cast<std::size_t>(-1);
  EventKind kind = EventKind::Enter;
  std::size_t actor = nobody;
  double value = 0;
  double other_value = 0;
  double share = 0;
  friend bool operator==(const Event&, const Event&) = default;
};

/// A point of a lottery over the scale.
struct Chance {
  double at = 0;
  double probability = 0;
  friend bool operator==(const Chance&, const Chance&) = default;
};

/// What moving one input by one unit moves the outcome by.
struct Lever {
  std::size_t actor = 0;  ///< place in the bargain
  double by_position = 0;
  double by_weight = 0;
  friend bool operator==(const Lever&, const Lever&) = default;
};

/// What a model says of one issue.
struct Outcome {
  double value = 0;                       ///< the forecast, on the issue's scale
  std::optional<bool> agreed;             ///< whether anything was agreed
  std::optional<stats::Interval> stable;  ///< no winning coalition prefers anything to these points
  std::vector<Chance> lottery;            ///< ascending by place; sums to 1
  std::vector<Lever> levers;              ///< one an actor that takes part, in the bargain's order
  std::vector<Event> trace;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

struct RunOptions {
  bool detail = false;  ///< fill stable, lottery and levers
  bool trace = false;   ///< fill the trace
};

class Model {
 public:
  Model(const ModelCard& card, Parameters parameters)
      : card_(&card), parameters_(std::move(parameters)) {}
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;
  virtual ~Model() = default;

  const ModelCard& card() const noexcept { return *card_; }
  const Parameters& parameters() const noexcept { return parameters_; }
  /// "pce(vote=proportional)": name and effective parameters.
  std::string print() const { return parameters_.print(card_->name); }

  /// The outcome of one issue. A pure function of its arguments. Errors: Missing (nobody with
  /// weight takes part; no reversion point where the card needs one), NotFound (an actor that a
  /// parameter names), Cancelled. Complexity: on each model's card header.
  virtual Result<Outcome> run(const Bargain& bargain, const RunOptions& options,
                              const CancelToken& cancel) const = 0;

 private:
  const ModelCard* card_;
  Parameters parameters_;
};

using ModelPointer = std::shared_ptr<const Model>;

/// A registered model.
struct ModelType {
  ModelCard card;
  Result<ModelPointer> (*make)(const ModelCard& card, Parameters parameters);
};

/// All models, in alphabetical order: one folder each in src/room/models/.
std::span<const ModelType* const> models();

/// By name, or null.
const ModelType* find_model(std::string_view name) noexcept;

/// "pce(vote=binary)" as a model. Errors: Usage, with "did you mean".
Result<ModelPointer> make_model(std::string_view text);

/// An issue at its modes, with the storage its Bargain looks into.
class ModeBargain {
 public:
  ModeBargain(const Problem& problem, std::size_t issue);
  ModeBargain(const ModeBargain&) = delete;
  ModeBargain& operator=(const ModeBargain&) = delete;
  const Bargain& view() const noexcept { return view_; }
  /// Places to change for what-if and sensitivity; the view shows the change.
  std::vector<double> position;
  std::vector<double> salience;
  std::vector<double> power;

 private:
  std::vector<std::string_view> ids_;
  std::vector<Role> role_;
  Bargain view_;
};

/// The model on one issue of a problem at its modes. Errors: those of check() and run().
Result<Outcome> run_at_modes(const Problem& problem, std::size_t issue, const Model& model,
                             const RunOptions& options = {true, false},
                             const CancelToken& cancel = {});

/// The trace as lines of text, one an event; what a recorded round log holds.
std::string trace_text(const Bargain& bargain, const Outcome& outcome);

/// JSON of an outcome and back: outcome_from_json(to_json(o)) == o. Errors: Malformed, Vocabulary.
std::string to_json(const Outcome& outcome);
Result<Outcome> outcome_from_json(std::string_view json);

}  // namespace entente::room
