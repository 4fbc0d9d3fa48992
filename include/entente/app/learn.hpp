// SPDX-License-Identifier: GPL-3.0-or-later
// Learning from what people coded: how well it works on what was held out, proposals for what
// nobody coded yet, and what to code next. Thread rule: as the store's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/app/context.hpp"
#include "entente/ingest/learner.hpp"
#include "entente/record/study.hpp"
#include "entente/store/store.hpp"

namespace entente::app {

/// What was learnt of one question, or why nothing could be.
struct LearnTask {
  std::string name;             ///< "codable", "issue", "stance"; of a table its label column
  ingest::CodedSet set;         ///< rows learnt from
  std::string held_out;         ///< how rows were held out, for people
  std::optional<Error> cannot;  ///< why there are no figures
  std::optional<ingest::Evaluation> evaluation;
  std::vector<ingest::CurvePoint> curve;
  std::vector<std::vector<std::string>> strongest;  ///< words, by class
  std::optional<ingest::TextLearner> learner;
};

struct LearnTableRequest {
  std::string table;          ///< CSV or TSV with a header
  std::string test;           ///< a second one, only for testing; blank = held-out folds
  std::string text = "text";  ///< columns
  std::string label = "label";
  std::string domain;   ///< blank = none
  std::string group;    ///< rows that are held out together; blank = each by itself
  bool rules = false;   ///< what the rule coder says is a feature too
  std::string vectors;  ///< a file of word vectors; blank = none
  ingest::LearnerOptions options;
};

struct LearnTableOutcome {
  LearnTask task;
  std::size_t test_rows = 0;  ///< 0 = held-out folds
  std::optional<ingest::Evaluation> on_test;
  ingest::LearnerOptions options;
};
/// Errors: those of reading a table; NotFound (a column), Missing (too little to learn from; a
/// blank text or label), Vocabulary (a label of the test table that is not in the other),
/// NotFound (a class to average F1 over), Cancelled.
Result<LearnTableOutcome> learn_table(const LearnTableRequest& request, const Context& context);

enum class StanceScale : std::uint8_t { Sign, Full };

struct LearnStudyRequest {
  std::string study;
  StanceScale stance = StanceScale::Sign;
  bool propose = false;
  bool write = false;      ///< proposals become statements of status "proposed"
  double threshold = 0.7;  ///< of each of a proposal's confidences
  std::string vectors;     ///< a file of word vectors; blank = none
  std::size_t next = 0;    ///< how many sentences to code next
  ingest::LearnerOptions options;
};

/// A sentence nobody coded, and what the learner says of it.
struct LearntSentence {
  std::string document;
  std::string source;
  std::size_t begin = 0;  ///< bytes of the stored text
  std::size_t end = 0;
  std::string text;
  std::optional<double> codable;  ///< probability that it holds a statement
  std::string issue;              ///< blank = not learnt, or not sure
  std::optional<double> issue_confidence;
  std::string stance;
  std::optional<double> stance_confidence;
  std::vector<float> vector;        ///< mean of its words; empty = none asked for
  std::vector<std::string> actors;  ///< who holds it by the rule coder, of the study's actors
  double uncertainty = 0;
  std::string anchor() const;  ///< "D1@120-245"
};

struct NextSentence {
  LearntSentence sentence;
  ingest::WhyNext why = ingest::WhyNext::Random;
  bool second_reader = false;
};

struct LearnStudyOutcome {
  std::string study;
  std::vector<LearnTask> tasks;  ///< codable, issue, stance
  ingest::LearnerOptions options;
  std::size_t statements = 0;     ///< accepted or edited
  std::size_t without_words = 0;  ///< of them, those whose passages are not at hand
  std::size_t labelled = 0;       ///< of them, those left out for their label
  std::size_t uncoded = 0;        ///< sentences nobody coded in documents at hand
  bool proposed = false;
  double threshold = 0;
  std::vector<LearntSentence> proposals;  ///< above the threshold in all three
  std::size_t silent = 0;                 ///< sentences on which the learner abstains
  std::vector<NextSentence> next;
  std::size_t to_read_twice = 0;  ///< a tenth of the statements, rounded up
  std::size_t written = 0;        ///< statements
  std::size_t without_actor = 0;  ///< proposals not written: nobody, or no date
  store::Committed committed;
  std::string author;
};
/// Errors: those of opening a study; Missing (nothing to learn from: no task has enough), Usage
/// (author), those of committing, Cancelled.
Result<LearnStudyOutcome> learn_study(const LearnStudyRequest& request, const Context& context);

}  // namespace entente::app
