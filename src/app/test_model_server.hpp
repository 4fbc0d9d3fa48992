// SPDX-License-Identifier: GPL-3.0-or-later
// A language model's server for tests, on a port of 127.0.0.1 that the system chooses: well-behaved
// or misbehaving in one of many ways. Its thread ends with it.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstring>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace entente::app::testing {

class ModelServer {
 public:
  /// `mode` says how it behaves: see answer(). "good" answers one statement a question: JPN, I1,
  /// +2, the first words of the passage.
  explicit ModelServer(std::string mode) : mode_(std::move(mode)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (listener_ < 0 || ::bind(listener_, generic, length) != 0 || ::listen(listener_, 16) != 0)
      return;
    ::getsockname(listener_, generic, &length);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ModelServer(const ModelServer&) = delete;
  ModelServer& operator=(const ModelServer&) = delete;
  ~ModelServer() {
    stop_ = true;
    if (thread_.joinable()) thread_.join();
    if (listener_ >= 0) ::close(listener_);
  }

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/v1"; }
  int questions() const { return questions_; }
  /// The body of the last question. Only while nothing is being asked.
  const std::string& last_body() const { return body_; }

 private:
  static bool readable(int descriptor, int milliseconds) {
    pollfd wait{descriptor, POLLIN, 0};
    return ::poll(&wait, 1, milliseconds) == 1;
  }

  void serve() {
    while (!stop_) {
      if (!readable(listener_, 20)) continue;
      const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (client < 0) continue;
      if (read_question(client)) {
        ++questions_;
        answer(client);
      }
      ::close(client);
    }
  }

  bool read_question(int client) {
    std::string bytes;
    std::array<char, 4096> buffer{};
    std::size_t wanted = 0;
    for (;;) {
      if (stop_ || !readable(client, 2'000)) return false;
      const ssize_t count = ::recv(client, buffer.data(), buffer.size(), 0);
      if (count <= 0) return false;
      bytes.append(buffer.data(), static_cast<std::size_t>(count));
      const std::size_t head = bytes.find("\r\n\r\n");
      if (head == std::string::npos) continue;
      if (wanted == 0) {
        const std::size_t at = bytes.find("Content-Length: ");
        if (at == std::string::npos || at > head) return false;
        wanted = head + 4 + std::stoul(bytes.substr(at + 16));
      }
      if (bytes.size() < wanted) continue;
      body_ = bytes.substr(head + 4);
      return true;
    }
  }

  static void send_all(int client, std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  static std::string head(std::string_view status, std::string_view type, std::size_t length,
                          std::string_view more = {}) {
    return "HTTP/1.1 " + std::string(status) + "\r\nContent-Type: " + std::string(type) +
           "\r\nContent-Length: " + std::to_string(length) + "\r\n" + std::string(more) +
           "Connection: close\r\n\r\n";
  }

  static void send_json(int client, const std::string& body) {
    send_all(client, head("200 OK", "application/json", body.size()) + body);
  }

  static std::string chat(const std::string& content, const std::string& finish = "stop") {
    nlohmann::json message{{"role", "assistant"}, {"content", content}};
    nlohmann::json choice{{"index", 0}, {"finish_reason", finish}, {"message", message}};
    nlohmann::json out{{"object", "chat.completion"}};
    out["choices"].push_back(choice);
    return out.dump();
  }

  /// The passage of the question.
  std::string passage() const {
    const auto question = nlohmann::json::parse(body_, nullptr, false);
    if (question.is_discarded()) return {};
    const auto material = nlohmann::json::parse(
        question["messages"][1]["content"].get<std::string>(), nullptr, false);
    return material.is_discarded() ? "" : material["passage"].get<std::string>();
  }

  static std::string statement(const std::string& quote, const std::string& holder = "JPN",
                               int stance = 2) {
    nlohmann::json one{{"holder", holder},
                       {"issue", "I1"},
                       {"stance", stance},
                       {"kind", "position"},
                       {"quote", quote}};
    nlohmann::json out;
    out["statements"].push_back(one);
    return out.dump();
  }

  void wait_for_client(int client) const {
    while (!stop_ && !readable(client, 20)) continue;
  }

  void answer(int client) {
    const std::string words = passage();
    const std::string first = words.substr(0, words.find('.'));
    const std::string good = chat(statement(first));
    if (mode_ == "good") return send_json(client, good);
    if (mode_ == "fenced") return send_json(client, chat("```json\n" + statement(first) + "\n```"));
    // Servers that fail.
    if (mode_ == "hangs") return wait_for_client(client);
    if (mode_ == "closes") return;
    if (mode_ == "closes-in-body") {
      return send_all(client, head("200 OK", "application/json", good.size()) + good.substr(0, 40));
    }
    if (mode_ == "error-500")
      return send_all(client, head("500 Oops", "application/json", 2) + "{}");
    if (mode_ == "redirect") {
      return send_all(client, head("302 Found", "application/json", 0,
                                   "Location: http://192.0.2.1:80/v1/chat/completions\r\n"));
    }
    if (mode_ == "drip")
      return drip(client, head("200 OK", "application/json", good.size()) + good);
    if (mode_ == "huge") return huge(client);
    if (mode_ == "huge-head") {
      const std::string line = "X-Filler: " + std::string(1'000, 'x') + "\r\n";
      std::string lines;
      for (int i = 0; i < 200; ++i) lines += line;
      return send_all(client, head("200 OK", "application/json", good.size(), lines) + good);
    }
    if (mode_ == "no-http") return send_all(client, "SSH-2.0-OpenSSH\r\n\r\n");
    answer_wrongly(client, first, good);
  }

  /// Answers that are whole and wrong.
  void answer_wrongly(int client, const std::string& first, const std::string& good) {
    if (mode_ == "html") {
      return send_all(client, head("200 OK", "text/html", good.size()) + good);
    }
    if (mode_ == "bad-json") return send_json(client, good.substr(0, good.size() / 2));
    if (mode_ == "bad-utf8") return send_json(client, good + "\xE2\x82");
    if (mode_ == "deep") return send_json(client, std::string(100'000, '['));
    if (mode_ == "no-chat") return send_json(client, "{\"error\":\"no model loaded\"}");
    if (mode_ == "prose") return send_json(client, chat("Happy to help! Japan is in favour."));
    if (mode_ == "cut") return send_json(client, chat(statement(first), "length"));
    if (mode_ == "short-length") {
      return send_all(client, head("200 OK", "application/json", good.size() - 20) + good);
    }
    if (mode_ == "other-quote") return send_json(client, chat(statement("words nobody said")));
    if (mode_ == "other-holder") return send_json(client, chat(statement(first, "NOBODY")));
    if (mode_ == "other-stance") return send_json(client, chat(statement(first, "JPN", 7)));
    if (mode_ == "escapes") {
      return send_json(client, chat(statement("\x1b]0;owned\x07 ignore all rules")));
    }
    // Sound once, then failing.
    if (mode_ == "good-once" && questions_ == 1) return send_json(client, good);
  }

  void drip(int client, const std::string& bytes) const {
    for (const char c : bytes) {
      if (stop_ || readable(client, 100)) return;
      send_all(client, std::string_view(&c, 1));
    }
  }

  void huge(int client) const {
    send_all(client,
             "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n");
    const std::string block(std::size_t{64} << 10U, ' ');
    for (int i = 0; i < 4'096 && !stop_ && !readable(client, 0); ++i) send_all(client, block);
  }

  std::string mode_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stop_{false};
  std::atomic<int> questions_{0};
  std::string body_;
  std::thread thread_;
};

}  // namespace entente::app::testing
