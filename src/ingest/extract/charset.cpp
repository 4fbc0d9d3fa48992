// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/extract/charset.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <memory>

#include "entente/base/text.hpp"
#include "ingest/extract/text_builder.hpp"
#include "ingest/limits.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

struct CloseDetector {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};
struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

std::string guessed_charset(std::string_view bytes) {
  UErrorCode code = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&code));
  if (U_FAILURE(code)) return "windows-1252";
  const auto length = static_cast<std::int32_t>(std::min<std::size_t>(bytes.size(), 1U << 20U));
  // It is given the length. NOLINTNEXTLINE(bugprone-suspicious-stringview-data-usage)
  ucsdet_setText(detector.get(), bytes.data(), length, &code);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &code);
  if (U_FAILURE(code) || match == nullptr) return "windows-1252";
  const char* name = ucsdet_getName(match, &code);
  std::string out = U_SUCCESS(code) && name != nullptr ? name : "windows-1252";
  // What is called Latin-1 is Windows-1252 in practice, as the web has agreed.
  if (out == "ISO-8859-1") out = "windows-1252";
  return out;
}

/// Without byte-order marks: a second one at the start would be taken for the first.
std::string with_line_feeds(std::string_view text) {
  while (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    out += text[i] == '\r' ? '\n' : text[i];
  }
  return out;
}

}  // namespace

std::optional<std::string> utf8_from(std::string_view bytes, const std::string& charset) {
  if (charset.empty() || bytes.size() > document_limit) return std::nullopt;
  const std::string lower = lowered(charset);
  if (lower == "utf-8" || lower == "utf8" || lower == "us-ascii" || lower == "ascii") {
    return sound_utf8(bytes);
  }
  UErrorCode code = U_ZERO_ERROR;
  const bool latin = lower == "iso-8859-1" || lower == "latin1";
  const std::unique_ptr<UConverter, CloseConverter> from(
      ucnv_open(latin ? "windows-1252" : charset.c_str(), &code));
  const std::unique_ptr<UConverter, CloseConverter> to(ucnv_open("UTF-8", &code));
  if (U_FAILURE(code) || !from || !to) return std::nullopt;
  std::string out(bytes.size() * 3 + 16, '\0');
  char* target = out.data();
  const char* source = bytes.data();
  ucnv_convertEx(to.get(), from.get(), &target, out.data() + out.size(), &source,
                 bytes.data() + bytes.size(), nullptr, nullptr, nullptr, nullptr, 1, 1, &code);
  if (U_FAILURE(code)) return std::nullopt;
  out.resize(static_cast<std::size_t>(target - out.data()));
  return out;
}

std::optional<std::string> utf8_from_code_page(std::string_view bytes, int page) {
  if (page == 65001) return sound_utf8(bytes);
  if (page == 10000) return utf8_from(bytes, "macintosh");
  const std::string number = std::to_string(page);
  for (const char* prefix : {"windows-", "ibm-", "cp"}) {
    if (auto text = utf8_from(bytes, prefix + number)) return text;
  }
  return std::nullopt;
}

Result<DecodedText> decoded_text(std::string_view bytes, const std::string& declared,
                                 const std::string& file_name) {
  auto plain = without_encoding(bytes);
  if (!plain) {
    Error error = std::move(plain).error();
    error.place.file = file_name;
    return fail(std::move(error));
  }
  DecodedText out;
  const bool marked = bytes.starts_with("\xEF\xBB\xBF") || bytes.starts_with("\xFF\xFE") ||
                      bytes.starts_with("\xFE\xFF");
  if (marked) {
    out.text = with_line_feeds(sound_utf8(*plain));
    return out;
  }
  if (!first_broken_utf8(*plain)) {
    // ISO-2022 and HZ are seven-bit: sound as UTF-8, and not what they look like.
    if (plain->find('\x1B') != std::string::npos) {
      if (auto text = utf8_from(*plain, declared.empty() ? guessed_charset(*plain) : declared)) {
        if (declared.empty()) out.guessed = guessed_charset(*plain);
        out.text = with_line_feeds(*text);
        return out;
      }
    }
    out.text = with_line_feeds(*plain);
    return out;
  }
  if (auto text = utf8_from(*plain, declared); text && lowered(declared) != "utf-8") {
    out.text = with_line_feeds(*text);
    return out;
  }
  out.guessed = guessed_charset(*plain);
  auto text = utf8_from(*plain, out.guessed);
  out.text = with_line_feeds(text ? *text : sound_utf8(*plain));
  return out;
}

}  // namespace entente::ingest
