# One set of flags for every target of ours.
add_library(gd_flags INTERFACE)
target_compile_options(gd_flags INTERFACE -Wall -Wextra -Wconversion -Wshadow -Werror -fno-omit-frame-pointer
                       -fPIC -pthread)
target_include_directories(gd_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_definitions(gd_flags INTERFACE GD_VERSION="${PROJECT_VERSION}")
# For tests, benches and fuzz targets: where packs/ and the samples lie. Not for the product, which asks at run time.
add_library(gd_source_dir INTERFACE)
target_compile_definitions(gd_source_dir INTERFACE GD_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # clang has more opinions than gcc about third-party macros (GoogleTest), missing-field initialisers and libstdc++'s own std::stable_sort.
  target_compile_options(gd_flags INTERFACE -Wno-sign-conversion -Wno-missing-field-initializers -Wno-deprecated-declarations)
else()
  # GCC 12 reports overlapping copies inside its own std::string (bug 105651).
  target_compile_options(gd_flags INTERFACE -Wno-missing-field-initializers -Wno-restrict)
endif()
if(GD_FUZZ)
  # One instrumented build serves the tests and the fuzz targets.
  target_compile_options(gd_flags INTERFACE -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined)
  target_link_options(gd_flags INTERFACE -fsanitize=address,undefined)
endif()

find_program(GD_CCACHE ccache)
if(GD_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${GD_CCACHE})
endif()
find_program(GD_MOLD mold)
if(GD_MOLD AND NOT GD_FUZZ)
  add_link_options(-fuse-ld=mold)
endif()
