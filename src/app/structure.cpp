// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/structure.hpp"

#include "network_settings.hpp"

namespace entente::app {

Result<StructureOutcome> structure_of(const StructureRequest& request, const Context& context) {
  StructureOutcome out;
  out.asked = request.structure;
  ENTENTE_TRY(out.record, read_network_record(request.network));
  ENTENTE_CHECK(alignment::check_columns(out.record.statements));
  ENTENTE_TRY(out.options, settled_network_options(request.network, out.record.statements));
  ENTENTE_TRY(out.structure,
              alignment::network_structure(out.record.statements, out.options, out.asked,
                                           context.cancel, context.progress));
  return out;
}

std::vector<std::vector<std::size_t>> community_members(const alignment::NetworkStructure& all) {
  std::vector<std::vector<std::size_t>> out(all.communities);
  for (std::size_t a = 0; a < all.actors.size(); ++a) out[all.actors[a].community].push_back(a);
  return out;
}

}  // namespace entente::app
