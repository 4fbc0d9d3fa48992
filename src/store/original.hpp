// SPDX-License-Identifier: GPL-3.0-or-later
// Originals of documents: the bytes from which a text was taken. They are large and no command but
// import, export and verify needs them, so they are read one at a time and are no part of a Study.
// One thread an object.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/store/store.hpp"

namespace entente::store {

/// Reads the originals of one study, folder or file, as they stood when it was opened.
class OriginalReader {
 public:
  static Result<OriginalReader> open(const std::string& path);
  OriginalReader(OriginalReader&&) noexcept;
  OriginalReader& operator=(OriginalReader&&) noexcept;
  ~OriginalReader();

  /// The bytes, checked against the row's hash, or nothing where they are not at hand. Errors:
  /// Damaged, Unreadable, Malformed (the name).
  Result<std::optional<std::string>> read(const record::Study& study, std::string_view id);

 private:
  struct State;
  explicit OriginalReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Path of a document's original in the folder. Errors: Missing, Malformed, Reference.
Result<std::string> original_path(const record::Study& study, std::string_view document_id);

/// Checks that an original can be kept: its row names it by a plain name of its own and by hash.
Result<void> check_original(const record::Study& study, std::string_view document_id,
                            std::string_view bytes);

/// Ids of documents that name an original which may be at hand: a plain file name and a hash.
std::vector<std::string> with_originals(const record::Study& study);

/// Adds all originals to a new folder that is not yet in its place.
Result<void> copy_originals(OriginalReader& from, const record::Study& study,
                            const std::string& folder);

/// How many originals are at hand; those that do not match their hash become damage.
Result<std::int64_t> verify_originals(const std::string& path, const record::Study& study,
                                      std::vector<Error>& damage);

}  // namespace entente::store
