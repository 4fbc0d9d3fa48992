// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/base/cancel.hpp"

#include <string>

namespace entente {

Error cancelled_error(std::string_view what) {
  Error error;
  error.kind = ErrorKind::Cancelled;
  error.message = what.empty() ? "cancelled" : std::string(what) + " cancelled";
  return error;
}

}  // namespace entente
