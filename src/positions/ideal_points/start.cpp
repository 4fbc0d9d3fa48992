// SPDX-License-Identifier: GPL-3.0-or-later
// Where the fit begins: the first component of the votes, centred roll call by roll call, by power
// iteration from who votes no more than others do. No voter is named, so the order of voters does
// not matter.
#include <cmath>

#include "positions/ideal_points/fit.hpp"

namespace entente::positions {
namespace {

constexpr int power_steps = 40;

/// Scores of items from scores of paths, and back; both as means over the votes.
class FirstComponent {
 public:
  explicit FirstComponent(const VoteData& data) : data_(data), path_of_node_(data.nodes.size()) {
    for (std::size_t p = 0; p < data.paths(); ++p) {
      for (std::uint32_t n = data.path_begins[p]; n < data.path_begins[p + 1]; ++n) {
        path_of_node_[n] = static_cast<std::uint32_t>(p);
      }
    }
    centre_.resize(data.by_item.size());
    for (std::size_t v = 0; v < centre_.size(); ++v) {
      centre_[v] = (static_cast<double>(data.by_item.answers(v, 2).size()) -
                    static_cast<double>(data.by_item.answers(v, 0).size())) /
                   static_cast<double>(data.by_item.count(v));
    }
  }

  std::vector<double> items_from(const std::vector<double>& paths) const {
    std::vector<double> out(centre_.size(), 0);
    for (std::size_t v = 0; v < out.size(); ++v) {
      for (std::size_t answer = 0; answer < 3; ++answer) {
        const double deviation = static_cast<double>(answer) - 1 - centre_[v];
        for (const std::uint32_t node : data_.by_item.answers(v, answer)) {
          out[v] += deviation * paths[path_of_node_[node]];
        }
      }
      out[v] /= static_cast<double>(data_.by_item.count(v));
    }
    return out;
  }

  std::vector<double> paths_from(const std::vector<double>& items) const {
    std::vector<double> out(data_.paths(), 0);
    for (std::size_t p = 0; p < out.size(); ++p) {
      std::size_t votes = 0;
      for (std::uint32_t n = data_.path_begins[p]; n < data_.path_begins[p + 1]; ++n) {
        for (std::size_t answer = 0; answer < 3; ++answer) {
          const auto voted = data_.by_node.answers(n, answer);
          votes += voted.size();
          for (const std::uint32_t v : voted) {
            out[p] += (static_cast<double>(answer) - 1 - centre_[v]) * items[v];
          }
        }
      }
      out[p] /= static_cast<double>(votes);
    }
    return out;
  }

 private:
  const VoteData& data_;
  std::vector<std::uint32_t> path_of_node_;
  std::vector<double> centre_;
};

/// Mean 0, sd 1; false where all are alike.
bool standardised(std::vector<double>& values) {
  double mean = 0;
  for (const double value : values) mean += value;
  mean /= static_cast<double>(values.size());
  double square = 0;
  for (const double value : values) square += (value - mean) * (value - mean);
  const double sd = std::sqrt(square / static_cast<double>(values.size()));
  if (!(sd > 1e-9)) return false;
  for (double& value : values) value = (value - mean) / sd;
  return true;
}

}  // namespace

Result<VoteFit> started_fit(const VoteData& data, const IdealPointOptions& options,
                            const CancelToken& cancel) {
  const FirstComponent component(data);
  std::vector<double> paths = component.paths_from(std::vector<double>(data.by_item.size(), 1));
  if (!standardised(paths)) {
    // Everybody votes no equally often: begin with who votes as the first voter does.
    paths.assign(data.paths(), 0);
    paths[0] = 1;
    if (!standardised(paths)) {
      return fail({ErrorKind::Missing,
                   "no ideal points can be told: only one voter",
                   {},
                   "two voters or more",
                   "",
                   "give more voters"});
    }
  }
  for (int step = 0; step < power_steps; ++step) {
    ENTENTE_CHECK(check_cancel(cancel, "ideal points"));
    std::vector<double> next = component.paths_from(component.items_from(paths));
    if (!standardised(next)) break;
    paths = std::move(next);
  }
  VoteFit out;
  out.mean.resize(data.nodes.size());
  out.variance.assign(data.nodes.size(), 0.1);
  for (std::size_t p = 0; p < data.paths(); ++p) {
    for (std::uint32_t n = data.path_begins[p]; n < data.path_begins[p + 1]; ++n) {
      out.mean[n] = paths[p];
    }
  }
  out.items.resize(data.by_item.size());
  ENTENTE_CHECK(settle_items(data, options.threads, out, cancel));
  return out;
}

}  // namespace entente::positions
