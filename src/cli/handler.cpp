// SPDX-License-Identifier: GPL-3.0-or-later
#include "handler.hpp"

#include "entente/app/open.hpp"
#include "entente/base/text.hpp"

namespace entente::cli {

Result<std::string> only_study(const Parsed& parsed) {
  ENTENTE_TRY(app::StudyWords words, app::study_and_rest(parsed.words, 0, 0));
  return std::move(words.study);
}

app::ExitCode shown(Output& output, const app::Presentation& presentation) {
  output.result(presentation);
  return presentation.exit;
}

Result<std::string> figure_path(const Parsed& parsed) {
  std::string path = parsed.value("--figure");
  ENTENTE_CHECK(app::check_figure_path(path));
  return path;
}

Result<double> between_option(const Parsed& parsed, const char* name, double otherwise, double low,
                              double high) {
  if (!parsed.has(name)) return otherwise;
  const std::string given = parsed.value(name);
  const auto value = parse_number(given);
  if (value && *value > low && *value < high) return *value;
  return fail({ErrorKind::Usage,
               value ? "number out of range" : "not a number",
               {"", 0, name},
               "a number between " + number_text(low) + " and " + number_text(high),
               quotable(given),
               std::string("for example ") + name + " " + number_text(otherwise)});
}

Result<double> within_option(const Parsed& parsed, const char* name, double otherwise, double low,
                             double high) {
  if (!parsed.has(name)) return otherwise;
  const std::string given = parsed.value(name);
  const auto value = parse_number(given);
  if (value && *value >= low && *value <= high) return *value;
  return fail({ErrorKind::Usage,
               value ? "number out of range" : "not a number",
               {"", 0, name},
               "a number from " + number_text(low) + " to " + number_text(high),
               quotable(given),
               std::string("for example ") + name + " " + number_text(otherwise)});
}

Result<std::int64_t> number_option(const Parsed& parsed, const std::string& name,
                                   std::int64_t otherwise, std::int64_t low, std::int64_t high) {
  const std::string given = parsed.value(name);
  if (given.empty()) return otherwise;
  const auto value = parse_integer(given);
  if (value && *value >= low && *value <= high) return *value;
  return fail({ErrorKind::Usage,
               value ? "number out of range" : "not a whole number",
               {"", 0, name},
               "a whole number from " + std::to_string(low) + " to " + std::to_string(high),
               quotable(given),
               "correct the number"});
}

std::vector<std::string> all_values(const Parsed& parsed, std::string_view name) {
  const auto found = parsed.options.find(name);
  return found == parsed.options.end() ? std::vector<std::string>() : found->second;
}

}  // namespace entente::cli
