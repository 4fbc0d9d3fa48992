// SPDX-License-Identifier: GPL-3.0-or-later
// A study made of roll calls: actors, what was voted on and how, with the files they came from.
#include <algorithm>
#include <filesystem>

#include "entente/app/files.hpp"
#include "entente/app/votes.hpp"
#include "entente/base/hash.hpp"
#include "entente/base/text.hpp"
#include "entente/record/study_roll_calls.hpp"
#include "new_study.hpp"

namespace entente::app {
namespace {

constexpr const char* vote_source = "S1";

/// The last part of a path.
std::string file_name(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

/// The source that every row rests on names the files and their hashes.
Result<void> add_source(const VotesRequest& request, record::Study& study) {
  std::vector<std::string> files = request.files;
  for (const std::string* more : {&request.roll_calls, &request.names}) {
    if (!more->empty()) files.push_back(*more);
  }
  std::vector<std::string> hashes;
  std::vector<std::string> names;
  hashes.reserve(files.size());
  names.reserve(files.size());
  for (const std::string& file : files) {
    ENTENTE_TRY(const std::string bytes, read_file(file));
    names.push_back(file_name(file));
    hashes.push_back(names.back() + " SHA-256 " + sha256_hex(bytes));
  }
  record::Table& sources = study.table("source");
  std::vector<std::string> cells(sources.columns());
  const auto set = [&](std::string_view column, std::string text) {
    cells[sources.schema().column(column).value()] = std::move(text);
  };
  set("id", vote_source);
  set("title", "Roll calls from " + joined(names, ", "));
  set("kind", "dataset");
  set("note", joined(hashes, "; "));
  sources.append(std::span<const std::string>(cells));
  return {};
}

/// The day of the last roll call.
Result<Date> last_day(const record::RollCallMatrix& matrix) {
  std::optional<Date> last;
  for (const record::RollCall& call : matrix.roll_calls()) {
    if (call.date.empty()) continue;
    ENTENTE_TRY(const Date date, Date::parse(call.date));
    if (!last || *last < date) last = date;
  }
  if (last) return *last;
  return fail({ErrorKind::Missing,
               "no roll call has a date",
               {"", 0, "--rollcalls"},
               "the day of each vote",
               "",
               "name a table with dates: --rollcalls FILE"});
}

}  // namespace

Result<VotesStudyOutcome> votes_study(const VotesStudyRequest& request, const Context& context) {
  VotesStudyOutcome out;
  out.path = request.path;
  ENTENTE_CHECK(check_free(request.path));
  ENTENTE_TRY(out.loaded, load_votes(request.votes, context));
  record::Study study;
  ENTENTE_TRY(study.settings.name, study_name_of(request.path));
  study.settings.title = request.title.empty() ? study.settings.name : request.title;
  ENTENTE_TRY(study.settings.as_of, last_day(out.loaded.matrix));
  if (!request.votes.voters.empty()) {
    for (const std::uint32_t voter : out.loaded.voters) {
      study.settings.focus.push_back(out.loaded.matrix.voters()[voter].id);
    }
  }
  ENTENTE_CHECK(add_source(request.votes, study));
  ENTENTE_CHECK(record::add_roll_calls(out.loaded.matrix, vote_source, study));
  out.loaded.matrix = record::RollCallMatrix();
  out.form = form_of_new(request.path);
  out.as_of = study.settings.as_of->text();
  out.actors = study.table("actor").rows();
  out.roll_calls = study.table("rollcall").rows();
  out.votes = study.table("vote").rows();
  ENTENTE_TRY(const store::Origin origin,
              origin_of(context, study.settings, "votes study", "study of roll calls"));
  ENTENTE_CHECK(check_cancel(context.cancel, "votes study"));
  ENTENTE_CHECK(store::create(request.path, out.form, study, origin));
  return out;
}

}  // namespace entente::app
