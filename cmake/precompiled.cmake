# What nearly every file includes, read once. A file still includes what it uses: GCC builds without, since it takes precompiled system headers
# for ours and warns about them.
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  set(GD_PRECOMPILED ON)
endif()

set(gd_common_headers <algorithm> <array> <charconv> <chrono> <cstdint> <filesystem> <functional> <map> <memory> <optional> <ranges> <set> <span> <string>
    <string_view> <unordered_map> <utility> <variant> <vector> <fmt/format.h> <nlohmann/json.hpp>)

function(gd_precompile name)
  if(NOT GD_PRECOMPILED)
    return()
  endif()
  file(WRITE ${CMAKE_BINARY_DIR}/${name}.cpp "")
  add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/${name}.cpp)
  target_link_libraries(${name} PRIVATE gd_flags fmt::fmt Threads::Threads)
  target_precompile_headers(${name} PRIVATE ${ARGN})
endfunction()

gd_precompile(gd_common ${gd_common_headers})
if(GD_TESTS)
  gd_precompile(gd_common_tests ${gd_common_headers} <gmock/gmock.h> <gtest/gtest.h>)
endif()

# gd_use_precompiled(TARGET gd_common | gd_common_tests)
function(gd_use_precompiled target common)
  if(GD_PRECOMPILED)
    target_precompile_headers(${target} REUSE_FROM ${common})
  endif()
endfunction()
