// SPDX-License-Identifier: GPL-3.0-or-later
// Whole files in and out, for use cases. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "entente/base/result.hpp"

namespace entente::app {

/// Largest file an import reads: 512 MiB.
inline constexpr std::size_t file_limit = std::size_t{512} << 20U;

/// The bytes of a regular file. Errors: NotFound, Unreadable, Limit.
Result<std::string> read_file(const std::string& path, std::size_t limit = file_limit);

enum class Overwrite {
  Never,      ///< Unwritable where anything lies at the path
  Different,  ///< replace it
};

enum class Readers {
  Usual,  ///< whom the umask lets
  Owner,  ///< the user alone
};

/// Writes a file whole or not at all (temporary file beside it, synced, then moved into place).
/// True when bytes were written, false when the same bytes were there already. Errors: Unwritable,
/// with the system's reason; nothing is left behind.
Result<bool> write_file(const std::string& path, std::string_view bytes, Overwrite overwrite,
                        Readers readers = Readers::Usual);

}  // namespace entente::app
