// SPDX-License-Identifier: GPL-3.0-or-later
// A fresh folder for one test, removed afterwards; and a context that does not depend on the
// machine.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include "entente/app/context.hpp"

namespace entente::app::testing {

class TestFolder {
 public:
  TestFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "entente-app-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  ~TestFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

inline Context test_context() {
  Context context;
  context.environment_author = "Test Author";
  context.now = "2025-12-31T00:00:00Z";
  return context;
}

}  // namespace entente::app::testing
