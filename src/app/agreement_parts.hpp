// SPDX-License-Identifier: GPL-3.0-or-later
// What measuring, re-coding and adjudicating share.
#pragma once

#include <string>

#include "entente/app/agreement.hpp"

namespace entente::app {

/// The study, and the options with codes for names. Errors: as agreement_of.
Result<Analysis> coded_study(const AgreementRequest& request, const Context& context,
                             positions::CoderAgreementOptions& options);

/// The words of the statement's passages in quotation marks, where they are at hand and nothing
/// they come from carries a label.
std::string statement_words(const record::Study& study, const record::Snapshot& snapshot,
                            StatementCode statement);

}  // namespace entente::app
