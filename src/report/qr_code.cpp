#include "report/qr_code.h"

#include <qrencode.h>

#include <memory>

namespace gongdun::report {

namespace {

constexpr std::size_t kLongest = 1000;

}  // namespace

base::Result<QrCode> qr_code(const std::string& text) {
  if (text.empty() || text.size() > kLongest || text.find('\0') != std::string::npos)
    return base::fail(base::Code::limit, "二维码的内容为空或超过 1000 字节", "a QR code takes 1 to 1,000 bytes");
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), QRcode_free);
  if (!code) return base::fail(base::Code::internal, "无法生成二维码", "the QR code cannot be made");
  QrCode out;
  out.width = code->width;
  const auto count = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
  for (std::size_t i = 0; i < count; ++i) out.dark.push_back((code->data[i] & 1) != 0);
  return out;
}

}  // namespace gongdun::report
