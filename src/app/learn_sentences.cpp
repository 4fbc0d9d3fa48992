// SPDX-License-Identifier: GPL-3.0-or-later
// What there is to learn from in a study.
#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>

#include "document_sentences.hpp"
#include "entente/base/text.hpp"
#include "entente/ingest/sentences.hpp"
#include "learn_parts.hpp"

namespace entente::app {
namespace {

struct CodedSpan {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool accepted = false;
  bool labelled = false;
};

bool is_accepted(record::StatementStatus status) {
  return status == record::StatementStatus::Accepted || status == record::StatementStatus::Edited;
}

/// Spans of passages behind statements, and of those under a label, by document.
std::map<std::string, std::vector<CodedSpan>, std::less<>> coded_spans(
    const record::Study& study, const record::Snapshot& snapshot) {
  std::map<std::string, std::vector<CodedSpan>, std::less<>> out;
  const record::Table& documents = study.table("document");
  const record::Table& passages = study.table("passage");
  for (std::size_t p = 0; p < snapshot.passages.size(); ++p) {
    const DocumentCode document = snapshot.passages.document[p];
    if (!document || passages.cell(p, "label").empty()) continue;
    out[std::string(documents.id(document.value()))].push_back(
        {snapshot.passages.begin[p], snapshot.passages.end[p], false, true});
  }
  for (std::size_t s = 0; s < snapshot.statements.size(); ++s) {
    for (const PassageCode code : snapshot.statements.passages[s]) {
      const DocumentCode document = snapshot.passages.document[code.value()];
      if (!document) continue;
      out[std::string(documents.id(document.value()))].push_back(
          {snapshot.passages.begin[code.value()], snapshot.passages.end[code.value()],
           is_accepted(snapshot.statements.status[s]), false});
    }
  }
  return out;
}

void add_sentences(const record::Study& study, std::size_t row, const std::vector<CodedSpan>& spans,
                   const TextReaders& readers, StudySentences& out) {
  const record::Table& documents = study.table("document");
  const std::string& text = *study.document_text(documents.id(row));
  const bool read = std::any_of(spans.begin(), spans.end(), [](auto& s) { return s.accepted; });
  for (const ingest::Sentence& one : document_sentences(study, row)) {
    LearntSentence sentence;
    sentence.document = std::string(documents.id(row));
    sentence.source = std::string(documents.cell(row, "source"));
    sentence.begin = one.begin;
    sentence.end = one.end;
    sentence.text = text.substr(one.begin, one.end - one.begin);
    bool coded = false;
    bool decided = false;
    bool labelled = false;
    for (const CodedSpan& span : spans) {
      if (span.end <= one.begin || span.begin >= one.end) continue;
      labelled = labelled || span.labelled;
      decided = true;
      coded = coded || span.accepted;
    }
    if (labelled) continue;
    out.rules.push_back(readers.rules.read(sentence.text));
    sentence.vector = readers.vector_of(sentence.text);
    out.all.push_back(std::move(sentence));
    out.coded.push_back(coded);
    out.decided.push_back(decided);
    out.read.push_back(read);
  }
}

/// The words of a statement's passages, and where the first of them stands.
struct StatementWords {
  std::string text;
  std::string place;
  std::size_t begin = 0;
  bool labelled = false;
};

StatementWords words_of_statement(const record::Study& study, const record::Snapshot& snapshot,
                                  std::size_t statement) {
  StatementWords out;
  const record::Table& passages = study.table("passage");
  for (const PassageCode code : snapshot.statements.passages[statement]) {
    const std::size_t row = code.value();
    if (under_label(study, row)) out.labelled = true;
    const auto words = study.passage_text(row);
    if (!words) continue;
    if (out.text.empty()) {
      const bool placed = static_cast<bool>(snapshot.passages.document[row]);
      out.place = std::string(passages.cell(row, placed ? "document" : "source"));
      out.begin = placed ? snapshot.passages.begin[row] : row;
    }
    out.text.append(out.text.empty() ? "" : " ").append(*words);
  }
  return out;
}

std::string stance_class(int stance, StanceScale scale) {
  if (scale == StanceScale::Full) return std::to_string(stance);
  return stance > 0 ? "1" : stance < 0 ? "-1" : "0";
}

/// Collects rows of one task; equal ones count once.
class TaskRows {
 public:
  explicit TaskRows(std::vector<std::string> classes) { set_.classes = std::move(classes); }

