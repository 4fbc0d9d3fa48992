// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/ask_model.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "ask_model_parts.hpp"
#include "entente/app/documents.hpp"
#include "entente/app/import.hpp"
#include "entente/app/study.hpp"
#include "entente/base/hash.hpp"
#include "test_folder.hpp"
#include "test_model_server.hpp"

namespace entente::app {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::ModelServer;
using ::testing::SizeIs;
using testing::TestFolder;

constexpr std::string_view asked_text =
    "Japan supports holding yearly consultations. The ministers met in May.\n";

/// A study with one attached document, and a context whose cache is its own.
class AskModelTest : public ::testing::Test {
 protected:
  void SetUp() override {
    context_ = testing::test_context();
    context_.cache_folder = folder_ / "cache";
    context_.model_name = "test-model";
    study_ = folder_ / "s.entente";
    NewRequest fresh;
    fresh.path = study_;
    fresh.focus = {"JPN", "AUS"};
    ASSERT_TRUE(new_study(fresh, context_).has_value());
    attach(std::string(asked_text));
  }

  void attach(const std::string& text) {
    const std::string file = folder_ / "d.txt";
    std::ofstream(file, std::ios::binary) << text;
    auto preview = preview_attach({study_, "D1", file, true, false}, context_);
    ASSERT_TRUE(preview.has_value()) << to_string(preview.error());
    ASSERT_TRUE(carry_out(*preview, context_).has_value());
  }

  AskModelRequest request_to(const ModelServer& server) const {
    AskModelRequest out;
    out.study = study_;
    out.server = server.url();
    out.time_limit = std::chrono::milliseconds(600);
    out.save = true;
    return out;
  }

  /// What one run with a server of that sort refuses, and that it writes no statement.
  std::map<std::string, std::size_t> refused_by(const std::string& mode) const {
    const ModelServer server(mode);
    AskModelRequest request = request_to(server);
    request.ask_again = true;
    const auto outcome = ask_model(request, context_);
    EXPECT_TRUE(outcome.has_value()) << mode << ": " << to_string(outcome.error());
    if (!outcome) return {};
    EXPECT_EQ(outcome->saved, 0U) << mode;
    return outcome->refused;
  }

  record::Study opened() const {
    auto study = store::open(study_);
    EXPECT_TRUE(study.has_value());
    return study->study;
  }

