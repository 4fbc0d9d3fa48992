// SPDX-License-Identifier: GPL-3.0-or-later
#include "contested.hpp"

#include "entente/base/text.hpp"

namespace entente::app {
namespace {

/// "93 (BABEL250224)": the claim and what it rests on.
std::string claim_text(const record::DisputedClaim& claim) {
  std::vector<std::string> ids;
  ids.reserve(claim.evidence.size());
  for (const std::string& datum : claim.evidence) ids.push_back(datum.substr(datum.find('/') + 1));
  std::string out = printable(claim.words);
  return ids.empty() ? out : out + " (" + printable(joined(ids, ", ")) + ")";
}

Json claim_json(const record::DisputedClaim& claim) {
  return Json{{"claim", claim.words}, {"evidence", claim.evidence}};
}

}  // namespace

std::vector<record::Dispute> contested(const record::Study& study,
                                       const std::vector<std::string>& data) {
  std::vector<record::Dispute> all = record::disputes(study);
  std::vector<record::Dispute> out;
  for (const std::size_t i : record::disputes_about(all, data)) out.push_back(std::move(all[i]));
  return out;
}

std::vector<std::string> statement_data(const record::Snapshot& snapshot,
                                        const std::vector<StatementCode>& statements) {
  std::vector<std::string> out;
  out.reserve(statements.size());
  for (const StatementCode s : statements) {
    out.push_back("statement/" + snapshot.statement_ids[s.value()]);
  }
  return out;
}

std::vector<std::string> statement_data(const record::Snapshot& snapshot,
                                        const positions::PositionMatrix& matrix) {
  std::vector<std::string> out;
  for (const positions::Cell& cell : matrix.cells) {
    for (const StatementCode s : cell.statements) {
      out.push_back("statement/" + snapshot.statement_ids[s.value()]);
    }
  }
  return out;
}

std::vector<std::string> engagement_data(const record::Snapshot& snapshot,
                                         const std::vector<EngagementCode>& engagements) {
  std::vector<std::string> out;
  out.reserve(engagements.size());
  for (const EngagementCode e : engagements) {
    out.push_back("engagement/" + snapshot.engagement_ids[e.value()]);
  }
  return out;
}

std::vector<record::Dispute> contested(const record::Study& study, const record::Snapshot& snapshot,
                                       const positions::PositionMatrix& matrix) {
  if (study.table("dispute").rows() == 0) return {};
  return contested(study, statement_data(snapshot, matrix));
}

std::string disputes_text(const std::vector<record::Dispute>& disputes) {
  std::string out;
  for (const record::Dispute& dispute : disputes) {
    std::vector<std::string> ids;
    ids.reserve(dispute.concerns.size());
    for (const std::string& datum : dispute.concerns) {
      ids.push_back(datum.substr(datum.find('/') + 1));
    }
    out += "\nDisputed (" + printable(dispute.id) + "), " + printable(dispute.topic) + ": " +
           claim_text(dispute.one) + ", or: " + claim_text(dispute.other) + ".";
    if (!dispute.handling.empty()) out += "\n  Handling: " + printable(dispute.handling) + ".";
    out += "\n  Rests on it: " + printable(joined(ids, ", ")) + ".\n";
  }
  return out;
}

Json disputes_json(const std::vector<record::Dispute>& disputes) {
  Json out = Json::array();
  for (const record::Dispute& dispute : disputes) {
    out.push_back(
        Json{{"id", dispute.id},
             {"topic", dispute.topic},
             {"claims", Json::array({claim_json(dispute.one), claim_json(dispute.other)})},
             {"handling", dispute.handling},
             {"concerns", dispute.concerns}});
  }
  return out;
}

}  // namespace entente::app
