// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "entente/base/text.hpp"
#include "entente/ingest/dna_codings.hpp"
#include "ingest/dna/tables.hpp"

namespace entente::ingest {
namespace {

constexpr std::string_view usual_dna_type = "DNA Statement";
/// The years 1 to 9999, in which the calendar can be counted.
constexpr std::int64_t first_dna_second = -62'135'596'800;
constexpr std::int64_t last_dna_second = 253'402'300'799;

class DnaCodingReader {
 public:
  DnaCodingReader(DnaTables tables, std::string file)
      : tables_(std::move(tables)), file_(std::move(file)) {}

  Result<DnaCodings> run(const std::string& wanted) {
    ENTENTE_CHECK(choose_type(wanted));
    take_documents();
    take_statements();
    take_values();
    tell_left_out();
    return std::move(out_);
  }

 private:
  Result<void> choose_type(const std::string& wanted) {
    std::vector<std::string> labels;
    std::map<std::int64_t, std::size_t> used;
    for (const DnaStatement& statement : tables_.statements) ++used[statement.type.value_or(-1)];
    std::optional<std::int64_t> chosen;
    for (const auto& [id, label] : tables_.types) {
      labels.push_back(label);
      if (!wanted.empty() ? label == wanted : label == usual_dna_type && used[id] > 0) chosen = id;
    }
    for (const auto& [id, label] : tables_.types) {
      if (!chosen && wanted.empty() && used[id] > 0) chosen = id;
    }
    if (!chosen) {
      return fail(
          {ErrorKind::NotFound,
           wanted.empty() ? "the file has no statements" : "there is no such statement type",
           {file_, 0, "--statement-type"},
           "",
           quotable(wanted),
           "the types are " + joined(labels, ", ")});
    }
    type_ = *chosen;
    out_.statement_type = tables_.types.at(type_);
    return {};
  }

  void take_documents() {
    for (const DnaDocument& document : tables_.documents) {
      if (!document.date || *document.date < first_dna_second || *document.date > last_dna_second) {
        ++undated_;
        continue;
      }
      document_places_.emplace(document.id, out_.documents.size());
      texts_.push_back(&document.text);
      out_.documents.push_back({document.id, document.title, document.author, document.source,
                                document.section, document.type, *document.date});
    }
  }

  void take_statements() {
    for (const DnaStatement& statement : tables_.statements) {
      if (statement.type.value_or(-1) != type_) continue;
      const auto place = document_places_.find(statement.document.value_or(-1));
      if (place == document_places_.end()) {
        ++homeless_;
        continue;
      }
      DnaCodedStatement coded;
      coded.id = statement.id;
      coded.document = place->second;
      coded.start = statement.start.value_or(0);
      coded.stop = statement.stop.value_or(0);
      coded.coder = statement.coder.value_or(0);
      coded.text = cut(*texts_[place->second], coded.start, coded.stop);
      out_.statements.push_back(std::move(coded));
      rows_.push_back(&statement);
    }
    sort_statements();
  }

  void sort_statements() {
    std::vector<std::size_t> order(rows_.size());
    for (std::size_t at = 0; at < order.size(); ++at) order[at] = at;
    const auto key = [this](std::size_t at) {
      const DnaCodedStatement& s = out_.statements[at];
      const DnaCodedDocument& document = out_.documents[s.document];
      return std::tuple(document.time, document.id, s.start, s.stop, s.id);
    };
    std::sort(order.begin(), order.end(),
              [&key](std::size_t a, std::size_t b) { return key(a) < key(b); });
    std::vector<DnaCodedStatement> statements;
    std::vector<const DnaStatement*> rows;
    for (const std::size_t at : order) {
      statements.push_back(std::move(out_.statements[at]));
      rows.push_back(rows_[at]);
    }
    out_.statements = std::move(statements);
    rows_ = std::move(rows);
  }

  /// Code points [start, stop) of a text, as far as it goes.
  static std::string cut(std::string_view text, std::int64_t start, std::int64_t stop) {
    std::size_t at = 0;
    std::size_t begin = text.size();
    for (std::int64_t point = 0; at < text.size() && point < stop; ++point) {
      if (point == start) begin = at;
      at += std::max<std::size_t>(utf8_sequence_length(text, at), 1);
    }
    at = std::min(at, text.size());
    return begin < at ? std::string(text.substr(begin, at - begin)) : std::string();
  }

  void take_values() {
    std::unordered_map<std::int64_t, const std::string*> entities;
    for (const DnaEntity& entity : tables_.entities) entities.emplace(entity.id, &entity.value);
    for (const DnaVariable& variable : tables_.variables) {
      if (variable.type != type_) continue;
      DnaCodedVariable coded;
      coded.name = variable.name;
      if (variable.data_type == "long text") coded.type = DnaDataType::LongText;
      if (variable.data_type == "integer") coded.type = DnaDataType::Integer;
      if (variable.data_type == "boolean") coded.type = DnaDataType::Boolean;
      for (const DnaStatement* row : rows_) take_value(variable.id, *row, entities, coded);
      out_.variables.push_back(std::move(coded));
    }
  }

  static void take_value(std::int64_t variable, const DnaStatement& row,
                         const std::unordered_map<std::int64_t, const std::string*>& entities,
                         DnaCodedVariable& out) {
    if (out.type == DnaDataType::Integer || out.type == DnaDataType::Boolean) {
      const auto found = row.numbers.find(variable);
      out.numbers.push_back(found == row.numbers.end() ? std::nullopt
                                                       : std::optional(found->second));
      return;
    }
    out.texts.emplace_back();
    if (out.type == DnaDataType::LongText) {
      const auto found = row.long_texts.find(variable);
      if (found != row.long_texts.end()) out.texts.back() = found->second;
      return;
    }
    const auto found = row.entities.find(variable);
    if (found == row.entities.end()) return;
    const auto entity = entities.find(found->second);
    if (entity != entities.end()) out.texts.back() = *entity->second;
  }

  void tell_left_out() {
    const auto say = [this](std::size_t count, const std::string& what) {
      if (count > 0) out_.remarks.push_back(what + ": " + std::to_string(count));
    };
    say(undated_, "documents left out that have no date of the years 1 to 9999");
    say(homeless_, "statements left out whose document is not there or has no such date");
    say(tables_.statements.size() - out_.statements.size() - homeless_,
        "statements of other types left out");
  }

  DnaTables tables_;
  std::string file_;
  DnaCodings out_;
  std::int64_t type_ = 0;
  std::unordered_map<std::int64_t, std::size_t> document_places_;
  std::vector<const std::string*> texts_;  ///< by document
  std::vector<const DnaStatement*> rows_;  ///< by statement taken
  std::size_t undated_ = 0;
  std::size_t homeless_ = 0;
};

}  // namespace

Result<DnaCodings> read_dna_codings(std::string_view bytes, const std::string& file_name,
                                    const std::string& statement_type) {
  ENTENTE_TRY(DnaTables tables, read_dna_tables(bytes, file_name));
  return DnaCodingReader(std::move(tables), file_name).run(statement_type);
}

}  // namespace entente::ingest
