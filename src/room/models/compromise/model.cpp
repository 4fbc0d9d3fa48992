// SPDX-License-Identifier: GPL-3.0-or-later
// The compromise model: the mean of the positions, weighted by salience times power. O(n log n).
#include <algorithm>

#include "entente/base/sum.hpp"
#include "room/bargain.hpp"

namespace entente::room::compromise {
namespace {

class Compromise final : public Model {
 public:
  using Model::Model;

  Result<Outcome> run(const Bargain& bargain, const RunOptions& options,
                      const CancelToken& cancel) const override {
    ENTENTE_CHECK(check_cancel(cancel, "compromise"));
    const std::vector<Voice> taking_part = voices(bargain, true);
    if (taking_part.empty()) return fail(nobody_with_weight());
    CompensatedSum weight;
    CompensatedSum moment;
    for (const Voice& voice : taking_part) {
      weight.add(voice.weight);
      // Measured from the least position: no cancellation, and all at one point gives that point.
      moment.add(voice.weight * (voice.position - taking_part.front().position));
    }
    Outcome out;
    const double mean = taking_part.front().position + moment.value() / weight.value();
    out.value = std::min(mean, taking_part.back().position);
    if (options.trace) {
      trace_entries(bargain, taking_part, out);
      out.trace.push_back({EventKind::Outcome, Event::nobody, out.value, out.value, 0});
    }
    if (options.detail) fill_levers(bargain, taking_part, weight.value(), out);
    return out;
  }

 private:
  static void fill_levers(const Bargain& bargain, const std::vector<Voice>& taking_part,
                          double weight, Outcome& out) {
    std::vector<bool> in(bargain.size(), false);
    for (const Voice& voice : taking_part) in[voice.place] = true;
    for (std::size_t i = 0; i < bargain.size(); ++i) {
      if (!in[i]) continue;
      out.levers.push_back(
          {i, bargain.weight(i) / weight, (bargain.position[i] - out.value) / weight});
    }
  }
};

}  // namespace

const ModelType& type() {
  static const ModelType out = {
      {"compromise",
       "Compromise: the weighted mean of the positions",
       1,
       "O = sum(w x) / sum(w), w = salience x power, over those who decide or influence; levers by "
       "the delta rule: dO/dx = w / sum(w), dO/dw = (x - O) / sum(w)",
       "J. M. M. van den Bos, Dutch EC policy making, 1991; R. Thomson et al. (eds.), The European "
       "Union Decides, 2006",
       {},
       false,
       true,
       false,
       true,
       false,
       true,
       positions::MethodStatus::Agrees,
       {},
       {"It always finds an agreement: a veto or a deadlock is not in it.",
        "On issues that are yes or no it lands between the two, where no outcome can lie."}},
      [](const ModelCard& card, Parameters parameters) -> Result<ModelPointer> {
        return std::make_shared<const Compromise>(card, std::move(parameters));
      }};
  return out;
}

}  // namespace entente::room::compromise
