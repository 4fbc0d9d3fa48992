// SPDX-License-Identifier: GPL-3.0-or-later
// The writer that tests/kill/run.sh kills, and the reader that looks at what is left.
//   store_kill_helper create PATH folder|file
//   store_kill_helper write PATH         commits without end; a line per acknowledged commit
//   store_kill_helper check PATH ACKED   everything acknowledged is there, nothing by halves
// Every commit n makes a source, a document with its text and a codebook row, and writes n into the
// settings: four files of a folder besides the history.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "entente/base/hash.hpp"
#include "entente/base/text.hpp"
#include "entente/store/store.hpp"

namespace {

namespace record = entente::record;
namespace store = entente::store;
using entente::Error;
using entente::parse_integer;

constexpr int usage_code = 2;

store::Origin origin() { return {"Writer", "kill test", "write", "2024-12-31T12:00:00Z"}; }

int failed(const Error& error) {
  std::fprintf(stderr, "%s\n", to_string(error).c_str());
  return EXIT_FAILURE;
}

int failed(const std::string& message) {
  std::fprintf(stderr, "%s\n", message.c_str());
  return EXIT_FAILURE;
}

record::Change insertion(std::string_view table, std::string id) {
  const record::TableSchema& schema = record::table_schema(table);
  record::Change change{record::ChangeKind::Insert, record::table_index(table).value(), id, {}, {}};
  change.after.resize(schema.columns.size());
  change.after[0] = std::move(id);
  return change;
}

std::string text_of(std::int64_t number) {
  return "text of commit " + std::to_string(number) + std::string(20000, '.');
}

store::Edit edit_of(std::int64_t number, const record::Settings& settings) {
  const std::string n = std::to_string(number);
  store::Edit edit;
  edit.kind = "test";
  record::Change source = insertion("source", "S" + n);
  source.after[1] = "title " + n;
  record::Change document = insertion("document", "D" + n);
  document.after[1] = "S" + n;
  document.after[2] = n + ".txt";
  record::Change codebook = insertion("codebook", "C" + n);
  codebook.after[1] = n;
  codebook.after[3] = std::string(5000, 'r');
  edit.changes = {source, document, codebook};
  edit.settings = settings;
  edit.settings->question = n;
  edit.document_texts["D" + n] = text_of(number);
  return edit;
}

int create(const std::string& path, const std::string& form) {
  const auto made = store::create(path, form == "folder" ? store::Form::Folder : store::Form::File,
                                  record::Study(), origin());
  return made ? EXIT_SUCCESS : failed(made.error());
}

int write(const std::string& path) {
  auto opened = store::open(path);
  if (!opened) return failed(opened.error());
  auto number = static_cast<std::int64_t>(opened->study.table("source").rows());
  for (;;) {
    const auto done = store::commit(path, edit_of(++number, opened->study.settings), origin());
    if (!done) return failed(done.error());
    const std::string line = std::to_string(number) + "\n";
    if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) return EXIT_FAILURE;
  }
}

int check(const std::string& path, std::int64_t acked) {
  const auto opened = store::open(path);
  if (!opened) return failed(opened.error());
  if (!opened->problems.empty()) return failed(opened->problems.front());
  const record::Study& study = opened->study;
  const auto there = static_cast<std::int64_t>(study.table("source").rows());
  if (there < acked) {
    return failed(std::to_string(acked) + " acknowledged, " + std::to_string(there) + " there");
  }
  if (there > acked + 1) return failed("more commits than were ever begun");
  bool whole = study.table("document").rows() == study.table("source").rows() &&
               study.table("codebook").rows() == study.table("source").rows() &&
               study.document_texts().size() == study.table("source").rows() &&
               (there == 0 || study.settings.question == std::to_string(there));
  for (std::int64_t n = 1; n <= there; ++n) {
    const auto text = study.document_text("D" + std::to_string(n));
    whole = whole && text && *text == text_of(n);
  }
  if (!whole) return failed("a commit is there by halves");
  const auto report = store::verify(path);
  if (!report) return failed(report.error());
  if (!report->damage.empty()) return failed(report->damage.front());
  if (!report->edited_by_hand.empty()) return failed("by hand: " + report->edited_by_hand.front());
  if (report->audit_entries != there + 1) return failed("the chain has another length");
  std::printf("%lld\n", static_cast<long long>(there));
  return EXIT_SUCCESS;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string verb = count > 2 ? arguments[1] : "";
  if (verb == "create" && count == 4) return create(arguments[2], arguments[3]);
  if (verb == "write" && count == 3) return write(arguments[2]);
  if (verb == "check" && count == 4) {
    return check(arguments[2], parse_integer(arguments[3]).value_or(0));
  }
  std::fprintf(stderr, "store_kill_helper create|write|check PATH [folder|file|ACKED]\n");
  return usage_code;
}
