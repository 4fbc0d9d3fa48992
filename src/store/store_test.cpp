// SPDX-License-Identifier: GPL-3.0-or-later
// Both forms of a study: creating, opening, committing, converting, history.
#include "entente/store/store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdlib>
#include <thread>

#include "csv_table.hpp"
#include "folder.hpp"
#include "store_testing.hpp"

namespace entente::store {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using namespace testing_tools;

const Form both_forms[] = {Form::Folder, Form::File};

std::string form_name(Form form) { return form == Form::Folder ? "study" : "study.entente"; }

/// Each case writes and syncs whole studies: twenty cases say enough. RC_PARAMS overrules.
const int fewer_cases = ::setenv("RC_PARAMS", "max_success=20", 0);

/// Runs a property and makes its counterexample the test's failure.
template <class Property>
void holds(const std::string& what, Property property) {
  EXPECT_TRUE(rc::check(what, property));
}

record::Study opened_study(const std::string& path) {
  auto opened = open(path);
  EXPECT_TRUE(opened) << (opened ? "" : to_string(opened.error()));
  if (!opened) return {};
  EXPECT_THAT(opened->problems, IsEmpty())
      << (opened->problems.empty() ? "" : to_string(opened->problems.front()));
  return std::move(opened->study);
}

void expect_sound(const std::string& path) {
  const auto report = verify(path);
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_THAT(report->damage, IsEmpty()) << to_string(report->damage.front());
  EXPECT_THAT(report->edited_by_hand, IsEmpty()) << report->edited_by_hand.front();
}

/// A random edit of a study: changes of all kinds, sometimes settings and texts.
Edit random_edit(const record::Study& study, std::uint64_t seed) {
  Random random(seed);
  StudyMaker maker(seed);
  record::Study fresh = maker.make(2);  // its ids fill the maker's references
  (void)fresh;
  Edit edit;
  edit.kind = "test";
  for (int i = 0; i < 8; ++i) {
    const std::size_t t = below(random, record::tables().size());
    const record::Table& table = study.table(t);
    const auto used = [&](std::string_view id) {
      return std::any_of(edit.changes.begin(), edit.changes.end(),
                         [&](const record::Change& c) { return c.table == t && c.id == id; });
    };
    if (below(random, 3) == 0 || table.rows() == 0) {
      const std::string id = "new" + std::to_string(i);
      record::Change change{record::ChangeKind::Insert, t, id, {}, {}};
      change.after.assign(table.columns(), "");
      change.after[0] = id;
      for (std::size_t c = 1; c < table.columns(); ++c) {
        const record::Column& column = table.schema().columns[c];
        if (!column.required) continue;
        // The only row sure to be there is one of the study's own.
        const bool reference = column.kind == record::ColumnKind::Reference ||
                               column.kind == record::ColumnKind::References;
        if (reference && study.table(column.target).rows() > 0) {
          change.after[c] = std::string(study.table(column.target).id(0));
        } else if (!reference) {
          change.after[c] = maker.random_row(t, id)[c];
        }
      }
      const bool whole = check_row(table.schema(), change.after).has_value();
      if (whole && !table.find(id)) edit.changes.push_back(change);
      continue;
    }
    const std::size_t row = below(random, table.rows());
    const std::string id(table.id(row));
    if (used(id)) continue;
    record::Change change{record::ChangeKind::Replace, t, id, table.row_cells(row), {}};
    change.after = change.before;
    const auto note = table.schema().column("note");
    if (note)
      change.after[*note] =
          *record::canonical_cell(table.schema().columns[*note], awkward_text(random));
    edit.changes.push_back(change);
  }
  // Votes are named by no other row, so one can always go.
  const record::Table& votes = study.table("vote");
  const std::size_t vote = record::table_index("vote").value();
  if (votes.rows() > 0) {
    const std::string id(votes.id(0));
    std::erase_if(edit.changes,
                  [&](const record::Change& c) { return c.table == vote && c.id == id; });
    edit.changes.push_back({record::ChangeKind::Withdraw, vote, id, votes.row_cells(0), {}});
  }
  if (below(random, 3) == 0) {
    edit.settings = study.settings;
    edit.settings->question = "Edit " + std::to_string(seed);
  }
  return edit;
}

TEST(Store, CreatesAndOpensBothForms) {
  for (const Form form : both_forms) {
    const TemporaryFolder folder;
    const std::string path = folder / form_name(form);
    const record::Study study = generated_study(7, 4);
    const auto created = create(path, form, study, test_origin());
    ASSERT_TRUE(created) << to_string(created.error());
    EXPECT_EQ(detect(path).value(), form);
    EXPECT_TRUE(opened_study(path) == study);
    expect_sound(path);
    const auto history = read_history(path);
    ASSERT_TRUE(history);
    ASSERT_THAT(history->audit, SizeIs(1));
    EXPECT_EQ(history->audit[0].kind, "create");
    EXPECT_EQ(history->audit[0].origin.author, "T. Ester");
    EXPECT_EQ(history->rows.size(),
              study.row_count() + study.document_texts().size() + 1);  // and the settings
    // Nothing else was left there.
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
    EXPECT_EQ(create(path, form, study, test_origin()).error().kind, ErrorKind::Conflict);
  }
}

TEST(Store, EmptyStudyHasEveryTable) {
  const TemporaryFolder folder;
  ASSERT_TRUE(create(folder / "s", Form::Folder, record::Study(), test_origin()));
  for (const std::string& table : record::table_names()) {
    EXPECT_TRUE(std::filesystem::exists(folder / ("s/" + table + ".csv"))) << table;
  }
  ASSERT_TRUE(convert(folder / "s", folder / "s.entente", Form::File, test_origin()));
  EXPECT_TRUE(opened_study(folder / "s.entente") == record::Study());
}

TEST(Store, FolderFileFolderIsByteIdentical) {
  holds("folder -> file -> folder", [] {
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    const auto rows = *rc::gen::inRange<std::size_t>(0, 6);
    const TemporaryFolder folder;
    const record::Study study = generated_study(seed, rows);
    const auto created = create(folder / "a", Form::Folder, study, test_origin("x, \"y\"\nz"));
    RC_ASSERT(created.has_value());
    const Edit edit = random_edit(study, seed + 1);
    const auto committed = commit(folder / "a", edit, test_origin());
    if (!committed) RC_FAIL(to_string(committed.error()));
    const auto there = convert(folder / "a", folder / "b.entente", Form::File, test_origin());
    if (!there) RC_FAIL(to_string(there.error()));
    const auto back = convert(folder / "b.entente", folder / "c", Form::Folder, test_origin());
    RC_ASSERT(back.has_value());
    RC_ASSERT(tree_of(folder / "a") == tree_of(folder / "c"));
    RC_ASSERT(verify(folder / "b.entente")->damage.empty());
    RC_ASSERT(format_folder(folder / "a", test_origin())->empty());
  });
}

TEST(Store, CommitEqualsApplyInBothForms) {
  holds("commit = apply", [] {
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    const TemporaryFolder folder;
    record::Study study = generated_study(seed, 4);
    for (const Form form : both_forms) {
      RC_ASSERT(create(folder / form_name(form), form, study, test_origin()).has_value());
    }
    for (std::uint64_t step = 1; step <= 2; ++step) {
      const Edit edit = random_edit(study, seed + step);
      RC_ASSERT(record::apply(study, edit.changes).has_value());
      if (edit.settings) study.settings = *edit.settings;
      for (const Form form : both_forms) {
        const auto done = commit(folder / form_name(form), edit, test_origin());
        if (!done) RC_FAIL(to_string(done.error()));
        RC_ASSERT(done->audit_sequence == static_cast<std::int64_t>(step) + 1);
        RC_ASSERT(done->adopted == 0);
        RC_ASSERT(opened_study(folder / form_name(form)) == study);
      }
    }
    // Both forms have the same history to the last hash.
    const auto a = read_history(folder / form_name(Form::Folder));
    const auto b = read_history(folder / form_name(Form::File));
    RC_ASSERT(a.has_value() && b.has_value());
    RC_ASSERT(a->audit.back().hash == b->audit.back().hash);
    RC_ASSERT(a->rows.size() == b->rows.size());
  });
}

/// Takes back the entries after `sequence`, newest first, by what each row was before.
std::map<std::string, std::vector<std::string>> state_at(const record::Study& now,
                                                         const History& history,
                                                         std::int64_t sequence) {
  std::map<std::string, std::vector<std::string>> rows;
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    const record::Table& table = now.table(t);
    for (std::size_t row = 0; row < table.rows(); ++row) {
      rows[record::datum_name(table, row)] = table.row_cells(row);
    }
  }
  for (auto it = history.rows.rbegin(); it != history.rows.rend(); ++it) {
    if (it->audit_sequence <= sequence) break;
    if (!record::table_index(it->table)) continue;
    const std::string name = it->table + "/" + it->id;
    if (it->kind == record::ChangeKind::Insert) {
      rows.erase(name);
    } else {
      rows[name] = it->before;
    }
  }
  return rows;
}

