#include "detect/geo_form.h"

#include <charconv>
#include <initializer_list>
#include <optional>
#include <string>

#include "base/utf8.h"

namespace gongdun::detect {

namespace {

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool at_end() {
    blanks();
    return rest_.empty();
  }
  bool one_of(std::initializer_list<std::string_view> words) {
    blanks();
    for (const std::string_view word : words) {
      if (!rest_.starts_with(word)) continue;
      rest_.remove_prefix(word.size());
      return true;
    }
    return false;
  }
  std::optional<double> number() {
    blanks();
    double out = 0;
    if (rest_.empty() || (rest_[0] != '-' && (rest_[0] < '0' || rest_[0] > '9'))) return std::nullopt;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), out, std::chars_format::fixed);
    if (error != std::errc{}) return std::nullopt;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return out;
  }

 private:
  void blanks() {
    while (!rest_.empty() && rest_[0] == ' ') rest_.remove_prefix(1);
  }
  std::string_view rest_;
};

// Degrees with minutes and seconds or a fraction. The quarter of the world (N, 东经) must be said: an angle of a drawing has degrees and minutes too.
bool angle(Reader& reader) {
  bool north = reader.one_of({"北纬", "南纬", "N", "S"});
  bool east = !north && reader.one_of({"东经", "西经", "E", "W"});
  const auto degrees = reader.number();
  if (!degrees || *degrees < 0 || *degrees > 180 || !reader.one_of({"°", "º", "度"})) return false;
  if (const auto minutes = reader.number()) {
    if (*minutes < 0 || *minutes >= 60 || !reader.one_of({"′", "'", "’", "分"})) return false;
    if (const auto seconds = reader.number()) {
      if (*seconds < 0 || *seconds >= 60) return false;
      reader.one_of({"″", "\"", "”", "秒", "''"});
    }
  }
  if (!north && !east) {
    north = reader.one_of({"N", "S"});
    east = !north && reader.one_of({"E", "W"});
  }
  return north ? *degrees <= 90 : east;
}

bool point(Reader& reader) {
  if (!reader.one_of({"POINT", "Point", "point"}) || !reader.one_of({"("})) return false;
  const auto x = reader.number(), y = x ? reader.number() : std::nullopt;
  return y && *x >= -180 && *x <= 180 && *y >= -90 && *y <= 90 && reader.one_of({")"}) && reader.at_end();
}

}  // namespace

bool is_position(std::string_view value) {
  if (value.size() < 5 || value.size() > 80) return false;
  if (value.starts_with('P') || value.starts_with('p')) {
    Reader reader(value);
    return point(reader);
  }
  if (value.find("°") == std::string_view::npos && value.find("度") == std::string_view::npos && value.find("º") == std::string_view::npos) return false;
  const std::string folded = base::fold_width(value);
  Reader reader(folded);
  if (!angle(reader)) return false;
  if (reader.at_end()) return true;
  reader.one_of({",", ";", "/"});
  return angle(reader) && reader.at_end();
}

}  // namespace gongdun::detect
