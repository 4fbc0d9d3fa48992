// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/store/identities.hpp"

#include <gmock/gmock.h>

namespace entente::store {
namespace {

constexpr KeyCost cheap{1, 8192};
const std::string handle_a(32, 'a');

SecretText words(const char* text) { return SecretText(text); }

std::string sealed_file(const Identities& identities) {
  auto bytes = seal_identities(identities, words("correct horse"), cheap);
  EXPECT_TRUE(bytes.has_value());
  return bytes.value_or("");
}

Result<Identities> opened_with(const std::string& bytes, const char* passphrase) {
  ENTENTE_TRY(const SealedIdentities parts, parse_identities(bytes, "keys"));
  return unseal_identities(parts, words(passphrase), "keys");
}

TEST(Identities, ComeBackWithThePassphraseAndOnlyWithIt) {
  const Identities identities{{handle_a, "Kim Example\nkim@example.org"}};
  const std::string bytes = sealed_file(identities);
  EXPECT_EQ(opened_with(bytes, "correct horse").value(), identities);
  EXPECT_EQ(opened_with(bytes, "correct hors").error().kind, ErrorKind::Unreadable);
  EXPECT_EQ(opened_with(bytes, "").error().kind, ErrorKind::Unreadable);
  EXPECT_EQ(bytes.find("Kim"), std::string::npos);
  EXPECT_EQ(bytes.find(handle_a), std::string::npos);
}

TEST(Identities, TheSameListIsNeverTheSameBytesTwice) {
  const Identities identities{{handle_a, "Kim Example"}};
  EXPECT_NE(sealed_file(identities), sealed_file(identities));
  EXPECT_EQ(sealed_file(identities).size(), sealed_file({}).size()) << "the length tells a name";
}

TEST(Identities, AChangedByteIsNeverTakenForTruth) {
  const std::string bytes = sealed_file({{handle_a, "Kim Example"}});
  const std::size_t step = 7;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ 0x20U);
    EXPECT_FALSE(opened_with(changed, "correct horse").has_value()) << at;
  }
  std::string changed = bytes;
  changed.back() = static_cast<char>(static_cast<unsigned char>(changed.back()) ^ 1U);
  EXPECT_EQ(opened_with(changed, "correct horse").error().kind, ErrorKind::Damaged);
}

TEST(Identities, AFileCutShortSaysSo) {
  const std::string bytes = sealed_file({{handle_a, "Kim Example"}});
  for (const std::size_t length : {std::size_t{0}, std::size_t{5}}) {
    EXPECT_EQ(opened_with(bytes.substr(0, length), "correct horse").error().message,
              "not a file of identities");
  }
  for (const std::size_t length :
       {std::size_t{18}, std::size_t{19}, std::size_t{40}, std::size_t{100}}) {
    const Error error = opened_with(bytes.substr(0, length), "correct horse").error();
    EXPECT_EQ(error.kind, ErrorKind::Malformed) << length;
    EXPECT_EQ(error.message, "the file of identities is cut short") << length;
  }
  EXPECT_EQ(opened_with(bytes.substr(0, bytes.size() - 1), "correct horse").error().kind,
            ErrorKind::Damaged);
  EXPECT_EQ(opened_with(bytes + "x", "correct horse").error().kind, ErrorKind::Damaged);
}

TEST(Identities, AFileThatAsksForTooMuchWorkIsRefused) {
  std::string bytes = sealed_file({});
  bytes[18] = 2;
  EXPECT_EQ(parse_identities(bytes, "keys").error().kind, ErrorKind::TooNew);
  bytes[18] = 1;
  bytes[19 + 15] = 0x7F;  // the highest byte of its memory
  EXPECT_EQ(parse_identities(bytes, "keys").error().kind, ErrorKind::Limit);
}

TEST(Identities, HandlesSayNothing) {
  const std::string one = make_handle();
  EXPECT_EQ(one.size(), 32U);
  EXPECT_EQ(one.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_NE(one, make_handle());
}

TEST(Identities, AListOfAnotherSortIsRefused) {
  for (const char* json : {"", "[]", "{\"x\":\"y\"}", "{\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\":1}"}) {
    EXPECT_EQ(read_identity_list(json, "keys").error().kind, ErrorKind::Damaged) << json;
  }
}

}  // namespace
}  // namespace entente::store
