// QR codes (GB/T 18284, ISO/IEC 18004) as a square of modules. Backend: libqrencode, behind this header only.
#pragma once
#include <string>
#include <vector>

#include "base/error.h"

namespace gongdun::report {

struct QrCode {
  int width = 0;           // modules a side, without the quiet zone of four around it
  std::vector<bool> dark;  // row by row
};

// Bytes as they are, error correction M (about 15 %). At most 1,000 bytes: what a reader still makes out on paper.
base::Result<QrCode> qr_code(const std::string& text);

}  // namespace gongdun::report
