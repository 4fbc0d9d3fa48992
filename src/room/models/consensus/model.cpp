// SPDX-License-Identifier: GPL-3.0-or-later
// Consensus under the silence procedure: a draft is tabled against a reversion point and stands
// where nobody whose consent is needed breaks the silence. O(n log n).
#include <algorithm>
#include <cmath>

#include "entente/base/sum.hpp"
#include "entente/base/text.hpp"
#include "room/bargain.hpp"

namespace entente::room::consensus {
namespace {

/// Those whose consent counts, by position, and what they need together.
struct Table {
  std::vector<Voice> deciders;
  double needed = 0;
};

class Consensus final : public Model {
 public:
  Consensus(const ModelCard& card, Parameters given)
      : Model(card, std::move(given)),
        quota_(parameters().number("quota")),
        by_power_(parameters().text("votes") == "power"),
        setter_(parameters().text("setter")) {}

  Result<Outcome> run(const Bargain& bargain, const RunOptions& options,
                      const CancelToken& cancel) const override {
    ENTENTE_CHECK(check_cancel(cancel, "consensus"));
    if (!bargain.reversion) return fail(no_reversion());
    const Table table = seats(bargain);
    if (table.deciders.empty()) return fail(nobody_decides());
    std::size_t tabled_by = Event::nobody;
    ENTENTE_TRY(const double draft, draft_of(bargain, table, tabled_by));
    const double reversion = *bargain.reversion;
    const stats::Interval core = core_of(table);
    Outcome out;
    out.value = acceptable(draft, reversion, core);
    out.agreed = out.value != reversion;
    if (options.detail) out.stable = core;
    if (options.trace) trace(bargain, table, core, draft, tabled_by, out);
    return out;
  }

 private:
  Table seats(const Bargain& bargain) const {
    Table out;
    CompensatedSum total;
    for (std::size_t i = 0; i < bargain.size(); ++i) {
      if (bargain.role[i] != Role::Decides || !(bargain.salience[i] > 0)) continue;
      const double vote = by_power_ ? bargain.power[i] : 1;
      if (vote > 0) out.deciders.push_back({bargain.position[i], vote, i});
    }
    std::sort(out.deciders.begin(), out.deciders.end(), [&bargain](const Voice& a, const Voice& b) {
      if (a.position != b.position) return a.position < b.position;
      if (a.weight != b.weight) return a.weight < b.weight;
      return bargain.ids[a.place] < bargain.ids[b.place];
    });
    for (const Voice& voice : out.deciders) total.add(voice.weight);
    // Decimal quotas are not exact in binary: 0.6 of five votes are three.
    out.needed = total.value() * quota_ - total.value() * 1e-12;
    return out;
  }

  /// What the chair or an actor would like best.
  Result<double> draft_of(const Bargain& bargain, const Table& table, std::size_t& who) const {
    if (setter_ == "mean" || setter_ == "median") {
      std::vector<double> positions;
      positions.reserve(table.deciders.size());
      for (const Voice& voice : table.deciders) positions.push_back(voice.position);
      const std::size_t n = positions.size();
      if (setter_ == "median") {
        return positions[(n - 1) / 2] + (positions[n / 2] - positions[(n - 1) / 2]) / 2;
      }
      CompensatedSum sum;
      for (const double position : positions) sum.add(position - positions.front());
      return std::min(positions.front() + sum.value() / static_cast<double>(n), positions.back());
    }
    for (std::size_t i = 0; i < bargain.size(); ++i) {
      if (bargain.ids[i] != setter_ || bargain.role[i] == Role::Outside) continue;
      who = i;
      return bargain.position[i];
    }
    return fail({ErrorKind::NotFound,
                 "the setter is not in the room",
                 {"", 0, "setter of consensus"},
                 "mean, median, or the id of an actor that decides or influences",
                 quotable(setter_),
                 "name an actor in the room"});
  }

