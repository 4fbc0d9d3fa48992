// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/ask_model.hpp"

#include <algorithm>

#include "ask_model_parts.hpp"
#include "entente/app/open.hpp"
#include "entente/base/hash.hpp"
#include "entente/base/text.hpp"
#include "loopback_http.hpp"
#include "option_values.hpp"
#include "propose_rows.hpp"

namespace entente::app {
namespace {

Result<std::string> model_of(const AskModelRequest& request, const Context& context) {
  const std::string& given = request.model.empty() ? context.model_name : request.model;
  std::string name(trimmed(given));
  const bool control = std::any_of(name.begin(), name.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
  });
  if (!name.empty() && !control && !first_broken_utf8(name) && name.size() <= 200) return name;
  return fail({ErrorKind::Usage,
               name.empty() ? "no model is named" : "not the name of a model",
               {"", 0, "--model"},
               "the name by which the server knows the model",
               quotable(name),
               "give --model NAME or set ENTENTE_MODEL"});
}

Result<std::string> url_of(const AskModelRequest& request, const Context& context) {
  const std::string& server = request.server.empty() ? context.model_server : request.server;
  if (!trimmed(server).empty()) return chat_completions_url(std::string(trimmed(server)));
  return fail({ErrorKind::Usage,
               "no model is asked unless its server is named",
               {"", 0, "--server"},
               "the address of a server on this machine",
               "",
               "give --server http://127.0.0.1:8080/v1 or set ENTENTE_MODEL_SERVER"});
}

Result<ingest::ModelVocabulary> vocabulary_of(const record::Study& study) {
  ingest::ModelVocabulary out;
  const record::Table& actors = study.table("actor");
  for (std::size_t row = 0; row < actors.rows(); ++row) {
    out.actors.emplace_back(actors.id(row), actors.cell(row, "name"));
  }
  const record::Table& issues = study.table("issue");
  for (std::size_t row = 0; row < issues.rows(); ++row) {
    out.issues.emplace_back(issues.id(row), issues.cell(row, "claim"));
  }
  if (!out.actors.empty() && !out.issues.empty()) return out;
  return fail({ErrorKind::Missing,
               out.actors.empty() ? "the study has no actor" : "the study has no issue",
               {out.actors.empty() ? "actor.csv" : "issue.csv", 0, ""},
               "actors that hold and issues to hold",
               "",
               "add them first"});
}

/// One run of questions and what it has met so far.
class ModelRun {
 public:
  ModelRun(const AskModelRequest& request, const Context& context, const record::Study& study,
           std::string url, AskModelOutcome& out)
      : request_(request),
        context_(context),
        study_(study),
        url_(std::move(url)),
        cache_(context, url_),
        out_(out) {}

  Result<void> ask_all(const ingest::ModelVocabulary& vocabulary) {
    const ProgressStage stage =
        context_.progress.stage("asking the model about passages", out_.passages.size());
    for (AskedPassage& passage : out_.passages) {
      ENTENTE_CHECK(check_cancel(context_.cancel, "propose"));
      ENTENTE_CHECK(ask(vocabulary, passage));
      stage.add();
    }
    return {};
  }

 private:
  Result<void> ask(const ingest::ModelVocabulary& vocabulary, AskedPassage& passage) {
    const std::string question = ingest::chat_request(
        vocabulary,
        {out_.model, source_of_document(study_, passage.document).publisher, passage.words});
    passage.prompt_hash = sha256_hex(question);
    passage.reply_id = passage.document + "@" + std::to_string(passage.span.begin) + "-" +
                       std::to_string(passage.span.end) + "." + passage.prompt_hash.substr(0, 12);
    if (!take_kept(question, passage)) {
      ENTENTE_CHECK(send(question, passage));
      if (!passage.failed.empty()) return {};
    }
    passage.taken = ingest::read_model_reply(passage.reply, passage.words, vocabulary);
    if (passage.origin == ReplyOrigin::Server && !passage.taken.fault) {
      cache_.keep(question, passage.reply);
    }
    count(passage);
    return {};
  }

  bool take_kept(const std::string& question, AskedPassage& passage) const {
    if (request_.ask_again) return false;
    auto kept = kept_reply(study_.table("model_reply"), passage.reply_id);
    passage.origin = ReplyOrigin::Study;
    if (!kept) {
      kept = cache_.find(question);
      passage.origin = ReplyOrigin::Cache;
    }
    if (kept) {
      passage.reply = std::move(*kept);
      return true;
    }
    passage.origin = ReplyOrigin::Server;
    return false;
  }

