// How Office Open XML documents are recognised and opened, whichever of the three they are.
#pragma once
#include <string_view>

#include "read/format.h"
#include "read/sniff.h"

namespace gongdun::read {

inline constexpr int kOoxmlScore = 98;

// Scores a ZIP file whose members in the head are those of a document package with parts under `folder` ("xl/", "word/", "ppt/");
// an empty folder means a package whose kind the head does not show yet.
int score_ooxml(const Sniff& sniff, std::string_view folder);

template <sniff::Literal Folder>
int identify_ooxml(const Sniff& sniff) {
  return score_ooxml(sniff, Folder.view());
}

// Opens the package and reads it as what its main part is.
base::Status extract_ooxml(ByteSource& source, ExtractContext& context);

}  // namespace gongdun::read
