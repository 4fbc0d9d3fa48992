// SPDX-License-Identifier: GPL-3.0-or-later
// What commands found as figures that are saved as SVG files. Pure functions but for save_figure,
// any thread.
#pragma once

#include <string>

#include "entente/app/camps.hpp"
#include "entente/app/change.hpp"
#include "entente/app/format_ranking.hpp"
#include "entente/app/network.hpp"
#include "entente/app/structure.hpp"
#include "entente/figure/figure.hpp"

namespace entente::app {

/// The one network, every name on its node; of many ties those that are strongest for one of their
/// ends. Errors: Usage (a series or an event list, which have no such figure), those of
/// network_layout.
Result<figure::Figure> figure_of(const NetworkOutcome& outcome);

/// How far every two agree on what both speak about, ordered by clusters. Errors: Usage (no
/// qualifier: nothing tells agreement).
Result<figure::Figure> figure_of(const StructureOutcome& outcome);

/// Camps period by period. Errors: Usage (no periods were asked for).
Result<figure::Figure> figure_of(const CampsOutcome& outcome);

/// Positions on both days of cells of which something new was said. Errors: none.
Result<figure::Figure> figure_of(const ChangeOutcome& outcome);

/// Formats by rank, an issue a group. Errors: none.
Result<figure::Figure> figure_of(const FormatRankingOutcome& outcome);

/// Usage unless the path ends in .svg. For a check before anything is computed.
Result<void> check_figure_path(const std::string& path);

/// Writes the figure whole or not at all. Errors: Usage as above, Unwritable (also where something
/// lies there, unless `force`).
Result<void> save_figure(const std::string& path, const figure::Figure& figure, bool force);

}  // namespace entente::app
