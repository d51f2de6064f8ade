#include "read/text_shape.h"

#include <algorithm>
#include <cstddef>

#include "base/utf8.h"

namespace gongdun::read {
namespace {

struct Shape {
  std::size_t letters = 0, han = 0, digits = 0, marks = 0;  // marks: the signs that code and data are full of
  std::size_t lines = 0, code_lines = 0;
};

bool is_mark(char32_t c) {
  return c < 0x80 && std::string_view("{}[]<>=;|&^~@#$%*+\\_`").find(static_cast<char>(c)) != std::string_view::npos;
}

void count_characters(std::string_view line, Shape& shape) {
  for (std::size_t at = 0; at < line.size();) {
    const char32_t c = base::next_code_point(line, at);
    if (c >= '0' && c <= '9') {
      ++shape.digits;
    } else if (((c | 0x20U) >= 'a' && (c | 0x20U) <= 'z') || (c >= 0xC0 && c < 0x2000)) {
      ++shape.letters;
    } else if (base::is_han(c)) {
      ++shape.han;
    } else if (is_mark(c)) {
      ++shape.marks;
    }
  }
}

bool is_code_line(std::string_view line) {
  if (line.ends_with(';') || line.ends_with('{') || line.ends_with('}') || line.ends_with(");")) return true;
  return line.starts_with("#include") || line.starts_with("import ") || line.starts_with("def ") || line.starts_with("//") || line.starts_with("$ ");
}

}  // namespace

bool looks_like_prose(std::string_view text) {
  text = text.substr(0, 16 << 10);
  Shape shape;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = base::trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty()) continue;
    ++shape.lines;
    if (is_code_line(line)) ++shape.code_lines;
    count_characters(line, shape);
  }
  if (shape.lines == 0) return true;
  const std::size_t words = shape.letters + shape.han * 2;  // a Chinese character says what two letters say, at least
  const std::size_t total = words + shape.digits + shape.marks;
  return shape.code_lines * 5 < shape.lines && words * 10 >= total * 7 && shape.marks * 12 < total;
}

}  // namespace gongdun::read
