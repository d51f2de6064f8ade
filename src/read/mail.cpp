// Internet mail (EML) and mailboxes (MBOX): header fields and text parts as text, attachments as items of their own.
// One pass over the lines; nothing but a block and the open boundaries is held.
#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "base/utf8.h"
#include "read/cell_writer.h"
#include "read/format.h"
#include "read/html_scan.h"
#include "read/mime.h"
#include "read/raw_lines.h"
#include "read/sniff.h"
#include "read/stream_source.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kMaxDepth = 16;  // multipart within multipart
constexpr std::size_t kHeaderBytes = 256 << 10;
constexpr std::size_t kFieldBytes = 16 << 10;
constexpr std::size_t kPullBytes = 32 << 10;

struct Part {
  std::string type = "text/plain", charset, boundary, file_name;
  TransferEncoding transfer = TransferEncoding::none;
  bool attachment = false;
};

Part describe(const std::vector<MailField>& fields) {
  Part part;
  for (const MailField& field : fields) {
    if (field.name == "content-type") {
      part.type = mime_type(field.value);
      part.charset = mime_parameter(field.value, "charset");
      part.boundary = mime_parameter(field.value, "boundary");
      if (part.file_name.empty()) part.file_name = mime_parameter(field.value, "name");
    } else if (field.name == "content-transfer-encoding") {
      part.transfer = transfer_encoding(field.value);
    } else if (field.name == "content-disposition") {
      part.attachment = mime_type(field.value) == "attachment";
      if (const std::string name = mime_parameter(field.value, "filename"); !name.empty()) part.file_name = name;
    }
  }
  return part;
}

class MailReader {
 public:
  MailReader(ByteSource& source, ExtractContext& context, bool mailbox)
      : context_(context), lines_(source), writer_(context.sink, context.limits), mailbox_(mailbox) {}

  base::Status run() {
    do {
      found_ = Stop::none;
      boundaries_.clear();
      message(0);
      drain();
    } while (mailbox_ && found_ == Stop::message && !stopped());
    if (lines_.error() != nullptr) return std::unexpected(*lines_.error());
    if (!failure_) return {};
    return std::unexpected(*failure_);
  }

 private:
  enum class Stop { none, boundary, message, end };

  bool stopped() const { return writer_.stopped() || context_.stop.requested() || failure_.has_value(); }

  // The next line of the part being read; false at a boundary of any open multipart, the next message or the end.
  bool next_line(std::string_view& line) {
    if (found_ != Stop::none) return false;
    if (!lines_.next(line)) {
      found_ = Stop::end;
      return false;
    }
    const bool message_line = mailbox_ && after_blank_ && line.starts_with("From ");
    after_blank_ = base::trim(line).empty();
    if (message_line) found_ = Stop::message;
    if (line.starts_with("--") && is_boundary(line)) found_ = Stop::boundary;
    return found_ == Stop::none;
  }

  bool is_boundary(std::string_view line) {
    line = base::trim(line.substr(2));
    for (std::size_t level = boundaries_.size(); level-- > 0;) {
      const std::string& boundary = boundaries_[level];
      if (!line.starts_with(boundary)) continue;
      const std::string_view rest = line.substr(boundary.size());
      if (!rest.empty() && rest != "--") continue;
      level_ = level;
      closes_ = rest == "--";
      return true;
    }
    return false;
  }

  void drain() {
    std::string_view line;
    while (!stopped() && next_line(line)) {
    }
  }

  std::vector<MailField> read_fields(bool show) {
    std::vector<MailField> fields;
    std::string_view line;
    std::size_t bytes = 0;
    while (!stopped() && bytes < kHeaderBytes && next_line(line)) {
      const std::uint64_t number = lines_.line();
      bytes += line.size();
      std::string_view text = line;
      while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
      if (text.empty()) break;
      if ((text.front() == ' ' || text.front() == '\t') && !fields.empty()) {
        if (fields.back().value.size() < kFieldBytes) fields.back().value.append(" ").append(base::trim(text));
        continue;
      }
      const std::size_t colon = text.find(':');
      if (colon == text.npos || text.substr(0, colon).find(' ') != text.npos) continue;  // also mbox's From line
      fields.push_back({base::ascii_lower(base::trim(text.substr(0, colon))), std::string(base::trim(text.substr(colon + 1)).substr(0, kFieldBytes)), number});
    }
    if (show) show_fields(fields);
    return fields;
  }

