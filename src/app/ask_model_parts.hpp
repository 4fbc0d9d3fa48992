// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of ask_model: what is asked about, kept answers, rows. Any thread.
#pragma once

#include "entente/app/ask_model.hpp"
#include "entente/ingest/ingest.hpp"

namespace entente::app {

/// The stretches to ask about, without answers; what is left out is counted in `out`. Errors:
/// NotFound (document), Missing (no text at all).
Result<void> find_passages(const record::Study& study, const std::vector<std::string>& documents,
                           AskModelOutcome& out);

/// Answers that came before, in the user's cache. A cache that cannot be read or written is no
/// error.
class ReplyCache {
 public:
  ReplyCache(const Context& context, std::string url)
      : folder_(context.cache_folder), url_(std::move(url)) {}
  std::optional<std::string> find(const std::string& question) const;
  void keep(const std::string& question, std::string_view reply) const;

 private:
  std::string path_of(const std::string& question) const;

  std::string folder_;
  std::string url_;
};

/// The bytes of an answer that the study keeps, where its row is there and sound.
std::optional<std::string> kept_reply(const record::Table& replies, std::string_view id);

/// "text" or "base64", and the cell: white space at the ends left out.
struct ReplyCell {
  std::string encoding;
  std::string cell;
};
ReplyCell reply_cell(std::string_view bytes);

/// Passages, statements and answers that can be rows; counts go to `out`.
Result<ingest::ImportPlan> plan_of_replies(const record::Study& study, const std::string& date,
                                           const std::string& today, AskModelOutcome& out,
                                           const CancelToken& cancel);

}  // namespace entente::app
