// SPDX-License-Identifier: GPL-3.0-or-later
// The sixteen tables of a DNA 3 database and the rows that every new one has.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace entente::ingest {

/// "CREATE TABLE ..." for all sixteen, as DNA 3 expects them.
std::string dna_schema();

struct DnaDefaultType {
  std::int64_t id;
  std::string_view label;
  int red, green, blue;
};
struct DnaDefaultVariable {
  std::int64_t id;
  std::string_view name;
  std::string_view data_type;
  std::int64_t type;
};

/// What DNA puts into a new database, then ours: how strongly (type 1), and type 4 for statements
/// that its networks must leave alone.
inline constexpr std::array<DnaDefaultType, 4> dna_types = {
    DnaDefaultType{1, "DNA Statement", 239, 208, 51},
    DnaDefaultType{2, "NPF Story Element", 100, 200, 190},
    DnaDefaultType{3, "Annotation", 211, 211, 211},
    DnaDefaultType{4, "Other Statement", 180, 180, 180}};
inline constexpr std::array<DnaDefaultVariable, 17> dna_variables = {
    DnaDefaultVariable{1, "person", "short text", 1},
    DnaDefaultVariable{2, "organization", "short text", 1},
    DnaDefaultVariable{3, "concept", "short text", 1},
    DnaDefaultVariable{4, "agreement", "boolean", 1},
    DnaDefaultVariable{5, "narrator", "short text", 2},
    DnaDefaultVariable{6, "victim", "short text", 2},
    DnaDefaultVariable{7, "villain", "short text", 2},
    DnaDefaultVariable{8, "plot", "short text", 2},
    DnaDefaultVariable{9, "hero", "short text", 2},
    DnaDefaultVariable{10, "policy solution", "short text", 2},
    DnaDefaultVariable{11, "note", "long text", 3},
    DnaDefaultVariable{12, "stance", "integer", 1},
    DnaDefaultVariable{13, "person", "short text", 4},
    DnaDefaultVariable{14, "organization", "short text", 4},
    DnaDefaultVariable{15, "concept", "short text", 4},
    DnaDefaultVariable{16, "stance", "integer", 4},
    DnaDefaultVariable{17, "status", "short text", 4}};

/// The password "entente" as DNA keeps it: SHA-256, 16 bytes of salt, 100,000 rounds. The file is
/// no secret: any SQLite program reads it without.
inline constexpr std::string_view dna_password =
    "oKCE0LsGqRDDTfUHPUjj8AH469aATgc+57UV74gATSPB9MvMfZV/B2TiExztQOK+";

}  // namespace entente::ingest
