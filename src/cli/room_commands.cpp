// SPDX-License-Identifier: GPL-3.0-or-later
#include "room_commands.hpp"

#include <limits>

#include "entente/app/backtest.hpp"
#include "entente/app/open.hpp"
#include "entente/app/room.hpp"
#include "entente/base/text.hpp"

namespace entente::cli {
namespace {

/// A whole number of an option, `fallback` where it is not given.
Result<std::uint64_t> counted_option(const Parsed& parsed, const char* name, std::uint64_t fallback,
                                     std::int64_t low, std::int64_t high) {
  const std::string given = parsed.value(name);
  if (given.empty()) return fallback;
  const auto value = parse_integer(given);
  if (value && *value >= low && *value <= high) return static_cast<std::uint64_t>(*value);
  return fail({ErrorKind::Usage,
               value ? "number out of range" : "not a whole number",
               {"", 0, name},
               "a whole number from " + std::to_string(low) + " to " + std::to_string(high),
               quotable(given),
               "correct the number"});
}

std::vector<std::string> all_values(const Parsed& parsed, const char* name) {
  const auto found = parsed.options.find(name);
  return found == parsed.options.end() ? std::vector<std::string>() : found->second;
}

constexpr std::int64_t greatest_seed = std::numeric_limits<std::int64_t>::max();

}  // namespace

Result<app::ExitCode> run_room(const Parsed& parsed, const app::Context& context, Output& output) {
  ENTENTE_TRY(app::StudyWords words, app::study_and_rest(parsed.words, 0, 0));
  app::RoomRequest request;
  request.study = std::move(words.study);
  request.at = parsed.value("--at");
  request.issues = all_values(parsed, "--issue");
  request.models = joined(all_values(parsed, "--model"), ",");
  request.moves = all_values(parsed, "--set");
  request.reversions = all_values(parsed, "--reversion");
  ENTENTE_TRY(const std::uint64_t draws,
              counted_option(parsed, "--draws", 10'000, 100, 10'000'000));
  ENTENTE_TRY(request.options.seed, counted_option(parsed, "--seed", 1, 0, greatest_seed));
  request.options.draws = static_cast<std::uint32_t>(draws);
  request.options.threads = 0;
  ENTENTE_TRY(const auto outcome, app::room_of(request, context));
  const app::Presentation presentation = app::present(outcome, output.style());
  output.result(presentation);
  return presentation.exit;
}

Result<app::ExitCode> run_backtest(const Parsed& parsed, const app::Context& context,
                                   Output& output) {
  app::BacktestRequest request;
  request.set = parsed.words.front();
  request.folder = parsed.value("--data");
  request.models = joined(all_values(parsed, "--model"), ",");
  ENTENTE_TRY(request.seed, counted_option(parsed, "--seed", 1, 0, greatest_seed));
  request.threads = 0;
  ENTENTE_TRY(const auto outcome, app::backtest(request, context));
  const app::Presentation presentation = app::present(outcome, output.style());
  output.result(presentation);
  return presentation.exit;
}

}  // namespace entente::cli
