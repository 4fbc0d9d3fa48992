// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/store/identities.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>
#include <utility>

#include "entente/base/text.hpp"

namespace entente::store {
namespace {

constexpr std::string_view identities_magic = "ENTENTE-IDENTITIES";
constexpr std::uint8_t identities_version = 1;
constexpr std::size_t identities_padding = 1024;
constexpr std::uint64_t most_passes = 16;
constexpr std::uint64_t most_memory = std::uint64_t{1} << 30U;
/// Everything before the sealed bytes: magic, version, passes, memory, salt, key check, nonce.
constexpr std::size_t identities_head = identities_magic.size() + 1 + 8 + 8 + 16 + 16 + 24;

static_assert(crypto_pwhash_SALTBYTES == 16);
static_assert(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES == 24);

const unsigned char* sodium_bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* sodium_bytes(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

template <std::size_t Size>
std::string_view as_text(const std::array<std::uint8_t, Size>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void append_number(std::string& out, std::uint64_t value) {
  for (unsigned shift = 0; shift < 64; shift += 8) {
    out += static_cast<char>(static_cast<unsigned char>((value >> shift) & 0xFFU));
  }
}

std::uint64_t take_number(std::string_view bytes, std::size_t at) {
  std::uint64_t out = 0;
  for (std::size_t i = 8; i-- > 0;) out = (out << 8U) | static_cast<unsigned char>(bytes[at + i]);
  return out;
}

template <std::size_t Size>
void take_bytes(std::string_view bytes, std::size_t at, std::array<std::uint8_t, Size>& out) {
  std::memcpy(out.data(), bytes.data() + at, Size);
}

/// The head as it stands in the file: sealed in with the list, so that no byte of it can change.
std::string head_of(const SealedIdentities& parts) {
  std::string out(identities_magic);
  out += static_cast<char>(identities_version);
  append_number(out, parts.cost.passes);
  append_number(out, parts.cost.memory);
  out.append(as_text(parts.salt)).append(as_text(parts.key_check)).append(as_text(parts.nonce));
  return out;
}

/// Keys made of a passphrase, overwritten when they go.
struct DerivedKeys {
  std::array<std::uint8_t, crypto_kdf_KEYBYTES> master{};
  std::array<std::uint8_t, crypto_aead_xchacha20poly1305_ietf_KEYBYTES> list{};
  std::array<std::uint8_t, 16> check{};
  DerivedKeys() = default;
  DerivedKeys(const DerivedKeys&) = delete;
  DerivedKeys& operator=(const DerivedKeys&) = delete;
  ~DerivedKeys() {
    sodium_memzero(master.data(), master.size());
    sodium_memzero(list.data(), list.size());
  }
};

Result<void> derive_keys(const SealedIdentities& parts, const SecretText& passphrase,
                         DerivedKeys& out) {
  // An empty passphrase has no bytes to point at, and libsodium wants a pointer all the same.
  const std::string_view words = passphrase.view().empty() ? "" : passphrase.view();
  const bool made =
      sodium_init() >= 0 &&
      crypto_pwhash(out.master.data(), out.master.size(), words.data(), words.size(),
                    parts.salt.data(), parts.cost.passes,
                    static_cast<std::size_t>(parts.cost.memory), crypto_pwhash_ALG_ARGON2ID13) == 0;
  if (!made) {
    return fail({ErrorKind::Internal,
                 "no key can be made of the passphrase",
                 {},
                 std::to_string(parts.cost.memory >> 20U) + " MiB of free memory",
                 "",
                 "close other programs and try again"});
  }
  constexpr const char* context = "identity";
  static_assert(crypto_kdf_CONTEXTBYTES == 8 && crypto_kdf_BYTES_MIN == 16);
  crypto_kdf_derive_from_key(out.list.data(), out.list.size(), 1, context, out.master.data());
  crypto_kdf_derive_from_key(out.check.data(), out.check.size(), 2, context, out.master.data());
  return {};
}

Error damaged_identities(const std::string& file, std::string message) {
  return {ErrorKind::Damaged,           std::move(message), {file, 0, ""}, "", "",
          "take the file from a backup"};
}

bool is_handle(std::string_view text) {
  return text.size() == 32 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

SecretText::SecretText(std::string text) : text_(text.begin(), text.end()) {
  sodium_memzero(text.data(), text.size());
}

SecretText& SecretText::operator=(SecretText&& other) noexcept {
  if (this != &other) {
    wipe();
    text_ = std::move(other.text_);
  }
  return *this;
}

SecretText::~SecretText() { wipe(); }

void SecretText::wipe() noexcept {
  sodium_memzero(text_.data(), text_.size());
  text_.clear();
}

Result<SealedIdentities> parse_identities(std::string_view bytes, const std::string& file) {
  const auto malformed = [&](ErrorKind kind, std::string message, std::string expected,
                             std::string found, std::string mend) {
    return fail(Error{kind,
                      std::move(message),
                      {file, 0, ""},
                      std::move(expected),
                      std::move(found),
                      std::move(mend)});
  };
  if (!bytes.starts_with(identities_magic)) {
    return malformed(ErrorKind::Malformed, "not a file of identities",
                     "a file that entente identity add made", "", "check the path");
  }
  if (bytes.size() > identities_file_limit) {
    return malformed(ErrorKind::Limit, "file of identities too large", "at most 4 MiB", "",
                     "check the path");
  }
  if (bytes.size() > identities_magic.size() &&
      static_cast<std::uint8_t>(bytes[identities_magic.size()]) > identities_version) {
    return malformed(ErrorKind::TooNew, "written by a newer Entente", "", "",
                     "install the newer version");
  }
  if (bytes.size() < identities_head + crypto_aead_xchacha20poly1305_ietf_ABYTES ||
      static_cast<std::uint8_t>(bytes[identities_magic.size()]) != identities_version) {
    return malformed(ErrorKind::Malformed, "the file of identities is cut short", "",
                     std::to_string(bytes.size()) + " bytes", "take the file from a backup");
  }
  SealedIdentities out;
  std::size_t at = identities_magic.size() + 1;
  out.cost.passes = take_number(bytes, at);
  out.cost.memory = take_number(bytes, at + 8);
  at += 16;
  take_bytes(bytes, at, out.salt);
  take_bytes(bytes, at + 16, out.key_check);
  take_bytes(bytes, at + 32, out.nonce);
  out.sealed = std::string(bytes.substr(identities_head));
  const bool fair = out.cost.passes >= crypto_pwhash_OPSLIMIT_MIN &&
                    out.cost.passes <= most_passes &&
                    out.cost.memory >= crypto_pwhash_MEMLIMIT_MIN && out.cost.memory <= most_memory;
  if (fair) return out;
  return malformed(ErrorKind::Limit, "the file asks for more work than any of ours",
                   "at most 16 passes over 1 GiB", "", "take the file from a backup");
}

Result<Identities> unseal_identities(const SealedIdentities& sealed, const SecretText& passphrase,
                                     const std::string& file) {
  DerivedKeys keys;
  ENTENTE_CHECK(derive_keys(sealed, passphrase, keys));
  if (sodium_memcmp(keys.check.data(), sealed.key_check.data(), keys.check.size()) != 0) {
    return fail({ErrorKind::Unreadable,
                 "the passphrase does not open the identities",
                 {file, 0, ""},
                 "",
                 "",
                 "try again; without the passphrase nobody can open them"});
  }
  const std::string head = head_of(sealed);
  std::string plain(sealed.sealed.size() - crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
  unsigned long long length = 0;
  const bool whole =
      crypto_aead_xchacha20poly1305_ietf_decrypt(
          sodium_bytes(plain), &length, nullptr, sodium_bytes(sealed.sealed), sealed.sealed.size(),
          sodium_bytes(head), head.size(), sealed.nonce.data(), keys.list.data()) == 0;
  const SecretText owned(std::move(plain));
  std::size_t unpadded = 0;
  if (!whole || sodium_unpad(&unpadded, sodium_bytes(owned.view()), owned.view().size(),
                             identities_padding) != 0) {
    return fail(damaged_identities(file, "the file of identities was changed or cut short"));
  }
  return read_identity_list(owned.view().substr(0, unpadded), file);
}

Result<std::string> seal_identities(const Identities& identities, const SecretText& passphrase,
                                    const KeyCost& cost) {
  SealedIdentities parts;
  parts.cost = cost;
  if (sodium_init() < 0) {
    return fail(
        {ErrorKind::Internal, "libsodium does not start", {}, "", "", "please report this"});
  }
  randombytes_buf(parts.salt.data(), parts.salt.size());
  randombytes_buf(parts.nonce.data(), parts.nonce.size());
  DerivedKeys keys;
  ENTENTE_CHECK(derive_keys(parts, passphrase, keys));
  parts.key_check = keys.check;
  std::string plain =
      nlohmann::json(identities).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  const std::size_t length = plain.size();
  plain.resize(length + identities_padding);
  std::size_t padded = 0;
  sodium_pad(&padded, sodium_bytes(plain), length, identities_padding, plain.size());
  plain.resize(padded);
  const SecretText owned(std::move(plain));
  const std::string head = head_of(parts);
  std::string sealed(owned.view().size() + crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
  crypto_aead_xchacha20poly1305_ietf_encrypt(
      sodium_bytes(sealed), nullptr, sodium_bytes(owned.view()), owned.view().size(),
      sodium_bytes(head), head.size(), nullptr, parts.nonce.data(), keys.list.data());
  if (head.size() + sealed.size() <= identities_file_limit) return head + sealed;
  return fail({ErrorKind::Limit,
               "too many identities for one file",
               {},
               "at most 4 MiB",
               "",
               "begin a second file"});
}

Result<Identities> read_identity_list(std::string_view json, const std::string& file) {
  const nlohmann::json list = nlohmann::json::parse(json, nullptr, false);
  if (!list.is_object()) return fail(damaged_identities(file, "the list of identities is none"));
  Identities out;
  for (const auto& [handle, words] : list.items()) {
    if (!is_handle(handle) || !words.is_string()) {
      return fail(damaged_identities(file, "the list of identities is none"));
    }
    out.emplace(handle, words.get<std::string>());
  }
  return out;
}

std::string make_handle() {
  std::array<std::uint8_t, 16> bytes{};
  if (sodium_init() >= 0) randombytes_buf(bytes.data(), bytes.size());
  std::string out(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), bytes.data(), bytes.size());
  out.pop_back();
  return out;
}

}  // namespace entente::store
