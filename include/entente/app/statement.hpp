// SPDX-License-Identifier: GPL-3.0-or-later
// Single statements: add, list, show. Thread rule: as the store's.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/app/card.hpp"
#include "entente/app/import.hpp"
#include "entente/record/dispute.hpp"

namespace entente::app {

struct StatementRequest {
  std::string study;
  std::vector<std::pair<std::string, std::string>> cells;  ///< column name and cell
};
/// Plans one new row. A row that is not accepted is among the plan's rejections, placed by option;
/// an id that exists already is rejected. Errors: those of opening a study, Usage (author).
Result<ImportPreview> preview_statement(const StatementRequest& request, const Context& context);

/// Writes it. Errors: those of store::commit, Cancelled.
Result<store::Committed> add_statement(const ImportPreview& preview, const Context& context);

struct StatementFilter {
  std::string study;
  std::string actor;  ///< id or empty
  std::string issue;
  std::string at;           ///< date or empty
  std::string status = {};  ///< word or empty; a blank cell is accepted
};
struct StatementList {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;  ///< in the study's order
};
/// Errors: NotFound with "did you mean" (actor, issue), Malformed (date).
Result<StatementList> list_statements(const StatementFilter& filter);

/// A rectangle on a page of the original, in points from its top left corner.
struct PageBox {
  std::int64_t page = 0;
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
};

struct ShownPassage {
  std::string id;
  std::string source;  ///< id
  std::string title;   ///< of the source
  std::string locator;
  std::string text;      ///< words of the passage; empty when not attached and not kept
  std::string document;  ///< id of the document it lies in; may be empty
  std::optional<std::int64_t> page = {};  ///< on which it begins, of texts that have pages
  std::vector<PageBox> boxes = {};        ///< of the blocks it lies in; see locate_in_originals
  std::string not_located = {};           ///< why there are no boxes, where they were asked for
};
struct ShownStatement {
  std::string id;
  std::vector<std::pair<std::string, std::string>> cells;  ///< filled cells, column order
  std::vector<ShownPassage> passages;
  std::vector<std::pair<std::string, std::string>> sources;  ///< id and title
  std::vector<record::Dispute> disputes;                     ///< that concern it
};
/// Errors: NotFound with "did you mean".
Result<ShownStatement> show_statement(const std::string& study, const std::string& id);

/// Reads the kept originals of its passages again, each in a process of its own, and fills in where
/// on their pages the passages stand. A document without original, without boxes, or from which
/// another text comes now has none and says why. Errors: those of opening, Damaged, Cancelled.
Result<void> locate_in_originals(const std::string& study, ShownStatement& statement,
                                 const Context& context);

}  // namespace entente::app
