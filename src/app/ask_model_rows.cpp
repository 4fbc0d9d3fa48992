// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of a language model as rows of a study, and kept between runs.
#include <sodium.h>

#include <filesystem>

#include "ask_model_parts.hpp"
#include "entente/app/files.hpp"
#include "entente/base/hash.hpp"
#include "entente/base/text.hpp"
#include "propose_rows.hpp"
#include "search_cache.hpp"

namespace entente::app {
namespace {

std::string base64_text(std::string_view bytes) {
  constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
  std::string out(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  const auto* raw = reinterpret_cast<const unsigned char*>(bytes.data());
  sodium_bin2base64(out.data(), out.size(), raw, bytes.size(), variant);
  out.pop_back();  // its final zero
  return out;
}

std::optional<std::string> base64_bytes(std::string_view text) {
  std::string out(text.size(), '\0');
  std::size_t length = 0;
  auto* raw = reinterpret_cast<unsigned char*>(out.data());
  if (sodium_base642bin(raw, out.size(), text.data(), text.size(), nullptr, &length, nullptr,
                        sodium_base64_VARIANT_ORIGINAL) != 0) {
    return std::nullopt;
  }
  out.resize(length);
  return out;
}

const record::Column& reply_column() {
  const record::TableSchema& schema = record::table_schema("model_reply");
  return schema.columns[schema.column("reply").value()];
}

/// What was not taken from an answer, for its row.
std::string refusals_text(const AskedPassage& passage) {
  constexpr std::size_t limit = 4096;
  if (passage.taken.fault) return to_string(*passage.taken.fault);
  std::string out;
  for (const ingest::RefusedAnswer& one : passage.taken.refused) {
    const std::string line = to_string(one.why) + ": " + one.found;
    if (out.size() + line.size() > limit) return out + "\n...";
    out += (out.empty() ? "" : "\n") + line;
  }
  return out;
}

/// The rows of one import, sheet by sheet.
class ReplyRows {
 public:
  ReplyRows(const record::Study& study, std::string date, std::string today, AskModelOutcome& out)
      : study_(study),
        date_(std::move(date)),
        today_(std::move(today)),
        out_(out),
        sheets_(3),
        passages_(study, sheets_[0]),
        known_(known_statements(study.table("statement"))),
        coder_("model: " + out.model) {
    sheets_[1].table = "statement";
    sheets_[1].header = {"id",         "actor",    "issue",        "stance", "kind",   "date",
                         "confidence", "passages", "source_chain", "coder",  "status", "note"};
    sheets_[2].table = "model_reply";
    sheets_[2].header = {"id",    "document", "byte_start", "byte_end",   "model",  "prompt_hash",
                         "asked", "reply",    "encoding",   "reply_hash", "refused"};
    const auto shares = accepted_shares(study.table("statement"), "model: ");
    confidence_ = confidence_by(shares, out.model);
    const auto own = shares.find(out.model);
    if (own != shares.end()) out_.accepted_share = own->second;
  }

  void add(const AskedPassage& passage) {
    const SourceCells source = source_of_document(study_, passage.document);
    const std::string when = date_.empty() ? source.date : date_;
    for (const ingest::ModelAnswer& answer : passage.taken.answers) {
      add_statement(passage, answer, when, source.publisher);
    }
    add_reply(passage);
  }

  const std::vector<ingest::Sheet>& sheets() const { return sheets_; }

 private:
  void add_statement(const AskedPassage& passage, const ingest::ModelAnswer& answer,
                     const std::string& when, const std::string& publisher) {
    if (when.empty()) {
      ++out_.not_saved[NotSaved::NoDate];
      return;
    }
    const auto text = study_.document_text(passage.document);
    const std::string quoted = passages_.of(passage.document, *text, answer.quote);
    if (!known_.insert(statement_key(answer.holder, answer.issue, quoted, coder_)).second) {
      ++out_.not_saved[NotSaved::There];
      return;
    }
    sheets_[1].rows.push_back({0,
                               {"", answer.holder, answer.issue, std::to_string(answer.stance),
                                answer.kind, when, confidence_, quoted, publisher, coder_,
                                "proposed", "by model_reply/" + passage.reply_id}});
  }

  void add_reply(const AskedPassage& passage) {
    const ReplyCell cell = reply_cell(passage.reply);
    if (passage.origin == ReplyOrigin::Study || cell.cell.empty()) return;
    sheets_[2].rows.push_back(
        {0,
         {passage.reply_id, passage.document, std::to_string(passage.span.begin),
          std::to_string(passage.span.end), out_.model, passage.prompt_hash, today_, cell.cell,
          cell.encoding, sha256_hex(trimmed(passage.reply)), refusals_text(passage)}});
  }

  const record::Study& study_;
  std::string date_;
  std::string today_;
  AskModelOutcome& out_;
  std::vector<ingest::Sheet> sheets_;
  ProposedPassages passages_;
  std::set<std::string> known_;
  std::string coder_;
  std::string confidence_;
};

}  // namespace

ReplyCell reply_cell(std::string_view bytes) {
  bytes = trimmed(bytes);
  const auto text = record::canonical_cell(reply_column(), bytes);
  if (text && *text == bytes) return {"text", *text};
  return {"base64", bytes.empty() ? std::string() : base64_text(bytes)};
}

std::optional<std::string> kept_reply(const record::Table& replies, std::string_view id) {
  const auto row = replies.find(id);
  if (!row) return std::nullopt;
  const std::string_view cell = replies.cell(*row, "reply");
  auto bytes = replies.cell(*row, "encoding") == "base64" ? base64_bytes(cell)
                                                          : std::optional(std::string(cell));
  if (!bytes || sha256_hex(*bytes) != replies.cell(*row, "reply_hash")) return std::nullopt;
  return bytes;
}

std::string ReplyCache::path_of(const std::string& question) const {
  if (folder_.empty()) return {};
  return folder_ + "/entente/replies/" + sha256_hex(url_ + "\n" + question).substr(0, 32) + ".json";
}

std::optional<std::string> ReplyCache::find(const std::string& question) const {
  const std::string path = path_of(question);
  if (path.empty()) return std::nullopt;
  auto bytes = read_file(path, ingest::model_reply_limit);
  return bytes ? std::optional(std::move(*bytes)) : std::nullopt;
}

void ReplyCache::keep(const std::string& question, std::string_view reply) const {
  const std::string path = path_of(question);
  if (path.empty() || !private_folder(std::filesystem::path(path).parent_path())) return;
  // Words of documents: for the user alone. What cannot be kept is asked again.
  (void)write_file(path, reply, Overwrite::Different, Readers::Owner);
}

Result<ingest::ImportPlan> plan_of_replies(const record::Study& study, const std::string& date,
                                           const std::string& today, AskModelOutcome& out,
                                           const CancelToken& cancel) {
  ReplyRows rows(study, date, today, out);
  for (const AskedPassage& passage : out.passages) rows.add(passage);
  return ingest::plan_import(study, rows.sheets(), {}, cancel);
}

}  // namespace entente::app
