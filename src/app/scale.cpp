// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/scale.hpp"

#include "network_settings.hpp"

namespace entente::app {

Result<ScaleOutcome> scale_of(const ScaleRequest& request, const Context& context) {
  ScaleOutcome out;
  out.asked = request.scaling;
  ENTENTE_TRY(out.record, read_network_record(request.network));
  ENTENTE_CHECK(alignment::check_columns(out.record.statements));
  ENTENTE_TRY(out.options, settled_network_options(request.network, out.record.statements));
  ENTENTE_TRY(out.scale, alignment::scale_actors(out.record.statements, out.options, out.asked,
                                                 context.cancel, context.progress));
  return out;
}

}  // namespace entente::app
