// SPDX-License-Identifier: GPL-3.0-or-later
// The first sheet of a workbook: how to fill in the others, in plain words.
#pragma once

#include <string>
#include <vector>

#include "entente/record/study.hpp"

namespace entente::ingest {

struct ReadMeLine {
  std::string left;
  std::string right;
  bool heading = false;
};

std::vector<ReadMeLine> read_me_lines(const record::Study& study, bool rows);

}  // namespace entente::ingest
