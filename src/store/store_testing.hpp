// SPDX-License-Identifier: GPL-3.0-or-later
// Generated studies for tests and benchmarks: every table filled, every kind of awkward cell, all
// references sound. One seed, one study.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "entente/base/hash.hpp"
#include "entente/base/text.hpp"
#include "entente/record/study.hpp"
#include "entente/store/store.hpp"

namespace entente::store::testing_tools {

using Random = std::mt19937_64;

inline std::size_t below(Random& random, std::size_t bound) {
  return bound == 0 ? 0 : static_cast<std::size_t>(random() % bound);
}

/// Text with what breaks careless writers: separators, quotes, line breaks, formulas, other
/// scripts.
inline std::string awkward_text(Random& random) {
  static const std::vector<std::string> pieces = {
      "plain", "a,b",    "\"quoted\"", "two\nlines", ";semi;", "=1+1", "日本と韓国", "é à ü",
      "\ttab", "'tick",  "\\back",     "—",          "  ",     "🙂", "<b>&amp;",   "NULL",
      "[x]",   "{\"a\"", "%s",         "-5",         "1e5",    "#",    "'; DROP",    "\"",
      "\n\n",  "0",      "true",       "../x",       "a=b",    "@x"};
  std::string out;
  for (std::size_t i = below(random, 6) + 1; i > 0; --i) {
    out += pieces[below(random, pieces.size())];
    if (below(random, 2) == 0) out += ' ';
  }
  return out;
}

inline std::string random_date(Random& random) {
  const std::string year = std::to_string(1950 + below(random, 80));
  const std::string month =
      (below(random, 2) == 0 ? "0" : "1") + std::to_string(1 + below(random, 2));
  switch (below(random, 6)) {
    case 0:
      return year;
    case 1:
      return year + "-" + month;
    case 2:
      return year + "-Q" + std::to_string(1 + below(random, 4));
    case 3:
      return year.substr(0, 3) + "X";
    case 4:
      return year + "-" + month + "~";
    default:
      return year + "-" + month + "-" + std::to_string(10 + below(random, 19));
  }
}

inline std::string some_ids(Random& random, const std::vector<std::string>& ids, std::size_t most) {
  std::set<std::string> chosen;
  for (std::size_t i = below(random, most + 1); i > 0 && !ids.empty(); --i) {
    chosen.insert(ids[below(random, ids.size())]);
  }
  std::vector<std::string> list(chosen.begin(), chosen.end());
  std::shuffle(list.begin(), list.end(), random);
  return joined(list, ";");
}

class StudyMaker {
 public:
  explicit StudyMaker(std::uint64_t seed) : random_(seed) {}

  record::Study make(std::size_t rows_per_table) {
    record::Study study;
    study.settings.name = "generated";
    study.settings.title = awkward_settings();
    study.settings.question = awkward_settings();
    study.settings.author = "T. Ester";
    if (below(random_, 4) != 0) study.settings.as_of = *Date::parse(random_date(random_));
    study.settings.salience_threshold = static_cast<int>(below(random_, 101));
    for (std::size_t t = 0; t < record::tables().size(); ++t) {
      const std::size_t rows = below(random_, rows_per_table + 1) + (t < 6 ? 1 : 0);
      for (std::size_t row = 0; row < rows; ++row) append_random(study, t, row);
    }
    const std::string actors = some_ids(random_, ids_["actor"], 3);
    for (const std::string_view id : split(actors, ';')) study.settings.focus.emplace_back(id);
    const std::string formats = some_ids(random_, ids_["format"], 2);
    for (const std::string_view id : split(formats, ';')) {
      if (!id.empty()) study.settings.group_formats.emplace_back(id);
    }
    return study;
  }

  /// A whole row of the table with the given id and sound references into the study made.
  std::vector<std::string> random_row(std::size_t table, std::string id) {
    const record::TableSchema& schema = record::tables()[table];
    std::vector<std::string> cells;
    cells.push_back(std::move(id));
    for (std::size_t c = 1; c < schema.columns.size(); ++c) {
      cells.push_back(random_cell(schema.columns[c]));
    }
    return cells;
  }

