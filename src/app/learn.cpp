// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/learn.hpp"

#include <algorithm>
#include <cmath>

#include "entente/app/files.hpp"
#include "entente/app/open.hpp"
#include "entente/base/text.hpp"
#include "entente/ingest/ingest.hpp"
#include "learn_parts.hpp"

namespace entente::app {
namespace {

/// Words shown of each class.
constexpr std::size_t shown_words = 8;

Error column_missing(const ingest::Sheet& sheet, const std::string& name, const char* option) {
  std::string mend = did_you_mean_sentence(name, sheet.header);
  if (mend.empty()) mend = "the columns are " + joined(sheet.header, ", ");
  return {ErrorKind::NotFound,
          "there is no such column",
          {sheet.file, sheet.header_line, option},
          "",
          quotable(name),
          std::move(mend)};
}

Result<std::optional<std::size_t>> column_of(const ingest::Sheet& sheet, const std::string& name,
                                             const char* option) {
  if (name.empty()) return std::optional<std::size_t>();
  const auto found = std::find(sheet.header.begin(), sheet.header.end(), name);
  if (found == sheet.header.end()) return fail(column_missing(sheet, name, option));
  return std::optional<std::size_t>(static_cast<std::size_t>(found - sheet.header.begin()));
}

Error blank_cell(const ingest::Sheet& sheet, const ingest::SheetRow& row, const std::string& name) {
  return {ErrorKind::Missing,
          "required cell is blank",
          {sheet.file, row.line, name},
          "a text and its label",
          "",
          "fill it in, or leave the row out"};
}

/// Labels known beforehand, or gathered as they come.
class Labels {
 public:
  explicit Labels(std::vector<std::string>& classes, bool closed)
      : classes_(classes), closed_(closed) {}

  Result<std::uint32_t> of(const ingest::Sheet& sheet, const ingest::SheetRow& row,
                           const std::string& column, const std::string& label) {
    const auto found = std::find(classes_.begin(), classes_.end(), label);
    if (found != classes_.end()) return static_cast<std::uint32_t>(found - classes_.begin());
    if (closed_) {
      return fail({ErrorKind::Vocabulary,
                   "a label that no row learnt from has",
                   {sheet.file, row.line, column},
                   joined(classes_, ", "),
                   quotable(label),
                   "leave the row out, or add rows of this label to --table"});
    }
    if (classes_.size() == 1000) {
      return fail({ErrorKind::Limit,
                   "more than 1000 labels",
                   {sheet.file, row.line, column},
                   "a label for each class",
                   quotable(label),
                   "name the column of classes with --label"});
    }
    classes_.push_back(label);
    return static_cast<std::uint32_t>(classes_.size() - 1);
  }

