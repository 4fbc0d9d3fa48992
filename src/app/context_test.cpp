// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/context.hpp"

#include <gtest/gtest.h>

#include "entente/app/files.hpp"
#include "test_folder.hpp"

namespace entente::app {
namespace {

TEST(Context, WritesTimesAsUtc) {
  EXPECT_EQ(utc_text(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(utc_text(1767139199), "2025-12-30T23:59:59Z");
  EXPECT_EQ(utc_text(253402300799), "9999-12-31T23:59:59Z");
}

TEST(Context, TakesTheNearestAuthor) {
  Context context;
  record::Settings settings;
  EXPECT_EQ(origin_of(context, settings, "x", "y").error().kind, ErrorKind::Usage);
  context.login = "login";
  EXPECT_EQ(origin_of(context, settings, "x", "y")->author, "login");
  settings.author = "study";
  EXPECT_EQ(origin_of(context, settings, "x", "y")->author, "study");
  context.environment_author = "environment";
  EXPECT_EQ(origin_of(context, settings, "x", "y")->author, "environment");
  context.author = " option ";
  EXPECT_EQ(origin_of(context, settings, "x", "y")->author, "option");
}

TEST(Context, RefusesAuthorsThatHistoryCannotShow) {
  Context context = testing::test_context();
  context.author = "two\nlines";
  EXPECT_EQ(origin_of(context, {}, "x", "y").error().place.column, "--author");
  context.author = "A";
  context.reason = "\xFF";
  EXPECT_EQ(origin_of(context, {}, "x", "y").error().place.column, "--reason");
  context.reason = std::string(501, 'r');
  EXPECT_FALSE(origin_of(context, {}, "x", "y").has_value());
  context.reason.clear();
  EXPECT_EQ(origin_of(context, {}, "x", "otherwise")->reason, "otherwise");
}

TEST(Files, WriteWholeAndNeverOverUnasked) {
  const testing::TestFolder folder;
  const std::string path = folder / "a.txt";
  EXPECT_TRUE(*write_file(path, "one", Overwrite::Never));
  EXPECT_FALSE(*write_file(path, "one", Overwrite::Never)) << "same bytes: nothing to do";
  const auto refused = write_file(path, "two", Overwrite::Never);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::Unwritable);
  EXPECT_EQ(*read_file(path), "one");
  EXPECT_TRUE(*write_file(path, "two", Overwrite::Different));
  EXPECT_EQ(*read_file(path), "two");
  EXPECT_EQ(write_file(folder / "no/such/folder", "x", Overwrite::Never).error().kind,
            ErrorKind::Unwritable);
  EXPECT_EQ(write_file(folder / "", "x", Overwrite::Different).error().kind, ErrorKind::Unwritable);
}

TEST(Files, LeaveNothingBesideThem) {
  const testing::TestFolder folder;
  ASSERT_TRUE(write_file(folder / "a.txt", "one", Overwrite::Never).has_value());
  ASSERT_FALSE(write_file(folder / "a.txt", "two", Overwrite::Never).has_value());
  const std::filesystem::directory_iterator files(folder / "");
  EXPECT_EQ(std::distance(begin(files), end(files)), 1);
}

TEST(Files, ReadErrorsSayWhy) {
  const testing::TestFolder folder;
  EXPECT_EQ(read_file(folder / "none").error().kind, ErrorKind::NotFound);
  EXPECT_EQ(read_file(folder / "").error().kind, ErrorKind::Unreadable);
  EXPECT_EQ(read_file("/dev/zero").error().kind, ErrorKind::Unreadable);
  ASSERT_TRUE(write_file(folder / "a", std::string(2000, 'x'), Overwrite::Never).has_value());
  EXPECT_EQ(read_file(folder / "a", 1999).error().kind, ErrorKind::Limit);
  EXPECT_EQ(read_file(folder / "a", 2000)->size(), 2000U);
}

}  // namespace
}  // namespace entente::app
