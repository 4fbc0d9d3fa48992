// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256 content hashes (FIPS 180-4, by libsodium). Any thread. Not in the WebAssembly build.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace entente {

using Sha256 = std::array<std::uint8_t, 32>;

/// The hash of bytes. O(n).
Sha256 sha256(std::string_view bytes);

/// 64 lower-case hexadecimal digits.
std::string hex(const Sha256& hash);

/// hex(sha256(bytes)).
std::string sha256_hex(std::string_view bytes);

/// Hash of a stream of parts, each prefixed with its length so that ("ab","c") and ("a","bc") part.
class PartsHasher {
 public:
  PartsHasher();
  PartsHasher(PartsHasher&&) noexcept;
  PartsHasher& operator=(PartsHasher&&) noexcept;
  ~PartsHasher();
  PartsHasher& add(std::string_view part);
  /// Ends the stream; the hasher starts anew.
  Sha256 finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace entente
