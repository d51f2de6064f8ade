// Extractors for named formats that are built on a generic one: a DBC is a listing, an ARXML is XML, an AASX is a ZIP.
#pragma once
#include "read/format.h"
#include "read/sniff.h"

namespace gongdun::read {

// Text handed on block by block; `prose` as in TextBlock.
base::Status extract_blocks(ByteSource& source, ExtractContext& context, bool prose);
// … as lines of code or values.
base::Status extract_listing(ByteSource& source, ExtractContext& context);
// Runs the extractor of another registered format on the same bytes.
base::Status extract_as(std::string_view format_id, ByteSource& source, ExtractContext& context);

template <sniff::Literal Id>
base::Status as(ByteSource& source, ExtractContext& context) {
  return extract_as(Id.view(), source, context);
}

}  // namespace gongdun::read
