// SPDX-License-Identifier: GPL-3.0-or-later
// How far the coders of a study agree, and a blind sheet for coding some of it a second time.
// Thread rule: as the store's.
#pragma once

#include <string>
#include <vector>

#include "entente/app/analysis.hpp"
#include "entente/positions/coder_agreement.hpp"

namespace entente::app {

struct AgreementRequest {
  AnalysisRequest analysis;           ///< `actors` empty = all; the date plays no part
  std::vector<std::string> coders;    ///< names; empty = all
  std::vector<std::string> machines;  ///< names of coders that are no persons
  positions::CoderAgreementOptions options;
  bool all_disputed = false;  ///< tell every unit on which coders differ
};

struct AgreementOutcome {
  Analysis analysis;
  positions::CoderAgreementOptions options;
  positions::CoderAgreement agreement;
  bool all_disputed = false;
  std::size_t of_two_codebooks = 0;  ///< units with codes by different versions of the codebook
};
/// Errors: those of opening a study, NotFound (an issue, actor or coder that is not there), those
/// of positions::coder_agreement.
Result<AgreementOutcome> agreement_of(const AgreementRequest& request, const Context& context);

struct RecodeRequest {
  AgreementRequest from;  ///< which statements to draw from
  std::string part;       ///< "10%" of them (rounded up), or a whole number
  std::uint64_t seed = 1;
  std::string coder;   ///< who will code; empty = to be filled in
  std::string target;  ///< a file, or "-" to hand the bytes back
  bool force = false;
};

struct RecodeOutcome {
  std::string target;
  std::string coder;
  std::uint64_t seed = 1;
  std::size_t drawn = 0;
  std::size_t of = 0;  ///< statements there were to draw from
  std::string bytes;   ///< the sheet
};
/// A sheet of table `statement` in the order drawn: actor, issue, date, evidence and claim as they
/// are, everything that tells the first code (id, stance, salience, confidence, basis, hedge,
/// frame, note, coder) blank, status `proposed` so that what comes back moves no position until
/// somebody decides. The words of a passage stand in the note where they are at hand and nothing
/// they come from carries a label. Errors: as above, Usage (part), Missing (nothing to draw from),
/// Conflict (the coder coded some of what is drawn), Unwritable.
Result<RecodeOutcome> recode_sheet(const RecodeRequest& request, const Context& context);

}  // namespace entente::app
