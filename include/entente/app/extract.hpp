// SPDX-License-Identifier: GPL-3.0-or-later
// The text of one document, without a study; and the same for an import, in a process of its own.
// Any thread, with the care of processes (src/app/child.hpp).
#pragma once

#include <string>

#include "entente/app/context.hpp"
#include "entente/ingest/extract.hpp"

namespace entente::app {

struct ExtractRequest {
  std::string file;
  std::string to;  ///< where the text is to be written; blank = nowhere
  bool force = false;
};
struct ExtractOutcome {
  std::string file;
  std::string written;  ///< where the text was written; blank = nowhere
  std::string sha256;   ///< of the original
  std::uint64_t bytes = 0;
  ingest::ExtractedDocument document;
};

/// Reads a document in this process; where its reader has a helper program, that one runs as a
/// child with limits. Errors: NotFound (file, helper), Unreadable, Malformed, Limit, Unwritable,
/// Cancelled.
Result<ExtractOutcome> extract(const ExtractRequest& request, const Context& context);

/// Whether blocks and their boxes come back from the other process: an import keeps none.
enum class Layout { Leave, Take };

/// The same through `context.program extract`, with limits on time (180 s) and memory (512 MiB), so
/// that a hostile document can do no more than fail; in this process where the program is not
/// known. Pages do not come back.
Result<ExtractOutcome> extract_apart(const std::string& file, const Context& context,
                                     Layout layout = Layout::Leave);

}  // namespace entente::app
