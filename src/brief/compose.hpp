// SPDX-License-Identifier: GPL-3.0-or-later
// What every document made from a record has in common; only the sections differ.
#pragma once

#include <functional>

#include "context.hpp"

namespace entente::brief {

/// Writes the sections from the record as read. May fill in what the context left open, such as
/// the day that changes are told from.
using SectionsOf = std::function<Result<std::vector<Section>>(Context&)>;

/// Reads the record, writes the sections, and adds heading, marks of dispute, register and marking.
/// Errors: as compose(), and those of `sections_of`.
Result<Brief> compose_sections(const record::Study& study, const record::Snapshot& snapshot,
                               const Options& options, const SectionsOf& sections_of);

}  // namespace entente::brief
