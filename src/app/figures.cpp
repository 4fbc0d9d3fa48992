// SPDX-License-Identifier: GPL-3.0-or-later
#include "entente/app/figures.hpp"

#include "entente/app/files.hpp"
#include "entente/base/text.hpp"

namespace entente::app {

Result<void> check_figure_path(const std::string& path) {
  if (path.empty() || lowered(path).ends_with(".svg")) return {};
  return fail({ErrorKind::Usage,
               "figures are saved as SVG",
               {path, 0, "--figure"},
               "a file that ends in .svg",
               "",
               "end it with .svg"});
}

Result<void> save_figure(const std::string& path, const figure::Figure& figure, bool force) {
  ENTENTE_CHECK(check_figure_path(path));
  ENTENTE_TRY([[maybe_unused]] const bool changed,
              write_file(path, figure.svg, force ? Overwrite::Different : Overwrite::Never));
  return {};
}

}  // namespace entente::app
