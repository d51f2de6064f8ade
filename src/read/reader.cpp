#include "read/reader.h"

#include <algorithm>
#include <exception>
#include <new>
#include <vector>

#include "base/memory.h"
#include "base/utf8.h"
#include "read/file_source.h"
#include "read/format.h"
#include "read/git_history.h"
#include "read/member_name.h"
#include "read/stream_source.h"
#include "read/text_reader.h"

namespace gongdun::read {
namespace {

// How far behind an ASCII head the encoding is looked for, so that the result names it.
constexpr std::size_t kLookAhead = 4 << 20;
constexpr std::uint64_t kMemoryInterval = 4 << 20;  // unpacked bytes between two looks at the memory

// A file whose beginning is ASCII may still be GBK further on.
base::Encoding settled_encoding(ByteSource& source, const HeadText& head) {
  const base::Encoding encoding = head.encoding.encoding;
  if (encoding != base::Encoding::utf8 || head.whole || base::ascii_length(head.utf8) < head.utf8.size()) return encoding;
  auto access = source.random_access();
  if (!access) return encoding;
  std::vector<std::byte> window(256 << 10);
  for (std::uint64_t at = kHeadBytes; at < kHeadBytes + kLookAhead;) {
    auto got = (*access)->read_at(at, window);
    if (!got || *got == 0) return encoding;
    const std::string_view text(reinterpret_cast<const char*>(window.data()), *got);
    const std::size_t ascii = base::ascii_length(text);
    if (ascii < text.size()) {
      const auto found = base::detect_encoding(std::span(window).first(*got).subspan(ascii), *got < window.size());
      return found.encoding == base::Encoding::binary ? encoding : found.encoding;
    }
    at += *got;
  }
  return encoding;
}

base::Error spent(const char* zh, const char* en) {
  return base::fail(base::Code::limit, std::string(zh) + "，其余成员未读取；如确需读取，请先解压再扫描",
                    std::string(en) + "; its other members were not read; unpack it first if they are needed")
      .error();
}

class ItemReader final : public MemberReader {
 public:
  ItemReader(const Item& item, const Limits& limits, const base::StopFlag& stop, ContentSink& sink)
      : top_(item), limits_(limits), stop_(stop, base::StopFlag::Clock::now() + time_for(item, limits)), sink_(sink) {}

  void read(const Item& item, ByteSource& source) {
    auto head = source.head();
    auto text = head ? head_text(source) : base::Result<HeadText>(std::unexpected(head.error()));
    if (!text) {
      refuse(item, text.error());
      return;
    }
    const Format* format = identify({.head = *head, .text = text->utf8, .whole = text->whole}, source, limits_);
    ItemInfo info;
    info.format = format == nullptr ? "binary" : std::string(format->id);
    info.recognised_only = format == nullptr || format->extract == nullptr;
    if (!text->utf8.empty() && !info.recognised_only) {
      const bool file = open_.empty();
      info.encoding = encoding_name(file ? settled_encoding(source, *text) : text->encoding.encoding);
    }
    if (sink_.begin_item(item, info) && !info.recognised_only) {
      open_.push_back(&item);
      extract(*format, item, source);
      open_.pop_back();
    }
    sink_.end_item();
  }

  void read_git(const Item& item, const std::string& within) {
    if (sink_.begin_item(item, {.format = "git"})) {
      open_.push_back(&item);
      ExtractContext context{limits_, stop_, sink_, item, *this};
      guarded([&] { return read_git_history(within, context); });
      open_.pop_back();
    }
    sink_.end_item();
  }

  void refuse(const Item& item, const base::Error& reason) {
    sink_.begin_item(item, {});
    sink_.unread(reason);
    sink_.end_item();
  }

  base::Status read_member(const std::string& name, base::TimeUs modified, ByteSource& source) override {
    if (stop_.requested()) return std::unexpected(stopped());
    if (static_cast<int>(open_.size()) > limits_.nesting) {
      return std::unexpected(spent("压缩包嵌套层数超过上限", "archives are nested too deeply"));
    }
    if (members_ == 0) memory_before_ = base::resident_bytes();
    if (++members_ > limits_.archive_members) {
      return std::unexpected(spent("压缩包成员数超过上限", "the archive has too many members"));
    }
    Item item = top_;
    item.uri = open_.back()->uri + "!/" + safe_member_name(name);
    item.bytes = source.size().value_or(0);
    if (modified != 0) item.modified = modified;
    StreamSource counted([&](std::span<std::byte> into) { return charged(source.read(into)); }, source.size(), limits_.whole_bytes / 4);
    read(item, counted);
    if (exhausted_) return std::unexpected(*exhausted_);
    return {};
  }

