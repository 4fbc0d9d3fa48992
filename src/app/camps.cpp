// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/camps.hpp"

#include "network_settings.hpp"

namespace entente::app {

Result<CampsOutcome> camps_of(const CampsRequest& request, const Context& context) {
  CampsOutcome out;
  out.asked = request.camps;
  ENTENTE_TRY(out.record, read_network_record(request.network));
  ENTENTE_CHECK(alignment::check_columns(out.record.statements));
  ENTENTE_TRY(out.options, settled_network_options(request.network, out.record.statements));
  ENTENTE_TRY(out.division, alignment::find_camps(out.record.statements, out.options, out.asked,
                                                  context.cancel, context.progress));
  if (request.periods) {
    ENTENTE_TRY(out.history,
                alignment::camp_history(out.record.statements, out.options, out.asked,
                                        *request.periods, context.cancel, context.progress));
  }
  return out;
}

}  // namespace entente::app
