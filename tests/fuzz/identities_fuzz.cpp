// SPDX-License-Identifier: GPL-3.0-or-later
// Files of identities over any bytes, up to the point where a key would be made; and the list that
// lies inside one.
#include "entente/store/identities.hpp"
#include "fuzzing.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = entente::fuzz::input(data, size);
  const auto parts = entente::store::parse_identities(input, "keys");
  if (parts) {
    entente::fuzz::require(parts->sealed.size() >= 16, "the seal is there");
    entente::fuzz::require(parts->cost.memory <= (std::uint64_t{1} << 30U), "work has a limit");
  } else {
    entente::fuzz::require_presentable(parts.error());
  }
  const auto list = entente::store::read_identity_list(input, "keys");
  if (!list) entente::fuzz::require_presentable(list.error());
  return 0;
}
