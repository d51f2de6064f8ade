#include "pack/fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/core.h>

#include "base/utf8.h"

namespace gongdun::pack {

namespace {

constexpr std::size_t kMaxWordBytes = 200;
constexpr std::array<std::string_view, 4> kVerified{"V", "S", "M", "D"};

bool id_like(std::string_view id) {
  return !id.empty() && id.size() <= 100 && std::ranges::all_of(id, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' || c == '-';
  });
}

bool ascii_only(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::string fold_word(std::string_view word) {
  return base::ascii_lower(base::fold_width(base::trim(word)));
}

bool parse_number(std::string_view text, double& value) {
  std::string digits(text);
  std::erase(digits, '_');
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value);
  return error == std::errc{} && stop == end && std::isfinite(value);
}

std::string entry_label(const Node& node, std::size_t index) {
  for (const Entry& entry : node.entries) {
    if (entry.key == "id" && entry.value.kind == Node::Kind::scalar) return entry.value.text;
  }
  return std::to_string(index);
}

Fields::Fields(const Node& node, std::string path, Problems& problems) : node_(node), path_(std::move(path)), problems_(problems) {
  if (node_.kind != Node::Kind::map) problems_.add(node_.line, path_, "此处应为键值映射", "a mapping is expected here");
}

std::string Fields::path_of(std::string_view key) const {
  if (path_.empty()) return std::string(key);
  return key.empty() ? path_ : fmt::format("{}.{}", path_, key);
}

void Fields::problem(int line, std::string_view key, std::string zh, std::string en) {
  problems_.add(line, path_of(key), std::move(zh), std::move(en));
}

int Fields::line_of(std::string_view key) const {
  for (const Entry& entry : node_.entries) {
    if (entry.key == key) return entry.line;
  }
  return node_.line;
}

const Node* Fields::take(std::string_view key, Need need) {
  known_.emplace(key);
  for (const Entry& entry : node_.entries) {
    if (entry.key != key) continue;
    if (entry.value.kind == Node::Kind::null) break;
    return &entry.value;
  }
  if (need == Need::required && node_.kind == Node::Kind::map) {
    problem(line_of(key), key, fmt::format("缺少必填项 {}", key), fmt::format("the required field {} is missing or empty", key));
  }
  return nullptr;
}

std::string Fields::text(std::string_view key, Need need) {
  const Node* node = take(key, need);
  if (!node) return {};
  if (node->kind != Node::Kind::scalar) {
    problem(node->line, key, "此处应为一段文字", "one text is expected here");
    return {};
  }
  std::string value(base::trim(node->text));
  if (value.empty() && need == Need::required)
    problem(node->line, key, fmt::format("缺少必填项 {}", key), fmt::format("the required field {} is missing or empty", key));
  return value;
}

double Fields::number(std::string_view key, double fallback, double low, double high) {
  const Node* node = take(key);
  if (!node) return fallback;
  double value = 0;
  if (node->kind != Node::Kind::scalar || !parse_number(node->text, value)) {
    problem(node->line, key, "此处应为数字", "a number is expected here");
    return fallback;
  }
  if (value < low || value > high) {
    problem(node->line, key, fmt::format("数值应在 {} 与 {} 之间", low, high), fmt::format("the number must be between {} and {}", low, high));
    return fallback;
  }
  return value;
}

int Fields::integer(std::string_view key, int fallback, int low, int high) {
  const double value = number(key, fallback, low, high);
  if (value == std::floor(value)) return static_cast<int>(value);
  problem(line_of(key), key, "此处应为整数", "a whole number is expected here");
  return fallback;
}

bool Fields::flag(std::string_view key, bool fallback) {
  const Node* node = take(key);
  if (!node) return fallback;
  if (node->kind == Node::Kind::scalar && node->text == "true") return true;
  if (node->kind == Node::Kind::scalar && node->text == "false") return false;
  problem(node->line, key, "此处应为 true 或 false", "true or false is expected here");
  return fallback;
}

std::vector<std::string> Fields::texts(std::string_view key, Need need) {
  const Node* node = take(key, need);
  if (!node) return {};
  std::vector<std::string> out;
  auto add = [&](const Node& item) {
    if (item.kind != Node::Kind::scalar || base::trim(item.text).empty()) {
      problem(item.line, key, "列表的每一项应为非空文字", "every entry of the list must be non-empty text");
      return;
    }
    out.push_back(item.text);
  };
  if (node->kind == Node::Kind::list) {
    for (const Node& item : node->items) add(item);
  } else {
    add(*node);
  }
  if (out.empty() && need == Need::required) problem(node->line, key, "列表不能为空", "the list must not be empty");
  return out;
}

std::vector<std::string> Fields::words(std::string_view key, Need need) {
  std::vector<std::string> out;
  std::set<std::string> seen;
  for (const std::string& raw : texts(key, need)) {
    std::string word = fold_word(raw);
    if (word.size() > kMaxWordBytes) {
      problem(line_of(key), key, fmt::format("词过长（超过 {} 字节）", kMaxWordBytes), fmt::format("a word is longer than {} bytes", kMaxWordBytes));
      continue;
    }
    if (seen.insert(word).second) out.push_back(std::move(word));
  }
  return out;
}

base::Bilingual Fields::bilingual(std::string_view key, Need need) {
  const Node* node = take(key, need);
  if (!node) return {};
  Fields inner(*node, path_of(key), problems_);
  base::Bilingual value{inner.text("zh", Need::required), inner.text("en", Need::required)};
  inner.finish();
  return value;
}

int Fields::choice(std::string_view key, std::span<const std::string_view> allowed, Need need) {
  const std::string value = text(key, need);
  if (value.empty()) return -1;
  const auto found = std::ranges::find(allowed, value);
  if (found != allowed.end()) return static_cast<int>(found - allowed.begin());
  std::string list;
  for (const std::string_view one : allowed) list += (list.empty() ? "" : " | ") + std::string(one);
  problem(line_of(key), key, fmt::format("“{}”不是允许的取值，应为：{}", value, list), fmt::format("\"{}\" is not allowed; use one of: {}", value, list));
  return -1;
}

void Fields::add_term(const Node& node, double weight, std::string_view key, std::vector<Term>& out) {
  Term term;
  term.weight = weight;
  if (node.kind == Node::Kind::scalar) {
    term.word = fold_word(node.text);
  } else {
    Fields inner(node, path_of(key), problems_);
    term.word = fold_word(inner.text("word", Need::required));
    term.weight = inner.number("weight", weight, 0.1, 10);
    term.whole_word = inner.flag("whole_word", true);
    inner.finish();
  }
  if (term.word.size() < 2 || term.word.size() > kMaxWordBytes || (ascii_only(term.word) && term.word.size() < 2)) {
    problem(node.line, key, fmt::format("词“{}”过短或过长", term.word), fmt::format("the word \"{}\" is too short or too long", term.word));
    return;
  }
  // Every measured value would have to be looked up, and none of them would mean the thing.
  if (std::ranges::all_of(term.word, [](char c) { return c >= '0' && c <= '9'; })) {
    problem(node.line, key, fmt::format("词“{}”只有数字，在任何表里都会出现；请写成带字母或汉字的说法", term.word),
            fmt::format("the word \"{}\" is digits only and stands in any table; write it with letters", term.word));
    return;
  }
  if (std::ranges::any_of(out, [&](const Term& other) { return other.word == term.word; })) {
    problem(node.line, key, fmt::format("词“{}”重复", term.word), fmt::format("the word \"{}\" appears twice", term.word));
    return;
  }
  out.push_back(std::move(term));
}

// terms: {3: [烧结矿, 铁水], 1: [炉, 钢]}
void Fields::term_map(const Node& node, std::string_view key, std::vector<Term>& out) {
  for (const Entry& entry : node.entries) {
    double weight = 0;
    if (!parse_number(entry.key, weight) || weight < 0.1 || weight > 10) {
      problem(entry.line, key, fmt::format("“{}”不是权重，应为 0.1 到 10 的数字", entry.key),
              fmt::format("\"{}\" is not a weight between 0.1 and 10", entry.key));
      continue;
    }
    if (entry.value.kind == Node::Kind::scalar) add_term(entry.value, weight, key, out);
    for (const Node& item : entry.value.items) add_term(item, weight, key, out);
    if (entry.value.kind == Node::Kind::map || entry.value.kind == Node::Kind::null) {
      problem(entry.line, key, "权重之后应为词的列表", "a list of words is expected after the weight");
    }
  }
}

std::vector<Term> Fields::terms(std::string_view key, Need need) {
  std::vector<Term> out;
  const Node* node = take(key, need);
  if (!node) return out;
  if (node->kind == Node::Kind::map) {
    term_map(*node, key, out);
  } else if (node->kind == Node::Kind::list) {
    for (const Node& item : node->items) add_term(item, 1, key, out);
  } else {
    problem(node->line, key, "此处应为词的列表，或“权重: [词…]”的映射", "a list of words or a mapping weight: [words] is expected here");
  }
  if (out.empty() && need == Need::required) problem(node->line, key, "列表不能为空", "the list must not be empty");
  return out;
}

void Fields::iso_date(std::string_view key, const std::string& value) {
  if (value.empty()) return;
  auto digit = [&](std::size_t at) { return value[at] >= '0' && value[at] <= '9'; };
  bool good = value.size() == 10 && value[4] == '-' && value[7] == '-';
  for (const std::size_t at : {0, 1, 2, 3, 5, 6, 8, 9}) good = good && digit(at);
  if (good) good = value.substr(5, 2) >= "01" && value.substr(5, 2) <= "12" && value.substr(8) >= "01" && value.substr(8) <= "31";
  if (!good) problem(line_of(key), key, "日期应写作 2026-01-31", "write the date as 2026-01-31");
}

RuleMeta Fields::meta(const std::string& pack) {
  RuleMeta meta;
  meta.pack = pack;
  meta.file = problems_.file();
  meta.line = node_.line;
  meta.id = text("id", Need::required);
  if (!meta.id.empty() && !id_like(meta.id)) {
    problem(line_of("id"), "id", "编号只能用字母、数字、点、下划线、连字符，最长 100",
            "an id may hold letters, digits, dot, underscore and hyphen, at most 100");
  }
  meta.name = bilingual("name", Need::required);
  meta.basis = text("basis", Need::required);
  const int verified = choice("verified", kVerified, Need::required);
  if (verified >= 0) meta.verified = static_cast<Verified>(verified);
  meta.effective_from = text("effective_from");
  meta.effective_to = text("effective_to");
  iso_date("effective_from", meta.effective_from);
  iso_date("effective_to", meta.effective_to);
  if (!meta.effective_from.empty() && !meta.effective_to.empty() && meta.effective_to < meta.effective_from) {
    problem(line_of("effective_to"), "effective_to", "失效日期早于生效日期", "effective_to is before effective_from");
  }
  return meta;
}

void Fields::finish() {
  for (const Entry& entry : node_.entries) {
    if (known_.contains(entry.key)) continue;
    std::string list;
    for (const std::string& key : known_) list += (list.empty() ? "" : ", ") + key;
    // {en: keys, tokens} is how this usually happens
    const bool comma = entry.value.kind == Node::Kind::null;
    problem(entry.line, entry.key, fmt::format("未知的键“{}”；可用的键：{}{}", entry.key, list, comma ? "（花括号内含逗号的文字要加引号）" : ""),
            fmt::format("unknown key \"{}\"; known keys: {}{}", entry.key, list, comma ? " (text with a comma inside braces needs quotes)" : ""));
  }
}

}  // namespace gongdun::pack
