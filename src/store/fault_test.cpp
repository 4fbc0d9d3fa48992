// SPDX-License-Identifier: GPL-3.0-or-later
// Full disks, read-only places, killed writers' leavings. Places are made with small tmpfs mounts:
// where the machine allows none, the test says so and is skipped.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <future>

#include "file.hpp"
#include "posix.hpp"
#include "store_testing.hpp"

namespace entente::store {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::IsEmpty;
using namespace testing_tools;

constexpr uid_t nobody = 65534;

/// A small disk of its own, gone with it.
class SmallDisk {
 public:
  explicit SmallDisk(const std::string& path) : path_(path) {
    std::filesystem::create_directory(path);
    mounted_ = mount_with("size=6m,mode=777");
    if (!mounted_ && errno == EPERM && ::unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0) {
      mounted_ = mount_with("size=6m");
    }
    if (!mounted_) reason_ = std::strerror(errno);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    if (mounted_) ::umount2(path_.c_str(), MNT_DETACH);
  }
  bool mounted() const { return mounted_; }
  const std::string& reason() const { return reason_; }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

  void read_only(bool yes) const {
    unsigned long flags = MS_REMOUNT;
    if (yes) flags |= MS_RDONLY;
    ASSERT_EQ(::mount("none", path_.c_str(), nullptr, flags, nullptr), 0) << std::strerror(errno);
  }

  /// Leaves about this many bytes free.
  void fill(std::uintmax_t leave) const {
    const std::string ballast = path_ + "/ballast";
    std::filesystem::remove(ballast);
    const auto space = std::filesystem::space(path_).available;
    if (space > leave) write_bytes(ballast, std::string(space - leave, 'x'));
  }
  void clear() const { std::filesystem::remove(path_ + "/ballast"); }

 private:
  bool mount_with(const char* options) const {
    return ::mount("none", path_.c_str(), "tmpfs", 0, options) == 0;
  }
  std::string path_;
  bool mounted_ = false;
  std::string reason_;
};

#define ENTENTE_NEEDS_DISK(disk) \
  if (!(disk).mounted()) GTEST_SKIP() << "no tmpfs can be mounted here: " << (disk).reason()

Edit large_edit(const std::string& id) {
  const std::size_t codebook = record::table_index("codebook").value();
  return {
      "test",
      {{record::ChangeKind::Insert, codebook, id, {}, {id, "1", "", std::string(40000, 'r'), ""}}},
      {},
      {}};
}

std::string fault_path(const SmallDisk& disk, Form form) {
  return disk / (form == Form::Folder ? "study" : "study.entente");
}

TEST(Faults, AFullDiskLosesNothing) {
  const TemporaryFolder folder;
  const SmallDisk disk(folder / "disk");
  ENTENTE_NEEDS_DISK(disk);
  for (const Form form : {Form::Folder, Form::File}) {
    const std::string path = fault_path(disk, form);
    ASSERT_TRUE(create(path, form, generated_study(4, 3), test_origin()));
    record::Study expected = open(path)->study;
    int refused = 0;
    int done = 0;
    for (int step = 0; step < 60; ++step) {
      disk.fill(static_cast<std::uintmax_t>(step) * 4096);
      const Edit edit = large_edit("KB" + std::to_string(step));
      const auto committed = commit(path, edit, test_origin());
      disk.clear();
      if (committed) {
        ++done;
        ASSERT_TRUE(record::apply(expected, edit.changes));
      } else {
        ++refused;
        EXPECT_EQ(committed.error().kind, ErrorKind::Unwritable) << to_string(committed.error());
        EXPECT_THAT(committed.error().message, HasSubstr("full")) << to_string(committed.error());
      }
      const auto opened = open(path);
      ASSERT_TRUE(opened) << to_string(opened.error());
      ASSERT_TRUE(opened->study == expected) << "step " << step;
    }
    EXPECT_GT(refused, 3);
    EXPECT_GT(done, 3);
    const auto report = verify(path);
    ASSERT_TRUE(report);
    EXPECT_THAT(report->damage, IsEmpty());
    EXPECT_THAT(report->edited_by_hand, IsEmpty());
    std::filesystem::remove_all(path);
  }
}

TEST(Faults, CreatingOnAFullDiskLeavesNothing) {
  const TemporaryFolder folder;
  const SmallDisk disk(folder / "disk");
  ENTENTE_NEEDS_DISK(disk);
  for (const Form form : {Form::Folder, Form::File}) {
    disk.fill(20000);
    const auto made = create(fault_path(disk, form), form, generated_study(4, 30), test_origin());
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, ErrorKind::Unwritable) << to_string(made.error());
    disk.clear();
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "disk"), {}), 0);
  }
}

void expect_read_only_study(const std::string& path, const record::Study& study) {
  const auto opened = open(path);
  ASSERT_TRUE(opened) << to_string(opened.error());
  EXPECT_TRUE(opened->study == study);
  const auto report = verify(path);
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_THAT(report->damage, IsEmpty());
  const auto done = commit(path, large_edit("X"), test_origin());
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::Unwritable) << to_string(done.error());
  EXPECT_FALSE(create(path + "2", Form::File, study, test_origin()));
  EXPECT_FALSE(create(path + "2", Form::Folder, study, test_origin()));
}

TEST(Faults, AReadOnlyDiskIsReadAndNotWritten) {
  const TemporaryFolder folder;
  const SmallDisk disk(folder / "disk");
  ENTENTE_NEEDS_DISK(disk);
  const record::Study study = generated_study(4, 3);
  for (const Form form : {Form::Folder, Form::File}) {
    ASSERT_TRUE(create(fault_path(disk, form), form, study, test_origin()));
  }
  disk.read_only(true);
  for (const Form form : {Form::Folder, Form::File}) {
    expect_read_only_study(fault_path(disk, form), study);
  }
  disk.read_only(false);
}

