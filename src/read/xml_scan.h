// A small pull scanner for XML that streams: memory is one window, however long the document is.
// Nothing can expand: declarations and DTDs are skipped unread, the five built-in entities and character references are
// decoded, every other entity stays as it stands. Non-UTF-8 input is converted at the edge (mark, declaration, then content).
// Views returned by name(), text() and attribute() are valid until the next call of next() or skip().
#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/encoding.h"
#include "base/error.h"

namespace gongdun::read {

// Fills `into` with the next bytes of the document; 0 means the end.
using XmlInput = std::move_only_function<base::Result<std::size_t>(std::span<std::byte> into)>;
// `text` must outlive the scanner.
XmlInput xml_memory_input(std::string_view text);

struct XmlLimits {
  std::size_t depth = 200;
  std::size_t tag_bytes = 256 << 10;     // one tag with its attributes; also the size of the window
  std::size_t attributes = 1024;         // in one tag
  std::size_t skipped_bytes = 16 << 20;  // one comment, processing instruction or DTD
  bool shortcuts = true;                 // false: ahead(), leaf() and skip_without() never succeed, for tests that compare
};

enum class XmlEvent {
  start,     // name(), attribute(); an empty element <a/> gives start, then end
  end,       // name()
  text,      // text(); one run of characters may come in several pieces
  finished,  // the document ended properly
  failed,    // error(): malformed, truncated, over a limit, or the input failed; what came before stands
};

// A few element names without prefix, told apart from most others by their first letter and length alone.
class XmlNames {
 public:
  constexpr XmlNames(std::initializer_list<std::string_view> names) : count_(names.size()) {
    std::size_t i = 0;
    for (const std::string_view name : names) {
      names_[i++] = name;
      lengths_[static_cast<unsigned char>(name.front())] |= 1U << std::min<std::size_t>(name.size(), 31);
    }
  }
  bool holds(std::string_view name) const {
    if (name.empty() || (lengths_[static_cast<unsigned char>(name.front())] >> std::min<std::size_t>(name.size(), 31) & 1) == 0) return false;
    return std::find(names_.begin(), names_.begin() + static_cast<std::ptrdiff_t>(count_), name) != names_.begin() + static_cast<std::ptrdiff_t>(count_);
  }

 private:
  std::array<std::uint32_t, 256> lengths_{};
  std::array<std::string_view, 32> names_{};
  std::size_t count_;
};

class XmlScan {
 public:
  explicit XmlScan(XmlInput input, const XmlLimits& limits = {});
  ~XmlScan();
  XmlScan(const XmlScan&) = delete;
  XmlScan& operator=(const XmlScan&) = delete;

  // Comments are skipped; whoever wants their text gets it in pieces (decoded to UTF-8) and may ask line() meanwhile.
  void on_comment(std::function<void(std::string_view piece)> sink) { comment_sink_ = std::move(sink); }
  XmlEvent next();
  // After a start: goes on to the end of the same element and returns its `end` event (or failed).
  XmlEvent skip();
  // After a start: where the element holds nothing but plain text and lies whole in the window, takes the text and the end tag at once and gives
  // the text; no text or end event follows. Otherwise nothing has happened. Cells and runs are such elements: it saves two events of each.
  std::optional<std::string_view> leaf();
  // After a start: takes the element whole, without any event of it, and is true, if it is short, ends well, lies in the window and holds none of
  // these. Otherwise nothing has happened.
  bool skip_without(const XmlNames& wanted);
  // What lies ahead in the window, for readers that know the usual shape of their documents; 64 bytes behind it may be read and mean nothing. Empty
  // where a taker must not look. take(): so many bytes, in which as many elements end as begin and none is deeper than kAhead, gave no event.
  static constexpr std::size_t kAhead = 4;
  std::string_view ahead() const;
  void take(std::size_t bytes) { position_ += bytes; }
  std::string_view innermost() const;  // the element that is open, with its prefix
  const base::Error& error() const { return error_; }

