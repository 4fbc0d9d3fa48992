// SPDX-License-Identifier: GPL-3.0-or-later
// A language model as a coder: it is asked about the documents of a study, through a server on this
// machine that the user names; what it answers is checked and becomes proposals. Nothing is asked
// unless a server is named. Thread rule: as the store's.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "entente/app/context.hpp"
#include "entente/app/propose.hpp"
#include "entente/ingest/language_model.hpp"
#include "entente/stats/interval.hpp"
#include "entente/store/store.hpp"

namespace entente::app {

struct AskModelRequest {
  std::string study;
  std::vector<std::string> documents;             ///< ids; none = all that have a text
  std::string server;                             ///< blank = that of the context
  std::string model;                              ///< blank = that of the context
  std::string date;                               ///< of the texts; blank = of their source
  std::chrono::milliseconds time_limit{120'000};  ///< for each answer
  bool ask_again = false;                         ///< pass over kept answers
  bool save = false;                              ///< write proposals and answers
};

/// Where an answer came from.
enum class ReplyOrigin : std::uint8_t {
  Server,
  Cache,  ///< of the user, from an earlier run of the same question
  Study,  ///< its table model_reply
};

struct AskedPassage {
  std::string document;
  ingest::Sentence span;    ///< bytes of the document's text
  std::string words;        ///< the passage
  std::string reply_id;     ///< of its row in model_reply: document@bytes.hash
  std::string prompt_hash;  ///< SHA-256 of the whole question
  ReplyOrigin origin = ReplyOrigin::Server;
  std::string failed;        ///< why no answer came; then the rest is empty
  std::string reply;         ///< its bytes as they came
  ingest::ModelReply taken;  ///< quotes in bytes of the document's text
};

struct AskModelOutcome {
  std::string study;
  std::string model;
  std::vector<AskedPassage> passages;
  std::vector<std::string> without_text;          ///< documents
  std::vector<std::string> labelled;              ///< documents not shown to the model
  std::size_t labelled_passages = 0;              ///< stretches not shown, of other documents
  std::size_t too_long = 0;                       ///< sentences not shown
  std::map<std::string, std::size_t> refused;     ///< by reason
  std::optional<stats::Estimate> accepted_share;  ///< of this model's proposals, where decided
  bool saving = false;
  std::size_t saved = 0;         ///< statements
  std::size_t replies_kept = 0;  ///< rows of model_reply written
  std::map<NotSaved, std::size_t> not_saved;
  store::Committed committed;
  std::string author;
};

/// Most exchanges without an answer in a row before the run is given up.
inline constexpr std::size_t model_failures_in_a_row = 3;

/// Asks about stretches of whole sentences. Texts under a label, or whose source is, are not shown
/// to the model, nor are passages under one. With `save` passages, statements of status "proposed"
/// by "model: NAME" and the raw answers are written in one commit; on any error, and where the user
/// cancels, nothing is. Whole answers are kept in the user's cache, so that a run begun again asks
/// only what was not answered. Errors: those of opening; Usage (no server or model named, no
/// address of this machine, date, author), NotFound (document; nobody listens there), Missing (no
/// text, no actor or no issue), Malformed (the server sends the question elsewhere), Unreadable
/// (model_failures_in_a_row failed), Cancelled, those of committing.
Result<AskModelOutcome> ask_model(const AskModelRequest& request, const Context& context);

}  // namespace entente::app
