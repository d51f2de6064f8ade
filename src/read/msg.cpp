// Outlook messages: what mail would carry as header fields, the body, attachments as items of their own; contacts and appointments are messages too.
// Source: [MS-OXMSG] (streams), [MS-OXPROPS] (numbers of the properties).
#include <fmt/chrono.h>
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <span>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "read/code_page.h"
#include "read/compound_writer.h"
#include "read/delegate.h"
#include "read/legacy_document.h"
#include "read/little_endian.h"
#include "read/mime.h"
#include "read/rtf_packed.h"
#include "read/stream_source.h"

namespace gongdun::read {
namespace {

constexpr std::string_view kStream = "__substg1.0_", kRecipient = "__recip_version1.0_", kAttachment = "__attach_version1.0_";
constexpr std::size_t kTextBytes = 16 << 20, kFieldBytes = 64 << 10, kMostNamed = 1000;
constexpr std::uint16_t kNarrow = 0x1E, kWide = 0x1F, kBinary = 0x102, kObject = 0x0D;
// Numbers of properties.
constexpr std::uint16_t kSubject = 0x37, kSubmitted = 0x39, kHeaders = 0x7D, kRecipientKind = 0xC15, kSenderName = 0xC1A, kSenderAddress = 0xC1F,
                        kSenderSmtp = 0x5D01, kBcc = 0xE02, kCc = 0xE03, kTo = 0xE04, kBody = 0x1000, kRtf = 0x1009, kHtml = 0x1013, kDisplayName = 0x3001,
                        kAddress = 0x3003, kSmtp = 0x39FE, kAttached = 0x3701, kShortName = 0x3704, kLongName = 0x3707, kMessagePage = 0x3FFD;

struct Named {
  std::uint16_t number;
  std::string_view name;
};
// Of contacts and distribution lists.
constexpr Named kOfContacts[] = {{0x3A06, "given-name"},   {0x3A11, "surname"},    {0x3A08, "business-phone"}, {0x3A09, "home-phone"},
                                 {0x3A1C, "mobile"},       {0x3A24, "fax"},        {0x3A15, "address"},        {0x3A16, "company"},
                                 {0x3A17, "job-title"},    {0x3A18, "department"}, {0x3A27, "city"},           {0x3A28, "province"},
                                 {0x3A29, "street"},       {0x3A2A, "postcode"},   {0x3A4E, "manager"},        {0x3A1B, "phone-2"},
                                 {0x3A2F, "home-phone-2"}, {0x3A30, "assistant"},  {0x3A2E, "assistant-phone"}};

// The properties of a message, recipient or attachment: those of fixed size in one stream, texts in streams of their own.
class Properties {
 public:
  Properties(const CompoundFile& file, std::uint32_t storage) : file_(file), storage_(storage) {
    const CompoundEntry* const entry = file.find_stream("__properties_version1.0", storage);
    if (entry != nullptr) fixed_ = file.read_whole(*entry, kFieldBytes * 16).value_or("");
    // 32 bytes stand before the entries of 16 in a message, 24 in one inside another, 8 elsewhere; only a message in the root knows which.
    fixed_begin_ = fixed_.size() % 16 == 0 ? 32 : storage == 0 ? 24 : 8;
    page_ = static_cast<int>(fixed(kMessagePage));
  }

  std::uint64_t fixed(std::uint16_t number) const {
    for (std::size_t at = fixed_begin_; at + 16 <= fixed_.size(); at += 16) {
      if (little::u16(fixed_, at + 2) == number) return little::u64(fixed_, at + 8);
    }
    return 0;
  }
  const CompoundEntry* find(std::uint16_t number, std::uint16_t type) const {
    return file_.find(fmt::format("{}{:04X}{:04X}", kStream, number, type), storage_);
  }
  std::string binary(std::uint16_t number) const { return bytes_of(find(number, kBinary)); }
  std::string text(std::uint16_t number) const {
    if (const CompoundEntry* const entry = find(number, kWide)) return plain_lines(from_utf16(bytes_of(entry)));
    return plain_lines(from_code_page(bytes_of(find(number, kNarrow)), page_));
  }

