// SPDX-License-Identifier: GPL-3.0-or-later
// A model's parameters: typed, named, with defaults; printed and parsed as "pce(vote=binary)", the
// same words on the command line, in JSON and in a brief. Plain values, any thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/base/result.hpp"

namespace entente::room {

enum class ParameterKind : std::uint8_t {
  Word,    ///< one of `choices`
  Number,  ///< from least to greatest
  Name,    ///< one of `choices`, or an actor's id
};

struct ParameterSpec {
  std::string_view name;
  ParameterKind kind = ParameterKind::Word;
  std::string_view meaning;
  std::string_view default_value;  ///< as it is printed
  std::vector<std::string_view> choices = {};
  double least = 0;  ///< of a Number; `least` itself is refused where above_least says so
  double greatest = 0;
  bool above_least = false;
};

/// The effective set: every parameter of the card once, in the card's order.
class Parameters {
 public:
  /// Defaults where `given` says nothing. Errors: Usage, with "did you mean": a name the card has
  /// not, a name given twice, a value outside its list or range.
  static Result<Parameters> make(std::string_view model, const std::vector<ParameterSpec>& specs,
                                 const std::vector<std::pair<std::string, std::string>>& given);

  /// The value as printed; "" for a name that is none (a bug of the caller).
  std::string_view text(std::string_view name) const noexcept;
  /// Of a Number.
  double number(std::string_view name) const noexcept;

  const std::vector<std::pair<std::string, std::string>>& values() const noexcept {
    return values_;
  }
  /// "pce(vote=binary)"; "compromise" where there is nothing to say.
  std::string print(std::string_view model) const;

 private:
  std::vector<std::pair<std::string, std::string>> values_;
};

/// "pce(vote=binary)" taken apart: name and what is given. Errors: Usage (brackets, a missing =).
struct ModelWords {
  std::string name;
  std::vector<std::pair<std::string, std::string>> given;
};
Result<ModelWords> parse_model_words(std::string_view text);

/// "compromise,pce(vote=binary,x=1)" at the commas outside brackets, trimmed, blanks left out.
std::vector<std::string> split_models(std::string_view text);

}  // namespace entente::room
