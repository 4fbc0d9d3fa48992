// SPDX-License-Identifier: GPL-3.0-or-later
// What the handlers of commands share.
#pragma once

#include <cstdint>
#include <string>

#include "args.hpp"
#include "entente/app/figures.hpp"
#include "entente/app/present.hpp"
#include "output.hpp"

namespace entente::cli {

/// The study of a command that takes nothing else. Errors: as study_and_rest.
Result<std::string> only_study(const Parsed& parsed);

/// Prints what a command found and gives its exit code.
app::ExitCode shown(Output& output, const app::Presentation& presentation);

/// The path of --figure, checked before anything is computed; empty where there is none. Errors:
/// Usage.
Result<std::string> figure_path(const Parsed& parsed);

/// Draws and saves what was found where a path was given, and says so in text.
template <class Outcome>
Result<void> draw_figure(const Parsed& parsed, const std::string& path, const Outcome& outcome,
                         Output& output) {
  if (path.empty()) return {};
  ENTENTE_TRY(const auto figure, figure_of(outcome));  // found beside the outcome
  ENTENTE_CHECK(app::save_figure(path, figure, parsed.has("--force")));
  output.say("Drawn: " + app::printable(path) + "\n");
  return {};
}

/// A whole number of an option, or `otherwise` where it is not given. Errors: Usage.
Result<std::int64_t> number_option(const Parsed& parsed, const std::string& name,
                                   std::int64_t otherwise, std::int64_t low, std::int64_t high);

/// A number of an option strictly between low and high, or `otherwise` where it is not given.
/// Errors: Usage.
Result<double> between_option(const Parsed& parsed, const char* name, double otherwise, double low,
                              double high);

/// The same with both ends.
Result<double> within_option(const Parsed& parsed, const char* name, double otherwise, double low,
                             double high);

/// All values of an option that may be given several times.
std::vector<std::string> all_values(const Parsed& parsed, std::string_view name);

}  // namespace entente::cli
