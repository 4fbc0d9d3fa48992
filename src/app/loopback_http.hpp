// SPDX-License-Identifier: GPL-3.0-or-later
// POST of a JSON body to a server on this machine, and to no other: what a socket is opened to is
// checked after names are resolved, redirects are not followed, proxies of the environment are not
// asked, time and size have limits. Any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "entente/base/cancel.hpp"
#include "entente/base/result.hpp"

namespace entente::app {

/// Why there is no body to read.
enum class HttpFault : std::uint8_t {
  NotLoopback,  ///< the name leads off this machine; nothing was sent
  NoServer,     ///< nobody listens there
  Redirect,     ///< a 3xx status
  Status,       ///< any other status but 200
  ContentType,  ///< not application/json
  TooLarge,     ///< body over the limit, or head over 64 KiB
  TimeOut,
  ClosedEarly,  ///< the connection ended before the answer did
  Broken,       ///< what came is no HTTP
};
std::string to_string(HttpFault fault);

struct LoopbackRequest {
  std::string url;  ///< as chat_completions_url() gives it
  std::string body;
  std::chrono::milliseconds time_limit{120'000};  ///< of the whole exchange
  std::size_t size_limit = 0;                     ///< of the body of the answer, bytes
};

struct LoopbackReply {
  std::optional<HttpFault> fault;
  std::string detail;  ///< of a fault: status, content type ...; fit to be shown
  std::string body;    ///< empty where there is a fault
};

/// Errors: Cancelled; Internal (libcurl does not start). All that a server may do is a fault.
Result<LoopbackReply> post_to_loopback(const LoopbackRequest& request, const CancelToken& cancel);

/// "http://127.0.0.1:8080/v1/chat/completions" of "http://127.0.0.1:8080/v1": the path is added to;
/// without a path it is /v1. Errors: Usage (no http URL; user, query or fragment in it; an address
/// that is not of this machine). Names are resolved only when a socket is opened.
Result<std::string> chat_completions_url(const std::string& server);

/// Whether the bytes of a sockaddr are an address of 127.0.0.0/8 or ::1. IPv4 addresses written as
/// IPv6 are not.
bool is_loopback(std::string_view address) noexcept;

}  // namespace entente::app
