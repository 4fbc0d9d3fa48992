// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/record/dispute.hpp"

#include <algorithm>
#include <unordered_set>

#include "entente/base/text.hpp"

namespace entente::record {
namespace {

DisputedClaim claim_of(const Table& table, std::size_t row, const std::string& side) {
  DisputedClaim out{std::string(table.cell(row, "claim_" + side)), {}};
  for (const std::string_view id : list_items(table.cell(row, "passages_" + side))) {
    out.evidence.push_back("passage/" + std::string(id));
  }
  for (const std::string_view id : list_items(table.cell(row, "sources_" + side))) {
    out.evidence.push_back("source/" + std::string(id));
  }
  return out;
}

}  // namespace

std::vector<Dispute> disputes(const Study& study) {
  const Table& table = study.table("dispute");
  std::vector<Dispute> out;
  out.reserve(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Dispute dispute;
    dispute.id = table.id(row);
    dispute.topic = table.cell(row, "topic");
    dispute.one = claim_of(table, row, "a");
    dispute.other = claim_of(table, row, "b");
    dispute.handling = table.cell(row, "handling");
    for (const std::string_view datum : list_items(table.cell(row, "concerns"))) {
      dispute.concerns.emplace_back(datum);
    }
    out.push_back(std::move(dispute));
  }
  return out;
}

std::vector<std::size_t> disputes_about(std::span<const Dispute> all,
                                        std::span<const std::string> data) {
  std::vector<std::size_t> out;
  if (all.empty()) return out;
  const std::unordered_set<std::string_view> wanted(data.begin(), data.end());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool about =
        std::any_of(all[i].concerns.begin(), all[i].concerns.end(),
                    [&](const std::string& datum) { return wanted.contains(datum); });
    if (about) out.push_back(i);
  }
  return out;
}

}  // namespace entente::record
