// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/base/hash.hpp"

#include <sodium/crypto_hash_sha256.h>

namespace entente {
namespace {

const unsigned char* as_bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

struct PartsHasher::State {
  crypto_hash_sha256_state sodium;
};

Sha256 sha256(std::string_view bytes) {
  Sha256 out{};
  crypto_hash_sha256(out.data(), as_bytes(bytes), bytes.size());
  return out;
}

std::string hex(const Sha256& hash) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(2 * hash.size());
  for (const std::uint8_t byte : hash) {
    out += digits[byte >> 4U];
    out += digits[byte & 0xFU];
  }
  return out;
}

std::string sha256_hex(std::string_view bytes) { return hex(sha256(bytes)); }

PartsHasher::PartsHasher() : state_(std::make_unique<State>()) {
  crypto_hash_sha256_init(&state_->sodium);
}
PartsHasher::PartsHasher(PartsHasher&&) noexcept = default;
PartsHasher& PartsHasher::operator=(PartsHasher&&) noexcept = default;
PartsHasher::~PartsHasher() = default;

PartsHasher& PartsHasher::add(std::string_view part) {
  std::array<unsigned char, 8> length{};
  std::uint64_t rest = part.size();
  for (unsigned char& byte : length) {
    byte = static_cast<unsigned char>(rest & 0xFFU);
    rest >>= 8U;
  }
  crypto_hash_sha256_update(&state_->sodium, length.data(), length.size());
  crypto_hash_sha256_update(&state_->sodium, as_bytes(part), part.size());
  return *this;
}

Sha256 PartsHasher::finish() {
  Sha256 out{};
  crypto_hash_sha256_final(&state_->sodium, out.data());
  crypto_hash_sha256_init(&state_->sodium);
  return out;
}

}  // namespace entente
