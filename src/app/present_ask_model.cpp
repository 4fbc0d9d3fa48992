// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/ask_model.hpp"
#include "entente/base/text.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

std::string anchor_of(const std::string& document, const ingest::Sentence& span) {
  return document + "@" + std::to_string(span.begin) + "-" + std::to_string(span.end);
}

std::string_view quoted_words(const AskedPassage& passage, const ingest::Sentence& quote) {
  return std::string_view(passage.words)
      .substr(quote.begin - passage.span.begin, quote.end - quote.begin);
}

std::string_view origin_word(ReplyOrigin origin) {
  return origin == ReplyOrigin::Server  ? "server"
         : origin == ReplyOrigin::Cache ? "cache"
                                        : "study";
}

struct AnswerTotals {
  std::size_t statements = 0;
  std::size_t holding = 0;  ///< passages
  std::size_t kept = 0;     ///< answers not asked for again
};

AnswerTotals totals_of(const AskModelOutcome& outcome) {
  AnswerTotals out;
  for (const AskedPassage& passage : outcome.passages) {
    out.statements += passage.taken.answers.size();
    out.holding += passage.taken.answers.empty() ? 0U : 1U;
    out.kept += passage.origin == ReplyOrigin::Server ? 0U : 1U;
  }
  return out;
}

std::string passage_text(const AskedPassage& passage) {
  if (passage.failed.empty() && !passage.taken.fault && passage.taken.answers.empty() &&
      passage.taken.refused.empty()) {
    return {};
  }
  std::string out = printable(anchor_of(passage.document, passage.span)) + "\n";
  if (!passage.failed.empty()) out += "    no answer: " + printable(passage.failed) + "\n";
  if (passage.taken.fault) out += "    refused: " + to_string(*passage.taken.fault) + "\n";
  for (const ingest::ModelAnswer& answer : passage.taken.answers) {
    out += "    " + printable(answer.holder) + " " + (answer.stance > 0 ? "+" : "") +
           std::to_string(answer.stance) + " on " + printable(answer.issue) + ", " + answer.kind +
           ": \"" + folded(quoted_words(passage, answer.quote)) + "\"\n";
  }
  for (const ingest::RefusedAnswer& one : passage.taken.refused) {
    out += "    refused, " + to_string(one.why) + ": " + printable(one.found) + "\n";
  }
  return out;
}

std::string not_shown_text(const AskModelOutcome& outcome) {
  std::string out;
  if (!outcome.without_text.empty()) {
    out += counted(outcome.without_text.size(), "document") + " without a text here\n";
  }
  if (!outcome.labelled.empty()) {
    out +=
        counted(outcome.labelled.size(), "document") + " under a label, not shown to the model\n";
  }
  if (outcome.labelled_passages > 0) {
    out += counted(outcome.labelled_passages, "passage") +
           " with words under a label, not shown to the model\n";
  }
  if (outcome.too_long > 0) {
    out += counted(outcome.too_long, "sentence") + " too long to ask about\n";
  }
  return out;
}

std::string model_foot(const AskModelOutcome& outcome) {
  const AnswerTotals totals = totals_of(outcome);
  std::string out = counted(totals.statements, "proposal") + " in " +
                    std::to_string(totals.holding) + " of " +
                    counted(outcome.passages.size(), "passage") + " by the model " +
                    printable(outcome.model) + "; proposals, no facts\n";
  for (const auto& [why, count] : outcome.refused) {
    out += std::to_string(count) + " refused: " + printable(why) + "\n";
  }
  if (totals.kept > 0) out += counted(totals.kept, "answer") + " kept from before\n";
  out += not_shown_text(outcome);
  if (outcome.accepted_share) {
    out += "of its proposals " + fixed_text(outcome.accepted_share->value * 100, 0) +
           " % were accepted " + interval_text(outcome.accepted_share, 2) + " of " +
           std::to_string(outcome.accepted_share->n) + " decided\n";
  }
  return out;
}

