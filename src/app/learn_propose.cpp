// SPDX-License-Identifier: GPL-3.0-or-later
// What the learners say of sentences nobody coded, and proposals as statements that are no facts.
#include <algorithm>

#include "entente/base/text.hpp"
#include "entente/ingest/ingest.hpp"
#include "learn_parts.hpp"

namespace entente::app {
namespace {

constexpr std::string_view learner_coder = "model: learner";

const LearnTask* task_named(const std::vector<LearnTask>& tasks, std::string_view name) {
  for (const LearnTask& task : tasks) {
    if (task.name == name && task.learner) return &task;
  }
  return nullptr;
}

/// The two greatest probabilities less one another: 0 where the learner cannot choose.
double margin(const ingest::Prediction& prediction) {
  std::vector<double> sorted = prediction.probability;
  std::sort(sorted.rbegin(), sorted.rend());
  return sorted.size() < 2 ? 1 : sorted[0] - sorted[1];
}

void tell(const std::vector<LearnTask>& tasks, const ingest::RuleOutput& rules,
          LearntSentence& out) {
  ingest::CodedText row;
  row.text = out.text;
  row.marks = rules.marks;
  row.vector = out.vector;
  double codable = 1;
  if (const LearnTask* task = task_named(tasks, "codable")) {
    const ingest::Prediction said = task->learner->predict(row);
    codable = said.probability[1];
    out.codable = codable;
    out.uncertainty = margin(said) < 1 ? 1 - margin(said) : 0;
  }
  if (const LearnTask* task = task_named(tasks, "issue")) {
    const ingest::Prediction said = task->learner->predict(row);
    out.issue = task->set.classes[said.label];
    out.issue_confidence = said.confidence();
    out.uncertainty = std::max(out.uncertainty, codable * (1 - margin(said)));
  }
  const LearnTask* stance = task_named(tasks, "stance");
  if (stance == nullptr) return;
  row.domain = out.issue;
  const ingest::Prediction said = stance->learner->predict(row);
  out.stance = stance->set.classes[said.label];
  out.stance_confidence = said.confidence();
  out.uncertainty = std::max(out.uncertainty, codable * (1 - margin(said)));
}

double least_confidence(const LearntSentence& sentence) {
  return std::min({sentence.codable.value_or(1), sentence.issue_confidence.value_or(0),
                   sentence.stance_confidence.value_or(0)});
}

std::string confidence_word(double least) {
  return least >= 0.9 ? "high" : least >= 0.75 ? "moderate" : "low";
}

std::string note_of(const LearntSentence& sentence) {
  std::string out = "machine proposal, not a fact: ";
  if (sentence.codable) out += "holds a statement " + fixed_text(*sentence.codable, 2) + ", ";
  return out + "issue " + fixed_text(sentence.issue_confidence.value_or(0), 2) + ", stance " +
         fixed_text(sentence.stance_confidence.value_or(0), 2) + "; holder by the rule coder";
}

/// The passage and the statements of one proposal, as rows to import.
void add_rows(const record::Study& study, const LearntSentence& sentence,
              const std::vector<std::string>& actors, const std::string& date,
              ingest::Sheet& passages, ingest::Sheet& statements) {
  const std::string id = sentence.anchor();
  if (!study.table("passage").find(id)) {
    passages.rows.push_back(
        {0,
         {id, sentence.source, sentence.document, std::to_string(sentence.begin),
          std::to_string(sentence.end), ingest::quote_hash(sentence.text)}});
  }
  for (const std::string& actor : actors) {
    statements.rows.push_back({0,
                               {"", actor, sentence.issue, sentence.stance, date,
                                confidence_word(least_confidence(sentence)), id,
                                std::string(learner_coder), "proposed", note_of(sentence)}});
  }
}

}  // namespace

std::vector<LearntSentence> told_sentences(const StudySentences& sentences,
                                           const std::vector<LearnTask>& tasks) {
  std::vector<LearntSentence> out;
  for (std::size_t i = 0; i < sentences.all.size(); ++i) {
    if (sentences.decided[i]) continue;
    LearntSentence sentence = sentences.all[i];
    sentence.actors = sentences.rules[i].actors;
    tell(tasks, sentences.rules[i], sentence);
    out.push_back(std::move(sentence));
  }
  return out;
}

Result<void> write_proposals(const store::Opened& opened, const LearnStudyRequest& request,
                             const Context& context, LearnStudyOutcome& out) {
  ENTENTE_TRY(const store::Origin origin, origin_of(context, opened.study.settings, "learn --write",
                                                    "proposals of the learner"));
  const record::Study& study = opened.study;
  ingest::Sheet passages;
  passages.table = "passage";
  passages.header = {"id", "source", "document", "byte_start", "byte_end", "quote_hash"};
  ingest::Sheet statements;
  statements.table = "statement";
  statements.header = {"id",         "actor",    "issue", "stance", "date",
                       "confidence", "passages", "coder", "status", "note"};
  for (const LearntSentence& sentence : out.proposals) {
    const auto source = study.table("source").find(sentence.source);
    const std::string date(source ? study.table("source").cell(*source, "date")
                                  : std::string_view());
    std::vector<std::string> actors;
    for (const std::string& actor : sentence.actors) {
      if (study.table("actor").find(actor)) actors.push_back(actor);
    }
    if (actors.empty() || date.empty()) {
      ++out.without_actor;
      continue;
    }
    add_rows(study, sentence, actors, date, passages, statements);
  }
  if (statements.rows.empty()) return {};
  ENTENTE_TRY(const ingest::ImportPlan plan,
              ingest::plan_import(study, {passages, statements}, {}, context.cancel));
  if (!plan.rejections.empty()) return fail(plan.rejections.front());
  ENTENTE_CHECK(check_cancel(context.cancel, "learn"));
  ENTENTE_TRY(out.committed,
              store::commit(request.study, {"learn", plan.changes, std::nullopt, {}}, origin));
  out.written = statements.rows.size();
  out.author = origin.author;
  return {};
}

}  // namespace entente::app
