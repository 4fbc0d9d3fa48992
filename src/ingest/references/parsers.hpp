// SPDX-License-Identifier: GPL-3.0-or-later
// The three forms of reference lists. Pure functions, any thread.
#pragma once

#include "entente/ingest/references.hpp"

namespace entente::ingest {

/// CSL-JSON: an array of items, or an object that holds one under `items`.
Result<ReferenceList> read_csl_json(std::string_view text, const std::string& file_name);
/// RIS: lines "TY  - JOUR" to "ER  - ".
ReferenceList read_ris(std::string_view text, const std::string& file_name);
/// BibTeX with @string, "#", braces and quotes, and the accents of LaTeX.
ReferenceList read_bibtex(std::string_view text, const std::string& file_name);

/// "https://doi.org/10.1/x" and "doi:10.1/x" as "10.1/x" in lower case; blank where it is no DOI.
std::string plain_doi(std::string_view text);

/// "path\to\file.pdf" or "name:path/file.pdf:application/pdf" as "file.pdf".
std::string attached_base_name(std::string_view text);

}  // namespace entente::ingest
