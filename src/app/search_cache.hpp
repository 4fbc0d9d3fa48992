// SPDX-License-Identifier: GPL-3.0-or-later
// Indexes of large studies, kept in the user's cache and never beside the study. Any thread.
#pragma once

#include <filesystem>

#include "entente/app/context.hpp"
#include "entente/ingest/search.hpp"
#include "entente/store/store.hpp"

namespace entente::app {

/// The index of a study: from the cache where a sound one of this very state lies there, else made
/// and, where it took long enough, kept. A cache that cannot be read or written is no error.
/// Errors: those of ingest::SearchIndex::build.
Result<ingest::SearchIndex> index_of_study(const store::Opened& opened, const Context& context);

/// The folder and those above it, made for the user alone where they are not there; false where
/// that cannot be.
bool private_folder(const std::filesystem::path& folder);

/// Where the index of a study is kept; blank where there is no cache. One file a study (by its
/// path), so that earlier states do not pile up.
std::string index_path(const std::string& study, const Context& context);

}  // namespace entente::app
