// SPDX-License-Identifier: GPL-3.0-or-later
#include "room_commands.hpp"

#include <limits>

#include "entente/app/backtest.hpp"
#include "entente/app/room.hpp"
#include "entente/base/text.hpp"
#include "handler.hpp"

namespace entente::cli {
namespace {

/// A count or a seed, which is never negative.
Result<std::uint64_t> counted_option(const Parsed& parsed, const char* name, std::int64_t otherwise,
                                     std::int64_t low, std::int64_t high) {
  ENTENTE_TRY(const std::int64_t value, number_option(parsed, name, otherwise, low, high));
  return static_cast<std::uint64_t>(value);
}

constexpr std::int64_t greatest_seed = std::numeric_limits<std::int64_t>::max();

}  // namespace

Result<app::ExitCode> run_room(const Parsed& parsed, const app::Context& context, Output& output) {
  app::RoomRequest request;
  ENTENTE_TRY(request.study, only_study(parsed));
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
  return shown(output, app::present(outcome, output.style()));
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
  return shown(output, app::present(outcome, output.style()));
}

}  // namespace entente::cli
