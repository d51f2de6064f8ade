// Unpacks one archive or compressed file into the MemberReader. Private to read.
#pragma once
#include "read/archive_magic.h"
#include "read/format.h"

namespace gongdun::read {

base::Status read_archive(const ArchiveKind& kind, ByteSource& source, ExtractContext& context);

}  // namespace gongdun::read
