#include <algorithm>

#include "base/utf8.h"
#include "detect/engine.h"

namespace gongdun::detect {
namespace {

constexpr std::size_t kShort = 10;
constexpr std::size_t kShownStars = 24;  // a long secret does not give its length away

bool plain_ascii(std::string_view value) {
  return std::ranges::all_of(value, [](char c) { return c >= ' ' && c <= '~'; });
}

}  // namespace

std::string mask_value(std::string_view value, const pack::Mask& mask) {
  const bool ascii = plain_ascii(value);
  const auto begin_of = [&](std::size_t character) {
    if (ascii) return character;
    std::size_t at = 0;
    for (; character > 0 && at < value.size(); --character) base::next_code_point(value, at);
    return at;
  };
  std::size_t count = value.size();
  if (!ascii) {
    count = 0;
    for (std::size_t at = 0; at < value.size(); base::next_code_point(value, at)) ++count;
  }
  std::size_t head = static_cast<std::size_t>(std::max(mask.keep_head, 0)), tail = static_cast<std::size_t>(std::max(mask.keep_tail, 0));
  // Of a short value at most a third stays readable, of a longer one at most half; one character of at least two may always stay (张*).
  const std::size_t share = count < kShort ? count / 3 : count / 2;
  const std::size_t most = std::max<std::size_t>(share, count >= 2 ? 1 : 0);
  if (const std::size_t asked = head + tail; asked > most) {
    head = (head * most + asked - 1) / asked;
    tail = most - head;
  }
  std::string out(value.substr(0, head < count ? begin_of(head) : value.size()));
  out.append(std::min(count - head - tail, kShownStars), '*');
  if (tail > 0) out += value.substr(begin_of(count - tail));
  return ascii ? out : base::printable(out);
}

}  // namespace gongdun::detect
