// SPDX-License-Identifier: GPL-3.0-or-later
// Evidence as people see it. Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>

#include "entente/app/statement.hpp"
#include "entente/record/study.hpp"

namespace entente::app {

/// Title of a source; empty where there is no such source.
std::string title_of_source(const record::Study& study, std::string_view id);

/// A passage with its source and its words, where they are kept or the document is attached; the
/// id alone where there is no such passage.
ShownPassage shown_passage(const record::Study& study, std::string_view id);

}  // namespace entente::app
