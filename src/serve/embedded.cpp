// .incbin puts the bytes of a file into the object as they are; GD_CONSOLE_BUNDLE and GD_OPENAPI are paths the build gives.
#include "serve/embedded.h"

#include <cstddef>

#define GD_EMBED(symbol, file)              \
  asm(".pushsection .rodata\n"              \
      ".balign 16\n"                        \
      ".global " #symbol "_begin\n" #symbol \
      "_begin:\n"                           \
      ".incbin \"" file                     \
      "\"\n"                                \
      ".global " #symbol "_end\n" #symbol   \
      "_end:\n"                             \
      ".byte 0\n"                           \
      ".popsection\n");                     \
  extern "C" const char symbol##_begin[];   \
  extern "C" const char symbol##_end[]

GD_EMBED(gd_openapi, GD_OPENAPI);
GD_EMBED(gd_console, GD_CONSOLE_BUNDLE);

namespace gongdun::serve {

std::string_view embedded_openapi() {
  return {gd_openapi_begin, static_cast<std::size_t>(gd_openapi_end - gd_openapi_begin)};
}

std::string_view embedded_console() {
  return {gd_console_begin, static_cast<std::size_t>(gd_console_end - gd_console_begin)};
}

}  // namespace gongdun::serve
