// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/phases.hpp"

#include "network_settings.hpp"

namespace entente::app {

Result<PhasesOutcome> phases_of(const PhasesRequest& request, const Context& context) {
  PhasesOutcome out;
  out.asked = request.phases;
  ENTENTE_TRY(out.record, read_network_record(request.network));
  ENTENTE_CHECK(alignment::check_columns(out.record.statements));
  ENTENTE_TRY(out.options, settled_network_options(request.network, out.record.statements));
  ENTENTE_TRY(out.phases, alignment::network_phases(out.record.statements, out.options, out.asked,
                                                    context.cancel, context.progress));
  return out;
}

}  // namespace entente::app
