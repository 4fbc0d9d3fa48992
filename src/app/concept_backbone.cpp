// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/concept_backbone.hpp"

#include "network_settings.hpp"

namespace entente::app {

Result<BackboneOutcome> backbone_of(const BackboneRequest& request, const Context& context) {
  BackboneOutcome out;
  out.asked = request.backbone;
  out.keep = request.keep;
  out.penalty = request.penalty;
  ENTENTE_TRY(out.record, read_network_record(request.network));
  const alignment::CodedStatements& statements = out.record.statements;
  ENTENTE_CHECK(alignment::check_columns(statements));
  ENTENTE_TRY(out.options, settled_network_options(request.network, statements));
  if (request.nested) {
    ENTENTE_TRY(out.nested, alignment::nested_concepts(statements, out.options, context.cancel,
                                                       context.progress));
  } else if (!request.keep.empty()) {
    ENTENTE_TRY(out.kept, alignment::judge_concepts(statements, out.options, request.keep,
                                                    request.penalty, context.cancel));
  } else {
    ENTENTE_TRY(out.backbone, alignment::find_concept_backbone(statements, out.options, out.asked,
                                                               context.cancel, context.progress));
  }
  return out;
}

}  // namespace entente::app
