// SPDX-License-Identifier: GPL-3.0-or-later
// A model's words (first line) and a problem in JSON (the rest): what is accepted says itself
// again, and a model run on it stays on the scale.
#include "entente/room/model.hpp"
#include "fuzzing.hpp"

using namespace entente;
using entente::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::input(data, size);
  const std::size_t line = std::min(text.find('\n'), text.size());
  const auto model = room::make_model(text.substr(0, line));
  if (model) {
    const auto again = room::make_model((*model)->print());
    require(again && (*again)->print() == (*model)->print(), "a model says itself again");
  } else {
    fuzz::require_presentable(model.error());
  }
  const auto problem = room::problem_from_json(text.substr(std::min(line + 1, text.size())));
  if (!problem) {
    fuzz::require_presentable(problem.error());
    return 0;
  }
  const auto again = room::problem_from_json(room::to_json(*problem));
  require(again && *again == *problem, "a problem says itself again");
  for (std::size_t i = 0; model && i < problem->issues.size(); ++i) {
    const auto out = room::run_at_modes(*problem, i, **model, {true, true});
    if (!out) {
      fuzz::require_presentable(out.error());
      continue;
    }
    const room::Issue& issue = problem->issues[i];
    require(out->value >= issue.least && out->value <= issue.greatest,
            "the outcome is on the line");
    const auto read = room::outcome_from_json(room::to_json(*out));
    require(read && *read == *out, "an outcome says itself again");
  }
  return 0;
}
