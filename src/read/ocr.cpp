#include "read/ocr.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/clock.h"
#include "base/process.h"
#include "base/utf8.h"
#include "read/descriptor_access.h"
#include "read/document_text.h"

namespace gongdun::read {

namespace {

using base::Code;

constexpr std::size_t kMostText = 4 << 20;        // of one picture
constexpr std::size_t kMostPixels = 32ULL << 20;  // bytes of one rendered page
constexpr std::string_view kLongSide = "3400";    // pixels: A4 at nearly 300 a inch, whatever the page measures
constexpr std::uint64_t kRenderMemory = 1ULL << 30;

std::optional<OcrSettings>& chosen() {
  static std::optional<OcrSettings> settings;
  return settings;
}

base::ProcessLimits limits_for(std::chrono::milliseconds wall, std::uint64_t memory) {
  base::ProcessLimits limits;
  limits.wall = wall;
  limits.address_space_bytes = memory;
  limits.cpu_seconds = static_cast<std::uint64_t>(std::max<std::int64_t>(1, (wall.count() + 999) / 1000));
  return limits;
}

struct Recognised {
  std::string text;
  base::Status status;
};

// What Tesseract's outcome means; nothing when all is well.
base::Status judge(const base::ProcessOutcome& outcome) {
  const std::string_view said = outcome.error_output;
  if (outcome.timed_out || outcome.exit_code == 128 + 24)  // SIGXCPU
    return base::fail(Code::limit, "图像文字识别超过时间上限，未读完", "recognising the text of the picture took longer than the limit; it was not finished");
  if (said.find("Error opening data file") != said.npos || said.find("couldn't load any languages") != said.npos)
    return base::fail(Code::not_found, "缺少文字识别的语言数据；请安装 tesseract-ocr-chi-sim 与 tesseract-ocr-eng",
                      "the language data for character recognition is missing; install tesseract-ocr-chi-sim and tesseract-ocr-eng");
  if (outcome.exit_code > 128)
    return base::fail(Code::limit, "图像文字识别的进程异常终止（图像可能损坏或过大），未读取",
                      "the process recognising the picture ended abnormally (damaged, or too large); it was not read");
  if (outcome.exit_code != 0)
    return base::fail(Code::invalid_input, "图像无法识别文字（可能已损坏），未读取",
                      "the text of the picture could not be recognised (damaged?); it was not read");
  return {};
}

Recognised run_tesseract(const OcrSettings& settings, int descriptor, std::chrono::milliseconds wall, const base::StopFlag& stop) {
  Recognised result;
  // One thread: the threads of the scan are many enough, and the time limit is one of processor time too.
  const std::vector<std::string> command{"env", "OMP_THREAD_LIMIT=1",         settings.program, "/proc/self/fd/3", "stdout", "-l", settings.languages,
                                         "-c",  "preserve_interword_spaces=1"};
  auto outcome = base::run_process(command, descriptor, limits_for(wall, settings.memory_bytes), [&](std::string_view piece) {
    result.text.append(piece.substr(0, kMostText - std::min(kMostText, result.text.size())));
    return result.text.size() < kMostText && !stop.requested();
  });
  if (!outcome && (outcome.error().code == Code::not_found || outcome.error().code == Code::io)) {  // io: env found no such program
    result.status = base::fail(
        Code::not_found, "无法启动文字识别程序 tesseract（可能未安装），图像中的文字未读取；请安装 tesseract-ocr、tesseract-ocr-chi-sim 与 tesseract-ocr-eng",
        "the program tesseract could not be started (not installed?), so text in pictures was not read; install tesseract-ocr, tesseract-ocr-chi-sim and "
        "tesseract-ocr-eng");
  } else if (!outcome) {
    result.status = std::unexpected(std::move(outcome).error());
  } else if (result.text.size() < kMostText && !stop.requested()) {
    result.status = judge(*outcome);
  }
  return result;
}

void hand_on(std::string_view text, DocumentText& out, std::uint32_t page) {
  out.enter("ocr", page);
  while (!text.empty() && !out.stopped()) {
    const std::size_t end = text.find_first_of("\n\f");
    const std::string line = close_up(base::trim(text.substr(0, end)));
    if (!line.empty()) out.paragraph(line);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
  }
}

// A page as a grey picture in memory; none where the document has no such page.
base::Result<std::optional<Descriptor>> render(int document, std::uint32_t page, std::chrono::milliseconds wall, const base::StopFlag& stop) {
  auto picture = unnamed_memory();
  if (!picture) return std::unexpected(std::move(picture).error());
  std::uint64_t size = 0;
  base::Status written;
  const std::string number = std::to_string(page);
  auto outcome = base::run_process({"pdftoppm", "-gray", "-scale-to", std::string(kLongSide), "-f", number, "-l", number, "/proc/self/fd/3"}, document,
                                   limits_for(wall, kRenderMemory), [&](std::string_view piece) {
                                     size += piece.size();
                                     if (size <= kMostPixels) written = write_fully(picture->get(), std::as_bytes(std::span(piece)));
                                     return size <= kMostPixels && written.has_value() && !stop.requested();
                                   });
  if (!outcome) return std::unexpected(std::move(outcome).error());
  if (!written) return std::unexpected(written.error());
  if (size > kMostPixels || outcome->timed_out || outcome->exit_code > 128)
    return base::fail(Code::limit, "PDF 页面转成图像超过限额，未读取", "turning the page of the PDF into a picture exceeded the limits; it was not read");
  if (size == 0) return std::optional<Descriptor>();
  return std::optional<Descriptor>(std::move(*picture));
}

}  // namespace

void use_ocr(std::optional<OcrSettings> settings) {
  chosen() = std::move(settings);
}

const OcrSettings* ocr() {
  return chosen() ? &*chosen() : nullptr;
}

std::string ocr_digest() {
  return ocr() == nullptr ? std::string() : "+ocr:" + ocr()->languages;
}

std::string close_up(std::string_view line) {
  std::string out;
  bool after_han = false;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t begin = at;
    const char32_t c = base::next_code_point(line, at);
    if (c == ' ' && after_han) {
      std::size_t next = line.find_first_not_of(' ', at);
      if (next == line.npos) break;
      const std::size_t resume = next;
      if (base::is_han(base::next_code_point(line, next))) {
        at = resume;
        continue;
      }
    }
    out.append(line.substr(begin, at - begin));
    after_han = base::is_han(c);
  }
  return out;
}

