// SPDX-License-Identifier: GPL-3.0-or-later
// Importing in two steps, so that the differences are on the screen before anything is written:
// preview reads and plans, carry_out writes what was previewed, or fails with Conflict when the
// study changed in between. Thread rule: as the store's.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "entente/app/context.hpp"
#include "entente/ingest/ingest.hpp"
#include "entente/store/store.hpp"

namespace entente::app {

struct ImportRequest {
  std::string study;
  std::vector<std::string> files;
  std::string table;  ///< overrides the table named by file or sheet
};
struct ImportPreview {
  std::string study;
  record::Settings settings;
  std::vector<std::string> files;  ///< base names
  ingest::ImportPlan plan;
  std::map<std::string, std::string> texts;  ///< by document: those that come with a coding
  std::vector<std::string> remarks;          ///< what of a coding was not taken or was changed
};
/// Errors: NotFound, Unreadable, Malformed, Limit (a file), Usage (table, several codings),
/// Cancelled.
Result<ImportPreview> preview_import(const ImportRequest& request, const Context& context);

struct AttachRequest {
  std::string study;
  std::string document;
  std::string file;
  bool force = false;     ///< attach although no passage is found in it
  bool reworded = false;  ///< passages whose words changed move to those most like them
};
struct AttachPreview {
  std::string study;
  record::Settings settings;
  std::string document;
  std::string file;  ///< base name
  ingest::AttachPlan plan;
  std::string original;               ///< its bytes where the plan keeps them
  std::vector<std::string> warnings;  ///< of its reader
};
/// A copy in any format; all but plain text are read apart (app/extract.hpp). Errors: those of
/// ingest::plan_attach; Malformed when the document has passages and none of them is in the file
/// (the wrong file), unless forced.
Result<AttachPreview> preview_attach(const AttachRequest& request, const Context& context);

/// Writes a preview; `command` and reason go into history. Errors: those of store::commit,
/// Cancelled.
Result<store::Committed> carry_out(const ImportPreview& preview, const Context& context);
Result<store::Committed> carry_out(const AttachPreview& preview, const Context& context);

}  // namespace entente::app
