// SPDX-License-Identifier: GPL-3.0-or-later
// How near every two actors are, as a square that is ordered by groups. Darker is nearer, in grey
// too; the twin has the numbers; unknown is hatched, never light. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "entente/figure/figure.hpp"

namespace entente::figure {

struct MatrixActor {
  std::string label;
  std::uint32_t group = 0;  ///< 0 = none; a line is drawn where it changes
};

struct TieCell {
  bool known = false;
  double value = 0;                   ///< 0 to 1
  std::string title;                  ///< in one sentence
  std::vector<std::string> evidence;  ///< empty = not drawn as a mark
  std::string href;
};

struct TieMatrixSpec {
  std::string id;  ///< prefix of ids, unique on the page
  std::string title;
  std::string description;
  std::string value_words;  ///< of the legend: "share of agreement on what both speak about"
  std::string group_words;  ///< "cluster"; the heading of the groups' numbers
  std::vector<MatrixActor> actors;  ///< in the order in which they are drawn
  std::vector<TieCell> cells;       ///< actors x actors, row by row; the diagonal is not drawn
};

/// The most actors that are drawn; more say that they are too many.
inline constexpr std::size_t most_matrix_actors = 60;

/// O(actors^2). Precondition: actors x actors cells.
Figure tie_matrix(const TieMatrixSpec& spec);

}  // namespace entente::figure
