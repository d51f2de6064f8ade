#include "report/outline.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "report/text.h"

namespace gongdun::report {
namespace {

constexpr std::array<std::string_view, 10> kHanDigits = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};

bool starts_with_han_number(std::string_view text) {
  std::size_t at = text.starts_with("第") ? 3 : 0;
  if (text.starts_with("（")) at = 3;
  const std::size_t begin = at;
  while (std::ranges::any_of(kHanDigits, [&](auto digit) { return text.substr(at).starts_with(digit); })) at += 3;
  if (at == begin) return false;
  const std::string_view rest = text.substr(at);
  return rest.starts_with("、") || rest.starts_with("）") || rest.starts_with("章") || rest.starts_with("节") || rest.starts_with("部分");
}

// 一、 （一） 第一章 1. 1.2 1、 (1)
bool has_own_number(std::string_view text) {
  if (starts_with_han_number(text)) return true;
  std::size_t at = text.starts_with("(") ? 1 : 0;
  const std::size_t begin = at;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  if (at == begin || at - begin > 2) return false;
  const std::string_view rest = text.substr(at);
  return rest.starts_with(".") || rest.starts_with("、") || rest.starts_with(")");
}

std::string safe_anchor(std::string_view wanted) {
  std::string out;
  for (const char c : wanted.substr(0, 48)) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool other = (c >= '0' && c <= '9') || c == '-' || c == '_';
    if (letter || (other && !out.empty())) out += c;
  }
  return out;
}

std::string unique_anchor(std::string_view wanted, std::size_t index, std::set<std::string>& taken) {
  std::string anchor = safe_anchor(wanted);
  if (anchor.empty()) anchor = fmt::format("s{}", index + 1);
  std::string unique = anchor;
  for (int suffix = 2; !taken.insert(unique).second; ++suffix) unique = fmt::format("{}-{}", anchor, suffix);
  return unique;
}

std::string next_number(std::array<int, 4>& counters, int level) {
  const auto depth = static_cast<std::size_t>(level);
  ++counters[depth - 1];
  std::fill(counters.begin() + level, counters.end(), 0);
  std::string number;
  for (std::size_t i = 0; i < depth; ++i) number += fmt::format("{}{}", i ? "." : "", std::max(counters[i], 1));
  return number;
}

}  // namespace

Outline make_outline(const Document& document) {
  Outline outline;
  std::array<int, 4> counters{};
  std::set<std::string> taken;
  for (const Block& block : document.blocks) {
    const auto* heading = std::get_if<Heading>(&block);
    if (!heading) continue;
    OutlineEntry entry;
    entry.level = std::clamp(heading->level, 1, 4);
    entry.text = clean(heading->text);
    entry.number = next_number(counters, entry.level);
    entry.anchor = unique_anchor(heading->anchor, outline.entries.size(), taken);
    if (has_own_number(entry.text)) outline.numbered = false;
    outline.entries.push_back(std::move(entry));
  }
  if (!outline.numbered) {
    for (auto& entry : outline.entries) entry.number.clear();
  }
  return outline;
}

}  // namespace gongdun::report
