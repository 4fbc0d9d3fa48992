// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/base/text.hpp"

#include <gtest/gtest.h>

#include "entente/base/hash.hpp"
#include "entente/base/result.hpp"

namespace entente {
namespace {

TEST(Utf8, AcceptsWhatRfc3629Allows) {
  for (const char* text : {"", "NATO", "Türkiye", "日本", "한국", "\xF0\x9F\x95\x8A"})
    EXPECT_FALSE(first_broken_utf8(text)) << text;
  EXPECT_EQ(code_points("Türkiye"), 7U);
  EXPECT_EQ(code_points("日本"), 2U);
}

TEST(Utf8, RefusesOverlongSurrogateAndCutSequences) {
  struct Broken {
    const char* text;
    std::size_t at;
  };
  const Broken cases[] = {
      {"ab\xFF", 2},           {"\xC0\x80", 0},         {"x\xE0\x80\x80", 1}, {"\xED\xA0\x80", 0},
      {"\xF4\x90\x80\x80", 0}, {"\xF0\x80\x80\x80", 0}, {"T\xC3", 1},         {"\x80", 0}};
  for (const Broken& broken : cases) EXPECT_EQ(first_broken_utf8(broken.text), broken.at);
}

TEST(Lists, KeepOrderAndDropBlanks) {
  EXPECT_EQ(list_items(" NATO; JPN ;;KOR;"), (std::vector<std::string_view>{"NATO", "JPN", "KOR"}));
  EXPECT_TRUE(list_items("").empty());
  EXPECT_EQ(split("a;;b", ';').size(), 3U);
}

TEST(Numbers, WholeCellOnly) {
  EXPECT_EQ(parse_integer("+2"), 2);
  EXPECT_EQ(parse_integer("-2"), -2);
  for (const char* text : {"", "2 ", "2.0", "1e3", "+-2", "0x2", "9999999999999999999"})
    EXPECT_FALSE(parse_integer(text)) << text;
  EXPECT_EQ(parse_number("1.5"), 1.5);
  EXPECT_EQ(parse_number("-3e2"), -300.0);
  EXPECT_EQ(parse_number("+.5"), 0.5);
  for (const char* text : {"", "1,5", "inf", "nan", "0x1p3", "1e999", "1.5 ", "."})
    EXPECT_FALSE(parse_number(text)) << text;
}

TEST(Numbers, TextReadsBack) {
  for (const double value : {0.1, 1.0 / 3, 4212.9, 1e-300, 123456789.0, -2.5}) {
    EXPECT_EQ(parse_number(number_text(value)), value);
  }
  EXPECT_EQ(number_text(-0.0), "0");
  EXPECT_EQ(number_text(23), "23");
  EXPECT_EQ(fixed_text(-0.001, 2), "0.00");
  EXPECT_EQ(fixed_text(1.5, 2), "1.50");
}

TEST(DidYouMean, FindsSlipsAndNothingFar) {
  const std::vector<std::string> names = {"import", "export", "check", "verify", "statement"};
  EXPECT_EQ(did_you_mean("improt", names), std::vector<std::string>{"import"});
  EXPECT_EQ(did_you_mean("chekc", names), std::vector<std::string>{"check"});
  EXPECT_EQ(did_you_mean("state", names), std::vector<std::string>{"statement"});
  EXPECT_TRUE(did_you_mean("zzzzzz", names).empty());
  EXPECT_EQ(did_you_mean_sentence("verfy", names), "did you mean \"verify\"?");
}

TEST(Quotable, ShortensAtABorderAndEscapes) {
  EXPECT_EQ(quotable("a\nb"), "a\\x0Ab");
  EXPECT_EQ(quotable("\xFF"), "\\xFF");
  EXPECT_EQ(quotable("日本語", 7), "日本…");
}

TEST(Errors, OneLineWithPlaceAndMend) {
  const Error error{
      ErrorKind::Range, "stance out of range", {"statement.csv", 14, "stance"}, "-2 to 2", "3",
      "correct it"};
  EXPECT_EQ(to_string(error),
            "statement.csv:14, column stance: stance out of range: expected -2 to 2, found \"3\". "
            "Mend: correct it");
  EXPECT_EQ(to_string(ErrorKind::TooNew), "too_new");
}

TEST(Sha256, KnownAnswers) {  // FIPS 180-4 examples
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(PartsHasher, PartsDoNotRunTogether) {
  PartsHasher hasher;
  const auto first = hasher.add("ab").add("c").finish();
  const auto second = hasher.add("a").add("bc").finish();
  EXPECT_NE(first, second);
  EXPECT_EQ(hasher.add("ab").add("c").finish(), first);
}

}  // namespace
}  // namespace entente
