// SPDX-License-Identifier: GPL-3.0-or-later
#include "present_parts.hpp"

namespace entente::app {

Presentation present(const AdjudicationSheet& sheet) {
  Presentation out;
  out.text = "wrote " + printable(sheet.target) + ": " + counted(sheet.open, "unit") +
             " to decide of " + std::to_string(sheet.disputed) +
             " on which coders differ\n\nNext: put a stance from -2 to 2 into the rows decided on, "
             "leave the others blank, and bring them back:\n  entente adjudicate STUDY " +
             printable(shell_word(sheet.target)) + " --by NAME --dry-run\n";
  out.json =
      json_line(Json{{"target", sheet.target}, {"open", sheet.open}, {"disputed", sheet.disputed}});
  out.rows = {{"target", "open", "disputed"},
              {sheet.target, std::to_string(sheet.open), std::to_string(sheet.disputed)}};
  return out;
}

}  // namespace entente::app
