// SPDX-License-Identifier: GPL-3.0-or-later
#include "positions/statement_model/pools.hpp"

#include <algorithm>
#include <map>

#include "positions/statement_model/layout.hpp"

namespace entente::positions {
namespace {

bool is_focus(const record::Snapshot& snapshot, std::size_t actor) {
  const auto& focus = snapshot.settings.focus;
  return std::find(focus.begin(), focus.end(), snapshot.actors.id[actor]) != focus.end();
}

/// Groups with their members at a day: distinct, in order of first mention.
std::map<std::size_t, std::vector<std::size_t>> members_at(const record::Snapshot& snapshot,
                                                           std::chrono::sys_days at) {
  std::map<std::size_t, std::vector<std::size_t>> out;
  const record::MembershipColumns& rows = snapshot.memberships;
  for (std::size_t m = 0; m < rows.size(); ++m) {
    if (!Period{rows.from[m], rows.until[m]}.contains(at)) continue;
    std::vector<std::size_t>& members = out[rows.group[m].value()];
    const std::size_t actor = rows.actor[m].value();
    if (std::find(members.begin(), members.end(), actor) == members.end()) members.push_back(actor);
  }
  return out;
}

}  // namespace

ActorPools actor_pools(const record::Snapshot& snapshot, std::chrono::sys_days at,
                       const std::vector<bool>& on_record) {
  // What an actor is pooled by: the focus (1), a group (2 + its row), or itself (0 and its row).
  const std::size_t actors = snapshot.actors.size();
  std::vector<std::size_t> group_of(actors, 0);
  std::vector<std::size_t> size_of(actors, 0);
  for (const auto& [group, members] : members_at(snapshot, at)) {
    for (const std::size_t actor : members) {
      const auto others = static_cast<std::size_t>(
          std::count_if(members.begin(), members.end(), [&](std::size_t other) {
            return other != actor && on_record[other] && !is_focus(snapshot, other);
          }));
      if (others > size_of[actor]) {
        size_of[actor] = others;
        group_of[actor] = 2 + group;
      }
    }
  }
  ActorPools out;
  out.pool_of.assign(actors, 0);
  std::map<std::size_t, std::uint32_t> pools;
  for (std::size_t actor = 0; actor < actors; ++actor) {
    const std::size_t key = is_focus(snapshot, actor) ? 1 : group_of[actor];
    const auto fresh = static_cast<std::uint32_t>(out.members.size());
    const std::uint32_t pool = key == 0 ? fresh : pools.try_emplace(key, fresh).first->second;
    if (pool == fresh) out.members.emplace_back();
    out.pool_of[actor] = pool;
    out.members[pool].emplace_back(actor);
  }
  return out;
}

}  // namespace entente::positions
