#include "detect/encoded_runs.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "base/base64.h"
#include "detect/byte_set.h"
#include "detect/class_stretches.h"

namespace gongdun::detect {
namespace {

constexpr AsciiSet kRunBytes = [] {
  AsciiSet set;
  for (const char c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_")) set.add(c);
  return set;
}();
constexpr std::size_t kShortestLine = 40;   // of a run that goes on in the next line
constexpr std::size_t kEscapeReach = 2048;  // how far a word or line is looked at around an escape
static_assert(kShortestRun >= 16 && kShortestRun < 32, "the shifts below");

bool run_byte(char c) {
  return base::base64_value(c) >= 0;
}
bool hex(char c) {
  return is_hex_byte(static_cast<unsigned char>(c));
}

// May a text begin with this byte? Letters, digits, marks, UTF-8, byte-order marks.
bool begins_text(unsigned b) {
  return (b >= 0x20 && b < 0x7F) || b == '\n' || b == '\r' || b == '\t' || (b >= 0xC2 && b <= 0xF4) || b >= 0xFE;
}

// The first group of four tells most identifiers and digests from encoded text.
bool may_be_base64(std::string_view text) {
  const auto value = [&](std::size_t i) { return static_cast<unsigned>(base::base64_value(text[i])); };
  const unsigned bits = value(0) << 18 | value(1) << 12 | value(2) << 6 | value(3);
  const unsigned a = bits >> 16, b = bits >> 8 & 0xFF, c = bits & 0xFF;
  if (!begins_text(a)) return false;
  if (a >= 0x80) return b >= 0x80;
  return (begins_text(b) && (c >= 0x80 || begins_text(c))) || (b == 0 && begins_text(c));
}

bool may_be_hex(std::string_view text) {
  for (std::size_t i = 0; i < kShortestRun; ++i) {
    if (!hex(text[i])) return false;
  }
  const auto digit = [&](std::size_t i) { return static_cast<unsigned>(text[i] <= '9' ? text[i] - '0' : (text[i] | 0x20) - 'a' + 10); };
  return begins_text(digit(0) << 4 | digit(1)) && (digit(2) >= 2 || begins_text(digit(2) << 4 | digit(3)));
}

bool word_byte_of_url(char c) {
  return is_alnum_byte(static_cast<unsigned char>(c)) || std::string_view("%-._~:/?#[]@!$&'()*+,;=").find(c) != std::string_view::npos;
}

bool percent_at(std::string_view text, std::size_t at) {
  return at + 2 < text.size() && text[at] == '%' && hex(text[at + 1]) && hex(text[at + 2]);
}
bool unicode_at(std::string_view text, std::size_t at) {
  return at + 5 < text.size() && text[at] == '\\' && text[at + 1] == 'u' && hex(text[at + 2]) && hex(text[at + 3]) && hex(text[at + 4]) && hex(text[at + 5]);
}

class Finder {
 public:
  Finder(std::string_view text, std::vector<EncodedRun>& runs) : text_(text), runs_(runs) {}

  void run() {
    escapes('%');
    escapes('\\');
    std::ranges::sort(escapes_, {}, &EncodedRun::begin);
    ClassStretches::Mask mask;
    for (ClassStretches stretches(text_); stretches.next();) {
      const std::size_t words = stretches.classify_set(kRunBytes, mask) ? stretches.words() : 0;
      for (std::size_t w = 0; w < words; ++w) {
        if (has_full_byte(here_)) look(stretches.base() + w * 64, mask[w]);
        before_ = std::exchange(here_, mask[w]);
      }
      if (words > 0) continue;
      if (has_full_byte(here_)) look(stretches.base(), 0);
      before_ = here_ = 0;
    }
    if (has_full_byte(here_)) look((text_.size() + 255) / 256 * 256, 0);
    merge();
  }

 private:
  // A run of kShortestRun fills eight bits at a multiple of eight in one of the words it lies in; most words hold none.
  static bool has_full_byte(std::uint64_t mask) { return ((~mask - 0x0101010101010101ULL) & mask & 0x8080808080808080ULL) != 0; }

  // Beginnings of runs in the second half of the word before and in this one, which ends at `end`. What reaches from before that was seen
  // with the word before.
  void look(std::size_t end, std::uint64_t after) {
    __extension__ using Wide = unsigned __int128;
    Wide run = Wide{before_ >> 32} | Wide{here_} << 32 | Wide{after} << 96;
    for (unsigned shift = 1; shift <= 8; shift *= 2) run &= run >> shift;
    run &= run >> (kShortestRun - 16);
    run &= ~(run << 1);
    std::uint64_t low = static_cast<std::uint64_t>(run) & ~std::uint64_t{1};
    for (; low != 0; low &= low - 1) candidate(end - 96 + static_cast<std::size_t>(std::countr_zero(low)));
    auto high = static_cast<std::uint32_t>(run >> 64);
    for (; high != 0; high &= high - 1) candidate(end - 32 + static_cast<std::size_t>(std::countr_zero(high)));
  }

  void candidate(std::size_t begin) {
    if (begin < taken_ || begin + 1 <= seen_) return;  // a run at the edge is seen with both its words
    seen_ = begin + 1;
    const std::string_view head = text_.substr(begin);
    if (head.size() < kShortestRun) return;
    if (may_be_hex(head)) return take_hex(begin);
    if (begin == 0 || may_be_base64(head)) take_base64(begin);  // a block may begin in the middle of a run
  }

  void take_hex(std::size_t begin) {
    std::size_t end = begin;
    while (end < text_.size() && hex(text_[end])) ++end;
    if (end < text_.size() && run_byte(text_[end])) return take_base64(begin);
    taken_ = end;
    coded_.push_back({begin, end, Encoding::hex});
  }

  void take_base64(std::size_t begin) {
    std::size_t end = line_end(begin);
    const std::size_t first = end - begin;
    while (first >= kShortestLine && text_[end - 1] != '=') {
      std::size_t next = end;
      if (next < text_.size() && text_[next] == '\r') ++next;
      if (next >= text_.size() || text_[next] != '\n') break;
      ++next;
      while (next < text_.size() && (text_[next] == ' ' || text_[next] == '\t')) ++next;
      const std::size_t stop = line_end(next);
      const bool ends = stop == text_.size() || text_[stop] == '\n' || text_[stop] == '\r' || text_[stop] == '\x1f';
      if (stop == next || stop - next > first || !ends) break;
      end = stop;
      if (stop - next < first) break;
    }
    taken_ = end;
    coded_.push_back({begin, end, Encoding::base64});
  }
  std::size_t line_end(std::size_t at) const {
    while (at < text_.size() && run_byte(text_[at])) ++at;
    for (int pad = 0; pad < 2 && at < text_.size() && text_[at] == '='; ++pad) ++at;
    return at;
  }

  void escapes(char mark) {
    escaped_ = 0;
    for (std::size_t at = 0; (at = text_.find(mark, at)) != std::string_view::npos;) {
      if (percent_at(text_, at))
        take_word(at);
      else if (unicode_at(text_, at))
        take_line(at);
      at = std::max(at + 1, escaped_);
    }
  }

  void take_word(std::size_t at) {
    const std::size_t lowest = std::max(escaped_, at - std::min(at, kEscapeReach));
    const std::size_t highest = std::min(text_.size(), at + kEscapeReach);
    std::size_t begin = at, end = at;
    while (begin > lowest && word_byte_of_url(text_[begin - 1])) --begin;
    while (end < highest && word_byte_of_url(text_[end])) ++end;
    escaped_ = end;
    if (worth_percent(text_.substr(begin, end - begin))) escapes_.push_back({begin, end, Encoding::percent});
  }
  // Only what parts or names values can change what is found: a blank or a slash alone cannot.
  static bool worth_percent(std::string_view word) {
    std::size_t plain = 0;
    for (std::size_t i = 0; i + 2 < word.size(); ++i) {
      if (!percent_at(word, i)) continue;
      const char high = word[i + 1];
      const char low = static_cast<char>(word[i + 2] | 0x20);
      const bool slash = high == '2' && (low == 'f' || low == '0');
      if (!slash || ++plain >= 4) return true;
    }
    return false;
  }

  void take_line(std::size_t at) {
    const std::size_t lowest = std::max(escaped_, at - std::min(at, kEscapeReach));
    const std::size_t highest = std::min(text_.size(), at + kEscapeReach);
    std::size_t begin = at, end = at;
    const auto stops = [](char c) { return c == '\n' || c == '\x1f'; };
    while (begin > lowest && !stops(text_[begin - 1])) --begin;
    while (end < highest && !stops(text_[end])) ++end;
    escaped_ = end;
    if (worth_unicode(text_.substr(begin, end - begin))) escapes_.push_back({begin, end, Encoding::unicode});
  }
  // Han characters and ASCII; accents, signs and surrogates of other texts are left alone.
  static bool worth_unicode(std::string_view line) {
    for (std::size_t i = 0; i + 5 < line.size(); ++i) {
      if (!unicode_at(line, i)) continue;
      const std::string_view digits = line.substr(i + 2, 4);
      if (digits.starts_with("00") && digits[2] >= '2' && digits[2] <= '7') return true;
      if (digits[0] >= '4' && digits[0] <= '9') return true;
    }
    return false;
  }

  // What is escaped holds the other runs of its place: they are seen when it has been decoded. Of two kinds of escapes the first stands.
  void merge() {
    std::size_t end = 0;
    std::erase_if(escapes_, [&](const EncodedRun& run) {
      if (run.begin < end) return true;
      end = run.end;
      return false;
    });
    auto escape = escapes_.begin();
    for (const EncodedRun& run : coded_) {
      for (; escape != escapes_.end() && escape->end <= run.begin; ++escape) runs_.push_back(*escape);
      if (escape == escapes_.end() || run.end <= escape->begin) runs_.push_back(run);
    }
    runs_.insert(runs_.end(), escape, escapes_.end());
  }

  std::string_view text_;
  std::vector<EncodedRun>& runs_;
  std::vector<EncodedRun> coded_, escapes_;
  std::uint64_t before_ = 0, here_ = 0;  // masks of the last two words
  std::size_t seen_ = 0;                 // behind the last beginning
  std::size_t taken_ = 0, escaped_ = 0;
};

}  // namespace

const char* encoding_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::base64: return "base64";
    case Encoding::hex: return "hex";
    case Encoding::percent: return "percent";
    case Encoding::unicode: return "unicode";
    case Encoding::none: break;
  }
  return "";
}

void find_encoded_runs(std::string_view text, std::vector<EncodedRun>& runs) {
  runs.clear();
  Finder(text, runs).run();
}

}  // namespace gongdun::detect
