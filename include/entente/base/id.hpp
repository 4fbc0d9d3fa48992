// SPDX-License-Identifier: GPL-3.0-or-later
// Strong ids: an actor cannot be passed where an issue is meant.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace entente {

/// An id as the user writes it ("AUS", "I31"), typed by what it names.
template <class Tag>
class Id {
 public:
  Id() = default;
  explicit Id(std::string_view text) : text_(text) {}
  const std::string& text() const noexcept { return text_; }
  bool empty() const noexcept { return text_.empty(); }
  friend auto operator<=>(const Id&, const Id&) = default;

 private:
  std::string text_;
};

/// A dictionary code: the row number of the thing in its table of one snapshot.
template <class Tag>
class Code {
 public:
  static constexpr std::uint32_t none_value = 0xFFFFFFFFU;
  constexpr Code() = default;
  constexpr explicit Code(std::size_t value) : value_(static_cast<std::uint32_t>(value)) {}
  constexpr std::size_t value() const noexcept { return value_; }
  /// False for "no such thing", e.g. a statement without a target.
  constexpr explicit operator bool() const noexcept { return value_ != none_value; }
  friend constexpr auto operator<=>(const Code&, const Code&) = default;

 private:
  std::uint32_t value_ = none_value;
};

using ActorId = Id<struct ActorTag>;
using IssueId = Id<struct IssueTag>;
using ActorCode = Code<struct ActorTag>;
using IssueCode = Code<struct IssueTag>;
using StatementCode = Code<struct StatementTag>;
using EngagementCode = Code<struct EngagementTag>;
using FormatCode = Code<struct FormatTag>;
using PassageCode = Code<struct PassageTag>;
using SourceCode = Code<struct SourceTag>;
using DocumentCode = Code<struct DocumentTag>;
using CoderCode = Code<struct CoderTag>;

}  // namespace entente

template <class Tag>
struct std::hash<entente::Id<Tag>> {
  std::size_t operator()(const entente::Id<Tag>& id) const noexcept {
    return std::hash<std::string>{}(id.text());
  }
};
