// SPDX-License-Identifier: GPL-3.0-or-later
// Votes of any bytes, in the form detected and in one that the first byte names: read = accepted +
// rejected + duplicate, and the votes in the matrix are no more than were accepted.
#include "entente/ingest/votes.hpp"
#include "fuzzing.hpp"

using entente::fuzz::require;

namespace {

void read_votes(std::string_view bytes, std::optional<entente::ingest::VoteForm> form) {
  entente::ingest::VoteReader reader;
  const auto added = reader.add(bytes, "votes", form, {});
  if (!added) {
    entente::fuzz::require_presentable(added.error());
    return;
  }
  const auto made = reader.finish();
  if (!made) {
    entente::fuzz::require_presentable(made.error());
    return;
  }
  require(made->read == made->accepted + made->rejected + made->duplicate, "counts add up");
  std::uint64_t recorded = 0;
  for (std::size_t r = 0; r < made->matrix.roll_calls().size(); ++r) {
    const auto tally = made->matrix.tally(r);
    recorded += tally.cast() + tally.absent;
  }
  require(recorded <= static_cast<std::uint64_t>(made->accepted), "no vote out of nothing");
  for (const entente::Error& error : made->rejections) entente::fuzz::require_presentable(error);
  if (const auto described = entente::ingest::describe_roll_calls(made->matrix, bytes, "beside")) {
    for (const entente::Error& error : described->complaints) {
      entente::fuzz::require_presentable(error);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  read_votes(entente::fuzz::input(data, size), std::nullopt);
  read_votes(entente::fuzz::input(data + 1, size - 1),
             static_cast<entente::ingest::VoteForm>(data[0] % 6));
  return 0;
}
