// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/refi/project.hpp"

#include "entente/base/text.hpp"
#include "ingest/exchange/coded.hpp"
#include "ingest/limits.hpp"
#include "ingest/package.hpp"
#include "ingest/text_in.hpp"

namespace entente::ingest {
namespace {

constexpr std::size_t most_things = 2'000'000;  ///< codes, selections and codings of a project

const PackageWords& refi_package() {
  static const PackageWords words{"a REFI-QDA project (.qdpx)", "project",
                                  "export it again from the program that made it",
                                  "export its sources in parts", unpacked_limit};
  return words;
}

class RefiHandler final : public XmlHandler {
 public:
  explicit RefiHandler(RefiProject& out, const std::string& file) : out_(out), file_(file) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (!seen_root_) {
      seen_root_ = true;
      if (name != "Project" && name != "CodeBook") {
        error_ = input_error(ErrorKind::Malformed, "not a REFI-QDA file", {file_, 0, {}},
                             "a Project or a CodeBook", quotable(name),
                             "export a code book or project from the program that made it");
        return;
      }
    }
    if (++things_ > most_things) {
      error_ =
          input_error(ErrorKind::Limit, "too many elements", {file_, 0, {}},
                      "at most " + std::to_string(most_things), {}, "export the project in parts");
      return;
    }
    path_.emplace_back(name);
    text_.clear();
    taking_text_ = name == "Description" || name == "PlainTextContent";
    begin(name, attributes);
  }

  void end(std::string_view name) override {
    if (name == "Description") take_description();
    if (name == "PlainTextContent") take_content();
    if (name == "Code" && !open_codes_.empty()) open_codes_.pop_back();
    if (name == "PlainTextSelection") in_selection_ = false;
    if (name == "TextSource") in_text_ = false;
    if (name == other_) other_.clear();
    if (name == "Note") in_record_ = false;
    taking_text_ = false;
    if (!path_.empty()) path_.pop_back();
  }

  void text(std::string_view text) override {
    if (!taking_text_) return;
    total_ += text.size();
    if (total_ > text_limit) {
      error_ = input_error(ErrorKind::Limit, "too much text", {file_, 0, {}},
                           "at most " + std::to_string(text_limit >> 20U) + " MiB", {},
                           "export the project in parts");
      return;
    }
    text_ += text;
  }

  const Error* trouble() const override { return error_ ? &*error_ : nullptr; }

 private:
  void begin(std::string_view name, const XmlAttributes& attributes) {
    if (name == "User") {
      if (attributes["name"].size() > repeated_name_limit) {
        error_ = input_error(ErrorKind::Limit, "the name of a user is too long", {file_, 0, {}},
                             "at most " + std::to_string(repeated_name_limit) + " bytes",
                             std::to_string(attributes["name"].size()) + " bytes", "shorten it");
      }
      out_.users.emplace(lowered(attributes["guid"]), attributes["name"]);
    } else if (name == "Code") {
      out_.codes.push_back({lowered(attributes["guid"]),
                            std::string(attributes["name"]),
                            {},
                            open_codes_.empty() ? no_code : open_codes_.back(),
                            attributes["isCodable"] != "false"});
      open_codes_.push_back(out_.codes.size() - 1);
    } else if (name == "TextSource") {
      in_text_ = true;
      out_.sources.push_back({lowered(attributes["guid"]),
                              std::string(attributes["name"]),
                              std::string(attributes["plainTextPath"]),
                              {},
                              {}});
    } else if (name.ends_with("Source") && name != "TextSource" && path_.size() >= 2 &&
               path_[path_.size() - 2] == "Sources") {
      other_ = name;
      out_.other_sources.emplace_back(attributes["name"]);
    } else if (name.ends_with("Selection")) {
      begin_selection(name, attributes);
    } else if (name == "CodeRef" && in_selection_) {
      out_.sources.back().selections.back().codes.push_back(lowered(attributes["targetGUID"]));
    } else if (name == "Note") {
      in_record_ = attributes["name"] == "Entente record";
      out_.other_notes += in_record_ ? 0 : 1;
    }
  }

  void begin_selection(std::string_view name, const XmlAttributes& attributes) {
    if (!in_text_ || name != "PlainTextSelection") {
      ++out_.other_selections;
      return;
    }
    in_selection_ = true;
    out_.sources.back().selections.push_back({lowered(attributes["guid"]),
                                              lowered(attributes["creatingUser"]),
                                              {},
                                              parse_integer(attributes["startPosition"]),
                                              parse_integer(attributes["endPosition"]),
                                              {}});
  }

  std::string_view parent() const {
    return path_.size() < 2 ? std::string_view() : std::string_view(path_[path_.size() - 2]);
  }

  void take_description() {
    if (parent() == "Code" && !open_codes_.empty()) {
      out_.codes[open_codes_.back()].description = text_;
    } else if (parent() == "PlainTextSelection" && in_selection_) {
      out_.sources.back().selections.back().description = text_;
    }
  }

  void take_content() {
    if (parent() == "TextSource" && in_text_) out_.sources.back().text = text_;
    if (parent() == "Note" && in_record_) out_.record = text_;
  }

  RefiProject& out_;
  std::string file_;
  std::vector<std::string> path_;
  std::vector<std::size_t> open_codes_;
  std::string other_;
  std::string text_;
  bool seen_root_ = false;
  bool taking_text_ = false;
  bool in_text_ = false;
  bool in_selection_ = false;
  bool in_record_ = false;
  std::size_t things_ = 0;
  std::uint64_t total_ = 0;
  std::optional<Error> error_;
};

/// "internal://X.txt" names the part "sources/X.txt"; programs differ in the folder's case.
std::string part_of(const std::string& path, const std::map<std::string, std::string>& names) {
  constexpr std::string_view inside = "internal://";
  if (!path.starts_with(inside)) return {};
  const auto it = names.find("sources/" + lowered(path.substr(inside.size())));
  return it == names.end() ? std::string() : it->second;
}

}  // namespace

Result<RefiProject> read_refi_project(std::string_view bytes, const std::string& file) {
  RefiProject out;
  RefiHandler handler(out, file);
  if (!bytes.starts_with("PK")) {
    if (bytes.size() > document_limit) {
      return fail(input_error(ErrorKind::Limit, "file too large", {file, 0, {}},
                              "at most " + std::to_string(document_limit >> 20U) + " MiB",
                              std::to_string(bytes.size()) + " bytes", "export fewer codes"));
    }
    auto parsed = parse_xml(bytes, handler, file);
    if (parsed) return out;
    Error error = std::move(parsed).error();
    if (error.mend.empty()) error.mend = refi_package().broken;
    return fail(std::move(error));
  }
  ENTENTE_TRY(Package package, Package::open(bytes, file, refi_package()));
  ENTENTE_CHECK(package.read_xml("project.qde", handler));
  std::map<std::string, std::string> names;
  for (const std::string& name : package.names()) names.emplace(lowered(name), name);
  for (RefiSource& source : out.sources) {
    const std::string part = part_of(source.path, names);
    if (part.empty()) continue;
    ENTENTE_TRY(source.text, package.read_part(part, document_limit));
  }
  return out;
}

}  // namespace entente::ingest