  void add(const StatementWords& words, const std::string& domain, const std::string& label,
           const ingest::RuleOutput& rules, std::vector<float> vector) {
    if (!seen_.emplace(words.place, words.begin, words.text, domain, label).second) return;
    auto found = std::find(set_.classes.begin(), set_.classes.end(), label);
    if (found == set_.classes.end()) found = set_.classes.insert(found, label);
    PlacedRow row;
    row.row.text = words.text;
    row.row.domain = domain;
    row.row.marks = rules.marks;
    row.row.vector = std::move(vector);
    row.row.label = static_cast<std::uint32_t>(found - set_.classes.begin());
    row.place = words.place;
    row.begin = words.begin;
    rows_.push_back(std::move(row));
    signs_.push_back(rules.sign);
  }
  /// The task with its rows in order of place.
  LearnTask task(std::string name, std::uint32_t folds) {
    LearnTask out;
    out.name = std::move(name);
    out.held_out = give_groups(rows_, folds);
    out.set = std::move(set_);
    for (PlacedRow& row : rows_) out.set.rows.push_back(std::move(row.row));
    return out;
  }
  const std::vector<int>& signs() const { return signs_; }

 private:
  ingest::CodedSet set_;
  std::vector<PlacedRow> rows_;
  std::vector<int> signs_;
  std::set<std::tuple<std::string, std::size_t, std::string, std::string, std::string>> seen_;
};

StudyTask codable_task(const StudySentences& sentences, std::uint32_t folds) {
  std::vector<PlacedRow> rows;
  StudyTask out;
  out.task.name = "codable";
  out.task.set.classes = {"nothing", "statement"};
  ingest::Baseline rules{"rule coder", {}};
  for (std::size_t i = 0; i < sentences.all.size(); ++i) {
    if (!sentences.read[i] || (sentences.decided[i] && !sentences.coded[i])) continue;
    PlacedRow row;
    row.row.text = sentences.all[i].text;
    row.row.marks = sentences.rules[i].marks;
    row.row.vector = sentences.all[i].vector;
    row.row.label = sentences.coded[i] ? 1 : 0;
    row.place = sentences.all[i].document;
    row.begin = sentences.all[i].begin;
    rows.push_back(std::move(row));
    rules.labels.push_back(sentences.rules[i].found ? 1 : 0);
  }
  out.task.held_out = give_groups(rows, folds);
  for (PlacedRow& row : rows) out.task.set.rows.push_back(std::move(row.row));
  out.baselines.push_back(std::move(rules));
  return out;
}

/// The class that stands for the rule coder's sign; silence counts as neutral.
std::vector<std::uint32_t> labels_of_signs(const std::vector<std::string>& classes,
                                           const std::vector<int>& signs) {
  std::vector<std::uint32_t> out;
  for (const int sign : signs) {
    const auto found = std::find(classes.begin(), classes.end(), std::to_string(sign));
    out.push_back(found == classes.end() ? 0 : static_cast<std::uint32_t>(found - classes.begin()));
  }
  return out;
}

}  // namespace

std::string LearntSentence::anchor() const {
  return document + "@" + std::to_string(begin) + "-" + std::to_string(end);
}

bool document_under_label(const record::Study& study, std::size_t document_row) {
  const record::Table& documents = study.table("document");
  if (!documents.cell(document_row, "label").empty()) return true;
  const record::Table& sources = study.table("source");
  const auto source = sources.find(documents.cell(document_row, "source"));
  return source && !sources.cell(*source, "label").empty();
}

bool under_label(const record::Study& study, std::size_t passage_row) {
  const record::Table& passages = study.table("passage");
  if (!passages.cell(passage_row, "label").empty()) return true;
  const auto document = study.table("document").find(passages.cell(passage_row, "document"));
  if (document && document_under_label(study, *document)) return true;
  const record::Table& sources = study.table("source");
  const auto source = sources.find(passages.cell(passage_row, "source"));
  return source && !sources.cell(*source, "label").empty();
}

std::string give_groups(std::vector<PlacedRow>& rows, std::uint32_t least) {
  std::set<std::string> places;
  for (const PlacedRow& row : rows) places.insert(row.place);
  if (places.size() >= least) {
    for (PlacedRow& row : rows) {
      row.row.group =
          static_cast<std::uint32_t>(std::distance(places.begin(), places.find(row.place)));
    }
    return "by document (" + std::to_string(places.size()) + ")";
  }
  // Too few documents: stretches of neighbouring places, so that few sentences part from theirs.
  std::set<std::pair<std::string, std::size_t>> spots;
  for (const PlacedRow& row : rows) spots.emplace(row.place, row.begin);
  const std::size_t stretches = std::min<std::size_t>(spots.size(), std::size_t{4} * least);
  std::map<std::pair<std::string, std::size_t>, std::uint32_t> stretch_of;
  std::size_t at = 0;
  for (const auto& spot : spots) {
    stretch_of[spot] = static_cast<std::uint32_t>(at * stretches / spots.size());
    ++at;
  }
  for (PlacedRow& row : rows) row.row.group = stretch_of[{row.place, row.begin}];
  return "by " + std::to_string(stretches) + " stretches of " + std::to_string(places.size()) +
         (places.size() == 1 ? " document" : " documents") +
         ", too few to hold out whole ones: figures for other documents will be lower";
}

StudySentences sentences_of_study(const record::Study& study, const record::Snapshot& snapshot,
                                  const TextReaders& readers) {
  StudySentences out;
  const auto spans = coded_spans(study, snapshot);
  const record::Table& documents = study.table("document");
  for (std::size_t row = 0; row < documents.rows(); ++row) {
    if (study.document_text(documents.id(row)) == nullptr || document_under_label(study, row)) {
      continue;
    }
    const auto found = spans.find(documents.id(row));
    add_sentences(study, row, found == spans.end() ? std::vector<CodedSpan>() : found->second,
                  readers, out);
  }
  return out;
}

std::vector<StudyTask> tasks_of_study(const record::Study& study, const record::Snapshot& snapshot,
                                      const StudySentences& sentences, const TextReaders& readers,
                                      const LearnStudyRequest& request, LearnStudyOutcome& out) {
  TaskRows issues({});
  TaskRows stances(request.stance == StanceScale::Full
                       ? std::vector<std::string>{"-2", "-1", "0", "1", "2"}
                       : std::vector<std::string>{"-1", "0", "1"});
  for (std::size_t s = 0; s < snapshot.statements.size(); ++s) {
    if (!is_accepted(snapshot.statements.status[s])) continue;
    ++out.statements;
    const StatementWords words = words_of_statement(study, snapshot, s);
    if (words.labelled) ++out.labelled;
    if (!words.labelled && words.text.empty()) ++out.without_words;
    if (words.labelled || words.text.empty()) continue;
    const ingest::RuleOutput rules = readers.rules.read(words.text);
    const std::string& issue = snapshot.issues.id[snapshot.statements.issue[s].value()];
    issues.add(words, "", issue, rules, readers.vector_of(words.text));
    stances.add(words, issue, stance_class(snapshot.statements.stance[s], request.stance), rules,
                readers.vector_of(words.text));
  }
  std::vector<StudyTask> tasks;
  tasks.push_back(codable_task(sentences, request.options.folds));
  tasks.push_back({issues.task("issue", request.options.folds), {}});
  tasks.push_back({stances.task("stance", request.options.folds), {}});
  tasks.back().baselines.push_back(
      {"rule coder", labels_of_signs(tasks.back().task.set.classes, stances.signs())});
  return tasks;
}

}  // namespace entente::app