  void show_fields(const std::vector<MailField>& fields) {
    for (const MailField& field : fields) {
      if (!stopped()) writer_.text(field.name + ": " + decode_header(field.value) + "\n", field.line, 0, "header");
    }
  }

  void message(std::size_t depth) {
    after_blank_ = false;
    const Part part = describe(read_fields(true));
    body(part, depth);
  }

  void body(const Part& part, std::size_t depth) {
    if (found_ != Stop::none || stopped()) return;
    if (part.type.starts_with("multipart/") && !part.boundary.empty() && depth < kMaxDepth) return multipart(part, depth);
    if (part.type == "message/rfc822" && part.transfer == TransferEncoding::none && depth < kMaxDepth) return message(depth + 1);
    const bool text = part.type.starts_with("text/") && !part.attachment;
    if (!text) return attachment(part);
    part.type == "text/html" ? html(part) : plain(part);
  }

  void multipart(const Part& part, std::size_t depth) {
    const std::size_t level = boundaries_.size();
    boundaries_.push_back(part.boundary);
    drain();  // preamble
    while (found_ == Stop::boundary && level_ == level && !closes_ && !stopped()) {
      found_ = Stop::none;
      const Part inner = describe(read_fields(false));
      body(inner, depth + 1);
      drain();
    }
    boundaries_.resize(level);
    if (found_ == Stop::boundary && level_ == level) found_ = Stop::none;  // epilogue
  }

  // Decoded text of a part in pieces of about kPullBytes; false at its end.
  class TextPull {
   public:
    TextPull(MailReader& mail, const Part& part) : mail_(mail), transfer_(part.transfer), charset_(mail_charset(part.charset)) {}

    bool more(std::string& out) {
      bytes_.clear();
      std::string_view line;
      bool open = true;
      while (bytes_.size() < kPullBytes && (open = !mail_.stopped() && mail_.next_line(line))) {
        if (first_line_ == 0) first_line_ = mail_.lines_.line();
        transfer_.add(line, bytes_);
      }
      if (bytes_.empty()) return false;
      const auto raw = std::as_bytes(std::span(bytes_));
      if (!decoder_) {
        if (!charset_) charset_ = base::detect_encoding(raw, !open).encoding;
        decoder_ = std::make_unique<base::Decoder>(*charset_ == base::Encoding::binary ? base::Encoding::cp1252 : *charset_);
      }
      decoder_->decode(raw, out, !open);
      return true;
    }
    std::uint64_t first_line() const { return first_line_; }

   private:
    MailReader& mail_;
    TransferDecoder transfer_;
    std::optional<base::Encoding> charset_;
    std::unique_ptr<base::Decoder> decoder_;
    std::string bytes_;
    std::uint64_t first_line_ = 0;
  };

  void plain(const Part& part) {
    TextPull pull(*this, part);
    std::string text;
    std::uint64_t line = 0;
    while (pull.more(text)) {
      if (line == 0) line = pull.first_line();
      writer_.text(text, line, 0, {}, true);
      line += static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
      text.clear();
    }
  }

