// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "entente/app/context.hpp"
#include "entente/app/present.hpp"
#include "handler.hpp"

namespace entente::cli {

/// Preview, then write, then the rest: the same for rows, documents and single statements.
template <class Preview, class Write>
Result<app::ExitCode> preview_and_write(const Parsed& parsed, const app::Context& context,
                                        Output& output, const Preview& preview, const char* command,
                                        const Write& write) {
  output.say(app::preview_text(preview, parsed.has("--all")));
  app::Written written;
  if (!parsed.has("--dry-run")) {
    ENTENTE_TRY(const store::Origin origin,
                app::origin_of(context, preview.settings, command, command));
    written.author = origin.author;
    ENTENTE_TRY(written.committed, write(preview));
  }
  return shown(output, app::present(preview, written, output.style()));
}

}  // namespace entente::cli
