// SPDX-License-Identifier: GPL-3.0-or-later
// What every command that makes a study does with its path.
#pragma once

#include <string>

#include "entente/base/result.hpp"
#include "entente/store/store.hpp"

namespace entente::app {

/// "pacific" of "work/pacific.entente". Errors: Usage (a path without a name).
Result<std::string> study_name_of(const std::string& path);

/// A file where the path ends in .entente, else a folder.
store::Form form_of_new(const std::string& path);

/// Errors: Unwritable where anything lies at the path.
Result<void> check_free(const std::string& path);

}  // namespace entente::app
