// SPDX-License-Identifier: GPL-3.0-or-later
// Who was spoken to under a rule of non-attribution, kept apart from any study in an encrypted file
// of its own: Argon2id makes a key of a passphrase, XChaCha20-Poly1305 seals the list (libsodium).
// The study holds a handle, random and meaningless without the file. Pure functions but for the
// random bytes of make_handle and seal_identities; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/result.hpp"

namespace entente::store {

/// By handle (32 lower-case hexadecimal digits): first line the name, then what else is known.
using Identities = std::map<std::string, std::string, std::less<>>;

/// Text that is overwritten when it goes.
class SecretText {
 public:
  explicit SecretText(std::string text);
  SecretText(SecretText&& other) noexcept = default;
  SecretText& operator=(SecretText&& other) noexcept;
  SecretText(const SecretText&) = delete;
  SecretText& operator=(const SecretText&) = delete;
  ~SecretText();
  std::string_view view() const noexcept { return {text_.data(), text_.size()}; }

 private:
  void wipe() noexcept;
  std::vector<char> text_;  ///< no string: short ones leave copies behind when they move
};

/// What one guess at the passphrase costs: Argon2id with these passes over this many bytes. The
/// default is libsodium's "moderate": some 0.7 s and 256 MiB.
struct KeyCost {
  std::uint64_t passes = 3;
  std::uint64_t memory = std::uint64_t{256} << 20U;
};

/// A file's parts before anything is opened.
struct SealedIdentities {
  KeyCost cost;
  std::array<std::uint8_t, 16> salt{};
  std::array<std::uint8_t, 16> key_check{};  ///< tells a wrong passphrase from a damaged list
  std::array<std::uint8_t, 24> nonce{};
  std::string sealed;
};

/// Most bytes such a file may have.
inline constexpr std::size_t identities_file_limit = std::size_t{4} << 20U;

/// Errors: Malformed (another sort of file; cut short), TooNew, Limit (size; a cost that no file of
/// ours has: more than 16 passes or 1 GiB).
Result<SealedIdentities> parse_identities(std::string_view bytes, const std::string& file);

/// Errors: Unreadable (the passphrase is not the one), Damaged (it is, and the bytes are not those
/// that were written), Internal (no memory for the key).
Result<Identities> unseal_identities(const SealedIdentities& sealed, const SecretText& passphrase,
                                     const std::string& file);

/// The bytes of a file, with fresh salt and nonce; its length tells the number of identities no
/// closer than 1 KiB of them. Errors: Limit (too much for one file), Internal.
Result<std::string> seal_identities(const Identities& identities, const SecretText& passphrase,
                                    const KeyCost& cost = {});

/// The list inside, as JSON. Errors: Damaged.
Result<Identities> read_identity_list(std::string_view json, const std::string& file);

/// A new random handle.
std::string make_handle();

}  // namespace entente::store