  /// From the position at which the votes counted from the right reach the quota to its mirror.
  static stats::Interval core_of(const Table& table) {
    stats::Interval out;
    CompensatedSum votes;
    for (std::size_t k = table.deciders.size(); k-- > 0;) {
      votes.add(table.deciders[k].weight);
      out.low = table.deciders[k].position;
      if (votes.value() >= table.needed) break;
    }
    CompensatedSum mirrored;
    for (const Voice& voice : table.deciders) {
      mirrored.add(voice.weight);
      out.high = voice.position;
      if (mirrored.value() >= table.needed) break;
    }
    return out;
  }

  /// The point nearest to the draft that enough deciders hold no worse than the reversion point.
  /// To the right of q those are the points up to 2 L - q, to its left those down to 2 H - q.
  static double acceptable(double draft, double reversion, const stats::Interval& core) {
    if (draft > reversion) return std::max(reversion, std::min(draft, 2 * core.low - reversion));
    return std::min(reversion, std::max(draft, 2 * core.high - reversion));
  }

  static void vote(const Bargain& bargain, const Table& table, std::size_t who, double proposal,
                   Outcome& out) {
    const double reversion = *bargain.reversion;
    const double slack = 1e-9 * (bargain.greatest - bargain.least);
    out.trace.push_back({EventKind::Table, who, proposal, reversion, 0});
    for (const Voice& voice : table.deciders) {
      const bool content =
          std::fabs(voice.position - proposal) <= std::fabs(voice.position - reversion) + slack;
      out.trace.push_back(
          {content ? EventKind::Accept : EventKind::Break, voice.place, proposal, reversion, 0});
    }
  }

  static void trace(const Bargain& bargain, const Table& table, const stats::Interval& core,
                    double draft, std::size_t who, Outcome& out) {
    trace_entries(bargain, table.deciders, out);
    out.trace.push_back({EventKind::Bound, Event::nobody, core.low, core.high, 0});
    vote(bargain, table, who, draft, out);
    if (out.value != draft && *out.agreed) vote(bargain, table, who, out.value, out);
    out.trace.push_back({EventKind::Outcome, Event::nobody, out.value, *bargain.reversion, 0});
  }

  static Error no_reversion() {
    return {ErrorKind::Missing,
            "consensus needs to know what holds without an agreement",
            {"", 0, "reversion"},
            "a reversion point on the issue's line",
            "",
            "say where things stay if nothing is agreed"};
  }
  static Error nobody_decides() {
    return {ErrorKind::Missing,
            "nobody whose consent is needed has a stake",
            {"", 0, "role"},
            "at least one actor that decides, with salience (and votes) above 0",
            "",
            "give those whose consent is needed the role decides"};
  }

  double quota_;
  bool by_power_;
  std::string setter_;
};

}  // namespace

const ModelType& type() {
  static const ModelType out = {
      {"consensus",
       "Consensus under the silence procedure",
       1,
       "those who decide and to whom the issue matters vote; a draft a is tabled against the "
       "reversion point q; the outcome is the point z nearest to a for which the votes of those "
       "with |x - z| <= |x - q| reach the quota, q where there is none; stable are the points from "
       "L (votes counted from the right reach the quota) to its mirror H",
       "T. Romer, H. Rosenthal, Political resource allocation, controlled agendas, and the status "
       "quo, Public Choice 33 (1978); G. Tsebelis, Veto Players, 2002",
       {{"quota",
         ParameterKind::Number,
         "share of the votes that must not object; 1 = all",
         "1",
         {},
         0.5,
         1,
         true},
        {"votes", ParameterKind::Word, "what a decider's vote counts", "one", {"one", "power"}},
        {"setter",
         ParameterKind::Name,
         "whose wish is tabled first: the chair at the deciders' mean or median, or an actor",
         "mean",
         {"mean", "median"}}},
       true,
       false,
       false,
       false,
       true,
       true,
       positions::MethodStatus::Agrees,
       {{Law::WeightlessActor,
         "a decider without power keeps its vote where each has one: only salience 0 takes it"}},
       {"It rests on the reversion point: another one gives another outcome.",
        "Nobody is bought off on another issue: each issue is settled alone.",
        "The chair's draft is a convention; name the setter where it is known."}},
      [](const ModelCard& card, Parameters parameters) -> Result<ModelPointer> {
        return std::make_shared<const Consensus>(card, std::move(parameters));
      }};
  return out;
}

}  // namespace entente::room::consensus
