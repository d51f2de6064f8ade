// What images say about themselves: TIFF and Exif directories (TIFF 6.0; Exif 2.32, CIPA DC-008), where and with what a picture was taken and by
// whom, and the packets of XMP and IPTC inside. Pixels are not looked at.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "read/binary_input.h"

namespace gongdun::read {

// As many bytes at an offset as there are, up to a size.
using FetchBytes = std::function<std::string(std::uint64_t offset, std::uint64_t size)>;

// The directories of a TIFF file or an Exif block; nothing if it is neither.
void tiff_metadata(const FetchBytes& fetch, PairSheet& pairs);
// An Exif block held in memory; it begins with "II" or "MM".
void exif_metadata(std::string_view block, PairSheet& pairs);
// The records of an IPTC block (IIM 4.2, record 2).
void iptc_metadata(std::string_view block, PairSheet& pairs);
// An XMP packet, as text.
void xmp_metadata(std::string_view packet, PairSheet& pairs);

}  // namespace gongdun::read
