// PDF through poppler: a process of its own with its own limits, both for safety and because of its licence.
#include <algorithm>
#include <functional>
#include <string>
#include <string_view>

#include "base/process.h"
#include "read/format.h"
#include "read/layout_text.h"
#include "read/ocr.h"
#include "read/sniff.h"

namespace gongdun::read {

namespace {

constexpr std::size_t kPageBytes = 4 << 20;  // a longer page goes on in pieces

class PageFeed {
 public:
  explicit PageFeed(ExtractContext& context) : context_(context), layout_(context.sink, context.limits) {}

  bool take(std::string_view piece) {
    while (!piece.empty() && going_) {
      const std::size_t feed = piece.find('\f');
      page_.append(piece.substr(0, feed));
      if (feed != std::string_view::npos) {
        end_page();
        ++number_;
      } else if (page_.size() >= kPageBytes) {
        end_page();
      }
      piece.remove_prefix(feed == std::string_view::npos ? piece.size() : feed + 1);
    }
    going_ = going_ && !context_.stop.requested();
    return going_;
  }

  void finish() {
    if (!page_.empty()) end_page();
    layout_.finish();
  }

  bool stopped() const { return !going_; }
  std::uint64_t characters() const { return layout_.characters(); }

 private:
  void end_page() {
    going_ = layout_.page(page_, number_) && going_;
    page_.clear();
  }

  ExtractContext& context_;
  LayoutText layout_;
  std::string page_;
  std::uint32_t number_ = 1;
  bool going_ = true;
};

// What poppler's outcome means (exit codes: pdftotext(1)); nothing when all is well.
base::Status judge(const base::ProcessOutcome& outcome, bool any_text) {
  using base::Code;
  const std::string_view said = outcome.error_output;
  if (outcome.timed_out || outcome.exit_code == 128 + 24) {  // SIGXCPU
    return base::fail(Code::limit, "解析 PDF 超过时间上限，其余页未读取", "reading the PDF took longer than the limit, the other pages were not read");
  }
  if (said.find("Incorrect password") != std::string_view::npos || said.find("ncrypted") != std::string_view::npos || outcome.exit_code == 3) {
    return base::fail(Code::encrypted, "PDF 已加密或不允许提取文字，未读取；请提供解密后的文件",
                      "the PDF is encrypted or forbids copying and was not read; provide a decrypted copy");
  }
  if (outcome.exit_code > 128) {
    return base::fail(Code::limit, "解析 PDF 的进程异常终止（文件可能损坏或占用内存过大），其余页未读取",
                      "the PDF process ended abnormally (damaged file, or too much memory); the other pages were not read");
  }
  if (outcome.exit_code != 0) {
    return base::fail(Code::invalid_input, "PDF 已损坏，无法读取；请取得完整文件", "the PDF is damaged and cannot be read; obtain a good copy");
  }
  if (!any_text) {
    return base::fail(Code::unsupported, "PDF 没有文字层（可能是扫描件），需做文字识别：请加 --ocr 重新扫描",
                      "the PDF has no text layer (a scan?); it needs character recognition: scan again with --ocr");
  }
  return {};
}

// gongdun-pdf-text says what `pdftotext -layout` says and does not start anew for each document; one for each thread, ended with it.
// Where it is not installed the program it stands for is run.
base::Result<base::ProcessOutcome> run_poppler(int document, const base::ProcessLimits& limits, const std::function<bool(std::string_view)>& take) {
  thread_local base::ForkServer server("gongdun-pdf-text");
  if (server.installed()) return server.run(document, limits, take);
  return base::run_process({"pdftotext", "-layout", "-enc", "UTF-8", "/proc/self/fd/3", "-"}, document, limits, take);
}

base::Status extract_pdf(ByteSource& source, ExtractContext& context) {
  auto bytes = source.random_access();
  if (!bytes) return std::unexpected(std::move(bytes).error());
  auto descriptor = (*bytes)->descriptor();
  if (!descriptor) return std::unexpected(std::move(descriptor).error());
  PageFeed feed(context);
  base::ProcessLimits limits;
  limits.wall = context.limits.item_time;
  limits.cpu_seconds = static_cast<std::uint64_t>(std::max<std::int64_t>(1, context.limits.item_time.count() / 1000));
  auto outcome = run_poppler(*descriptor, limits, [&](std::string_view piece) { return feed.take(piece); });
  if (!outcome) return std::unexpected(std::move(outcome).error());
  feed.finish();
  if (feed.stopped()) return {};
  const bool any_text = feed.characters() > 0;
  if (ocr() != nullptr && !any_text && judge(*outcome, true)) {
    recognise_pdf(*descriptor, context);
    return {};
  }
  return judge(*outcome, any_text);
}

int identify_pdf(const Sniff& sniff) {
  if (sniff::starts(sniff, "%PDF-")) return sniff::kMagic;
  return sniff.bytes().substr(0, 1024).find("%PDF-1.") != std::string_view::npos ? sniff::kSpecific : 0;  // some printers write a header in front
}

GD_FORMAT({"pdf", "PDF 文档", "PDF document", "pdf", identify_pdf, extract_pdf});

}  // namespace

}  // namespace gongdun::read
