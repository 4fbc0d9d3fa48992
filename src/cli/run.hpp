// SPDX-License-Identifier: GPL-3.0-or-later
// The command line from arguments to exit code.
#pragma once

#include <string>
#include <vector>

#include "entente/base/cancel.hpp"

namespace entente::cli {

/// Runs one command; returns the process's exit code. Catches everything.
int run(const std::vector<std::string>& arguments, const CancelToken& cancel);

/// Names of commands that have a handler, for the test that compares them with the cards.
std::vector<std::string> handled_commands();

}  // namespace entente::cli