 private:
  std::string bytes_of(const CompoundEntry* entry) const {
    return entry == nullptr || entry->kind != CompoundEntry::Kind::stream ? std::string{} : file_.read_whole(*entry, kTextBytes).value_or("");
  }

  const CompoundFile& file_;
  std::uint32_t storage_;
  std::string fixed_;
  std::size_t fixed_begin_ = 8;
  int page_ = 0;
};

// 100 ns steps since 1601.
std::string date_of(std::uint64_t stored) {
  constexpr std::int64_t kUnixBegins = 11'644'473'600;
  const auto seconds = static_cast<std::int64_t>(stored / 10'000'000) - kUnixBegins;
  if (stored == 0 || seconds < 0 || seconds > 253'402'300'799) return {};
  return fmt::format("{:%Y-%m-%d %H:%M:%S}Z", fmt::gmtime(static_cast<std::time_t>(seconds)));
}

class MessageReader {
 public:
  explicit MessageReader(LegacyDocument& document) : document_(document), file_(*document.file), message_(file_, 0) {}

  base::Status read() {
    document_.text.enter("header");
    const std::string subject = message_.text(kSubject);
    field("subject", subject);
    const std::string headers = message_.text(kHeaders);
    if (headers.empty())
      read_people();
    else
      read_headers(headers, !subject.empty());
    field("bcc", message_.text(kBcc));
    read_contact();
    report_too_large();
    GD_TRY(read_body());
    document_.text.flush();
    read_attachments();
    return {};
  }

 private:
  void field(std::string_view name, std::string_view value) {
    value = base::trim(value);
    if (!value.empty()) document_.text.paragraph(fmt::format("{}: {}", name, value));
  }

  static std::string person(const std::string& name, const std::string& smtp, const std::string& address) {
    const std::string& mail = !smtp.empty() ? smtp : address.find('@') != std::string::npos ? address : name;
    return mail == name ? name : name + " <" + mail + ">";
  }

  void read_people() {
    field("from", person(message_.text(kSenderName), message_.text(kSenderSmtp), message_.text(kSenderAddress)));
    field("date", date_of(message_.fixed(kSubmitted)));
    bool listed = false;
    for (const std::uint32_t child : file_.children(0)) {
      if (!base::ascii_lower(file_.entries()[child].name).starts_with(kRecipient) || !document_.going()) continue;
      const Properties recipient(file_, child);
      const std::uint64_t kind = recipient.fixed(kRecipientKind);
      field(kind == 2 ? "cc" : kind == 3 ? "bcc" : "to", person(recipient.text(kDisplayName), recipient.text(kSmtp), recipient.text(kAddress)));
      listed = true;
    }
    if (listed) return;
    field("to", message_.text(kTo));
    field("cc", message_.text(kCc));
  }

  // The fields the message travelled with; a line that begins with a blank goes on with the one before.
  void read_headers(std::string_view headers, bool subject_known) {
    std::string name, value;
    const auto hand_on = [&] { field(base::ascii_lower(name), decode_header(value)); };
    while (!headers.empty()) {
      const std::string_view line = headers.substr(0, headers.find('\n'));
      headers.remove_prefix(std::min(headers.size(), line.size() + 1));
      if (line.starts_with(' ') || line.starts_with('\t')) {
        if (value.size() < kFieldBytes) value.append(" ").append(base::trim(line));
        continue;
      }
      if (name != "subject" || !subject_known) hand_on();
      const std::size_t colon = std::min(line.find(':'), line.size());
      name = base::ascii_lower(line.substr(0, colon));
      value = base::trim(line.substr(std::min(line.size(), colon + 1)));
    }
    if (name != "subject" || !subject_known) hand_on();
  }

  void read_contact() {
    for (const Named& named : kOfContacts) field(named.name, message_.text(named.number));
    document_.text.enter("properties", 0, false);
    std::size_t count = 0;
    for (const std::uint32_t child : file_.children(0)) {  // what programs and people named themselves: addresses of contacts, places of meetings
      const std::string& name = file_.entries()[child].name;
      if (!name.starts_with(kStream) || name.size() != kStream.size() + 8 || name[kStream.size()] < '8') continue;
      if (!name.ends_with("001F") && !name.ends_with("001E")) continue;
      if (++count > kMostNamed) {
        return document_.lost({base::Code::limit, {"自定义属性过多，其余未读取", "too many named properties; the others were not read"}, {}}, {});
      }
      const std::string value = message_.text(static_cast<std::uint16_t>(std::stoul("0x0" + hex_of(name), nullptr, 16)));
      if (!base::trim(value).empty()) document_.text.paragraph(base::trim(value));
    }
  }

  static std::string hex_of(std::string_view name) {
    std::string digits(name.substr(kStream.size(), 4));
    return digits.find_first_not_of("0123456789ABCDEFabcdef") == std::string::npos ? digits : "0";
  }

  void report_too_large() {
    for (const std::uint32_t child : file_.children(0)) {
      const CompoundEntry& entry = file_.entries()[child];
      if (entry.kind != CompoundEntry::Kind::stream || entry.size <= kTextBytes) continue;
      document_.lost({base::Code::limit, {"邮件属性超过内存上限，未读取", "a property of the message exceeds the memory limit and was not read"}, {}},
                     entry.name);
    }
  }

  base::Status read_body() {
    document_.text.enter("");
    const std::string plain = message_.text(kBody);
    if (!base::trim(plain).empty()) {
      document_.text.paragraph(plain);
      return {};
    }
    std::string html = message_.binary(kHtml);
    if (html.empty()) html = message_.text(kHtml);
    const std::string rich = html.empty() ? unpack_rtf(message_.binary(kRtf), kTextBytes) : std::string{};
    document_.text.flush();
    if (!html.empty()) return read_as("html", html);
    return rich.empty() ? base::Status{} : read_as("rtf", rich);
  }

  base::Status read_as(std::string_view format, const std::string& bytes) {
    MemorySource source(std::as_bytes(std::span(bytes)));
    return extract_as(format, source, document_.context);
  }

  void read_attachments() {
    std::size_t unnamed = 0;
    for (const std::uint32_t child : file_.children(0)) {
      if (!base::ascii_lower(file_.entries()[child].name).starts_with(kAttachment)) continue;
      if (!document_.going()) return;
      const Properties attachment(file_, child);
      std::string name = attachment.text(kLongName);
      if (name.empty()) name = attachment.text(kShortName);
      if (name.empty()) name = attachment.text(kDisplayName);
      if (name.empty()) name = fmt::format("part-{}", ++unnamed);
      const CompoundEntry* const entry = attachment.find(kAttached, kBinary);
      const CompoundEntry* const inside = attachment.find(kAttached, kObject);
      if (entry != nullptr && !read_stream(*entry, name)) return;
      if (inside != nullptr && !read_inside(file_.index_of(*inside), name)) return;
    }
  }

  bool read_stream(const CompoundEntry& entry, const std::string& name) {
    const CompoundStream stream = file_.stream(entry);
    std::uint64_t at = 0;
    StreamSource source(
        [&](std::span<std::byte> into) {
          auto got = stream.read_at(at, into);
          if (got) at += *got;
          return got;
        },
        stream.size(), document_.context.limits.whole_bytes / 4);
    return document_.context.members.read_member(name, 0, source).has_value();
  }

  // A message or document that lies inside as a storage.
  bool read_inside(std::uint32_t storage, std::string name) {
    auto bytes = storage_as_file(file_, storage, document_.context.limits.whole_bytes / 4);
    if (!bytes) {
      document_.lost(std::move(bytes).error(), name);
      return true;
    }
    if (file_.find("__properties_version1.0", storage) != nullptr && !name.ends_with(".msg")) name += ".msg";
    MemorySource source(std::as_bytes(std::span(*bytes)));
    return document_.context.members.read_member(name, 0, source).has_value();
  }

  LegacyDocument& document_;
  const CompoundFile& file_;
  Properties message_;
};

}  // namespace

base::Status read_outlook_message(LegacyDocument& document) {
  return MessageReader(document).read();
}

namespace {
GD_FORMAT({"msg", "Outlook 邮件", "Outlook message", "msg", nullptr, as<"ole">});
}

}  // namespace gongdun::read
