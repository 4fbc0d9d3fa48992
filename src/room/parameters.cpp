// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/room/parameters.hpp"

#include <algorithm>

#include "entente/base/text.hpp"

namespace entente::room {
namespace {

Error bad_model(std::string message, std::string expected, std::string_view found,
                std::string mend) {
  return {ErrorKind::Usage,    std::move(message), {"", 0, "model"},
          std::move(expected), quotable(found),    std::move(mend)};
}

std::string listed(const std::vector<std::string_view>& words) {
  std::string out;
  for (const std::string_view word : words) out += (out.empty() ? "" : ", ") + std::string(word);
  return out;
}

/// The value in its printed form.
Result<std::string> sound_value(const ParameterSpec& spec, const std::string& given) {
  const auto named = std::find(spec.choices.begin(), spec.choices.end(), given);
  if (spec.kind == ParameterKind::Number) {
    const auto number = parse_number(given);
    const bool above = number && (spec.above_least ? *number > spec.least : *number >= spec.least);
    if (above && *number <= spec.greatest) return number_text(*number);
    return fail(bad_model("value of " + std::string(spec.name) + " out of range",
                          "a number " + std::string(spec.above_least ? "above " : "from ") +
                              number_text(spec.least) + " to " + number_text(spec.greatest),
                          given, "correct the number"));
  }
  if (named != spec.choices.end()) return given;
  if (spec.kind == ParameterKind::Name && !given.empty()) return given;
  const std::vector<std::string> choices(spec.choices.begin(), spec.choices.end());
  std::string mend = did_you_mean_sentence(given, choices);
  if (mend.empty()) mend = "choose one of them";
  return fail(bad_model("no such value of " + std::string(spec.name), listed(spec.choices), given,
                        std::move(mend)));
}

}  // namespace

Result<Parameters> Parameters::make(std::string_view model, const std::vector<ParameterSpec>& specs,
                                    const std::vector<std::pair<std::string, std::string>>& given) {
  Parameters out;
  std::vector<std::string> names;
  for (const ParameterSpec& spec : specs) {
    names.emplace_back(spec.name);
    out.values_.emplace_back(spec.name, spec.default_value);
  }
  std::vector<bool> seen(specs.size(), false);
  for (const auto& [name, value] : given) {
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) {
      std::string mend = did_you_mean_sentence(name, names);
      if (mend.empty()) mend = names.empty() ? "leave the brackets out" : "leave it out";
      return fail(bad_model(std::string(model) + " has no such parameter",
                            names.empty() ? "no parameter" : joined(names, ", "), name,
                            std::move(mend)));
    }
    const auto i = static_cast<std::size_t>(at - names.begin());
    if (seen[i]) {
      return fail(bad_model("a parameter is given twice", "each once", name, "leave one out"));
    }
    seen[i] = true;
    ENTENTE_TRY(out.values_[i].second, sound_value(specs[i], value));
  }
  return out;
}

std::string_view Parameters::text(std::string_view name) const noexcept {
  for (const auto& [known, value] : values_) {
    if (known == name) return value;
  }
  return {};
}

double Parameters::number(std::string_view name) const noexcept {
  return parse_number(text(name)).value_or(0);
}

std::string Parameters::print(std::string_view model) const {
  std::string out(model);
  for (std::size_t i = 0; i < values_.size(); ++i) {
    out += (i == 0 ? "(" : ",") + values_[i].first + "=" + values_[i].second;
  }
  return values_.empty() ? out : out + ")";
}

Result<ModelWords> parse_model_words(std::string_view text) {
  ModelWords out;
  const std::string_view whole = trimmed(text);
  const std::size_t open = whole.find('(');
  out.name = std::string(trimmed(whole.substr(0, open)));
  if (out.name.empty()) {
    return fail(bad_model("no model is named", "NAME or NAME(key=value,...)", whole,
                          "entente help room lists the models"));
  }
  if (open == std::string_view::npos) {
    if (whole.find_first_of("),=") == std::string_view::npos) return out;
    return fail(bad_model("not a model", "NAME or NAME(key=value,...)", whole,
                          "put parameters in brackets behind the name"));
  }
  const std::size_t close = whole.find(')', open);
  if (close + 1 != whole.size()) {
    return fail(bad_model("the brackets do not match", "NAME(key=value,...)", whole,
                          "close the bracket once, at the end"));
  }
  const std::string_view inside = whole.substr(open + 1, close - open - 1);
  if (trimmed(inside).empty()) return out;
  for (const std::string_view item : split(inside, ',')) {
    const std::size_t equals = item.find('=');
    const std::string_view key = trimmed(item.substr(0, equals));
    if (equals == std::string_view::npos || key.empty() ||
        item.find_first_of("(=", equals + 1) != std::string_view::npos) {
      return fail(bad_model("not a parameter", "key=value", item, "write it as key=value"));
    }
    out.given.emplace_back(key, trimmed(item.substr(equals + 1)));
  }
  return out;
}

std::vector<std::string> split_models(std::string_view text) {
  std::vector<std::string> out;
  std::size_t start = 0;
  int depth = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] == '(') ++depth;
    if (i < text.size() && text[i] == ')') --depth;
    if (i < text.size() && (text[i] != ',' || depth > 0)) continue;
    const std::string_view item = trimmed(text.substr(start, i - start));
    if (!item.empty()) out.emplace_back(item);
    start = i + 1;
  }
  return out;
}

}  // namespace entente::room
