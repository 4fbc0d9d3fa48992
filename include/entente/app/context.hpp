// SPDX-License-Identifier: GPL-3.0-or-later
// What a use case needs to know of the world around it: who asks, why, what time it is, whether to
// stop, where progress goes. Only this module reads clock and environment.
// Plain values; any thread.
#pragma once

#include <string>
#include <string_view>

#include "entente/base/cancel.hpp"
#include "entente/base/progress.hpp"
#include "entente/record/study.hpp"
#include "entente/store/store.hpp"

namespace entente::app {

struct Context {
  std::string author;              ///< --author; empty = not given
  std::string environment_author;  ///< ENTENTE_AUTHOR
  std::string login;               ///< the user's login name
  std::string reason;              ///< --reason; empty = not given
  std::string model_server;        ///< ENTENTE_MODEL_SERVER; empty = none, no model is asked
  std::string model_name;          ///< ENTENTE_MODEL
  std::string program;             ///< path of the running entente; empty = not known
  std::string now;                 ///< "YYYY-MM-DDThh:mm:ssZ"
  std::string cache_folder;        ///< for what can be made again; empty = nowhere
  CancelToken cancel;
  Progress progress;
};

/// Reads ENTENTE_AUTHOR, ENTENTE_MODEL_SERVER, ENTENTE_MODEL, the login name, the cache folder
/// (XDG_CACHE_HOME, else .cache below HOME; absolute paths only), and SOURCE_DATE_EPOCH or else the
/// clock. Errors: Usage (SOURCE_DATE_EPOCH is no second of the years 1970 to 9999).
Result<Context> context_from_environment();

/// "2026-03-01T12:00:00Z" of seconds since 1970-01-01 UTC.
std::string utc_text(std::int64_t seconds);

/// The origin of a change: the author given, else of the environment, else the study's, else the
/// login name; the reason given, else `otherwise`. Errors: Usage (nobody can be named; a name or
/// reason with control characters or broken UTF-8, or too long).
Result<store::Origin> origin_of(const Context& context, const record::Settings& settings,
                                std::string command, std::string otherwise);

}  // namespace entente::app
