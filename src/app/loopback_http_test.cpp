// SPDX-License-Identifier: GPL-3.0-or-later
#include "loopback_http.hpp"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <netinet/in.h>

#include <cstdlib>
#include <thread>

#include "test_model_server.hpp"

namespace entente::app {
namespace {

using ::testing::HasSubstr;
using testing::ModelServer;
using ::testing::Not;

LoopbackRequest request_to(const std::string& server) {
  const auto url = chat_completions_url(server);
  EXPECT_TRUE(url.has_value()) << server;
  return {url.value_or(""), R"({"messages":[{},{"content":"{\"passage\":\"One. Two.\"}"}]})",
          std::chrono::milliseconds(700), std::size_t{256} << 10U};
}

std::optional<HttpFault> fault_of(const std::string& mode) {
  const ModelServer server(mode);
  const auto reply = post_to_loopback(request_to(server.url()), {});
  EXPECT_TRUE(reply.has_value()) << mode;
  if (!reply) return std::nullopt;
  EXPECT_TRUE(!reply->fault || reply->body.empty()) << mode;
  EXPECT_EQ(server.questions(), 1) << mode;
  return reply->fault;
}

TEST(LoopbackHttp, ASoundServerIsHeard) {
  const ModelServer server("good");
  const auto reply = post_to_loopback(request_to(server.url()), {});
  ASSERT_TRUE(reply.has_value());
  EXPECT_FALSE(reply->fault) << reply->detail;
  EXPECT_THAT(reply->body, HasSubstr("chat.completion"));
  EXPECT_THAT(server.last_body(), HasSubstr("One. Two."));
}

TEST(LoopbackHttp, EachMisbehaviourHasItsName) {
  EXPECT_EQ(fault_of("hangs"), HttpFault::TimeOut);
  EXPECT_EQ(fault_of("drip"), HttpFault::TimeOut);
  EXPECT_EQ(fault_of("closes"), HttpFault::ClosedEarly);
  EXPECT_EQ(fault_of("closes-in-body"), HttpFault::ClosedEarly);
  EXPECT_EQ(fault_of("error-500"), HttpFault::Status);
  EXPECT_EQ(fault_of("redirect"), HttpFault::Redirect);
  EXPECT_EQ(fault_of("huge"), HttpFault::TooLarge);
  EXPECT_EQ(fault_of("huge-head"), HttpFault::TooLarge);
  EXPECT_EQ(fault_of("html"), HttpFault::ContentType);
  EXPECT_EQ(fault_of("no-http"), HttpFault::Broken);
}

TEST(LoopbackHttp, WhereNobodyListensIsSaid) {
  std::string url;
  { url = ModelServer("good").url(); }
  const auto reply = post_to_loopback(request_to(url), {});
  ASSERT_TRUE(reply.has_value());
  EXPECT_EQ(reply->fault, HttpFault::NoServer);
}

TEST(LoopbackHttp, AddressesOfOtherMachinesAreRefusedBeforeAnythingIsSent) {
  for (const char* server :
       {"http://192.0.2.1:80/v1", "http://10.0.0.1", "http://[2001:db8::1]:80",
        "http://[::ffff:127.0.0.1]:80", "http://0.0.0.0:80", "https://127.0.0.1:80",
        "ftp://127.0.0.1", "file:///etc/passwd", "http://user@127.0.0.1", "http://127.0.0.1/?a=b",
        "127.0.0.1", "", "http://"}) {
    const auto url = chat_completions_url(server);
    ASSERT_FALSE(url.has_value()) << server;
    EXPECT_EQ(url.error().kind, ErrorKind::Usage);
  }
  // What is only known at the socket is refused there: a URL that was not looked at before.
  LoopbackRequest request = request_to("http://127.0.0.1:9");
  request.url = "http://192.0.2.1:80/v1/chat/completions";
  const auto reply = post_to_loopback(request, {});
  ASSERT_TRUE(reply.has_value());
  EXPECT_EQ(reply->fault, HttpFault::NotLoopback);
}

TEST(LoopbackHttp, ProxiesOfTheEnvironmentAreNotAsked) {
  const ModelServer proxy("good");
  const ModelServer server("good");
  const std::string address = proxy.url().substr(0, proxy.url().rfind('/'));
  for (const char* name : {"http_proxy", "all_proxy", "ALL_PROXY"})
    ::setenv(name, address.c_str(), 1);
  const auto reply = post_to_loopback(request_to(server.url()), {});
  for (const char* name : {"http_proxy", "all_proxy", "ALL_PROXY"}) ::unsetenv(name);
  ASSERT_TRUE(reply.has_value());
  EXPECT_FALSE(reply->fault);
  EXPECT_EQ(server.questions(), 1);
  EXPECT_EQ(proxy.questions(), 0);
}

TEST(LoopbackHttp, PathsAreAddedTo) {
  EXPECT_EQ(chat_completions_url("http://127.0.0.1:8080").value(),
            "http://127.0.0.1:8080/v1/chat/completions");
  EXPECT_EQ(chat_completions_url("http://localhost:8080/api/v1/").value(),
            "http://localhost:8080/api/v1/chat/completions");
  EXPECT_EQ(chat_completions_url("http://[::1]:8080/v1").value(),
            "http://[::1]:8080/v1/chat/completions");
}

template <class Address>
std::string_view bytes_of(const Address& address) {
  return {static_cast<const char*>(static_cast<const void*>(&address)), sizeof address};
}

TEST(LoopbackHttp, LoopbackIsWhatTheStandardsSay) {
  const auto v4 = [](const char* text) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    ::inet_pton(AF_INET, text, &address.sin_addr);
    return is_loopback(bytes_of(address));
  };
  const auto v6 = [](const char* text) {
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    ::inet_pton(AF_INET6, text, &address.sin6_addr);
    return is_loopback(bytes_of(address));
  };
  EXPECT_TRUE(v4("127.0.0.1"));
  EXPECT_TRUE(v4("127.255.255.254"));
  EXPECT_FALSE(v4("126.255.255.255"));
  EXPECT_FALSE(v4("128.0.0.1"));
  EXPECT_FALSE(v4("0.0.0.0"));
  EXPECT_TRUE(v6("::1"));
  EXPECT_FALSE(v6("::"));
  EXPECT_FALSE(v6("::2"));
  EXPECT_FALSE(v6("::ffff:127.0.0.1"));
  EXPECT_FALSE(v6("fe80::1"));
  EXPECT_FALSE(is_loopback(""));
  EXPECT_FALSE(is_loopback("\x02"));
}

TEST(LoopbackHttp, CancellingEndsTheWait) {
  const ModelServer server("hangs");
  LoopbackRequest request = request_to(server.url());
  request.time_limit = std::chrono::seconds(60);
  CancelSource source;
  std::thread canceller([&] {
    while (server.questions() == 0) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    source.cancel();
  });
  const auto reply = post_to_loopback(request, source.token());
  canceller.join();
  ASSERT_FALSE(reply.has_value());
  EXPECT_EQ(reply.error().kind, ErrorKind::Cancelled);
}

}  // namespace
}  // namespace entente::app