  TestFolder folder_;
  Context context_;
  std::string study_;
};

using Counts = std::map<std::string, std::size_t>;

TEST_F(AskModelTest, ATrueAnswerBecomesAProposalAndIsKeptAsItCame) {
  const ModelServer server("good");
  const auto outcome = ask_model(request_to(server), context_);
  ASSERT_TRUE(outcome.has_value()) << to_string(outcome.error());
  EXPECT_EQ(outcome->saved, 1U);
  EXPECT_EQ(outcome->replies_kept, 1U);
  EXPECT_THAT(outcome->refused, IsEmpty());
  const record::Study study = opened();
  const record::Table& statements = study.table("statement");
  const std::size_t row = statements.rows() - 1;
  EXPECT_EQ(statements.cell(row, "actor"), "JPN");
  EXPECT_EQ(statements.cell(row, "status"), "proposed");
  EXPECT_EQ(statements.cell(row, "coder"), "model: test-model");
  EXPECT_EQ(statements.cell(row, "confidence"), "low");
  EXPECT_EQ(statements.cell(row, "passages"), "D1@0-43");
  const record::Table& replies = study.table("model_reply");
  const AskedPassage& asked = outcome->passages.front();
  EXPECT_EQ(statements.cell(row, "note"), "by model_reply/" + asked.reply_id);
  const auto reply = replies.find(asked.reply_id);
  ASSERT_TRUE(reply.has_value());
  EXPECT_EQ(replies.cell(*reply, "reply"), asked.reply);
  EXPECT_EQ(replies.cell(*reply, "reply_hash"), sha256_hex(asked.reply));
  EXPECT_EQ(replies.cell(*reply, "prompt_hash"), sha256_hex(server.last_body()));
  EXPECT_EQ(replies.cell(*reply, "model"), "test-model");
  EXPECT_EQ(replies.cell(*reply, "asked"), "2025-12-31");
}

TEST_F(AskModelTest, TheSameQuestionIsNotAskedTwice) {
  const ModelServer server("good");
  AskModelRequest request = request_to(server);
  request.save = false;
  ASSERT_TRUE(ask_model(request, context_).has_value());
  request.save = true;
  const auto cached = ask_model(request, context_);
  ASSERT_TRUE(cached.has_value());
  EXPECT_EQ(cached->passages.front().origin, ReplyOrigin::Cache);
  EXPECT_EQ(cached->saved, 1U);
  const auto stored = ask_model(request, context_);
  ASSERT_TRUE(stored.has_value());
  EXPECT_EQ(stored->passages.front().origin, ReplyOrigin::Study);
  EXPECT_EQ(stored->saved, 0U);
  EXPECT_EQ(stored->not_saved.at(NotSaved::There), 1U);
  EXPECT_EQ(stored->committed.audit_sequence, 0);
  EXPECT_EQ(server.questions(), 1);
  request.ask_again = true;
  ASSERT_TRUE(ask_model(request, context_).has_value());
  EXPECT_EQ(server.questions(), 2);
}

TEST_F(AskModelTest, EachWrongAnswerIsRefusedWithItsReason) {
  EXPECT_EQ(refused_by("hangs"), (Counts{{"the time was up", 1}}));
  EXPECT_EQ(refused_by("drip"), (Counts{{"the time was up", 1}}));
  EXPECT_EQ(refused_by("closes"), (Counts{{"the connection ended before the answer did", 1}}));
  EXPECT_EQ(refused_by("closes-in-body"),
            (Counts{{"the connection ended before the answer did", 1}}));
  EXPECT_EQ(refused_by("error-500"), (Counts{{"the server reports a failure (500)", 1}}));
  EXPECT_EQ(refused_by("huge"), (Counts{{"the answer is too large", 1}}));
  EXPECT_EQ(refused_by("huge-head"), (Counts{{"the answer is too large", 1}}));
  EXPECT_EQ(refused_by("html"), (Counts{{"the answer says it is no JSON (text/html)", 1}}));
  EXPECT_EQ(refused_by("bad-json"), (Counts{{"the answer is not JSON", 1}}));
  EXPECT_EQ(refused_by("short-length"), (Counts{{"the answer is not JSON", 1}}));
  EXPECT_EQ(refused_by("deep"), (Counts{{"the answer is not JSON", 1}}));
  EXPECT_EQ(refused_by("bad-utf8"), (Counts{{"the answer is not UTF-8", 1}}));
  EXPECT_EQ(refused_by("no-chat"), (Counts{{"the answer is no chat completion", 1}}));
  EXPECT_EQ(refused_by("cut"), (Counts{{"the answer was cut short", 1}}));
  EXPECT_EQ(refused_by("prose"),
            (Counts{{"the answer is not the list of statements that was asked for", 1}}));
  EXPECT_EQ(refused_by("other-quote"), (Counts{{"the quote is not in the passage", 1}}));
  EXPECT_EQ(refused_by("escapes"), (Counts{{"the quote is not in the passage", 1}}));
  EXPECT_EQ(refused_by("other-holder"), (Counts{{"the holder is no actor of the study", 1}}));
  EXPECT_EQ(refused_by("other-stance"),
            (Counts{{"the stance is no whole number from -2 to 2", 1}}));
  const auto report = store::verify(study_);
  ASSERT_TRUE(report.has_value());
  EXPECT_THAT(report->damage, IsEmpty());
}

TEST_F(AskModelTest, AnAnswerThatIsNoTextIsKeptByteForByte) {
  const ModelServer server("bad-utf8");
  const auto outcome = ask_model(request_to(server), context_);
  ASSERT_TRUE(outcome.has_value()) << to_string(outcome.error());
  const record::Study study = opened();
  const record::Table& replies = study.table("model_reply");
  const AskedPassage& asked = outcome->passages.front();
  const auto row = replies.find(asked.reply_id);
  ASSERT_TRUE(row.has_value());
  EXPECT_EQ(replies.cell(*row, "encoding"), "base64");
  EXPECT_EQ(replies.cell(*row, "refused"), "the answer is not UTF-8");
  EXPECT_EQ(kept_reply(replies, asked.reply_id), asked.reply);
  EXPECT_EQ(reply_cell("  plain \n").cell, "plain");
  EXPECT_EQ(reply_cell("  plain \n").encoding, "text");
  EXPECT_EQ(reply_cell("a\rb").encoding, "base64");
  EXPECT_EQ(reply_cell("\n").cell, "");
}

TEST_F(AskModelTest, WhatIsNotOnThisMachineIsNotAsked) {
  const ModelServer server("redirect");
  const auto redirected = ask_model(request_to(server), context_);
  ASSERT_FALSE(redirected.has_value());
  EXPECT_EQ(redirected.error().kind, ErrorKind::Malformed);
  AskModelRequest request = request_to(server);
  request.server = "http://192.0.2.1:80/v1";
  EXPECT_EQ(ask_model(request, context_).error().kind, ErrorKind::Usage);
  request.server.clear();
  EXPECT_EQ(ask_model(request, context_).error().message,
            "no model is asked unless its server is named");
  { request.server = ModelServer("good").url(); }
  EXPECT_EQ(ask_model(request, context_).error().kind, ErrorKind::NotFound);
}

TEST_F(AskModelTest, AServerThatFailsAgainAndAgainIsLeftAndWhatCameIsKept) {
  std::string text;
  for (int i = 0; i < 60; ++i) {
    text += "Japan supports holding yearly consultations, as it said in year " + std::to_string(i) +
            " of this long record. ";
  }
  attach(text + "\n");
  const ModelServer server("good-once");
  const auto before = store::read_history(study_);
  const auto outcome = ask_model(request_to(server), context_);
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().kind, ErrorKind::Unreadable);
  EXPECT_THAT(outcome.error().message, HasSubstr("3 times in a row"));
  EXPECT_EQ(server.questions(), 4);
  EXPECT_EQ(store::read_history(study_)->audit.size(), before->audit.size());
  // The next run asks only what was not answered.
  const ModelServer sound("good");
  AskModelRequest request = request_to(sound);
  const auto again = ask_model(request, context_);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(static_cast<std::size_t>(sound.questions()), again->passages.size());
  request.server = server.url();  // answers are kept by server
  EXPECT_TRUE(ask_model(request, context_).has_value());
  EXPECT_EQ(server.questions(), 4);
}

