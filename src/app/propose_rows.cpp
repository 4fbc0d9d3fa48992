// SPDX-License-Identifier: GPL-3.0-or-later
#include "propose_rows.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "entente/base/text.hpp"

namespace entente::app {
namespace {

using ingest::RuleProposal;
using ingest::Sentence;

constexpr std::string_view rule_coder_prefix = "rule: ";

std::string range_text(const Sentence& span) {
  return std::to_string(span.begin) + "-" + std::to_string(span.end);
}

}  // namespace

ProposedPassages::ProposedPassages(const record::Study& study, ingest::Sheet& sheet)
    : study_(study), sheet_(sheet) {
  const record::Table& passages = study.table("passage");
  for (std::size_t row = 0; row < passages.rows(); ++row) {
    ids_.emplace(std::string(passages.cell(row, "document")) + "@" +
                     std::string(passages.cell(row, "byte_start")) + "-" +
                     std::string(passages.cell(row, "byte_end")),
                 passages.id(row));
  }
  sheet_.table = "passage";
  sheet_.header = {"id", "source", "document", "byte_start", "byte_end", "quote_hash"};
}

std::string ProposedPassages::of(const std::string& document, std::string_view text,
                                 const Sentence& span) {
  std::string name = document + "@" + range_text(span);
  const auto [place, added] = ids_.emplace(name, name);
  if (!added) return place->second;
  const record::Table& documents = study_.table("document");
  const auto row = documents.find(document);
  const std::string_view words = text.substr(span.begin, span.end - span.begin);
  sheet_.rows.push_back(
      {0,
       {name, row ? std::string(documents.cell(*row, "source")) : "", document,
        std::to_string(span.begin), std::to_string(span.end), ingest::quote_hash(words)}});
  return name;
}

std::string statement_key(std::string_view actor, std::string_view issue, std::string_view passage,
                          std::string_view coder) {
  return joined(std::vector<std::string>{std::string(actor), std::string(issue),
                                         std::string(passage), std::string(coder)},
                "\n");
}

std::set<std::string> known_statements(const record::Table& statements) {
  std::set<std::string> out;
  for (std::size_t row = 0; row < statements.rows(); ++row) {
    for (const std::string_view passage : list_items(statements.cell(row, "passages"))) {
      out.insert(statement_key(statements.cell(row, "actor"), statements.cell(row, "issue"),
                               passage, statements.cell(row, "coder")));
    }
  }
  return out;
}

SourceCells source_of_document(const record::Study& study, const std::string& document) {
  const record::Table& documents = study.table("document");
  const record::Table& sources = study.table("source");
  const auto row = documents.find(document);
  const auto source = row ? sources.find(documents.cell(*row, "source")) : std::nullopt;
  if (!source) return {};
  return {std::string(sources.cell(*source, "date")),
          std::string(sources.cell(*source, "publisher"))};
}

std::map<std::string, stats::Estimate> accepted_shares(const record::Table& statements,
                                                       std::string_view coder_prefix) {
  std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> counts;  // accepted, decided
  for (std::size_t row = 0; row < statements.rows(); ++row) {
    const std::string_view coder = statements.cell(row, "coder");
    const std::string_view status = statements.cell(row, "status");
    if (!coder.starts_with(coder_prefix) || status == "proposed") continue;
    auto& [accepted, decided] = counts[std::string(coder.substr(coder_prefix.size()))];
    ++decided;
    if (status.empty() || status == "accepted") ++accepted;
  }
  std::map<std::string, stats::Estimate> out;
  for (const auto& [rule, count] : counts) {
    if (auto share = stats::wilson(count.first, count.second)) out.emplace(rule, *share);
  }
  return out;
}

std::string confidence_by(const std::map<std::string, stats::Estimate>& shares,
                          const std::string& rule) {
  const auto share = shares.find(rule);
  if (share == shares.end() || share->second.n < 10) return "low";
  return share->second.value >= 0.8 ? "high" : share->second.value >= 0.6 ? "moderate" : "low";
}

Result<ingest::ImportPlan> plan_of_proposals(const record::Study& study, const std::string& date,
                                             ProposeOutcome& out, const CancelToken& cancel) {
  std::vector<ingest::Sheet> sheets(2);
  ProposedPassages passages(study, sheets[0]);
  ingest::Sheet& statements = sheets[1];
  statements.table = "statement";
  statements.header = {"id",           "actor",      "issue",  "stance", "kind",
                       "date",         "confidence", "basis",  "hedge",  "passages",
                       "source_chain", "coder",      "status", "note"};
  std::set<std::string> known = known_statements(study.table("statement"));
  const record::Table& actors = study.table("actor");
  for (const ProposedText& text : out.texts) {
    const SourceCells source = source_of_document(study, text.name);
    const std::string when = date.empty() ? source.date : date;
    for (const ingest::ReadSentence& sentence : text.sentences) {
      for (const RuleProposal& proposal : sentence.proposals) {
        for (const std::string& holder : proposal.holders) {
          if (!actors.find(holder)) {
            ++out.not_saved[NotSaved::UnknownActor];
            continue;
          }
          if (sentence.issues.empty() || when.empty()) {
            ++out.not_saved[when.empty() ? NotSaved::NoDate : NotSaved::NoIssue];
            continue;
          }
          const ingest::IssueFound& issue = sentence.issues.front();
          const std::string coder = std::string(rule_coder_prefix) + proposal.rule;
          const std::string passage_name = passages.of(text.name, text.text, sentence.span);
          if (!known.insert(statement_key(holder, issue.issue, passage_name, coder)).second) {
            ++out.not_saved[NotSaved::There];
            continue;
          }
          const bool weak = proposal.rule == "acts" || issue.by_claim;
          statements.rows.push_back(
              {0,
               {"", holder, issue.issue, std::to_string(proposal.stance * issue.sign),
                proposal.kind, when, confidence_by(out.accepted_share, proposal.rule),
                weak ? "inferred" : "explicit", proposal.hedge, passage_name, source.publisher,
                coder, "proposed", "by the words at bytes " + range_text(proposal.cue)}});
        }
      }
    }
  }
  return ingest::plan_import(study, sheets, {}, cancel);
}

}  // namespace entente::app
