// SPDX-License-Identifier: GPL-3.0-or-later
// The card lists that make up the registry, and the arguments they share.
#pragma once

#include "entente/app/card.hpp"

namespace entente::app {

std::vector<CommandCard> study_cards();
std::vector<CommandCard> search_cards();
std::vector<CommandCard> learn_cards();
std::vector<CommandCard> analysis_cards();
CommandCard network_card();
CommandCard backbone_card();
CommandCard camps_card();
CommandCard structure_card();
CommandCard phases_card();
CommandCard scale_card();
std::vector<CommandCard> room_cards();
std::vector<CommandCard> record_cards();
std::vector<CommandCard> coding_cards();
std::vector<CommandCard> identity_cards();
std::vector<CommandCard> vote_cards();
std::vector<CommandCard> expert_cards();
std::vector<CommandCard> text_cards();
std::vector<CommandCard> help_cards();

inline ArgumentCard study_argument() {
  return {"STUDY", "study folder or study file; the current directory when left out", Hint::Study,
          false};
}

/// Codes any command that opens a study may return.
inline std::vector<ExitCode> opening_exits(std::vector<ExitCode> more) {
  std::vector<ExitCode> out = {ExitCode::NotFound, ExitCode::Malformed, ExitCode::Damaged,
                               ExitCode::TooNew};
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

}  // namespace entente::app