/// Rights as an ordinary user has them, also where the tests run as root.
class OrdinaryUser {
 public:
  OrdinaryUser() : was_root_(::geteuid() == 0) {
    if (was_root_ && ::seteuid(nobody) != 0) std::abort();
  }
  OrdinaryUser(const OrdinaryUser&) = delete;
  OrdinaryUser& operator=(const OrdinaryUser&) = delete;
  ~OrdinaryUser() {
    if (was_root_ && ::seteuid(0) != 0) std::abort();
  }

 private:
  bool was_root_;
};

void set_rights(const std::filesystem::path& root, bool writable) {
  using std::filesystem::perms;
  const perms file = perms::owner_read | perms::group_read | perms::others_read;
  const perms all = file | perms::owner_exec | perms::group_exec | perms::others_exec;
  const perms write = writable ? perms::owner_write : perms::none;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    std::filesystem::permissions(entry.path(), (entry.is_directory() ? all : file) | write);
  }
  std::filesystem::permissions(root, all | write);
}

TEST(Faults, AFolderWithoutTheRightToWriteIsReadAndNotWritten) {
  const TemporaryFolder folder;
  const record::Study study = generated_study(4, 3);
  ASSERT_TRUE(create(folder / "study", Form::Folder, study, test_origin()));
  ASSERT_TRUE(create(folder / "study.entente", Form::File, study, test_origin()));
  set_rights(folder.path(), false);
  {
    const OrdinaryUser user;
    expect_read_only_study(folder / "study", study);
    expect_read_only_study(folder / "study.entente", study);
  }
  // Nor may what cannot be read be taken for something else.
  std::filesystem::permissions(folder / "study/actor.csv", std::filesystem::perms::none);
  std::filesystem::permissions(folder / "study.entente", std::filesystem::perms::none);
  {
    const OrdinaryUser user;
    EXPECT_EQ(open(folder / "study")->problems.at(0).kind, ErrorKind::Unreadable);
    EXPECT_EQ(open(folder / "study.entente").error().kind, ErrorKind::Unreadable);
  }
  set_rights(folder.path(), true);
}

/// The file as a killed writer leaves it: the last change lies in the log only.
void leave_log_behind(const std::string& made, const std::string& left) {
  auto database = open_for_writing(made);
  ASSERT_TRUE(database) << to_string(database.error());
  ASSERT_TRUE(database->run("UPDATE \"source\" SET \"note\" = 'in the log' WHERE \"row\" = 1"));
  std::filesystem::copy_file(made, left);
  std::filesystem::copy_file(made + "-wal", left + "-wal");
}

TEST(Faults, WhatAKilledWriterLeftInTheLogIsRead) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "left");
  ASSERT_TRUE(create(folder / "made.entente", Form::File, generated_study(4, 3), test_origin()));
  const std::string left = folder / "left/s.entente";
  leave_log_behind(folder / "made.entente", left);
  const auto note = [&] {
    const auto opened = open(left);
    if (!opened) return to_string(opened.error());
    return std::string(opened->study.table("source").cell(0, "note"));
  };
  set_rights(folder.path(), false);
  {
    const OrdinaryUser user;
    EXPECT_EQ(note(), "in the log");  // in a private copy: nothing may be written here
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "left"), {}), 2);
  }
  set_rights(folder.path(), true);
  EXPECT_EQ(note(), "in the log");
  // The next writer puts the log in its place.
  ASSERT_TRUE(commit(left, large_edit("X"), test_origin()));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "left"), {}), 1);
  EXPECT_EQ(note(), "in the log");
}

TEST(Faults, ALogWithoutRoomForItIsNotNeeded) {
  // A file that stayed in WAL mode, its log already put back: read-only places open it all the
  // same.
  const TemporaryFolder folder;
  const record::Study study = generated_study(4, 3);
  ASSERT_TRUE(create(folder / "s.entente", Form::File, study, test_origin()));
  {
    auto database = open_for_writing(folder / "s.entente");
    ASSERT_TRUE(database);
  }
  ASSERT_FALSE(std::filesystem::exists(folder / "s.entente-wal"));
  set_rights(folder.path(), false);
  {
    const OrdinaryUser user;
    const auto opened = open(folder / "s.entente");
    ASSERT_TRUE(opened) << to_string(opened.error());
    EXPECT_TRUE(opened->study == study);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
  }
  set_rights(folder.path(), true);
}

TEST(Faults, AWriterWhoWaitsTooLongIsToldWhy) {
  const TemporaryFolder folder;
  ASSERT_TRUE(create(folder / "study", Form::Folder, {}, test_origin()));
  ASSERT_TRUE(create(folder / "s.entente", Form::File, {}, test_origin()));
  const auto held = open_locked_folder(folder / "study", LockMode::Shared);
  ASSERT_TRUE(held);
  auto writer = open_for_writing(folder / "s.entente");
  ASSERT_TRUE(writer && writer->run("BEGIN IMMEDIATE"));
  const auto refused = [&](const std::string& name) {
    const auto done = commit(folder / name, large_edit("X"), test_origin());
    return !done && done.error().kind == ErrorKind::Conflict;
  };
  auto other = std::async(std::launch::async, refused, "study");
  EXPECT_TRUE(refused("s.entente"));
  EXPECT_TRUE(other.get());
  // Readers do not wait for writers who have not begun to write.
  EXPECT_TRUE(open(folder / "study"));
  EXPECT_TRUE(open(folder / "s.entente"));
}

}  // namespace
}  // namespace entente::store
