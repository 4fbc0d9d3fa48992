// SPDX-License-Identifier: GPL-3.0-or-later
// Names of data ("statement/P014") as readers see them, and the order of the register.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "entente/brief/document.hpp"

namespace entente::brief {

/// "P014" of "statement/P014"; the whole where there is no slash.
std::string_view id_part(std::string_view datum);
/// "statement" of "statement/P014".
std::string_view table_part(std::string_view datum);
/// The word for rows of a table in notes: "claim" or "claims" for "issue".
std::string table_words(std::string_view table, bool plural);

/// Finds the entry of a datum and its place in the register. Refers to the brief, which must
/// outlive it.
class RegisterIndex {
 public:
  explicit RegisterIndex(const Brief& brief);

  const Entry* entry(std::string_view datum) const;
  /// Place in the register, counted from 0; its size for data it has not.
  std::size_t order(std::string_view datum) const;
  /// Each datum once, in the order of the register.
  std::vector<std::string> sorted(std::vector<std::string> data) const;

 private:
  struct Place {
    const Entry* entry = nullptr;
    std::size_t order = 0;
  };
  std::map<std::string_view, Place> places_;
};

/// Consecutive data of one table that a note can name as "P001 to P004".
struct DataRange {
  std::string first;
  std::string last;  ///< the same as `first` where it stands alone
  std::size_t count = 1;
};

/// Ranges of data already in the order of the register; shorter runs than four stay single.
std::vector<DataRange> data_ranges(const RegisterIndex& index,
                                   const std::vector<std::string>& sorted);

/// Whether a stop at the start of the next run belongs before the reference of this one:
/// "on record.¹", not "on record¹.".
bool stop_moves_forward(const Run& run, const Run* next);

}  // namespace entente::brief