void recognise_picture(int descriptor, std::uint64_t bytes, std::uint32_t page, ExtractContext& context) {
  const OcrSettings& settings = *ocr();
  if (bytes > settings.picture_bytes) {
    context.sink.unread(base::fail(Code::limit, "图像文件过大，未做文字识别", "the picture is too large for character recognition").error());
    return;
  }
  const Recognised result = run_tesseract(settings, descriptor, settings.picture_time, context.stop);
  DocumentText text(context.sink, context.limits);
  hand_on(result.text, text, page);
  text.flush();
  if (!result.status) context.sink.unread(result.status.error());
}

void recognise_pdf(int descriptor, ExtractContext& context) {
  const OcrSettings& settings = *ocr();
  const double end = base::monotonic_seconds() + std::chrono::duration<double>(settings.document_time).count();
  DocumentText text(context.sink, context.limits);
  base::Status failed;
  bool any = false;
  for (std::uint32_t page = 1; failed && !context.stop.requested() && !text.stopped(); ++page) {
    auto picture = render(descriptor, page, settings.picture_time, context.stop);
    if (picture && !*picture) break;  // behind the last page
    if (page > settings.pages || base::monotonic_seconds() > end) {
      failed = base::fail(Code::limit, fmt::format("扫描件文字识别达到上限，第 {} 页起未读取", page),
                          fmt::format("character recognition of the scan reached its limit; not read from page {} on", page));
      break;
    }
    if (!picture) {
      failed = std::unexpected(std::move(picture).error());
      break;
    }
    const Recognised result = run_tesseract(settings, (*picture)->get(), settings.picture_time, context.stop);
    hand_on(result.text, text, page);
    any = any || !result.text.empty();
    failed = result.status;
  }
  text.flush();
  if (!failed) context.sink.unread(failed.error());
  if (failed && !any && !context.stop.requested())
    context.sink.unread(
        base::fail(Code::unsupported, "PDF 没有文字层，文字识别也未读到内容", "the PDF has no text layer, and character recognition read nothing either")
            .error());
}

}  // namespace gongdun::read