TEST(Store, HistoryLeadsBackToEveryState) {
  for (const Form form : both_forms) {
    const TemporaryFolder folder;
    const std::string path = folder / form_name(form);
    record::Study study = generated_study(11, 4);
    ASSERT_TRUE(create(path, form, study, test_origin()));
    std::vector<record::Study> states = {study};
    for (std::uint64_t step = 1; step <= 4; ++step) {
      const auto done = commit(path, random_edit(states.back(), step), test_origin());
      ASSERT_TRUE(done) << to_string(done.error());
      states.push_back(opened_study(path));
    }
    const auto history = read_history(path);
    ASSERT_TRUE(history);
    for (std::size_t i = 0; i < states.size(); ++i) {
      EXPECT_EQ(state_at(states.back(), *history, static_cast<std::int64_t>(i) + 1),
                state_at(states[i], History(), 0));
    }
    expect_sound(path);
  }
}

TEST(Store, NothingToDoWritesNothing) {
  for (const Form form : both_forms) {
    const TemporaryFolder folder;
    const std::string path = folder / form_name(form);
    const record::Study study = generated_study(3, 3);
    ASSERT_TRUE(create(path, form, study, test_origin()));
    const auto before = read_history(path)->audit.back().hash;
    Edit edit;
    edit.kind = "test";
    edit.settings = study.settings;
    const record::Table& actors = study.table("actor");
    edit.changes.push_back({record::ChangeKind::Replace, record::table_index("actor").value(),
                            std::string(actors.id(0)), actors.row_cells(0), actors.row_cells(0)});
    const auto done = commit(path, edit, test_origin());
    ASSERT_TRUE(done) << to_string(done.error());
    EXPECT_EQ(done->audit_sequence, 0);
    EXPECT_EQ(read_history(path)->audit.back().hash, before);
  }
}

