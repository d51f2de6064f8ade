#include "detect/context.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace gongdun::detect {

namespace {

constexpr std::size_t kLongestHeader = 200, kLongestNgram = 4;

bool alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool wide(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

std::string squeeze(std::string_view word) {
  std::string out;
  for (const char c : base::ascii_lower(word)) {
    if (alnum(c)) out += c;
  }
  return out;
}

unsigned lead(std::string_view text) {
  unsigned key = 0;
  for (std::size_t i = 0; i < 3 && i < text.size(); ++i) key = key << 8 | static_cast<unsigned char>(text[i]);
  return key;
}

struct Token {
  std::string text;
  std::size_t begin = 0, end = 0;
};

// Latin words of a name with their places; camelCase and digits are cut.
std::vector<Token> latin_tokens(std::string_view name) {
  std::vector<Token> out;
  for (std::size_t i = 0; i < name.size();) {
    if (!alnum(name[i])) {
      ++i;
      continue;
    }
    Token token;
    token.begin = i;
    const auto upper = [&](std::size_t at) { return at < name.size() && name[at] >= 'A' && name[at] <= 'Z'; };
    const auto lower = [&](std::size_t at) { return at < name.size() && name[at] >= 'a' && name[at] <= 'z'; };
    do ++i;
    while (i < name.size() && alnum(name[i]) && !(upper(i) && lower(i - 1)) && !(upper(i) && upper(i - 1) && lower(i + 1)));
    token.end = i;
    token.text = base::ascii_lower(name.substr(token.begin, i - token.begin));
    out.push_back(std::move(token));
  }
  while (out.size() > 1 && std::ranges::all_of(out.back().text, [](char c) { return c >= '0' && c <= '9'; })) out.pop_back();
  return out;
}

// 住址_必填_, 银行账号_text_: a note of a form, whose brackets became underscores in an element or a database. The name stays.
std::string_view without_notes(std::string_view name) {
  static constexpr std::array<std::string_view, 9> kNotes{"必填", "选填", "必选", "可选", "非必填", "文本", "text", "required", "optional"};
  const auto bare = [](std::string_view text) {
    while (!text.empty() && (text.back() == '_' || text.back() == ' ')) text.remove_suffix(1);
    return text;
  };
  const std::string_view whole = bare(name);
  for (const std::string_view note : kNotes) {
    if (!whole.ends_with(note) || whole.size() < note.size() + 2) continue;
    const std::string_view head = whole.substr(0, whole.size() - note.size());
    if (head.back() == '_' && !bare(head).empty()) return bare(head);
  }
  return name;
}

}  // namespace

std::string plain_header(std::string_view name) {
  std::string folded = base::fold_width(name.substr(0, kLongestHeader));
  // 【车牌号】: brackets around the name are ornament, unlike those around a unit.
  for (const std::string_view mark : {"【", "】", "「", "」", "《", "》"}) {
    for (std::size_t at = folded.find(mark); at != std::string::npos; at = folded.find(mark)) folded.erase(at, mark.size());
  }
  std::string out;
  int depth = 0;
  for (const char c : folded) {
    if (c == '(' || c == '[' || c == '{')
      ++depth;
    else if (c == ')' || c == ']' || c == '}')
      depth = std::max(0, depth - 1);
    else if (depth == 0)
      out += c;
  }
  return std::string(without_notes(base::trim(out.empty() ? std::string_view(folded) : std::string_view(out))));
}

std::string spoken_name(std::string_view name) {
  const auto tokens = latin_tokens(name.substr(0, kLongestHeader));
  if (tokens.size() < 2) return {};
  std::string out;
  for (const Token& token : tokens) out += (out.empty() ? "" : " ") + token.text;
  return out;
}

void HeaderIndex::add_word(std::uint16_t detector, const std::string& word, bool against) {
  const auto index = static_cast<std::uint32_t>(words_.size());
  words_.push_back(base::ascii_lower(word));
  const bool han = std::ranges::any_of(word, wide);
  if (han)
    han_[lead(words_.back())].push_back({detector, against, index});
  else if (const std::string key = squeeze(word); !key.empty())
    latin_[key].push_back({detector, against, index});
}

HeaderIndex::HeaderIndex(const std::vector<pack::Detector>& detectors) {
  for (std::size_t i = 0; i < detectors.size(); ++i) {
    for (const std::string& word : detectors[i].context.header_words) add_word(static_cast<std::uint16_t>(i), word, false);
    for (const std::string& word : detectors[i].context.negative_words) add_word(static_cast<std::uint16_t>(i), word, true);
  }
}

void HeaderIndex::hear_latin(std::string_view name, std::vector<Heard>& out) const {
  const std::vector<Token> tokens = latin_tokens(name);
  const auto emit = [&](const std::string& key, std::size_t begin, std::size_t end, std::int8_t strength) {
    const auto found = latin_.find(key);
    if (found == latin_.end()) return;
    for (const Entry& entry : found->second) out.push_back({entry.detector, entry.against, entry.word, begin, end, strength});
  };
  const bool only_latin = std::ranges::none_of(name, wide);
  for (std::size_t first = 0; first < tokens.size(); ++first) {
    std::string key;
    for (std::size_t last = first; last < tokens.size() && last < first + kLongestNgram; ++last) {
      key += tokens[last].text;
      // operators, attendees: a column of several is named in the plural.
      const bool plural = last + 1 == tokens.size() && key.size() >= 5 && key.ends_with('s') && !key.ends_with("ss") && !latin_.contains(key);
      const bool ends = last + 1 == tokens.size() && tokens[last].end + 2 >= name.size();
      const std::int8_t strength = ends && first == 0 && only_latin ? 3 : ends ? 2 : 1;
      emit(plural ? key.substr(0, key.size() - 1) : key, tokens[first].begin, tokens[last].end, strength);
      // ip1, tel2: the second of a kind.
      const std::size_t letters = key.find_last_not_of("0123456789") + 1;
      if (ends && letters >= 2 && letters < key.size() && !latin_.contains(key)) emit(key.substr(0, letters), tokens[first].begin, tokens[last].end, 2);
    }
  }
  if (tokens.empty() || tokens.back().text.size() < 7) return;
  const Token& head = tokens.back();
  for (std::size_t cut = 1; cut + 5 <= head.text.size(); ++cut) emit(head.text.substr(cut), head.begin + cut, head.end, 2);  // usermobile
}

void HeaderIndex::hear_han(std::string_view name, std::vector<Heard>& out) const {
  const std::string lower = base::ascii_lower(name);
  for (std::size_t at = 0; at < lower.size(); ++at) {
    if ((static_cast<unsigned char>(lower[at]) & 0xC0) == 0x80) continue;
    const std::string_view rest = std::string_view(lower).substr(at);
    const auto found = han_.find(lead(rest));
    if (found == han_.end()) continue;
    if (alnum(lower[at]) && at > 0 && alnum(lower[at - 1])) continue;
    for (const Entry& entry : found->second) {
      const std::string& word = words_[entry.word];
      if (!rest.starts_with(word)) continue;
      const std::size_t end = at + word.size();
      std::size_t tail = end;  // 联系电话1, 姓名：
      while (tail < lower.size() && !alnum(lower[tail]) && !wide(lower[tail])) ++tail;
      while (tail < lower.size() && lower[tail] >= '0' && lower[tail] <= '9') ++tail;
      const std::int8_t strength = tail < lower.size() ? 1 : at == 0 ? 3 : 2;
      out.push_back({entry.detector, entry.against, entry.word, at, end, strength});
    }
  }
}

std::vector<HeaderSpeech> HeaderIndex::listen(std::string_view name) const {
  std::vector<HeaderSpeech> speech;
  if (name.empty()) return speech;
  const std::string plain = plain_header(name);
  std::vector<Heard> heard;
  hear_latin(plain, heard);
  hear_han(plain, heard);
  std::ranges::sort(heard, [](const Heard& a, const Heard& b) { return a.detector < b.detector; });
  for (std::size_t i = 0; i < heard.size();) {
    const std::uint16_t detector = heard[i].detector;
    const Heard *best = nullptr, *worst = nullptr;
    for (; i < heard.size() && heard[i].detector == detector; ++i) {
      const Heard& one = heard[i];
      const Heard*& slot = one.against ? worst : best;
      const auto better = [](const Heard& a, const Heard& b) { return a.end != b.end ? a.end > b.end : a.begin < b.begin; };
      if (!slot || better(one, *slot)) slot = &one;
    }
    // Names are head-final in Chinese and English: what ends later says what the column is. 是否… asks, whatever follows.
    const bool question = worst && words_[worst->word].starts_with("是否");
    const bool against =
        worst && (!best || question || worst->end > best->end || best->strength < 2 || (worst->end == best->end && worst->begin < best->begin));
    speech.push_back({detector, against ? std::int8_t{-1} : best->strength, against ? worst->word : best->word});
  }
  return speech;
}

namespace {

std::uint16_t lead_pair(std::string_view text, std::size_t at) {
  return static_cast<std::uint16_t>(static_cast<unsigned char>(text[at]) << 8 | static_cast<unsigned char>(text[at + 1]));
}

}  // namespace

NearWords::NearWords(const std::vector<pack::Detector>& detectors) {
  for (const pack::Detector& detector : detectors) {
    Rule rule;
    rule.window = static_cast<std::size_t>(std::clamp(detector.context.window, 4, 120));
    const auto add = [&](const std::vector<std::string>& words, bool against, bool han_only) {
      for (const std::string& word : words) {
        if (word.size() < 2 || (han_only && !wide(word[0]))) continue;
        const auto index = static_cast<std::uint32_t>(words_.size());
        words_.push_back(base::ascii_lower(word));
        rule.entries.push_back({lead_pair(words_.back(), 0), index, against});
      }
    };
    add(detector.context.near_words, false, false);
    add(detector.context.header_words, false, true);
    add(detector.context.negative_words, true, false);
    std::ranges::stable_sort(rule.entries, {}, &Entry::lead);
    if (!rule.entries.empty()) rule.leads.assign(0x10000, false);
    for (const Entry& entry : rule.entries) rule.leads[entry.lead] = true;
    rules_.push_back(std::move(rule));
  }
}

// `text` is lower-case. Before the value the later word is the closer one; behind it any supporting word counts a little.
void NearWords::search(const Rule& rule, std::string_view text, bool before, Best& best) const {
  for (std::size_t at = 0; at + 2 <= text.size(); ++at) {
    const std::uint16_t lead = lead_pair(text, at);
    if (!rule.leads[lead]) continue;
    const auto [first, last] = std::ranges::equal_range(rule.entries, lead, {}, &Entry::lead);
    for (auto entry = first; entry != last; ++entry) {
      const std::string& word = words_[entry->word];
      if (!text.substr(at).starts_with(word)) continue;
      const std::size_t end = at + word.size();
      const bool whole =
          wide(word[0]) || ((at == 0 || !alnum(text[at - 1]) || !alnum(word.front())) && (end == text.size() || !alnum(text[end]) || !alnum(word.back())));
      if (!whole || (entry->against && !before)) continue;
      const std::size_t reach = before ? end + 1 : 1;
      std::size_t& known = entry->against ? best.oppose : best.support;
      if (reach <= known) continue;
      known = reach;
      if (!entry->against) best.word = static_cast<int>(entry->word);
    }
  }
}

namespace {

std::string_view lower_into(std::string_view text, std::array<char, 768>& buffer) {
  const std::size_t size = std::min(text.size(), buffer.size());
  for (std::size_t i = 0; i < size; ++i) {
    const char c = text[i];
    buffer[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return {buffer.data(), size};
}

// `characters` code points back from `at`, not over a blank line or a cell border.
std::size_t window_begin(std::string_view text, std::size_t at, std::size_t characters) {
  std::size_t begin = at, lines = 0;
  while (begin > 0 && characters > 0) {
    const char c = text[begin - 1];
    if (c == '\x1f' || (c == '\n' && ++lines > 1)) break;
    --begin;
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) --characters;
  }
  return begin;
}

std::size_t window_end(std::string_view text, std::size_t at, std::size_t characters) {
  std::size_t end = at;
  while (end < text.size() && characters > 0 && text[end] != '\n' && text[end] != '\x1f') {
    if ((static_cast<unsigned char>(text[end]) & 0xC0) != 0x80) --characters;
    ++end;
  }
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  return end;
}

}  // namespace

NearContext NearWords::look(std::uint16_t detector, std::string_view text, std::size_t begin, std::size_t end) const {
  NearContext context;
  const Rule& rule = rules_[detector];
  if (rule.entries.empty()) return context;
  const std::size_t from = window_begin(text, begin, rule.window);
  const std::size_t to = window_end(text, end, rule.window / 2);
  std::array<char, 768> before_buffer, after_buffer;
  const std::string_view before = lower_into(text.substr(from, begin - from), before_buffer);
  const std::string_view after = lower_into(text.substr(end, to - end), after_buffer);
  Best best;
  search(rule, before, true, best);
  search(rule, after, false, best);
  context.against = best.oppose > best.support;
  context.word = context.against ? -1 : best.word;
  return context;
}

}  // namespace gongdun::detect