std::string model_saved_text(const AskModelOutcome& outcome) {
  if (!outcome.saving) return {};
  std::string out = not_saved_text(outcome.not_saved);
  if (outcome.committed.audit_sequence == 0) return out + "nothing to write\n";
  return out + counted(outcome.saved, "statement") + " of status proposed and " +
         counted(outcome.replies_kept, "answer") + " written as entry " +
         std::to_string(outcome.committed.audit_sequence) + " of the history, by " +
         printable(outcome.author) + "\n";
}

Json asked_json(const AskedPassage& passage) {
  Json out;
  out["document"] = passage.document;
  out["begin"] = passage.span.begin;
  out["end"] = passage.span.end;
  out["reply_id"] = passage.reply_id;
  out["prompt_hash"] = passage.prompt_hash;
  out["from"] = origin_word(passage.origin);
  out["failed"] = passage.failed.empty() ? Json(nullptr) : Json(passage.failed);
  out["fault"] = passage.taken.fault ? Json(to_string(*passage.taken.fault)) : Json(nullptr);
  out["statements"] = Json::array();
  for (const ingest::ModelAnswer& answer : passage.taken.answers) {
    out["statements"].push_back(Json{{"holder", answer.holder},
                                     {"issue", answer.issue},
                                     {"stance", answer.stance},
                                     {"kind", answer.kind},
                                     {"begin", answer.quote.begin},
                                     {"end", answer.quote.end},
                                     {"quote", quoted_words(passage, answer.quote)}});
  }
  out["refused"] = Json::array();
  for (const ingest::RefusedAnswer& one : passage.taken.refused) {
    out["refused"].push_back(Json{{"why", to_string(one.why)}, {"found", one.found}});
  }
  return out;
}

std::string model_json(const AskModelOutcome& outcome) {
  Json json;
  json["study"] = outcome.study;
  json["model"] = outcome.model;
  json["passages"] = Json::array();
  for (const AskedPassage& passage : outcome.passages) {
    json["passages"].push_back(asked_json(passage));
  }
  json["without_text"] = outcome.without_text;
  json["labelled"] = outcome.labelled;
  json["labelled_passages"] = outcome.labelled_passages;
  json["too_long"] = outcome.too_long;
  json["refused"] = Json::object();
  for (const auto& [why, count] : outcome.refused) json["refused"][why] = count;
  json["accepted"] = nullptr;
  if (outcome.accepted_share) {
    json["accepted"] =
        Json{{"share", outcome.accepted_share->value}, {"n", outcome.accepted_share->n}};
  }
  json["saved"] = outcome.saved;
  json["replies_kept"] = outcome.replies_kept;
  json["not_saved"] = Json::object();
  for (const auto& [why, count] : outcome.not_saved) json["not_saved"][to_string(why)] = count;
  return json_line(json);
}

Rows model_rows(const AskModelOutcome& outcome) {
  Rows out = {{"document", "begin", "end", "holder", "issue", "stance", "kind", "quote", "refused",
               "reply"}};
  for (const AskedPassage& passage : outcome.passages) {
    const std::string begin = std::to_string(passage.span.begin);
    const std::string end = std::to_string(passage.span.end);
    const auto refused = [&](const std::string& why) {
      out.push_back({passage.document, begin, end, "", "", "", "", "", why, passage.reply_id});
    };
    for (const ingest::ModelAnswer& answer : passage.taken.answers) {
      out.push_back({passage.document, std::to_string(answer.quote.begin),
                     std::to_string(answer.quote.end), answer.holder, answer.issue,
                     std::to_string(answer.stance), answer.kind,
                     std::string(quoted_words(passage, answer.quote)), "", passage.reply_id});
    }
    if (!passage.failed.empty()) refused(passage.failed);
    if (passage.taken.fault) refused(to_string(*passage.taken.fault));
    for (const ingest::RefusedAnswer& one : passage.taken.refused) {
      refused(to_string(one.why) + ": " + one.found);
    }
  }
  return out;
}

}  // namespace

Presentation present(const AskModelOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) {
    out.json = model_json(outcome);
  } else if (view == View::Table) {
    out.rows = model_rows(outcome);
  } else {
    for (const AskedPassage& passage : outcome.passages) out.text += passage_text(passage);
    out.text += model_foot(outcome) + model_saved_text(outcome);
  }
  return out;
}

}  // namespace entente::app
