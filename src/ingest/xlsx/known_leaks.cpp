// SPDX-License-Identifier: GPL-3.0-or-later
// What the leak sanitizer is told to overlook; compiled in sanitizer builds only.
#if defined(__SANITIZE_ADDRESS__)

extern "C" {
const char* __lsan_default_options();
const char* __lsan_default_suppressions();

/// Silence about what is overlooked: script tests expect complete output.
const char* __lsan_default_options() { return "print_suppressions=0"; }

/// libxlsxwriter 1.1.4 never frees the formula of a drop-down list that it copies with lxw_strdup:
/// some 20 bytes a column. Nothing else may leak.
const char* __lsan_default_suppressions() { return "leak:lxw_strdup\n"; }
}

#endif