record::Change one_note(const record::Study& study, std::string_view table, std::size_t row,
                        std::string note) {
  const record::Table& rows = study.table(table);
  record::Change change{record::ChangeKind::Replace, record::table_index(table).value(),
                        std::string(rows.id(row)), rows.row_cells(row), rows.row_cells(row)};
  change.after[*rows.schema().column("note")] = std::move(note);
  return change;
}

TEST(Store, RefusesConflictsAndLeavesTheStudyAlone) {
  for (const Form form : both_forms) {
    const TemporaryFolder folder;
    const std::string path = folder / form_name(form);
    const record::Study study = generated_study(5, 3);
    ASSERT_TRUE(create(path, form, study, test_origin()));
    const record::Change good = one_note(study, "actor", 0, "fine");
    const auto refused = [&](record::Change second) {
      Edit edit{"test", {good, std::move(second)}, {}, {}};
      const auto done = commit(path, edit, test_origin());
      EXPECT_FALSE(done);
      EXPECT_TRUE(opened_study(path) == study);
      return done ? Error{} : done.error();
    };
    record::Change stale = one_note(study, "source", 0, "late");
    stale.before[1] = "something else";
    EXPECT_EQ(refused(stale).kind, ErrorKind::Conflict);
    record::Change unknown = one_note(study, "source", 0, "x");
    unknown.id = unknown.before[0] = unknown.after[0] = "nowhere";
    EXPECT_EQ(refused(unknown).kind, ErrorKind::Reference);
    record::Change twice = one_note(study, "source", 0, "x");
    twice.kind = record::ChangeKind::Insert;
    twice.before.clear();
    EXPECT_EQ(refused(twice).kind, ErrorKind::Duplicate);
    EXPECT_EQ(refused(good).kind, ErrorKind::Conflict);  // one row, two changes
    record::Change bad = one_note(study, "source", 0, "with \r return");
    EXPECT_EQ(refused(bad).kind, ErrorKind::Malformed);
    record::Change blank = one_note(study, "source", 0, "x");
    blank.after[1] = "";
    EXPECT_EQ(refused(blank).kind, ErrorKind::Missing);
    expect_sound(path);
  }
}

