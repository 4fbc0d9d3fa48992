// SPDX-License-Identifier: GPL-3.0-or-later
// Method cards: what a registered method computes, by which formula, how far it can be trusted.
// The docs table, CLI help and the brief's badges are read from them. Immutable, any thread.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace entente::positions {

/// How a method's numbers have been confirmed; the badge shown in docs/methods.md.
enum class MethodStatus {
  Definition,  ///< a count or selection that is right by its definition; tested against golden
               ///< values
  Reproduces,  ///< reproduces figures printed in the named publication
  Agrees,      ///< agrees with an independent implementation
  Experimental,
};
std::string_view to_string(MethodStatus status) noexcept;

struct MethodParameter {
  std::string_view name;
  std::string_view meaning;
  std::string_view default_value;
};

struct MethodCard {
  std::string_view name;  ///< as in commands and docs: "latest-statement"
  std::string_view long_name;
  std::string_view formula;  ///< the rule in words or symbols, or the publication that gives it
  std::vector<MethodParameter> parameters;
  MethodStatus status = MethodStatus::Experimental;
  std::vector<std::string_view> warnings;  ///< what can mislead, one sentence each
};

/// The methods of this stage.
std::span<const MethodCard> methods();

}  // namespace entente::positions
