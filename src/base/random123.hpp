// SPDX-License-Identifier: GPL-3.0-or-later
// Random123's Philox for every target of ours; private, so that no other header sees it.
#pragma once

// What Random123 itself includes, first: nothing of the standard library may see the macro below.
#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <limits>
#include <stdexcept>

#define R123_USE_SSE 0  // its 128-bit type throws; Philox does not need it
#if !defined(__cpp_exceptions)
#define R123_THROW(x) std::abort()  // its array's at(), which nothing calls
#endif
#if defined(__wasm__)
// Random123 1.14 stops on an architecture that its authors have not tried. Its portable C road,
// with the 64 x 64 -> 128 bit product from 64-bit parts, gives the published known answers here.
#define ENTENTE_RANDOM123_PORTABLE
#define __riscv 64
#define R123_USE_GNU_UINT128 0
#define R123_USE_MULHILO64_C99 1
#endif
#include <Random123/philox.h>
#if defined(ENTENTE_RANDOM123_PORTABLE)
#undef __riscv
#undef ENTENTE_RANDOM123_PORTABLE
#endif