 private:
  std::string awkward_settings() {
    std::string text = awkward_text(random_);
    text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
    return text;
  }

  void append_random(record::Study& study, std::size_t table, std::size_t row) {
    const record::TableSchema& schema = record::tables()[table];
    std::string id = std::string(schema.id_prefix) + std::to_string(row + 1);
    if (below(random_, 5) == 0) id += " é,#:日";
    for (const record::Column& column : schema.columns) {
      if (column.required && !column.target.empty() && ids_[std::string(column.target)].empty()) {
        return;  // nothing there that the row could name
      }
    }
    std::vector<std::string> cells = random_row(table, id);
    if (schema.name == "document") {
      const std::string text = awkward_text(random_) + std::to_string(row);
      const bool attached = below(random_, 3) != 0;
      cells[*schema.column("file")] = "text " + std::to_string(row) + ", é.txt";
      cells[*schema.column("sha256")] = attached || below(random_, 2) == 0 ? sha256_hex(text) : "";
      if (attached) study.attach_document_text(id, text);
    }
    study.table(table).append(std::span<const std::string>(cells));
    ids_[std::string(schema.name)].push_back(id);
  }

  std::string random_cell(const record::Column& column) {
    if (!column.required && below(random_, 3) == 0) return {};
    for (int attempt = 0; attempt < 20; ++attempt) {
      const auto cell = record::canonical_cell(column, raw_cell(column));
      if (cell && !(column.required && cell->empty())) return *cell;
    }
    return column.required ? std::string("x") : std::string();
  }

  std::string raw_cell(const record::Column& column) {
    using record::ColumnKind;
    const std::vector<std::string>& targets = ids_[std::string(column.target)];
    switch (column.kind) {
      case ColumnKind::Integer: {
        const double low = std::max(column.low, -1e6);
        const double span = std::min(column.high, 1e15) - low;
        return std::to_string(
            static_cast<std::int64_t>(low) +
            static_cast<std::int64_t>(below(random_, static_cast<std::size_t>(span) + 1)));
      }
      case ColumnKind::Number: {
        const double low = std::max(column.low, -1e6);
        const double share = static_cast<double>(random_() >> 11U) / 9007199254740992.0;
        return number_text(low + share * (std::min(column.high, 1e6) - low));
      }
      case ColumnKind::Word:
        if (column.vocabulary.empty()) return "word " + std::to_string(below(random_, 9));
        return std::string(column.vocabulary[below(random_, column.vocabulary.size())]);
      case ColumnKind::Words:
        return "b,1;a \"q\";c" + std::to_string(below(random_, 9));
      case ColumnKind::Date:
        return random_date(random_);
      case ColumnKind::Flag:
        return below(random_, 2) == 0 ? "yes" : "no";
      case ColumnKind::Reference:
        return targets.empty() ? "" : targets[below(random_, targets.size())];
      case ColumnKind::References:
        return targets.empty()   ? ""
               : column.required ? targets[below(random_, targets.size())]
                                 : some_ids(random_, targets, 3);
      case ColumnKind::Data:
        return ids_["source"].empty() ? "" : "source/" + ids_["source"].front();
      case ColumnKind::Hash:
        return sha256_hex(std::to_string(random_()));
      default:
        return awkward_text(random_);
    }
  }

  Random random_;
  std::map<std::string, std::vector<std::string>> ids_;
};

inline record::Study generated_study(std::uint64_t seed, std::size_t rows_per_table) {
  return StudyMaker(seed).make(rows_per_table);
}

inline Origin test_origin(std::string reason = "test") {
  return {"T. Ester", std::move(reason), "entente test", "2024-12-31T12:00:00Z"};
}

inline std::string file_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

inline void write_bytes(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// Every file under a folder with its bytes, by relative path.
inline std::map<std::string, std::string> tree_of(const std::filesystem::path& folder) {
  std::map<std::string, std::string> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    out[std::filesystem::relative(entry.path(), folder).string()] = file_bytes(entry.path());
  }
  return out;
}

/// A folder of its own for one test, removed with it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "entente-test-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) std::abort();
    path_ = pattern;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace entente::store::testing_tools