  void html(const Part& part) {
    TextPull pull(*this, part);
    HtmlScan scan([&](std::string& into) -> base::Result<bool> { return pull.more(into); });
    std::string text;
    while (!stopped()) {
      const HtmlToken token = scan.next();
      if (token == HtmlToken::finished || token == HtmlToken::failed) break;
      if (token == HtmlToken::text) decode_html_text(scan.text(), false, text);
      if (token == HtmlToken::start || token == HtmlToken::end) {
        const std::string_view tag = scan.tag();
        const bool inside_line = tag == "b" || tag == "i" || tag == "span" || tag == "a" || tag == "font" || tag == "em" || tag == "strong" || tag == "u";
        if (!inside_line && !text.empty() && !text.ends_with('\n')) text.push_back(tag == "td" || tag == "th" ? '\t' : '\n');
      }
      if (text.size() < context_.limits.block_bytes) continue;
      writer_.text(text, pull.first_line(), 0, {}, true);
      text.clear();
    }
    writer_.text(text, pull.first_line(), 0, {}, true);
  }

  // What is attached is read as an item of its own: message.eml!/report.xlsx.
  void attachment(const Part& part) {
    std::string name = part.file_name;
    if (name.empty()) name = fmt::format("part-{}", ++unnamed_);
    TransferDecoder transfer(part.transfer);
    std::string bytes;
    std::size_t taken = 0;
    StreamSource source(
        [&](std::span<std::byte> into) -> base::Result<std::size_t> {
          std::string_view line;
          while (taken == bytes.size()) {
            bytes.clear();
            taken = 0;
            while (bytes.size() < kPullBytes && next_line(line)) transfer.add(line, bytes);
            if (bytes.empty()) return 0;
          }
          const std::size_t size = std::min(into.size(), bytes.size() - taken);
          std::copy_n(std::as_bytes(std::span(bytes)).begin() + static_cast<std::ptrdiff_t>(taken), size, into.begin());
          taken += size;
          return size;
        },
        std::nullopt, context_.limits.whole_bytes / 4);
    if (auto status = context_.members.read_member(name, 0, source); !status) failure_ = status.error();
  }

  ExtractContext& context_;
  RawLines lines_;
  CellWriter writer_;
  bool mailbox_;
  std::vector<std::string> boundaries_;
  Stop found_ = Stop::none;
  std::size_t level_ = 0;
  bool closes_ = false, after_blank_ = false;
  std::size_t unnamed_ = 0;
  std::optional<base::Error> failure_;
};

base::Status extract_eml(ByteSource& source, ExtractContext& context) {
  return MailReader(source, context, false).run();
}
base::Status extract_mbox(ByteSource& source, ExtractContext& context) {
  return MailReader(source, context, true).run();
}

// A block of header fields with a sender and at least two more of the usual ones.
bool mail_fields(std::string_view text) {
  int known = 0, sender = 0, fields = 0;
  while (!text.empty() && fields < 200) {
    const std::string_view line = sniff::take_line(text);
    if (line.empty()) break;
    if (line.front() == ' ' || line.front() == '\t') {
      if (fields == 0) return false;
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == line.npos || colon == 0 || line.substr(0, colon).find_first_of(" \t\"{}<>=,;") != line.npos) return false;
    ++fields;
    const std::string name = base::ascii_lower(line.substr(0, colon));
    for (const std::string_view field : {"from", "received", "return-path", "sender", "message-id", "x-notes-item"}) sender += name == field ? 1 : 0;
    for (const std::string_view field : {"to", "subject", "date", "mime-version", "content-type", "delivered-to", "cc", "x-mailer", "reply-to"}) {
      known += name == field ? 1 : 0;
    }
  }
  return sender >= 1 && known >= 2 && fields >= 3;
}

int eml(const Sniff& s) {
  return mail_fields(s.text.starts_with("\xEF\xBB\xBF") ? s.text.substr(3) : s.text) ? sniff::kSpecific : 0;
}
int mbox(const Sniff& s) {
  if (!s.text.starts_with("From ")) return 0;
  std::string_view rest = s.text;
  sniff::take_line(rest);
  return mail_fields(rest) ? sniff::kSpecific + 1 : 0;
}

GD_FORMAT({"eml", "电子邮件（EML）", "e-mail message", "eml mht mhtml", eml, extract_eml});
GD_FORMAT({"mbox", "邮箱（MBOX）", "mailbox", "mbox mbx", mbox, extract_mbox});

}  // namespace
}  // namespace gongdun::read
