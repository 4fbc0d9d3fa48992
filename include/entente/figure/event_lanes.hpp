// SPDX-License-Identifier: GPL-3.0-or-later
// Dated events in lanes: one lane a category, one column a year, one block an event. Lanes carry
// their names, so colour is not needed to read them. Pure functions, any thread.
#pragma once

#include <string>
#include <vector>

#include "entente/figure/figure.hpp"

namespace entente::figure {

struct LaneEvent {
  std::string title;  ///< the event in one sentence
  std::string datum;  ///< "engagement/E099"
  bool approximate = false;
};

struct Lane {
  std::string label;
  std::vector<std::vector<LaneEvent>> columns;  ///< one list a column
};

struct EventLanesSpec {
  std::string id;
  std::string title;
  std::string description;
  std::vector<std::string> columns;  ///< "before 2001", "2001", ...
  std::vector<Lane> lanes;
  std::string unit = "event";  ///< singular and plural of what is counted
  std::string units = "events";
  bool gaps = false;  ///< dash the base of a lane under columns of which nothing is on record
};

/// One block an event; where a column of a lane holds more than 16, one bar a column that carries
/// all its events. O(events).
Figure event_lanes(const EventLanesSpec& spec);

}  // namespace entente::figure
