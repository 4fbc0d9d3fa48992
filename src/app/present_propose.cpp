// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "entente/app/propose.hpp"
#include "entente/base/text.hpp"
#include "present_parts.hpp"

namespace entente::app {
namespace {

using ingest::IssueFound;
using ingest::ReadSentence;
using ingest::RuleProposal;
using ingest::Sentence;

std::string words_of(const ProposedText& text, const Sentence& span) {
  return folded(std::string_view(text.text).substr(span.begin, span.end - span.begin));
}

std::string stance_text(int stance) { return (stance > 0 ? "+" : "") + std::to_string(stance); }

std::string proposal_line(const ProposedText& text, const RuleProposal& proposal) {
  std::string out = "    " + printable(joined(proposal.holders, ", ")) + " " +
                    stance_text(proposal.stance) + "  by rule " + proposal.rule + ": \"" +
                    words_of(text, proposal.cue) + "\"";
  if (proposal.negated) out += ", negated";
  if (proposal.carried) out += ", named before";
  if (!proposal.hedge.empty()) out += ", hedged: " + printable(proposal.hedge);
  return out + "\n";
}

std::string issues_line(const std::vector<IssueFound>& issues) {
  std::vector<std::string> parts;
  parts.reserve(issues.size());
  for (const IssueFound& issue : issues) {
    parts.push_back(printable(issue.issue) + (issue.sign < 0 ? " (turned round)" : "") +
                    (issue.by_claim ? " by words of the claim: " : " by the list: ") +
                    printable(issue.words));
  }
  return parts.empty() ? std::string() : "    about " + joined(parts, "; ") + "\n";
}

std::size_t proposals_of(const ProposeOutcome& outcome) {
  std::size_t out = 0;
  for (const ProposedText& text : outcome.texts) {
    for (const ReadSentence& sentence : text.sentences) out += sentence.proposals.size();
  }
  return out;
}

std::string foot(const ProposeOutcome& outcome) {
  std::size_t sentences = 0;
  std::size_t holding = 0;
  for (const ProposedText& text : outcome.texts) {
    sentences += text.sentences.size();
    holding += static_cast<std::size_t>(
        std::count_if(text.sentences.begin(), text.sentences.end(),
                      [](const ReadSentence& one) { return !one.proposals.empty(); }));
  }
  std::string out = counted(proposals_of(outcome), "proposal") + " in " + std::to_string(holding) +
                    " of " + counted(sentences, "sentence") +
                    "; proposals, no facts: docs/rule-coder.md says how often they are right\n";
  if (!outcome.without_text.empty()) {
    out += counted(outcome.without_text.size(), "document") + " without a text here\n";
  }
  for (const auto& [rule, share] : outcome.accepted_share) {
    out += "rule " + rule + ": " + fixed_text(100 * share.value, 0) + " % accepted " +
           interval_text(share, 2) + " of " + std::to_string(share.n) + " decided\n";
  }
  return out;
}

std::string saved_text(const ProposeOutcome& outcome) {
  if (!outcome.saving) return {};
  std::string out = not_saved_text(outcome.not_saved);
  if (outcome.committed.audit_sequence == 0) return out + "nothing to write\n";
  out += counted(outcome.saved, "statement") + " of status proposed written as entry " +
         std::to_string(outcome.committed.audit_sequence) + " of the history, by " +
         printable(outcome.author) + "\n";
  return out;
}

Json span_json(const Sentence& span) { return Json{{"begin", span.begin}, {"end", span.end}}; }

Json proposal_json(const RuleProposal& proposal) {
  Json out;
  out["holders"] = proposal.holders;
  out["stance"] = proposal.stance;
  out["kind"] = proposal.kind;
  out["rule"] = proposal.rule;
  out["cue"] = span_json(proposal.cue);
  out["object"] = span_json(proposal.object);
  out["hedge"] = proposal.hedge;
  out["negated"] = proposal.negated;
  out["carried"] = proposal.carried;
  return out;
}

Json sentence_json(const ProposedText& text, const ReadSentence& sentence) {
  Json out;
  out["span"] = span_json(sentence.span);
  out["text"] = text.text.substr(sentence.span.begin, sentence.span.end - sentence.span.begin);
  out["proposals"] = Json::array();
  for (const RuleProposal& one : sentence.proposals) out["proposals"].push_back(proposal_json(one));
  out["issues"] = Json::array();
  for (const IssueFound& issue : sentence.issues) {
    out["issues"].push_back(Json{{"issue", issue.issue},
                                 {"sign", issue.sign},
                                 {"by_claim", issue.by_claim},
                                 {"words", issue.words}});
  }
  return out;
}

std::string outcome_json(const ProposeOutcome& outcome) {
  Json json;
  json["study"] = outcome.study.empty() ? Json(nullptr) : Json(outcome.study);
  json["texts"] = Json::array();
  for (const ProposedText& text : outcome.texts) {
    Json one;
    one["name"] = text.name;
    one["sentences"] = Json::array();
    for (const ReadSentence& sentence : text.sentences) {
      one["sentences"].push_back(sentence_json(text, sentence));
    }
    json["texts"].push_back(std::move(one));
  }
  json["without_text"] = outcome.without_text;
  json["rules"] = Json::object();
  for (const auto& [rule, share] : outcome.accepted_share) {
    Json one{{"accepted", share.value}, {"n", share.n}};
    if (share.interval) one["interval"] = {share.interval->low, share.interval->high};
    json["rules"][rule] = std::move(one);
  }
  json["saved"] = outcome.saved;
  json["not_saved"] = Json::object();
  for (const auto& [why, count] : outcome.not_saved) json["not_saved"][to_string(why)] = count;
  return json_line(json);
}

Rows outcome_rows(const ProposeOutcome& outcome) {
  Rows out = {{"text", "begin", "end", "holder", "stance", "kind", "rule", "words", "hedge",
               "negated", "carried", "issue", "issue_sign"}};
  for (const ProposedText& text : outcome.texts) {
    for (const ReadSentence& sentence : text.sentences) {
      for (const RuleProposal& proposal : sentence.proposals) {
        for (const std::string& holder : proposal.holders) {
          out.push_back(
              {text.name, std::to_string(sentence.span.begin), std::to_string(sentence.span.end),
               holder, std::to_string(proposal.stance), proposal.kind, proposal.rule,
               words_of(text, proposal.cue), proposal.hedge, proposal.negated ? "yes" : "no",
               proposal.carried ? "yes" : "no",
               sentence.issues.empty() ? "" : sentence.issues.front().issue,
               sentence.issues.empty() ? "" : std::to_string(sentence.issues.front().sign)});
        }
      }
    }
  }
  return out;
}

}  // namespace

std::string not_saved_text(const std::map<NotSaved, std::size_t>& not_saved) {
  std::string out;
  for (const auto& [why, count] : not_saved) {
    out += std::to_string(count) + " not saved: " + to_string(why) + "\n";
  }
  return out;
}

Presentation present(const ProposeOutcome& outcome, View view) {
  Presentation out;
  if (view == View::Json) {
    out.json = outcome_json(outcome);
    return out;
  }
  if (view == View::Table) {
    out.rows = outcome_rows(outcome);
    return out;
  }
  for (const ProposedText& text : outcome.texts) {
    for (const ReadSentence& sentence : text.sentences) {
      if (sentence.proposals.empty()) continue;
      out.text += printable(text.name) + "@" + std::to_string(sentence.span.begin) + "-" +
                  std::to_string(sentence.span.end) + "  \"" + words_of(text, sentence.span) +
                  "\"\n";
      for (const RuleProposal& one : sentence.proposals) out.text += proposal_line(text, one);
      out.text += issues_line(sentence.issues);
    }
  }
  out.text += foot(outcome) + saved_text(outcome);
  return out;
}

}  // namespace entente::app