 private:
  std::vector<std::string>& classes_;
  bool closed_;
};

Result<ingest::CodedSet> table_set(const std::string& file, const LearnTableRequest& request,
                                   const ingest::RuleReader* rules,
                                   const ingest::WordVectors* vectors,
                                   const std::vector<std::string>* classes) {
  ENTENTE_TRY(const std::string bytes, read_file(file));
  ENTENTE_TRY(const ingest::Sheet sheet, ingest::read_csv(bytes, file));
  if (!sheet.faults.empty()) return fail(sheet.faults.front());
  ENTENTE_TRY(const auto text, column_of(sheet, request.text, "--text"));
  ENTENTE_TRY(const auto label, column_of(sheet, request.label, "--label"));
  ENTENTE_TRY(const auto domain, column_of(sheet, request.domain, "--by"));
  ENTENTE_TRY(const auto group, column_of(sheet, request.group, "--group"));
  ingest::CodedSet out;
  if (classes != nullptr) out.classes = *classes;
  Labels labels(out.classes, classes != nullptr);
  std::map<std::string, std::uint32_t> groups;
  for (const ingest::SheetRow& row : sheet.rows) {
    const auto cell = [&](const std::optional<std::size_t>& column) {
      return column && *column < row.cells.size() ? row.cells[*column] : std::string();
    };
    ingest::CodedText coded;
    coded.text = cell(text);
    coded.domain = cell(domain);
    if (trimmed(coded.text).empty()) return fail(blank_cell(sheet, row, request.text));
    if (trimmed(cell(label)).empty()) return fail(blank_cell(sheet, row, request.label));
    ENTENTE_TRY(coded.label, labels.of(sheet, row, request.label, cell(label)));
    const std::string place = group ? cell(group) : std::to_string(out.rows.size());
    coded.group = groups.emplace(place, static_cast<std::uint32_t>(groups.size())).first->second;
    if (rules != nullptr) coded.marks = rules->read(coded.text).marks;
    if (vectors != nullptr) coded.vector = vectors->of_text(coded.text);
    out.rows.push_back(std::move(coded));
  }
  return out;
}

Result<void> check_f1_over(const std::vector<std::string>& asked,
                           const std::vector<std::string>& classes) {
  for (const std::string& name : asked) {
    if (std::find(classes.begin(), classes.end(), name) != classes.end()) continue;
    std::string mend = did_you_mean_sentence(name, classes);
    if (mend.empty()) mend = "the classes are " + joined(classes, ", ");
    return fail({ErrorKind::NotFound,
                 "there is no such class",
                 {"", 0, "--f1"},
                 "",
                 quotable(name),
                 std::move(mend)});
  }
  return {};
}

Result<ingest::Evaluation> tested(const LearnTask& task, const ingest::CodedSet& test,
                                  const ingest::LearnerOptions& options, const Context& context) {
  std::vector<ingest::Prediction> predictions;
  predictions.reserve(test.rows.size());
  for (const ingest::CodedText& row : test.rows) {
    ENTENTE_CHECK(check_cancel(context.cancel, "learn"));
    predictions.push_back(task.learner->predict(row));
  }
  const std::vector<ingest::Baseline> baselines = {ingest::majority_of(task.set, test.rows)};
  return ingest::evaluate(test, predictions, baselines, options, context.cancel);
}

std::string place_text(const LearnTableRequest& request, std::size_t rows) {
  return request.group.empty() ? "row by row (" + std::to_string(rows) + ")"
                               : "by " + quotable(request.group);
}

Error nothing_learnt(const LearnStudyOutcome& outcome) {
  Error out;
  for (const LearnTask& task : outcome.tasks) {
    if (task.cannot && (out.message.empty() || task.name == "stance")) out = *task.cannot;
  }
  out.place = {outcome.study, 0, ""};
  out.message = "too little is coded to learn from";
  out.mend = "accept more statements whose passages have words here";
  if (outcome.without_words > 0) {
    out.mend += ": of " + std::to_string(outcome.without_words) +
                " statements they are not at hand; attach the documents with entente import STUDY "
                "--document ID FILE";
  }
  return out;
}

void choose_next(const LearnStudyRequest& request, const std::vector<LearntSentence>& told,
                 LearnStudyOutcome& out) {
  std::vector<double> uncertainty;
  std::vector<std::string> keys;
  for (const LearntSentence& sentence : told) {
    uncertainty.push_back(sentence.uncertainty);
    keys.push_back(sentence.anchor());
  }
  for (const ingest::NextText& next :
       ingest::choose_next(uncertainty, keys, request.next, request.options.seed)) {
    out.next.push_back({told[next.index], next.why, next.second_reader});
  }
}

void take_proposals(const LearnStudyRequest& request, const std::vector<LearntSentence>& told,
                    LearnStudyOutcome& out) {
  for (const LearntSentence& sentence : told) {
    const bool sure = sentence.codable.value_or(1) >= request.threshold &&
                      sentence.issue_confidence.value_or(0) >= request.threshold &&
                      sentence.stance_confidence.value_or(0) >= request.threshold;
    if (sure) {
      out.proposals.push_back(sentence);
    } else {
      ++out.silent;
    }
  }
}

}  // namespace

Result<std::optional<ingest::WordVectors>> vectors_of(const std::string& file,
                                                      const Context& context) {
  if (file.empty()) return std::optional<ingest::WordVectors>();
  ENTENTE_TRY(const std::string bytes, read_file(file));
  ENTENTE_TRY(ingest::WordVectors vectors, ingest::WordVectors::read(bytes, file, context.cancel));
  return std::optional<ingest::WordVectors>(std::move(vectors));
}

Result<void> measure(LearnTask& task, const std::vector<ingest::Baseline>& baselines,
                     const ingest::LearnerOptions& options, const Context& context) {
  auto read = ingest::LearnerTask::read(task.set, options, context.cancel);
  if (!read) {
    if (read.error().kind != ErrorKind::Missing) return fail(std::move(read).error());
    task.cannot = std::move(read).error();
    return {};
  }
  const ingest::LearnerTask& learner = *read;
  ENTENTE_TRY(const auto predictions, learner.cross_validated(context.cancel, context.progress));
  std::vector<ingest::Baseline> all = {learner.majority()};
  all.insert(all.end(), baselines.begin(), baselines.end());
  ENTENTE_TRY(task.evaluation,
              ingest::evaluate(task.set, predictions, all, options, context.cancel));
  ENTENTE_TRY(task.curve, learner.learning_curve(context.cancel, context.progress));
  ENTENTE_TRY(task.learner, learner.fit(context.cancel));
  // Of several domains, the words of the first row's.
  const std::string domain = task.set.rows.front().domain;
  for (std::uint32_t c = 0; c < task.set.classes.size(); ++c) {
    task.strongest.push_back(task.learner->strongest(c, domain, shown_words, task.set.rows));
  }
  return {};
}

Result<LearnTableOutcome> learn_table(const LearnTableRequest& request, const Context& context) {
  LearnTableOutcome out;
  out.options = request.options;
  std::optional<ingest::RuleReader> rules;
  if (request.rules) rules.emplace();
  const ingest::RuleReader* reader = rules ? &*rules : nullptr;
  ENTENTE_TRY(const auto word_vectors, vectors_of(request.vectors, context));
  const ingest::WordVectors* vectors = word_vectors ? &*word_vectors : nullptr;
  out.task.name = request.label;
  ENTENTE_TRY(out.task.set, table_set(request.table, request, reader, vectors, nullptr));
  ENTENTE_CHECK(check_f1_over(request.options.f1_over, out.task.set.classes));
  out.task.held_out = place_text(request, out.task.set.rows.size());
  ENTENTE_CHECK(measure(out.task, {}, request.options, context));
  if (out.task.cannot) {
    Error error = *out.task.cannot;
    error.place = {request.table, 0, request.label};
    error.mend = "add rows, or ask for fewer folds with --folds";
    return fail(std::move(error));
  }
  if (request.test.empty()) return out;
  ENTENTE_TRY(const ingest::CodedSet test,
              table_set(request.test, request, reader, vectors, &out.task.set.classes));
  if (test.rows.empty()) {
    return fail({ErrorKind::Missing,
                 "the table has no row",
                 {request.test, 0, ""},
                 "",
                 "",
                 "leave --test out for held-out folds of --table"});
  }
  out.test_rows = test.rows.size();
  ENTENTE_TRY(out.on_test, tested(out.task, test, request.options, context));
  return out;
}

Result<LearnStudyOutcome> learn_study(const LearnStudyRequest& request, const Context& context) {
  ENTENTE_TRY(const store::Opened opened, open_sound(request.study));
  ENTENTE_TRY(const record::Snapshot snapshot, record::build_snapshot(opened.study));
  LearnStudyOutcome out;
  out.study = request.study;
  out.options = request.options;
  out.threshold = request.threshold;
  ENTENTE_TRY(auto vectors, vectors_of(request.vectors, context));
  const TextReaders readers{ingest::RuleReader(opened.study), std::move(vectors)};
  const StudySentences sentences = sentences_of_study(opened.study, snapshot, readers);
  bool any = false;
  for (StudyTask& task : tasks_of_study(opened.study, snapshot, sentences, readers, request, out)) {
    ENTENTE_CHECK(measure(task.task, task.baselines, request.options, context));
    any = any || task.task.learner.has_value();
    out.tasks.push_back(std::move(task.task));
  }
  if (!any) return fail(nothing_learnt(out));
  out.to_read_twice = (out.statements + 9) / 10;
  const std::vector<LearntSentence> told = told_sentences(sentences, out.tasks);
  out.uncoded = told.size();
  if (request.next > 0) choose_next(request, told, out);
  if (request.propose) {
    out.proposed = true;
    take_proposals(request, told, out);
    if (request.write) ENTENTE_CHECK(write_proposals(opened, request, context, out));
  }
  return out;
}

}  // namespace entente::app