 private:
  static std::chrono::milliseconds time_for(const Item& item, const Limits& limits) {
    return limits.file_time + std::chrono::milliseconds(item.bytes / std::max<std::uint64_t>(limits.file_pace, 1) * 1000);
  }

  base::Error stopped() const {
    if (stop_.late()) {
      return base::fail(base::Code::limit, "读取用时超过上限，本项未读完；如确需读取，请先解压或拆分再扫描",
                        "reading took longer than allowed; this item was not read to its end; unpack or split it first if it is needed")
          .error();
    }
    return base::fail(base::Code::interrupted, "用户要求停止，本项未读完，再次运行会继续", "stopped by the user; running again continues").error();
  }

  base::Result<std::size_t> charged(base::Result<std::size_t> got) {
    if (exhausted_ || !got) return exhausted_ ? base::Result<std::size_t>(std::unexpected(*exhausted_)) : got;
    expanded_ += *got;
    const double ratio = static_cast<double>(expanded_) / static_cast<double>(std::max<std::uint64_t>(top_.bytes, 1));
    const bool bomb = expanded_ > limits_.expansion_floor && ratio > limits_.expansion_ratio;
    if (bomb || expanded_ > limits_.expanded_bytes) {
      exhausted_ = spent("压缩包解压后超过容量或膨胀倍数上限", "the archive unpacks to too much");
    } else if (expanded_ >= look_at_memory_) {
      look_at_memory_ = expanded_ + kMemoryInterval;
      if (base::resident_bytes() > memory_before_ + limits_.archive_memory) {
        exhausted_ = spent("压缩包解压所需内存超过上限（压缩字典过大）", "unpacking needs too much memory (its dictionary is too large)");
      }
    }
    if (exhausted_) return std::unexpected(*exhausted_);
    return got;
  }

  void extract(const Format& format, const Item& item, ByteSource& source) {
    ExtractContext context{limits_, stop_, sink_, item, *this};
    guarded([&] { return format.extract(source, context); });
  }

  template <class Read>
  void guarded(const Read& read) {
    try {
      if (const base::Status status = read(); !status) sink_.unread(status.error());
    } catch (const std::bad_alloc&) {
      sink_.unread({base::Code::limit, {"内存不足，本项未读完", "not enough memory; this item was not read to its end"}, {}});
    } catch (const std::exception&) {
      sink_.unread({base::Code::internal,
                    {"读取器内部错误，本项未读完，请反馈文件格式", "the reader failed; this item was not read to its end; please report the file format"},
                    {}});
    }
    if (stop_.requested()) sink_.unread(stopped());
  }

  const Item& top_;
  const Limits& limits_;
  const base::StopFlag stop_;  // the user's, or the time of this file being up
  ContentSink& sink_;
  std::vector<const Item*> open_;  // the archives around the current member, outermost first
  std::uint64_t expanded_ = 0;     // bytes unpacked from the whole top-level archive, every level counted
  std::uint64_t members_ = 0;
  std::uint64_t memory_before_ = 0, look_at_memory_ = kMemoryInterval;
  std::optional<base::Error> exhausted_;
};

}  // namespace

void read_item(const Item& item, const Limits& limits, const base::StopFlag& stop, ContentSink& sink) {
  ItemReader reader(item, limits, stop, sink);
  auto file = open_file(item.real_path.empty() ? item.uri : item.real_path);
  if (!file) {
    reader.refuse(item, file.error());
    return;
  }
  reader.read(item, *file->source);
}

void read_git_repository(const Item& item, const std::string& within, const Limits& limits, const base::StopFlag& stop, ContentSink& sink) {
  ItemReader(item, limits, stop, sink).read_git(item, within);
}

}  // namespace gongdun::read