TEST(Store, FileRefusesBrokenReferencesByName) {
  const TemporaryFolder folder;
  const std::string path = folder / "s.entente";
  const record::Study study = generated_study(5, 3);
  ASSERT_TRUE(create(path, Form::File, study, test_origin()));
  const record::Table& sources = study.table("source");
  Edit edit{"test", {}, {}, {}};
  record::Change change{record::ChangeKind::Insert,
                        record::table_index("passage").value(),
                        "PX",
                        {},
                        std::vector<std::string>(study.table("passage").columns())};
  change.after[0] = "PX";
  change.after[1] = "no such source";
  edit.changes = {change};
  const auto done = commit(path, edit, test_origin());
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::Reference);
  EXPECT_THAT(done.error().message, HasSubstr("passage"));
  EXPECT_THAT(done.error().message, HasSubstr("source"));
  EXPECT_TRUE(opened_study(path) == study);
  // Order within an edit does not matter: the source may come after the passage.
  record::Change source{record::ChangeKind::Insert,
                        record::table_index("source").value(),
                        "no such source",
                        {},
                        std::vector<std::string>(sources.columns())};
  source.after[0] = "no such source";
  source.after[1] = "title";
  edit.changes = {change, source};
  const auto again = commit(path, edit, test_origin());
  EXPECT_TRUE(again) << to_string(again.error());
  expect_sound(path);
}

TEST(Store, TextsComeAndGoWithTheirDocuments) {
  for (const Form form : both_forms) {
    const TemporaryFolder folder;
    const std::string path = folder / form_name(form);
    record::Study study;
    study.table("source").append({"S1", "Title"});
    study.table("document").append({"D1", "S1", "one.txt"});
    ASSERT_TRUE(create(path, form, study, test_origin()));
    Edit attach{"import", {}, {}, {{"D1", "first text"}}};
    ASSERT_TRUE(commit(path, attach, test_origin()));
    EXPECT_EQ(*opened_study(path).document_text("D1"), "first text");
    attach.document_texts["D1"] = "second text";
    ASSERT_TRUE(commit(path, attach, test_origin()));
    EXPECT_EQ(commit(path, attach, test_origin())->audit_sequence, 0);
    // Renaming the file moves the text; naming another hash is refused.
    record::Change change{record::ChangeKind::Replace,
                          record::table_index("document").value(),
                          "D1",
                          {},
                          study.table("document").row_cells(0)};
    change.after[5] = std::string(64, 'a');
    EXPECT_EQ(commit(path, {"test", {change}, {}, {}}, test_origin()).error().kind,
              ErrorKind::Conflict);
    change.after[5] = sha256_hex("second text");
    change.after[2] = "../two.txt";
    EXPECT_EQ(commit(path, {"test", {change}, {}, {}}, test_origin()).error().kind,
              ErrorKind::Malformed);
    change.after[2] = "two.txt";
    const auto renamed = commit(path, {"test", {change}, {}, {}}, test_origin());
    ASSERT_TRUE(renamed) << to_string(renamed.error());
    if (form == Form::Folder) {
      EXPECT_FALSE(std::filesystem::exists(path + "/documents/one.txt"));
      EXPECT_EQ(file_bytes(path + "/documents/two.txt"), "second text");
    }
    expect_sound(path);
    const record::Change gone{record::ChangeKind::Withdraw, change.table, "D1", {}, {}};
    ASSERT_TRUE(commit(path, {"test", {gone}, {}, {}}, test_origin()));
    EXPECT_THAT(opened_study(path).document_texts(), IsEmpty());
    EXPECT_FALSE(std::filesystem::exists(path + "/documents/two.txt"));
    expect_sound(path);
  }
}

TEST(Store, ATextThatStayedAtHomeIsNoDamage) {
  // Study folders travel through git without documents/: texts are then simply not attached.
  const TemporaryFolder folder;
  record::Study study;
  study.table("source").append({"S1", "Title"});
  study.table("document").append({"D1", "S1", "one.txt", "", "", sha256_hex("text")});
  study.attach_document_text("D1", "text");
  ASSERT_TRUE(create(folder / "s", Form::Folder, study, test_origin()));
  std::filesystem::remove_all(folder / "s/documents");
  EXPECT_THAT(opened_study(folder / "s").document_texts(), IsEmpty());
  expect_sound(folder / "s");
  ASSERT_TRUE(convert(folder / "s", folder / "s.entente", Form::File, test_origin()));
  expect_sound(folder / "s.entente");
  for (const std::string& path : {folder / "s", folder / "s.entente"}) {
    // The same text back is no change of the record; another one is, and its row must say so.
    const auto back = commit(path, {"import", {}, {}, {{"D1", "text"}}}, test_origin());
    ASSERT_TRUE(back) << to_string(back.error());
    EXPECT_EQ(*opened_study(path).document_text("D1"), "text");
    EXPECT_THAT(read_history(path)->audit, SizeIs(1));
    EXPECT_EQ(commit(path, {"import", {}, {}, {{"D1", "other"}}}, test_origin()).error().kind,
              ErrorKind::Conflict);
    expect_sound(path);
  }
}

