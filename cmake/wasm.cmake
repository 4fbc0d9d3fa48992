# SPDX-License-Identifier: GPL-3.0-or-later
# Toolchain for WebAssembly with WASI from Debian's own packages (packaging/apt-full.txt): clang 19,
# libc++ 19 and wasi-libc. No exceptions, one thread.
set(CMAKE_SYSTEM_NAME WASI)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
list(APPEND CMAKE_MODULE_PATH "${CMAKE_CURRENT_LIST_DIR}")

set(CMAKE_CXX_COMPILER clang++-19)
set(CMAKE_CXX_COMPILER_TARGET wasm32-wasi)
set(CMAKE_AR ar)
set(CMAKE_RANLIB ranlib)
set(CMAKE_CXX_FLAGS_INIT "-fno-exceptions -msimd128")
set(CMAKE_EXE_LINKER_FLAGS_INIT "-Wl,-z,stack-size=1048576 -Wl,--strip-debug")

set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE BOTH)

# The header-only libraries of these stages stand in /usr/include, beside glibc's own headers, which
# must stay out of sight: so only the libraries' folders are linked into an include path of ours.
set(entente_wasm_include "${CMAKE_BINARY_DIR}/include-wasm")
file(MAKE_DIRECTORY "${entente_wasm_include}")
foreach(folder IN ITEMS tl Random123 boost nlohmann)
  if(EXISTS "/usr/include/${folder}" AND NOT EXISTS "${entente_wasm_include}/${folder}")
    file(CREATE_LINK "/usr/include/${folder}" "${entente_wasm_include}/${folder}" SYMBOLIC)
  endif()
endforeach()
set(CMAKE_CXX_STANDARD_INCLUDE_DIRECTORIES "${entente_wasm_include}")
