// SPDX-License-Identifier: GPL-3.0-or-later
// Handlers of the commands that change what is coded.
#pragma once

#include "args.hpp"
#include "entente/app/context.hpp"
#include "entente/app/exit_code.hpp"
#include "output.hpp"

namespace entente::cli {

using CodingHandler = Result<app::ExitCode>(const Parsed&, const app::Context&, Output&);
CodingHandler run_statement_edit;
CodingHandler run_statement_accept;
CodingHandler run_statement_reject;
CodingHandler run_recode;
CodingHandler run_rename;
CodingHandler run_merge;
CodingHandler run_split;
CodingHandler run_codebook;
CodingHandler run_undo;
CodingHandler run_redo;

}  // namespace entente::cli
