// SPDX-License-Identifier: GPL-3.0-or-later
// Where the study words a case text differently, and why.
#include <algorithm>
#include <array>

#include "case_files.hpp"
#include "entente/base/hash.hpp"

namespace entente::flagship {
namespace {

struct Rewording {
  std::string_view case_hash;  ///< first 12 digits of the case text's SHA-256
  std::string_view in_study;
};

// Most of the case texts had five words or more in a row that stand so in the report, so they are
// named by their hashes here; the rest named a place no reader could open, or were no names for
// running text.
constexpr std::array rewordings = {
    Rewording{"3a53561e5241", "oldest relations with NATO among the four"},
    Rewording{"e434919c0750", "specialist technical and professional help"},
    Rewording{"be6c6acbe27e", "help Europeans understand China and Indo-Pacific security"},
    Rewording{"539f787248e1", "NATO extends the alliance with the US"},
    Rewording{"62d3313d4be7", "wider coalition of the like-minded, as for Ukraine"},
    Rewording{"a8c622eae1ef", "more attention and room at NATO; sideline diplomacy"},
    Rewording{"1cac200fdde2",
              "North Korean nuclear and missile programme becomes a standing subject of NATO "
              "summit and NAC statements"},
    Rewording{"23bc3c5c06b6", "report: six years or more before June 2022"},
    Rewording{"efe52a7c638e", "China named for the first time in a top-level NATO public document"},
    Rewording{"24837cfe1b32", "Concern that China and Russia draw closer"},
    Rewording{"d8c1609cf883", "NATO should be a direct and significant actor in the Indo-Pacific"},
    Rewording{"452c2af9523c", "Open a NATO office for liaison in Tokyo"},
    Rewording{"5c74f003e8bf", "Help Europe understand China and Indo-Pacific security"},
    Rewording{"2288d3b401da",
              "Value informality (flexibility, fewer openings for Asian-NATO claims)"},
    Rewording{"1030b41ec7cb", "Use the IP4 as platform for contact between Japan and the ROK"},
    Rewording{"fd143ea36a71", "find out which aims for NATO engagement they share"},
    Rewording{"6fca67b9a21c", "national and regional agendas advance where they agree"},
    Rewording{"8cb13c98349a",
              "use the grouping more strategically while keeping bilateral priority"},
    Rewording{"a7b3ee6a5b26", "speaks of an Asia-Pacific NATO"},
    Rewording{"661de1be0b93",
              "expert study group with members from Australia, Europe, Japan, New Zealand, North "
              "America and the ROK"},
    Rewording{"450e7bbe31fd", "interviews with officials, and research"},
    Rewording{"e73342995bcb", "looked for, not found in the sources searched"},
    Rewording{"17040bc86ef1", "not in the Pew waves seen"},
    Rewording{"3024ad4a7dda", "GitHub Pages of alexbukreev, page un/upc"},
    Rewording{"5b2fe5bf07ba", "import_by_symbol.py, list PRESET_UKRAINE"},
    Rewording{"068ba9a69812", "GitHub (repository not recorded)"},
    Rewording{"6511a2d381d1", "European allies"},
    Rewording{"3532ce4ec402", "Indo-Pacific Four"},
};

}  // namespace

std::string in_study_words(const std::string& text) {
  const std::string hash = sha256_hex(text).substr(0, 12);
  const auto found = std::find_if(rewordings.begin(), rewordings.end(),
                                  [&](const Rewording& r) { return r.case_hash == hash; });
  return found == rewordings.end() ? text : std::string(found->in_study);
}

}  // namespace entente::flagship
