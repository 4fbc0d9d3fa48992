// SPDX-License-Identifier: GPL-3.0-or-later
// What figures over one continuum share: its anchor texts and the lines that stand on it.
// Positions run from 0 to 100; what lies beyond is drawn at the end. Values, any thread.
#pragma once

#include <string>
#include <vector>

namespace entente::figure {

/// What a place on the continuum stands for, in words. Under the axis where there is room for all
/// texts, else in a list below it; never cut.
struct ContinuumAnchor {
  double at = 0;
  std::string text;  ///< "no exports of any kind"
};

/// A value that stands as a vertical line with its label at the top: the outcome of a model, what
/// was observed, what holds today.
struct ContinuumLine {
  double at = 0;                      ///< not finite = left out
  std::string label;                  ///< "median voter 62"
  bool dashed = false;                ///< for what is compared with: today, the baseline
  std::string title;                  ///< the value in one sentence; empty = the label
  std::vector<std::string> evidence;  ///< "run/R01"; must not be empty
  std::string href;
};

}  // namespace entente::figure
