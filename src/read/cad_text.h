// Words as a reader of the drawing sees them, without the codes CAD programs and exchange files put between them.
#pragma once
#include <string>
#include <string_view>

namespace gongdun::read {

// DXF TEXT and MTEXT: formatting codes removed, \P a line break, stacks as "a/b", %%d %%c %%p and \U+XXXX, \M+nXXXX as characters.
// `formatted` false (TEXT, names): no formatting codes, a backslash is a backslash.
std::string plain_cad_text(std::string_view text, bool formatted = false);
// ISO 10303-21 strings (without their apostrophes): '' and \X\, \X2\, \X4\, \S\ escapes.
std::string plain_step_text(std::string_view text);

}  // namespace gongdun::read
