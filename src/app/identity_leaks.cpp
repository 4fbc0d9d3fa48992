// SPDX-License-Identifier: GPL-3.0-or-later
#include "identity_leaks.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "entente/app/files.hpp"
#include "entente/base/text.hpp"

namespace entente::app {
namespace {

using WantedWords = std::vector<std::pair<std::string, std::vector<std::string>>>;

/// The words of a name in every rotation, with and without a comma behind the first part.
std::vector<std::string> turned_names(std::string_view name) {
  std::vector<std::string> parts;
  for (const std::string_view part : split(name, ' ')) {
    if (!trimmed(part).empty()) parts.emplace_back(trimmed(part));
  }
  std::vector<std::string> out;
  if (parts.size() < 2 || parts.size() > 6) return out;
  out.reserve(2 * parts.size());
  for (std::size_t turn = 1; turn < parts.size(); ++turn) {
    const std::vector<std::string> head(parts.begin() + static_cast<std::ptrdiff_t>(turn),
                                        parts.end());
    const std::vector<std::string> tail(parts.begin(),
                                        parts.begin() + static_cast<std::ptrdiff_t>(turn));
    for (const char* between : {" ", ", "}) {
      std::string turned = joined(head, " ");
      out.push_back(std::move(turned.append(between).append(joined(tail, " "))));
    }
  }
  return out;
}

bool holds_lowered(const std::string& low, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& one) { return low.find(one) != std::string::npos; });
}

/// Collects places for all identities.
class LeakSearch {
 public:
  explicit LeakSearch(const WantedWords& wanted) : wanted_(wanted) {}

  void look(std::string_view text, const std::string& place, bool in_history = false) {
    if (text.empty()) return;
    const std::string low = lowered(text);
    for (const auto& [source, words] : wanted_) {
      if (!holds_lowered(low, words) || !seen_.emplace(source, place).second) continue;
      found_.push_back({source, place, in_history});
    }
  }

  std::vector<IdentityLeak> found() && { return std::move(found_); }

 private:
  const WantedWords& wanted_;
  std::set<std::pair<std::string, std::string>> seen_;
  std::vector<IdentityLeak> found_;
};

void look_at_rows(const record::Study& study, LeakSearch& search) {
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    const record::Table& table = study.table(t);
    for (std::size_t row = 0; row < table.rows(); ++row) {
      for (std::size_t c = 0; c < table.columns(); ++c) {
        search.look(table.cell(row, c), record::datum_name(table, row) + ", column " +
                                            std::string(table.schema().columns[c].name));
      }
    }
  }
  const record::Settings& settings = study.settings;
  for (const std::string* text : {&settings.name, &settings.title, &settings.question,
                                  &settings.author, &settings.focus_name}) {
    search.look(*text, "the settings of the study");
  }
  for (const auto& [id, text] : study.document_texts())
    search.look(*text, "the text of document " + id);
}

void look_at_history(const store::History& history, LeakSearch& search) {
  for (const store::AuditEntry& entry : history.audit) {
    const std::string place = "entry " + std::to_string(entry.sequence) + " of the history";
    for (const std::string* text : {&entry.origin.author, &entry.origin.reason}) {
      search.look(*text, place, true);
    }
  }
  for (const store::RowVersion& version : history.rows) {
    for (const std::string& cell : version.before) {
      search.look(cell,
                  "what " + version.table + "/" + version.id + " was before entry " +
                      std::to_string(version.audit_sequence),
                  true);
    }
  }
}

/// The bytes that would go along if the study were copied: also pages SQLite has given up.
void look_at_files(const store::Opened& opened, LeakSearch& search) {
  if (opened.form == store::Form::File) {
    for (const char* beside : {"", "-wal"}) {
      const auto bytes = read_file(opened.path + beside, std::size_t{4} << 30U);
      if (bytes) search.look(*bytes, "the bytes of " + opened.path + beside);
    }
    return;
  }
  std::error_code code;
  const std::filesystem::recursive_directory_iterator end;
  for (std::filesystem::recursive_directory_iterator entry(opened.path, code);
       !code && entry != end; entry.increment(code)) {
    if (!entry->is_regular_file(code)) continue;
    const std::string path = entry->path().string();
    search.look(path, "the name of a file: " + path);
    const auto bytes = read_file(path);
    if (bytes) search.look(*bytes, "the bytes of " + path);
  }
}

}  // namespace

std::vector<std::string> identity_words(std::string_view identity) {
  std::vector<std::string> out;
  bool first = true;
  for (const std::string_view raw : split(identity, '\n')) {
    const std::string line = lowered(trimmed(raw));
    if (line.size() < 3) continue;
    out.push_back(line);
    if (first) {
      for (std::string& turned : turned_names(line)) out.push_back(std::move(turned));
    }
    first = false;
  }
  return out;
}

bool holds_identity(std::string_view text, const std::vector<std::string>& words) {
  return holds_lowered(lowered(text), words);
}

Result<std::vector<IdentityLeak>> identity_leaks(const store::Opened& opened,
                                                 const WantedWords& wanted) {
  LeakSearch search(wanted);
  look_at_rows(opened.study, search);
  ENTENTE_TRY(const store::History history, store::read_history(opened.path));
  look_at_history(history, search);
  const record::Table& documents = opened.study.table("document");
  for (std::size_t row = 0; row < documents.rows(); ++row) {
    if (documents.cell(row, "original").empty()) continue;
    const std::string id(documents.id(row));
    ENTENTE_TRY(const auto bytes, store::read_original(opened.path, opened.study, id));
    if (bytes) search.look(*bytes, "the original of document " + id);
  }
  look_at_files(opened, search);
  return std::move(search).found();
}

}  // namespace entente::app
