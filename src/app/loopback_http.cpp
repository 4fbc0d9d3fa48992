// SPDX-License-Identifier: GPL-3.0-or-later
#include "loopback_http.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>

#include <cstddef>
#include <cstring>
#include <memory>
#include <mutex>

#include "entente/base/text.hpp"

namespace entente::app {
namespace {

constexpr std::size_t http_head_limit = std::size_t{64} << 10U;

struct CleanCurl {
  void operator()(CURL* curl) const noexcept { curl_easy_cleanup(curl); }
  void operator()(CURLU* url) const noexcept { curl_url_cleanup(url); }
  void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
  void operator()(char* text) const noexcept { curl_free(text); }
};
using CurlHandle = std::unique_ptr<CURL, CleanCurl>;
using CurlUrl = std::unique_ptr<CURLU, CleanCurl>;
using CurlList = std::unique_ptr<curl_slist, CleanCurl>;

/// What the callbacks of one exchange share.
struct Exchange {
  const CancelToken* cancel = nullptr;
  std::size_t limit = 0;
  std::size_t head = 0;
  std::string body;
  bool too_large = false;
  bool off_machine = false;
};

Exchange& exchange_of(void* user) { return *static_cast<Exchange*>(user); }

std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* user) {
  Exchange& exchange = exchange_of(user);
  const std::size_t length = size * count;
  if (length > exchange.limit - exchange.body.size()) {
    exchange.too_large = true;
    return 0;
  }
  exchange.body.append(bytes, length);
  return length;
}

std::size_t take_head(char*, std::size_t size, std::size_t count, void* user) {
  Exchange& exchange = exchange_of(user);
  exchange.head += size * count;
  if (exchange.head <= http_head_limit) return size * count;
  exchange.too_large = true;
  return 0;
}

int keep_going(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return exchange_of(user).cancel->cancelled() ? 1 : 0;
}

curl_socket_t open_loopback_socket(void* user, curlsocktype, curl_sockaddr* address) {
  // The address goes on past the end of its first member, as libcurl lays it out.
  const char* bytes = reinterpret_cast<const char*>(address) + offsetof(curl_sockaddr, addr);
  if (!is_loopback(std::string_view(bytes, address->addrlen))) {
    exchange_of(user).off_machine = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

template <class Value>
bool curl_set(const CurlHandle& curl, CURLoption option, Value value) {
  return curl_easy_setopt(curl.get(), option, value) == CURLE_OK;
}

bool set_up(const CurlHandle& curl, const LoopbackRequest& request, const CurlList& headers,
            Exchange& exchange) {
  const bool asked =
      curl_set(curl, CURLOPT_URL, request.url.c_str()) &&
      curl_set(curl, CURLOPT_HTTPHEADER, headers.get()) &&
      curl_set(curl, CURLOPT_POSTFIELDS, request.body.data()) &&
      curl_set(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  const bool bound =
      curl_set(curl, CURLOPT_PROTOCOLS_STR, "http") && curl_set(curl, CURLOPT_FOLLOWLOCATION, 0L) &&
      curl_set(curl, CURLOPT_PROXY, "") && curl_set(curl, CURLOPT_NOPROXY, "*") &&
      curl_set(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED)) &&
      curl_set(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1)) &&
      curl_set(curl, CURLOPT_FORBID_REUSE, 1L) &&
      curl_set(curl, CURLOPT_OPENSOCKETFUNCTION, &open_loopback_socket) &&
      curl_set(curl, CURLOPT_OPENSOCKETDATA, &exchange);
  const bool limited =
      curl_set(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(request.time_limit.count())) &&
      curl_set(curl, CURLOPT_CONNECTTIMEOUT_MS, 5'000L) && curl_set(curl, CURLOPT_NOSIGNAL, 1L) &&
      curl_set(curl, CURLOPT_WRITEFUNCTION, &take_body) &&
      curl_set(curl, CURLOPT_WRITEDATA, &exchange) &&
      curl_set(curl, CURLOPT_HEADERFUNCTION, &take_head) &&
      curl_set(curl, CURLOPT_HEADERDATA, &exchange) &&
      curl_set(curl, CURLOPT_XFERINFOFUNCTION, &keep_going) &&
      curl_set(curl, CURLOPT_XFERINFODATA, &exchange) && curl_set(curl, CURLOPT_NOPROGRESS, 0L);
  return asked && bound && limited;
}

LoopbackReply http_fault(HttpFault fault, std::string detail = {}) {
  return {fault, std::move(detail), {}};
}

bool is_json_type(const char* type) {
  if (type == nullptr) return false;
  std::string_view name = type;
  name = trimmed(name.substr(0, name.find(';')));
  return lowered(name) == "application/json";
}

/// What came, by how the exchange ended.
LoopbackReply judged(const CurlHandle& curl, CURLcode code, Exchange& exchange) {
  long status = 0;
  const char* type = nullptr;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(curl.get(), CURLINFO_CONTENT_TYPE, &type);
  if (exchange.too_large) return http_fault(HttpFault::TooLarge);
  switch (code) {
    case CURLE_OK:
      break;
    case CURLE_OPERATION_TIMEDOUT:
      return http_fault(HttpFault::TimeOut);
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
      return http_fault(exchange.off_machine ? HttpFault::NotLoopback : HttpFault::NoServer);
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
      return http_fault(HttpFault::ClosedEarly);
    default:
      return http_fault(HttpFault::Broken, quotable(curl_easy_strerror(code)));
  }
  if (status >= 300 && status < 400) return http_fault(HttpFault::Redirect, std::to_string(status));
  if (status != 200) return http_fault(HttpFault::Status, std::to_string(status));
  if (!is_json_type(type)) {
    return http_fault(HttpFault::ContentType, type == nullptr ? "none" : quotable(type));
  }
  return {std::nullopt, {}, std::move(exchange.body)};
}

Error bad_server(std::string message, const std::string& server) {
  return {ErrorKind::Usage,    std::move(message),
          {"", 0, "--server"}, "http://, an address of this machine, a port",
          quotable(server),    "for example --server http://127.0.0.1:8080/v1"};
}

std::string url_part(const CurlUrl& url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url.get(), part, &text, 0) != CURLUE_OK) return {};
  const std::unique_ptr<char, CleanCurl> owned(text);
  return text;
}

/// An address written as such can be told now; a name is left to the socket.
bool written_address_is_elsewhere(std::string host) {
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  if (::inet_pton(AF_INET, host.c_str(), &v4.sin_addr) == 1) {
    return ntohl(v4.sin_addr.s_addr) >> 24U != 127;
  }
  if (!host.starts_with('[') || !host.ends_with(']')) return false;
  host = host.substr(1, host.size() - 2);
  in6_addr v6{};
  return ::inet_pton(AF_INET6, host.c_str(), &v6) != 1 || !IN6_IS_ADDR_LOOPBACK(&v6);
}

bool curl_started() {
  static std::once_flag once;
  static bool started = false;
  std::call_once(once, [] { started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK; });
  return started;
}

}  // namespace