  std::string_view name() const { return name_; }    // with its prefix: "w:t"
  std::string_view local() const { return local_; }  // without: "t"
  std::string_view text() const { return text_; }
  std::size_t depth() const { return open_.size(); }  // open elements, counting the one just started

  // Value of the attribute with this local name; one without prefix is preferred.
  std::optional<std::string_view> attribute(std::string_view local_name);
  // The same, but only an attribute that has a prefix ("r:id" beside "id").
  std::optional<std::string_view> prefixed_attribute(std::string_view local_name);
  // Attributes are taken apart when one of them is asked for: most tags of office documents carry some that nobody wants.
  // Where they turn out to be malformed there are none, and the next event is `failed`.
  std::size_t attribute_count() { return parse_attributes(), attributes_.size(); }
  std::string_view attribute_name(std::size_t index) const { return attributes_[index].name(); }
  std::string_view attribute_value(std::size_t index);

  base::Encoding encoding() const { return encoding_; }           // known after the first event
  std::uint64_t offset() const { return consumed_ + position_; }  // bytes of UTF-8 text scanned so far
  std::uint64_t line();                                           // 1-based line of the event just returned (counted on demand)

 private:
  struct Attribute {
    const char* name_at;
    const char* value_at;               // as it stands in the document until it is asked for
    std::uint32_t name_size, local_at;  // the local part begins at name_at + local_at
    std::uint32_t value_size;
    bool decoded;
    std::string_view name() const { return {name_at, name_size}; }
    std::string_view local() const { return name().substr(local_at); }
    std::string_view value() const { return {value_at, value_size}; }
  };

  void compact();
  bool fill();
  bool fill_decoded();
  bool start_encoding();
  bool need(std::size_t bytes);
  XmlEvent fail(base::Code code, std::string zh, std::string en);
  XmlEvent malformed();
  XmlEvent end_of_input();
  XmlEvent text_event();
  XmlEvent cdata_event();
  XmlEvent markup_event(bool& again);
  XmlEvent start_tag();
  XmlEvent end_tag();
  std::size_t tag_end(std::size_t at, bool& bad) const;
  std::size_t tag_end_by_quote(std::size_t at, char quote, bool& bad) const;
  std::size_t bare_end(const XmlNames& wanted) const;
  void parse_attributes();
  bool split_attributes();
  bool skip_until(std::string_view close);
  bool skip_doctype();
  bool push();
  void pop();
  std::size_t end_of_name(std::size_t at, std::size_t& local_at) const;
  std::string_view decode(std::string_view raw, std::string& into);
  void take_text(std::string_view raw);

  XmlInput input_;
  std::function<void(std::string_view)> comment_sink_;
  bool in_comment_ = false;
  XmlLimits limits_;
  std::unique_ptr<base::Decoder> decoder_;
  base::Encoding encoding_ = base::Encoding::utf8;
  std::vector<std::byte> raw_;  // undecoded input, only when it is not UTF-8
  std::string decoded_;
  std::size_t decoded_at_ = 0;
  std::unique_ptr<char[]> window_;
  std::size_t capacity_ = 0, position_ = 0, end_ = 0;
  std::uint64_t consumed_ = 0;  // bytes that left the window
  std::uint64_t lines_ = 0;     // newlines in front of counted_
  std::size_t counted_ = 0, event_at_ = 0;
  bool started_ = false, ended_ = false, input_ended_ = false, broken_ = false, close_pending_ = false, in_cdata_ = false, seen_root_ = false;
  std::string_view name_, local_, text_;
  std::string scratch_;
  std::vector<Attribute> attributes_;
  const char* pending_ = nullptr;  // attributes not taken apart yet: from here to pending_end_
  const char* pending_end_ = nullptr;
  std::vector<std::unique_ptr<std::string>> values_;  // decoded attribute values of this tag
  std::size_t values_used_ = 0;
  std::string names_;  // names of the open elements, one after the other
  struct Open {
    std::uint32_t size = 0, local = 0;  // of the name; where its local part begins
  };
  std::vector<Open> open_;
  base::Error error_;
};

}  // namespace gongdun::read
