// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/search/query.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "entente/base/text.hpp"
#include "entente/ingest/search.hpp"
#include "ingest/search/expression.hpp"
#include "ingest/search/tokens.hpp"

namespace entente::ingest {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// The tree in one line: (and a (not b)).
std::string tree(const QueryNode& node) {
  const auto parts = [&](const std::string& name) {
    std::string out = "(" + name;
    for (const QueryNode& part : node.parts) out += " " + tree(part);
    return out + ")";
  };
  const std::string text = node.text + (node.prefix ? "*" : "");
  switch (node.kind) {
    case QueryKind::And:
      return parts("and");
    case QueryKind::Or:
      return parts("or");
    case QueryKind::Not:
      return parts("not");
    case QueryKind::Near:
      return parts("near" + std::to_string(node.distance));
    case QueryKind::Field:
      return node.field + ":" + text;
    case QueryKind::Words:
      break;
  }
  return text.find(' ') == std::string::npos ? text : "'" + text + "'";
}

std::string read(std::string_view query) {
  const auto parsed = parse_query(query);
  return parsed ? tree(*parsed) : "error: " + to_string(parsed.error());
}

TEST(Query, ReadsOperatorsByTheirRank) {
  EXPECT_EQ(read("a b OR c"), "(or (and a b) c)");
  EXPECT_EQ(read("a AND b NOT c"), "(and a b (not c))");
  EXPECT_EQ(read("(a OR \"b c\") de*"), "(and (or a 'b c') de*)");
  EXPECT_EQ(read("NOT (a b) c"), "(and (not (and a b)) c)");
  EXPECT_EQ(read("and or not near"), "(and and or not near)");
  EXPECT_EQ(read("NEAR(cyber \"defence training\", 5)"), "(near5 cyber 'defence training')");
  EXPECT_EQ(read("NEAR(a b)"), "(near10 a b)");
  EXPECT_EQ(read("NEAR you"), "(and NEAR you)");
}

TEST(Query, ReadsFieldsAndForeignQuotes) {
  EXPECT_EQ(read("title:\"joint statement\" document:D1 10:30"),
            "(and title:joint statement document:D1 10:30)");
  EXPECT_EQ(read("Language:ZH date:2022..2023"), "(and language:ZH date:2022..2023)");
  EXPECT_EQ(read("“public diplomacy”"), "'public diplomacy'");
  EXPECT_EQ(read("「安全保障」"), "安全保障");
  EXPECT_EQ(read("\"a bc\"*"), "'a bc*'");
  EXPECT_EQ(read("publisher:NOT"), "publisher:NOT");
}

TEST(Query, FaultsHavePlaceAndMend) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "character 1: the query is empty"},
      {"a \"b", "character 3: a quotation that does not end"},
      {"é (b", "character 3: a bracket that is not closed"},
      {"a )", "character 3: a closing bracket without an opening one"},
      {"AND a", "character 1: an operator without a word"},
      {"a OR", "character 5: the query ends too early"},
      {"a, b", "character 2: a comma stands only"},
      {"-war", "character 1: a minus leaves nothing out"},
      {"a*b", "character 1: a star stands at the end"},
      {"a b*", "character 3: too short a beginning"},
      {"*", "character 1: a star stands at the end"},
      {"a &", "character 3: there is no word in it"},
      {"titel:x", "character 1: there is no such field"},
      {"title:", "character 7: a field without a value"},
      {"title:(a b)", "character 7: a field without a value"},
      {"title:\" \"", "character 7: a field without a value"},
      {"NEAR(a)", "character 1: NEAR of less than two words"},
      {"NEAR(a b, x)", "character 11: not a distance"},
      {"NEAR(a (b))", "character 8: NEAR takes words and phrases only"},
      {"NEAR(a b", "character 1: a bracket that is not closed"},
      {"a \xFF", "character 3: the query is not UTF-8"},
  };
  for (const auto& [query, message] : cases) {
    const auto parsed = parse_query(query);
    ASSERT_FALSE(parsed) << query;
    EXPECT_THAT(to_string(parsed.error()), HasSubstr("QUERY, " + message)) << query;
    EXPECT_NE(parsed.error().mend, "") << query;
  }
  EXPECT_THAT(read("titel:x"), HasSubstr("did you mean \"title\"?"));
}

TEST(Query, LimitsHold) {
  EXPECT_EQ(parse_query(std::string(5000, 'a')).error().kind, ErrorKind::Limit);
  EXPECT_EQ(parse_query(std::string(60, '(') + "a").error().kind, ErrorKind::Limit);
  std::string many;
  for (int i = 0; i < 201; ++i) many += "a ";
  EXPECT_EQ(parse_query(many).error().kind, ErrorKind::Limit);
  std::string nots;
  for (int i = 0; i < 60; ++i) nots += "NOT ";
  EXPECT_EQ(parse_query(nots + "a").error().kind, ErrorKind::Limit);
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  for (const SearchToken& token : search_tokens(text)) {
    EXPECT_LT(token.begin, token.end);
    out.push_back(token.word + (token.joined ? "+" : ""));
  }
  return out;
}

TEST(SearchTokens, FoldCaseWidthAndAccents) {
  EXPECT_THAT(words_of("L’OTAN renforcée, U.S. IP4"),
              ElementsAre("l", "otan", "renforcee", "u", "s", "ip4"));
  EXPECT_THAT(words_of("ＮＡＴＯ Straße Ελλάδα ёлка"),
              ElementsAre("nato", "strasse", "ελλαδα", "елка"));
  EXPECT_THAT(words_of("NATO加盟国 한국 ラー"),
              ElementsAre("nato", "加+", "盟+", "国", "한+", "국", "ラ+", "ー"));
  EXPECT_THAT(words_of(" — … «» \xFF\x01"), IsEmpty());
}

TEST(Expression, HoldsFoldedWordsAlone) {
  const StemLanguages none;
  EXPECT_EQ(words_expression("Indo-Pacific\" OR x:*", false, none).text, "\"indo pacific or x\"");
  EXPECT_EQ(words_expression("安全保障", false, none).text, "\"安全 全保 保障\"");
  EXPECT_TRUE(words_expression("保障", false, none).phrases.front().pair_last);
  EXPECT_EQ(words_expression("障", true, none).text, "\"障\" *");
  EXPECT_EQ(words_expression("한국 정부", false, none).text, "\"한국 국 정부\"");
  const StemLanguages two{true, {"en", "fr"}};
  EXPECT_EQ(words_expression("Cooperation", false, two).text,
            "\"\x01"
            "cooper\"");
  EXPECT_EQ(words_expression("cooperat", true, two).text, "\"cooperat\" *");
}

RC_GTEST_PROP(QueryProperty, AnyTextIsReadOrRefusedInWords, (const std::string& text)) {
  const auto parsed = parse_query(text);
  if (parsed) return;
  const std::string line = to_string(parsed.error());
  RC_ASSERT(!first_broken_utf8(line));
  RC_ASSERT(!parsed.error().mend.empty());
}

}  // namespace
}  // namespace entente::ingest