  Result<void> send(const std::string& question, AskedPassage& passage) {
    ENTENTE_TRY(LoopbackReply reply,
                post_to_loopback({url_, question, request_.time_limit, ingest::model_reply_limit},
                                 context_.cancel));
    if (!reply.fault) {
      failures_ = 0;
      passage.reply = std::move(reply.body);
      return {};
    }
    passage.failed =
        to_string(*reply.fault) + (reply.detail.empty() ? "" : " (" + reply.detail + ")");
    ++out_.refused[passage.failed];
    ++failures_;
    if (*reply.fault == HttpFault::NotLoopback) {
      return fail(stopped(ErrorKind::Usage, passage, "name a server on this machine"));
    }
    if (*reply.fault == HttpFault::Redirect) {
      return fail(stopped(ErrorKind::Malformed, passage, "name the server itself"));
    }
    if (*reply.fault == HttpFault::NoServer) {
      return fail(stopped(ErrorKind::NotFound, passage, "start the server, then ask again"));
    }
    if (failures_ < model_failures_in_a_row) return {};
    return fail(stopped(ErrorKind::Unreadable, passage,
                        "see what the server says, then ask again: answers that came are kept"));
  }

  Error stopped(ErrorKind kind, const AskedPassage& passage, std::string mend) const {
    std::string message = passage.failed;
    if (failures_ >= model_failures_in_a_row) {
      message += ", " + std::to_string(failures_) + " times in a row";
    }
    return {kind, std::move(message), {"", 0, "--server"}, "", quotable(url_), std::move(mend)};
  }

  /// Quotes move from bytes of the passage to bytes of the document.
  void count(AskedPassage& passage) {
    for (ingest::ModelAnswer& answer : passage.taken.answers) {
      answer.quote.begin += passage.span.begin;
      answer.quote.end += passage.span.begin;
    }
    if (passage.taken.fault) ++out_.refused[to_string(*passage.taken.fault)];
    for (const ingest::RefusedAnswer& one : passage.taken.refused) {
      ++out_.refused[to_string(one.why)];
    }
  }

  const AskModelRequest& request_;
  const Context& context_;
  const record::Study& study_;
  std::string url_;
  ReplyCache cache_;
  AskModelOutcome& out_;
  std::size_t failures_ = 0;
};

Result<void> write_replies(const store::Opened& opened, const AskModelRequest& request,
                           const Context& context, const ingest::ImportPlan& plan,
                           AskModelOutcome& out) {
  ENTENTE_TRY(const store::Origin origin,
              origin_of(context, opened.study.settings, "propose --by llm",
                        "proposed by the model " + out.model));
  ENTENTE_CHECK(check_cancel(context.cancel, "propose"));
  ENTENTE_TRY(out.committed,
              store::commit(request.study, {"propose", plan.changes, std::nullopt, {}}, origin));
  const auto count_of = [&](std::string_view table) {
    const std::size_t index = record::table_index(table).value();
    return static_cast<std::size_t>(
        std::count_if(plan.changes.begin(), plan.changes.end(),
                      [&](const record::Change& change) { return change.table == index; }));
  };
  out.saved = count_of("statement");
  out.replies_kept = count_of("model_reply");
  out.author = origin.author;
  return {};
}

}  // namespace

Result<AskModelOutcome> ask_model(const AskModelRequest& request, const Context& context) {
  AskModelOutcome out;
  out.study = request.study;
  out.saving = request.save;
  ENTENTE_TRY(std::string url, url_of(request, context));
  ENTENTE_TRY(out.model, model_of(request, context));
  ENTENTE_CHECK(date_option(request.date, "--date"));
  ENTENTE_TRY(const store::Opened opened, open_sound(request.study));
  ENTENTE_TRY(const ingest::ModelVocabulary vocabulary, vocabulary_of(opened.study));
  ENTENTE_CHECK(find_passages(opened.study, request.documents, out));
  ModelRun run(request, context, opened.study, std::move(url), out);
  ENTENTE_CHECK(run.ask_all(vocabulary));
  ENTENTE_TRY(
      const ingest::ImportPlan plan,
      plan_of_replies(opened.study, request.date, context.now.substr(0, 10), out, context.cancel));
  if (!plan.rejections.empty()) return fail(plan.rejections.front());
  if (request.save) ENTENTE_CHECK(write_replies(opened, request, context, plan, out));
  return out;
}

}  // namespace entente::app
