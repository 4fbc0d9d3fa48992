// SPDX-License-Identifier: GPL-3.0-or-later
// Shared by the parts of `entente learn`. Pure functions, any thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "entente/app/learn.hpp"
#include "entente/ingest/rule_outputs.hpp"
#include "entente/ingest/word_vectors.hpp"
#include "entente/record/snapshot.hpp"

namespace entente::app {

/// Figures, curve and words of a task; `cannot` where there is too little. Errors: Cancelled.
Result<void> measure(LearnTask& task, const std::vector<ingest::Baseline>& baselines,
                     const ingest::LearnerOptions& options, const Context& context);

/// What says something of a text beside its n-grams.
struct TextReaders {
  ingest::RuleReader rules;
  std::optional<ingest::WordVectors> vectors;
  std::vector<float> vector_of(std::string_view text) const {
    return vectors ? vectors->of_text(text) : std::vector<float>();
  }
};

/// The vectors of a file, or none where it is blank. Errors: of reading it.
Result<std::optional<ingest::WordVectors>> vectors_of(const std::string& file,
                                                      const Context& context);

/// The sentences of the documents at hand, with what is coded of them.
struct StudySentences {
  std::vector<LearntSentence> all;
  std::vector<bool> coded;    ///< touched by a passage of an accepted statement
  std::vector<bool> decided;  ///< touched by a passage of any statement
  std::vector<bool> read;     ///< lies in a document in which something is coded
  std::vector<ingest::RuleOutput> rules;
};
StudySentences sentences_of_study(const record::Study& study, const record::Snapshot& snapshot,
                                  const TextReaders& readers);

/// Whether a row or what it comes from carries a label; such words are not learnt from.
bool under_label(const record::Study& study, std::size_t passage_row);
bool document_under_label(const record::Study& study, std::size_t document_row);

/// A coded row before it has a group: where it stands.
struct PlacedRow {
  ingest::CodedText row;
  std::string place;  ///< document, else source
  std::size_t begin = 0;
};
/// Groups by document, or where there are fewer than `least` by stretches of them; says which.
std::string give_groups(std::vector<PlacedRow>& rows, std::uint32_t least);

/// The three tasks of a study, with their rows and baselines by the rule coder.
struct StudyTask {
  LearnTask task;
  std::vector<ingest::Baseline> baselines;
};
std::vector<StudyTask> tasks_of_study(const record::Study& study, const record::Snapshot& snapshot,
                                      const StudySentences& sentences, const TextReaders& readers,
                                      const LearnStudyRequest& request, LearnStudyOutcome& out);

/// Fills what the learners say of each sentence nobody coded.
std::vector<LearntSentence> told_sentences(const StudySentences& sentences,
                                           const std::vector<LearnTask>& tasks);

/// Passages and statements of proposals, written. Errors: those of committing.
Result<void> write_proposals(const store::Opened& opened, const LearnStudyRequest& request,
                             const Context& context, LearnStudyOutcome& out);

}  // namespace entente::app
