// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/open.hpp"

namespace entente::app {
bool is_study(const std::string& path) { return store::detect(path).has_value(); }

Result<store::Opened> open_sound(const std::string& path) {
  ENTENTE_TRY(store::Opened opened, store::open(path));
  if (opened.problems.empty()) return opened;
  Error error = std::move(opened.problems.front());
  if (opened.problems.size() > 1) {
    error.mend += (error.mend.empty() ? "" : "; ") + std::string("entente check lists all ") +
                  std::to_string(opened.problems.size()) + " rows that cannot be read";
  }
  return fail(std::move(error));
}

Result<StudyWords> study_and_rest(std::vector<std::string> words, std::size_t least,
                                  std::size_t most) {
  const bool named =
      words.size() > least && (words.size() > most || is_study(words.front()) || !is_study("."));
  if (named) {
    StudyWords out{std::move(words.front()), {}};
    out.rest.assign(std::make_move_iterator(words.begin() + 1),
                    std::make_move_iterator(words.end()));
    return out;
  }
  if (!is_study(".")) {
    return fail({ErrorKind::Usage,
                 "no study is named, and the current directory is none",
                 {"", 0, "STUDY"},
                 "a study folder or NAME.entente",
                 "",
                 "name it, or make one with: entente new PATH"});
  }
  return StudyWords{".", std::move(words)};
}

}  // namespace entente::app
