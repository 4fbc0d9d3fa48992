// SPDX-License-Identifier: GPL-3.0-or-later
// One function a document format. readers.cpp collects them.
#pragma once

#include "entente/ingest/extract.hpp"

namespace entente::ingest {

/// ".pdf" of "pdf/1"; ".bin" where no reader is called so.
std::string extension_of_reader(std::string_view extractor);

DocumentReader text_reader();
DocumentReader markdown_reader();
DocumentReader html_reader();
DocumentReader docx_reader();
DocumentReader odt_reader();
DocumentReader epub_reader();
DocumentReader rtf_reader();
DocumentReader eml_reader();
DocumentReader pdf_reader();

}  // namespace entente::ingest