TEST_F(AskModelTest, CancellingWritesNothing) {
  const ModelServer server("hangs");
  AskModelRequest request = request_to(server);
  request.time_limit = std::chrono::seconds(60);
  CancelSource source;
  Context context = context_;
  context.cancel = source.token();
  const auto before = store::read_history(study_);
  std::thread canceller([&] {
    while (server.questions() == 0) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    source.cancel();
  });
  const auto outcome = ask_model(request, context);
  canceller.join();
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().kind, ErrorKind::Cancelled);
  EXPECT_EQ(store::read_history(study_)->audit.size(), before->audit.size());
}

TEST_F(AskModelTest, WordsUnderALabelAreNotShown) {
  auto study = store::open(study_);
  ASSERT_TRUE(study.has_value());
  const record::Study from = study->study;
  record::Table& documents = study->study.table("document");
  std::vector<std::string> cells = documents.row_cells(0);
  cells[documents.schema().column("label").value()] = "LB1";
  const record::Change change{record::ChangeKind::Replace, record::table_index("document").value(),
                              "D1", documents.row_cells(0), cells};
  const auto origin = origin_of(context_, from.settings, "test", "label it");
  ASSERT_TRUE(store::commit(study_, {"test", {change}, std::nullopt, {}}, *origin).has_value());
  const ModelServer server("good");
  const auto outcome = ask_model(request_to(server), context_);
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().message, "no document may be shown to a model");
  EXPECT_EQ(server.questions(), 0);
}

}  // namespace
}  // namespace entente::app
