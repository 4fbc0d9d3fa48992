# SPDX-License-Identifier: GPL-3.0-or-later
# What CMake 3.25 has to know of WebAssembly with WASI, which it does not know by itself.
set(CMAKE_EXECUTABLE_SUFFIX ".wasm")
set(CMAKE_STATIC_LIBRARY_PREFIX "lib")
set(CMAKE_STATIC_LIBRARY_SUFFIX ".a")
set_property(GLOBAL PROPERTY TARGET_SUPPORTS_SHARED_LIBS FALSE)
