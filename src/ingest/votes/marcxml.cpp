// SPDX-License-Identifier: GPL-3.0-or-later
// Voting records of the UN Digital Library as MARCXML, one or many in a file.
#include "entente/base/text.hpp"
#include "ingest/package.hpp"
#include "ingest/text_in.hpp"
#include "ingest/votes/collector.hpp"

namespace entente::ingest {
namespace {

/// "78" of "A/RES/78/1", "ES-11" of "A/RES/ES-11/1".
std::string session_of_symbol(std::string_view symbol) {
  const auto parts = split(symbol, '/');
  return parts.size() >= 3 && parts[0] == "A" && parts[1] == "RES" ? std::string(parts[2]) : "";
}

class VoteRecordHandler : public XmlHandler {
 public:
  VoteRecordHandler(VoteCollector& into, const CancelToken& cancel)
      : into_(into), cancel_(cancel) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    text_.clear();
    if (name == "record") begin_record();
    if (name == "controlfield") tag_ = attributes["tag"];
    if (name == "datafield") {
      tag_ = attributes["tag"];
      voter_.clear();
      voter_name_.clear();
      vote_.clear();
    }
    if (name == "subfield") code_ = attributes["code"];
  }

  void end(std::string_view name) override {
    if (name == "controlfield" && tag_ == "001") number_ = trimmed(text_);
    if (name == "subfield") subfield();
    if (name == "datafield" && tag_ == "967") votes_.push_back({voter_, voter_name_, vote_});
    if (name == "record") end_record();
    text_.clear();
  }

  void text(std::string_view piece) override {
    if (text_.size() + piece.size() <= most_text) text_.append(piece);
  }

  const Error* trouble() const override { return cancelled_ ? &cancel_error_ : nullptr; }

 private:
  struct MemberVote {
    std::string voter;
    std::string name;
    std::string vote;
  };
  static constexpr std::size_t most_text = 65'536;

  void begin_record() {
    ++record_;
    votes_.clear();
    number_.clear();
    symbol_.clear();
    described_ = {};
    if (cancel_.cancelled()) {
      cancelled_ = true;
      cancel_error_ = cancelled_error("reading votes");
    }
  }

  void subfield() {
    const std::string_view value = trimmed(text_);
    if (tag_ == "967" && code_ == "c") voter_ = value;
    if (tag_ == "967" && code_ == "d") vote_ = value;
    if (tag_ == "967" && code_ == "e") voter_name_ = value;
    if (tag_ == "269" && code_ == "a") described_.date = value;
    if (tag_ == "791" && code_ == "a") symbol_ = value;
    if (tag_ == "791" && code_ == "c") described_.session = value;
    if (tag_ == "245" && code_ == "a") described_.title = value;
  }

  void end_record() {
    const std::string id = number_.empty() ? symbol_ : number_;
    const Place place{into_.file(), 0, "record " + std::to_string(record_)};
    if (id.empty() || votes_.empty()) {
      into_.reject(
          static_cast<std::int64_t>(votes_.size()),
          input_error(ErrorKind::Missing,
                      id.empty() ? "a record without number and symbol" : "a record without votes",
                      place, "field 001 or 791, and a field 967 for each member", "",
                      "fetch voting records, not those of documents"));
      return;
    }
    const auto [roll_call, fresh] = into_.roll_call(id);
    if (fresh) {
      record::RollCall& out = into_.described(roll_call);
      out.date = described_.date;
      out.session = described_.session.empty() ? session_of_symbol(symbol_) : described_.session;
      out.title = folded_spaces(nfc(symbol_ + " " + described_.title));
    }
    for (const MemberVote& member : votes_) {
      const auto vote = member.vote.empty() ? record::Vote::Absent : parse_vote(member.vote);
      if (member.voter.empty()) {
        into_.reject(1, input_error(ErrorKind::Missing, "a vote without its voter",
                                    {into_.file(), 0, place.column + ", 967$c"}, "a country code",
                                    quotable(member.name), "fetch the record again"));
      } else if (!vote) {
        into_.reject(1, into_.bad_vote(member.vote, 0, place.column + ", 967$d"));
      } else {
        into_.say(roll_call, into_.voter(member.voter, member.name), *vote, record_);
      }
    }
  }

  VoteCollector& into_;
  const CancelToken& cancel_;
  std::int64_t record_ = 0;
  std::string text_;
  std::string tag_;
  std::string code_;
  std::string number_;
  std::string symbol_;
  std::string voter_;
  std::string voter_name_;
  std::string vote_;
  record::RollCall described_;
  std::vector<MemberVote> votes_;
  bool cancelled_ = false;
  Error cancel_error_;
};

}  // namespace

Result<void> read_vote_marcxml(std::string_view bytes, VoteCollector& into,
                               const CancelToken& cancel) {
  VoteRecordHandler handler(into, cancel);
  return parse_xml(bytes, handler, into.file());
}

}  // namespace entente::ingest
