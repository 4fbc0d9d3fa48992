// SPDX-License-Identifier: GPL-3.0-or-later
// Runs one shell command in a folder with a given environment, and stops it, with all it started,
// when its time is up. Any thread.
#pragma once

#include <string>
#include <vector>

namespace entente::etest {

struct Outcome {
  int exit_code = 0;  ///< 128 + N where signal N ended the shell; 127 where it could not start
  bool timed_out = false;
  std::string out;
  std::string err;
};

/// `environment` holds NAME=VALUE lines and is all the child sees. Standard input is empty.
Outcome run_command(const std::string& command, const std::string& folder,
                    const std::vector<std::string>& environment, int timeout_seconds);

}  // namespace entente::etest
