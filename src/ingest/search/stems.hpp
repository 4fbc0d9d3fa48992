// SPDX-License-Identifier: GPL-3.0-or-later
// Stems of words by the Snowball algorithms. One thread an object.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct sb_stemmer;

namespace entente::ingest {

class Stemmer {
 public:
  /// For a BCP 47 tag; for languages without an algorithm (Chinese, Japanese, Korean, most others)
  /// a word is its own stem.
  explicit Stemmer(std::string_view language);

  /// Whether the language has an algorithm.
  bool works() const noexcept { return stemmer_ != nullptr; }

  /// The stem of a folded word. The view lasts until the next call.
  std::string_view stem(std::string_view word);

 private:
  struct Delete {
    void operator()(sb_stemmer* stemmer) const noexcept;
  };
  std::unique_ptr<sb_stemmer, Delete> stemmer_;
};

}  // namespace entente::ingest
