// SPDX-License-Identifier: GPL-3.0-or-later
// What the values of options must be, in one place. Pure functions, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/date.hpp"
#include "entente/base/result.hpp"
#include "entente/record/table.hpp"

namespace entente::app {

/// Row of an id in its table. Errors: NotFound, with the nearest ids as its mend.
Result<std::size_t> known_row(const record::Table& table, std::string_view id, const char* option);

/// The date of an option, or nothing where it was not given. Errors: Usage.
Result<std::optional<Date>> date_option(std::string_view text, const char* option);

}  // namespace entente::app
