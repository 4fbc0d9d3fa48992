// SPDX-License-Identifier: GPL-3.0-or-later
// study.toml and record::Settings. Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/base/result.hpp"
#include "entente/record/study.hpp"

namespace entente::store {

/// Version of the folder form that this program writes, and the newest it reads.
inline constexpr int folder_format = 1;

/// Reads study.toml. What cannot be read becomes a problem (with line and key) and keeps its
/// default. Errors: TooNew (a newer format).
Result<record::Settings> parse_settings(std::string_view bytes, const std::string& file,
                                        std::vector<Error>& problems);

/// The canonical text: every key, in fixed order.
std::string settings_text(const record::Settings& settings);

/// Keys of study.toml as the documentation must name them, "rules.salience_threshold" for nested.
std::vector<std::string> settings_keys();

}  // namespace entente::store
