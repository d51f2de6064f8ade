// The registry of formats. A format is one file in this folder and one GD_FORMAT line: how it is recognised from content (never from
// the name), what it is called, and — where we open it — how its content is extracted.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bilingual.h"
#include "base/error.h"
#include "base/stop_flag.h"
#include "read/byte_source.h"
#include "read/content.h"
#include "read/limits.h"

namespace gongdun::read {

class MemberReader;

struct ExtractContext {
  const Limits& limits;
  const base::StopFlag& stop;
  ContentSink& sink;
  const Item& item;
  MemberReader& members;  // archives hand their members to it
};

// Container formats call this for every member; it identifies and extracts the member as an item of its own and keeps the budget
// of the whole archive (depth, bytes, ratio, count). An error return means: stop unpacking this archive.
class MemberReader {
 public:
  virtual ~MemberReader() = default;
  virtual base::Status read_member(const std::string& name, base::TimeUs modified, ByteSource& source) = 0;
};

// What an identifier sees. `text` is the head decoded to UTF-8 when the head is text, else empty.
struct Sniff {
  std::span<const std::byte> head;
  std::string_view text;
  bool whole = false;  // the head is all there is
  std::string_view bytes() const { return {reinterpret_cast<const char*>(head.data()), head.size()}; }
};

// How sure an identifier is: 0 no; 100 a magic number or an unmistakable structure. The highest wins; ties go to registration id order.
using Identify = int (*)(const Sniff&);
using Extract = base::Status (*)(ByteSource&, ExtractContext&);
// For formats that the head only tells the family of: the id of what the whole item turns out to be, or nothing.
using LookInto = std::string_view (*)(ByteSource&, const Limits&);

struct Format {
  std::string_view id;          // "xlsx"
  std::string_view zh, en;      // "Excel 工作簿", "Excel workbook"
  std::string_view extensions;  // space-separated, only to report a name that contradicts the content
  Identify identify = nullptr;
  Extract extract = nullptr;  // nullptr: recognised, not opened here
  LookInto look_into = nullptr;
};

const std::vector<Format>& formats();
const Format* find_format(std::string_view id);
bool register_format(const Format& format);
// The best match, or nullptr for bytes nobody knows.
const Format* identify(const Sniff& sniff);
// … and what a look at the whole item makes of that. Before the first read() of the source.
const Format* identify(const Sniff& sniff, ByteSource& source, const Limits& limits);

#define GD_FORMAT(...) [[maybe_unused]] static const bool GD_FORMAT_CAT(gd_format_, __LINE__) = ::gongdun::read::register_format(__VA_ARGS__)
#define GD_FORMAT_CAT(a, b) GD_FORMAT_CAT2(a, b)
#define GD_FORMAT_CAT2(a, b) a##b

}  // namespace gongdun::read
