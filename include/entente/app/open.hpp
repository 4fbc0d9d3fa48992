// SPDX-License-Identifier: GPL-3.0-or-later
// Finding and opening the study a command is about. Any thread.
#pragma once

#include <string>
#include <vector>

#include "entente/base/result.hpp"
#include "entente/store/store.hpp"

namespace entente::app {

/// Opens a study for use. Errors: those of store::open, and the first row or setting that cannot be
/// read (only `check` works on a study with such problems).
Result<store::Opened> open_sound(const std::string& path);

/// Whether a study, sound or not, lies there.
bool is_study(const std::string& path);

/// Positional words split into the study and the rest.
struct StudyWords {
  std::string study;
  std::vector<std::string> rest;
};

/// A command that takes `[STUDY]` and then at least `least` and at most `most` words: where the
/// first word is no study and the current directory is one, the study is the current directory.
/// Errors: Usage (no study named, and the current directory is none).
Result<StudyWords> study_and_rest(std::vector<std::string> words, std::size_t least,
                                  std::size_t most);

}  // namespace entente::app
