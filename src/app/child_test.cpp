// SPDX-License-Identifier: GPL-3.0-or-later
#include "child.hpp"

#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <thread>

#include "entente/app/files.hpp"
#include "entente/base/text.hpp"
#include "render_brief.hpp"

namespace entente::app {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::seconds;

ChildRequest shell(const PrivateFolder& folder, std::string script) {
  ChildRequest out;
  out.program = "/bin/sh";
  out.arguments = {"-c", std::move(script)};
  out.folder = folder.path();
  out.date_epoch = 86400;
  return out;
}

/// Whether a process is there and no zombie.
bool runs(const std::string& pid) {
  const auto stat = read_file("/proc/" + pid + "/stat");
  return stat && stat->find(") Z") == std::string::npos;
}

TEST(PrivateFolder, IsOursAloneAndGoesAway) {
  std::string path;
  {
    const auto folder = PrivateFolder::make();
    ASSERT_TRUE(folder);
    path = folder->path();
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_all);
    ASSERT_TRUE(write_file(folder->file("a"), "x", Overwrite::Never));
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST(Child, SeesAFixedWorldAndNoInput) {
  const auto folder = PrivateFolder::make();
  ASSERT_TRUE(folder);
  ::setenv("ENTENTE_SECRET", "x", 1);
  const auto outcome =
      run_child(shell(*folder,
                      "cat; pwd; echo $SOURCE_DATE_EPOCH $TZ $LC_ALL [$ENTENTE_SECRET]; "
                      "echo woe >&2; exit 7"),
                {});
  ::unsetenv("ENTENTE_SECRET");
  ASSERT_TRUE(outcome) << to_string(outcome.error());
  EXPECT_EQ(outcome->exit_code, 7);
  EXPECT_EQ(outcome->out, folder->path() + "\n86400 UTC C.UTF-8 []\n");
  EXPECT_EQ(outcome->err, "woe\n");
}

TEST(Child, ArgumentsNeverPassAShell) {
  const auto folder = PrivateFolder::make();
  ASSERT_TRUE(folder);
  ChildRequest request;
  request.program = "/bin/echo";
  request.arguments = {"$HOME;", "`id`", "a  b"};
  request.folder = folder->path();
  const auto outcome = run_child(request, {});
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->out, "$HOME; `id` a  b\n");
}

TEST(Child, LongOutputIsReadAndCut) {
  const auto folder = PrivateFolder::make();
  ASSERT_TRUE(folder);
  const auto outcome = run_child(shell(*folder, "head -c 3000000 /dev/zero"), {});
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->exit_code, 0);
  EXPECT_EQ(outcome->out.size(), std::size_t{1} << 20U);
}

TEST(Child, IsStoppedWithItsGroupWhenTimeIsUp) {
  const auto folder = PrivateFolder::make();
  ASSERT_TRUE(folder);
  ChildRequest request = shell(*folder, "sleep 60 & echo $! > pid; exec >&- 2>&-; wait");
  request.time_limit = seconds(1);
  const auto outcome = run_child(request, {});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, ErrorKind::Limit);
  const auto pid = read_file(folder->file("pid"));
  ASSERT_TRUE(pid);
  for (int i = 0; i < 100 && runs(std::string(trimmed(*pid))); ++i) {
    std::this_thread::sleep_for(milliseconds(10));
  }
  EXPECT_FALSE(runs(std::string(trimmed(*pid))));
}

TEST(Child, StopsSoonWhenCancelled) {
  const auto folder = PrivateFolder::make();
  ASSERT_TRUE(folder);
  CancelSource source;
  std::thread user([&source] {
    std::this_thread::sleep_for(milliseconds(150));
    source.cancel();
  });
  const auto start = std::chrono::steady_clock::now();
  const auto outcome = run_child(shell(*folder, "sleep 60"), source.token());
  user.join();
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, ErrorKind::Cancelled);
  EXPECT_LT(std::chrono::steady_clock::now() - start, seconds(10));
}

TEST(Child, MemoryIsLimited) {
  const auto folder = PrivateFolder::make();
  ASSERT_TRUE(folder);
  ChildRequest request = shell(*folder, "ulimit -d");
  request.memory_limit = std::uint64_t{64} << 20U;
  const auto outcome = run_child(request, {});
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->out, "65536\n");
}

TEST(Child, ProgramThatIsNotThere) {
  EXPECT_EQ(find_program("no-such-program-anywhere"), "");
  EXPECT_NE(find_program("sh"), "");
  const auto folder = PrivateFolder::make();
  ASSERT_TRUE(folder);
  ChildRequest request;
  request.program = "/no/such/program";
  request.folder = folder->path();
  const auto outcome = run_child(request, {});
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->exit_code, 127);
}

TEST(Pdf, PagesAreCounted) {
  EXPECT_EQ(pdf_pages("<< /Type /Pages /Count 2 >> << /Type /Page /Parent 1 >> <</Type /Page>>"),
            2U);
  EXPECT_EQ(pdf_pages(""), 0U);
}

TEST(DocxReference, SameTextsGiveTheSameBytes) {
  const auto folder = PrivateFolder::make();
  ASSERT_TRUE(folder);
  for (const char* name : {"a.docx", "b.docx"}) {
    ASSERT_TRUE(write_docx_reference(folder->file(name), "MARKED <&>", "Title"));
  }
  const auto a = read_file(folder->file("a.docx"));
  const auto b = read_file(folder->file("b.docx"));
  ASSERT_TRUE(a && b);
  EXPECT_EQ(*a, *b);
  EXPECT_TRUE(a->starts_with("PK"));
}

}  // namespace
}  // namespace entente::app