std::string to_string(HttpFault fault) {
  switch (fault) {
    case HttpFault::NotLoopback:
      return "the server is not on this machine";
    case HttpFault::NoServer:
      return "no server answers there";
    case HttpFault::Redirect:
      return "the server sends the question elsewhere";
    case HttpFault::Status:
      return "the server reports a failure";
    case HttpFault::ContentType:
      return "the answer says it is no JSON";
    case HttpFault::TooLarge:
      return "the answer is too large";
    case HttpFault::TimeOut:
      return "the time was up";
    case HttpFault::ClosedEarly:
      return "the connection ended before the answer did";
    case HttpFault::Broken:
      return "the answer is no HTTP";
  }
  return {};
}

bool is_loopback(std::string_view address) noexcept {
  sockaddr_in v4{};
  sockaddr_in6 v6{};
  sa_family_t family = AF_UNSPEC;
  if (address.size() < offsetof(sockaddr, sa_family) + sizeof family) return false;
  std::memcpy(&family, address.data() + offsetof(sockaddr, sa_family), sizeof family);
  if (family == AF_INET && address.size() >= sizeof v4) {
    std::memcpy(&v4, address.data(), sizeof v4);
    return ntohl(v4.sin_addr.s_addr) >> 24U == 127;
  }
  if (family != AF_INET6 || address.size() < sizeof v6) return false;
  std::memcpy(&v6, address.data(), sizeof v6);
  return IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr);
}

Result<std::string> chat_completions_url(const std::string& server) {
  const CurlUrl url(curl_url());
  if (!url || curl_url_set(url.get(), CURLUPART_URL, server.c_str(), 0) != CURLUE_OK) {
    return fail(bad_server("not the address of a server", server));
  }
  if (url_part(url, CURLUPART_SCHEME) != "http") {
    return fail(bad_server("only http reaches a server on this machine", server));
  }
  for (const CURLUPart part :
       {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_QUERY, CURLUPART_FRAGMENT}) {
    if (url_part(url, part).empty()) continue;
    return fail(bad_server("the address of a server has no user, query or fragment", server));
  }
  if (written_address_is_elsewhere(url_part(url, CURLUPART_HOST))) {
    return fail(bad_server("the server is not on this machine", server));
  }
  std::string path = url_part(url, CURLUPART_PATH);
  while (path.ends_with('/')) path.pop_back();
  path = (path.empty() ? "/v1" : path) + "/chat/completions";
  if (curl_url_set(url.get(), CURLUPART_PATH, path.c_str(), 0) != CURLUE_OK) {
    return fail(bad_server("not the address of a server", server));
  }
  return url_part(url, CURLUPART_URL);
}

Result<LoopbackReply> post_to_loopback(const LoopbackRequest& request, const CancelToken& cancel) {
  ENTENTE_CHECK(check_cancel(cancel, "asking the model"));
  Exchange exchange;
  exchange.cancel = &cancel;
  exchange.limit = request.size_limit;
  const CurlHandle curl(curl_started() ? curl_easy_init() : nullptr);
  CurlList headers(curl_slist_append(nullptr, "Content-Type: application/json"));
  // No waiting for a "100 Continue" that simple servers never send.
  for (const char* line : {"Accept: application/json", "Expect:"}) {
    curl_slist* longer = headers ? curl_slist_append(headers.get(), line) : nullptr;
    if (longer == nullptr) headers.reset();
  }
  if (!curl || !headers || !set_up(curl, request, headers, exchange)) {
    return fail({ErrorKind::Internal, "libcurl does not start", {}, "", "", "please report this"});
  }
  const CURLcode code = curl_easy_perform(curl.get());
  ENTENTE_CHECK(check_cancel(cancel, "asking the model"));
  return judged(curl, code, exchange);
}

}  // namespace entente::app
