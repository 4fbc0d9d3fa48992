// SPDX-License-Identifier: GPL-3.0-or-later
// The command line as parsed. The parser is built from the cards.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "entente/app/card.hpp"
#include "entente/base/result.hpp"

namespace entente::cli {

struct Parsed {
  const app::CommandCard* card = nullptr;  ///< null: no command was named
  std::vector<std::string> words;          ///< positional words, in order
  app::GivenOptions options;
  std::vector<std::string>
      group;  ///< commands meant by an incomplete one with --help ("statement")
  bool version = false;

  bool has(std::string_view name) const { return options.find(name) != options.end(); }
  /// The value of an option, or "".
  std::string value(std::string_view name) const;
};

/// Parses what follows the program's name. Errors: Usage, with "did you mean".
Result<Parsed> parse(const std::vector<std::string>& arguments);

}  // namespace entente::cli
