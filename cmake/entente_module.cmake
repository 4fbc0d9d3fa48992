# SPDX-License-Identifier: GPL-3.0-or-later
# One module = one folder of src/ = one static library `entente_<name>`; its *_test.cpp files become
# `entente_<name>_test`. Files are globbed, so adding a model, importer or figure edits no list.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

add_library(entente_flags INTERFACE)
target_compile_options(entente_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
  -Wnon-virtual-dtor -Wold-style-cast
  # Contracted multiply-adds round differently from CPU to CPU; results must repeat.
  -ffp-contract=off)
if(ENTENTE_WERROR)
  target_compile_options(entente_flags INTERFACE -Werror)
endif()
if(ENTENTE_SANITIZE)
  target_compile_options(entente_flags INTERFACE -fsanitize=${ENTENTE_SANITIZE}
    -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(entente_flags INTERFACE -fsanitize=${ENTENTE_SANITIZE})
endif()
if(ENTENTE_FUZZ)
  # Coverage marks in every module steer the fuzzer; only the targets themselves link its main().
  target_compile_options(entente_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
target_include_directories(entente_flags INTERFACE "${CMAKE_SOURCE_DIR}/include" "${CMAKE_SOURCE_DIR}/src")
target_compile_definitions(entente_flags INTERFACE ENTENTE_VERSION="${PROJECT_VERSION}")

# entente_module(<name> [DEPENDS <module>...] [LINKS <target>...] [TEST_LINKS <target>...]
#                [EXCLUDE <file>...] [ALONE <file>...])
# EXCLUDE leaves a file out of the library; ALONE keeps a heavy file out of the unity unit.
function(entente_module name)
  cmake_parse_arguments(arg "" "" "DEPENDS;LINKS;TEST_LINKS;EXCLUDE;ALONE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "(_test|/main)\\.cpp$")
  foreach(file IN LISTS arg_EXCLUDE)
    list(REMOVE_ITEM sources "${CMAKE_CURRENT_SOURCE_DIR}/${file}")
  endforeach()
  add_library(entente_${name} STATIC ${sources})
  set_target_properties(entente_${name} PROPERTIES UNITY_BUILD ${ENTENTE_UNITY} UNITY_BUILD_BATCH_SIZE 0)
  foreach(file IN LISTS arg_ALONE)
    set_source_files_properties("${CMAKE_CURRENT_SOURCE_DIR}/${file}" PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endforeach()
  target_link_libraries(entente_${name} PUBLIC entente_flags)
  foreach(dependency IN LISTS arg_DEPENDS)
    target_link_libraries(entente_${name} PUBLIC entente_${dependency})
  endforeach()
  target_link_libraries(entente_${name} PRIVATE ${arg_LINKS})
  if(ENTENTE_TESTS AND tests)
    find_package(GTest REQUIRED)
    include(GoogleTest)
    add_executable(entente_${name}_test ${tests})
    set_target_properties(entente_${name}_test PROPERTIES UNITY_BUILD ${ENTENTE_UNITY} UNITY_BUILD_BATCH_SIZE 8)
    target_link_libraries(entente_${name}_test PRIVATE entente_${name} ${arg_TEST_LINKS} GTest::gmock GTest::gtest_main)
    target_compile_definitions(entente_${name}_test PRIVATE ENTENTE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    gtest_discover_tests(entente_${name}_test DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
      TEST_PREFIX "${name}." PROPERTIES LABELS unit TIMEOUT 300)
  endif()
endfunction()
