// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of experts of any bytes, as EXCALIBUR's and as a table: what is read can be weighed and
// pooled, or is refused in words.
#include "entente/ingest/experts.hpp"
#include "entente/positions/classical_model.hpp"
#include "entente/positions/expert_pools.hpp"
#include "fuzzing.hpp"

using entente::fuzz::require;

namespace {

void weigh(const entente::Result<entente::record::ExpertPanel>& panel) {
  if (!panel) {
    entente::fuzz::require_presentable(panel.error());
    return;
  }
  // Work grows with the square of the experts; larger ones say nothing new.
  if (panel->experts().size() > 12 || panel->items().size() > 12) return;
  for (const auto weighting :
       {entente::positions::ExpertWeighting::Equal, entente::positions::ExpertWeighting::Global}) {
    entente::positions::ClassicalOptions options;
    options.weighting = weighting;
    const auto model = entente::positions::classical_model(*panel, options);
    if (!model) {
      entente::fuzz::require_presentable(model.error());
      continue;
    }
    for (const auto& score : model->experts) {
      require(score.calibration >= 0 && score.calibration <= 1, "calibration is a probability");
    }
  }
  require(entente::positions::delphi(*panel).size() == panel->items().size(), "an item each");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = entente::fuzz::input(data, size);
  const std::size_t half = bytes.find('\0');
  weigh(entente::ingest::read_excalibur(
      bytes.substr(0, half), "answers",
      half == std::string_view::npos ? std::string_view() : bytes.substr(half + 1), "known"));
  const auto sheet = entente::ingest::read_csv(bytes, "answers.csv");
  if (sheet) weigh(entente::ingest::read_expert_table(*sheet, 80));
  return 0;
}