TEST(Store, TwoWritersLoseNothing) {
  for (const Form form : both_forms) {
    const TemporaryFolder folder;
    const std::string path = folder / form_name(form);
    record::Study study;
    ASSERT_TRUE(create(path, form, study, test_origin()));
    const auto write = [&](const std::string& prefix) {
      for (int i = 0; i < 10; ++i) {
        const std::string id = prefix + std::to_string(i);
        record::Change change{record::ChangeKind::Insert,
                              record::table_index("codebook").value(),
                              id,
                              {},
                              {id, "1", "", "rules", ""}};
        const auto done = commit(path, {"test", {change}, {}, {}}, test_origin());
        EXPECT_TRUE(done) << to_string(done.error());
        EXPECT_TRUE(open(path));
      }
    };
    std::thread other([&] { write("b"); });
    write("a");
    other.join();
    EXPECT_EQ(opened_study(path).table("codebook").rows(), 20U);
    EXPECT_THAT(read_history(path)->audit, SizeIs(21));
    expect_sound(path);
  }
}

TEST(Store, ACancelledWriteChangesNothingAndTellsHowFarItGot) {
  TemporaryFolder folder;
  const record::Study study = generated_study(31, 20);
  Edit edit{"test", {}, {}, {}};
  for (int i = 0; i < 50; ++i) {
    const std::string id = "NEW" + std::to_string(i);
    std::vector<std::string> cells(study.table("source").columns());
    cells[0] = id;
    cells[1] = "Title " + id;
    edit.changes.push_back(
        {record::ChangeKind::Insert, record::table_index("source").value(), id, {}, cells});
  }
  for (const Form form : both_forms) {
    SCOPED_TRACE(form_name(form));
    const std::string path = folder / form_name(form);
    ASSERT_TRUE(create(path, form, study, test_origin()));
    CancelSource stop;
    std::uint64_t told = 0;
    double seconds = 0;
    const Watch watch{stop.token(), Progress(
                                        [&](const ProgressEvent& event) {
                                          told = std::max(told, event.done);
                                          if (event.done >= 10) stop.cancel();
                                        },
                                        [&] { return seconds += 1; })};
    if (form == Form::Folder) stop.cancel();  // written in one go: only before that
    const auto done = commit(path, edit, test_origin(), watch);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::Cancelled);
    if (form == Form::File) {
      EXPECT_TRUE(told >= 10 && told < 50) << told;
    }
    EXPECT_TRUE(opened_study(path) == study);
    expect_sound(path);
    const std::string copy = path + "-copy";
    const auto copied = convert(path, copy, Form::File, test_origin(), watch);
    ASSERT_FALSE(copied);
    EXPECT_EQ(copied.error().kind, ErrorKind::Cancelled);
    EXPECT_FALSE(std::filesystem::exists(copy));
    const auto again = commit(path, edit, test_origin());
    ASSERT_TRUE(again) << to_string(again.error());
    EXPECT_EQ(opened_study(path).table("source").rows(), study.table("source").rows() + 50);
  }
}

TEST(Store, BackupIsTheSameStudy) {
  const TemporaryFolder folder;
  const record::Study study = generated_study(9, 5);
  ASSERT_TRUE(create(folder / "s.entente", Form::File, study, test_origin()));
  const auto done = backup(folder / "s.entente", folder / "copy.entente");
  ASSERT_TRUE(done) << to_string(done.error());
  EXPECT_TRUE(opened_study(folder / "copy.entente") == study);
  expect_sound(folder / "copy.entente");
  EXPECT_EQ(backup(folder / "s.entente", folder / "copy.entente").error().kind,
            ErrorKind::Conflict);
  ASSERT_TRUE(create(folder / "f", Form::Folder, study, test_origin()));
  EXPECT_EQ(backup(folder / "f", folder / "x.entente").error().kind, ErrorKind::Usage);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 3);
}

TEST(Store, OriginNeedsATime) {
  const TemporaryFolder folder;
  Origin origin = test_origin();
  origin.at = "yesterday";
  EXPECT_EQ(create(folder / "s", Form::Folder, {}, origin).error().kind, ErrorKind::Usage);
  EXPECT_FALSE(std::filesystem::exists(folder / "s"));
}

}  // namespace
}  // namespace entente::store
