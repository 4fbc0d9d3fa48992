// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of a study as ledgers: every row with what it rests on. Thread rule: as the store's.
#pragma once

#include <string>
#include <vector>

#include "entente/app/context.hpp"
#include "entente/record/dispute.hpp"
#include "entente/store/store.hpp"

namespace entente::app {

struct LedgerRequest {
  std::string study;
  std::string table;  ///< empty = which tables there are
  std::string actor;  ///< only rows that name this actor anywhere; empty = all
};

struct LedgerRow {
  std::vector<std::string> cells;  ///< as the header
  std::vector<std::string> passages;
  std::vector<std::string> sources;
  bool unverified = false;
  bool disputed = false;  ///< one of the outcome's disputes concerns it
};

struct LedgerOutcome {
  std::string table;
  std::string purpose;
  std::vector<std::string> header;  ///< columns filled anywhere, without evidence and verification
  std::vector<LedgerRow> rows;
  std::vector<record::Dispute> disputes;                    ///< that concern a row shown
  std::vector<std::pair<std::string, std::size_t>> tables;  ///< with their rows, for no table
};
/// Errors: those of opening a study, Usage (no such table; a table without actors with an actor),
/// NotFound (the actor). O(cells of the table).
Result<LedgerOutcome> ledger_of(const LedgerRequest& request, const Context& context);

}  // namespace entente::app
