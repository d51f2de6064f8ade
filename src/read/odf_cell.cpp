#include "read/odf_cell.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "read/number_format.h"

namespace gongdun::read {

namespace {

// "PT08H30M15.5S" → "08:30:15"; empty when it is no such duration.
std::string clock_of_duration(std::string_view text) {
  if (!text.starts_with("PT")) return {};
  text.remove_prefix(2);
  unsigned parts[3] = {0, 0, 0};
  constexpr std::string_view kUnits = "HMS";
  while (!text.empty()) {
    unsigned value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    if (parsed.ec != std::errc{}) return {};
    text.remove_prefix(static_cast<std::size_t>(parsed.ptr - text.data()));
    if (text.starts_with('.') || text.starts_with(',')) text.remove_prefix(std::min(text.find_first_of(kUnits), text.size()));
    const std::size_t unit = text.empty() ? std::string_view::npos : kUnits.find(text.front());
    if (unit == std::string_view::npos) return {};
    parts[unit] = value;
    text.remove_prefix(1);
  }
  return fmt::format("{:02}:{:02}:{:02}", parts[0], parts[1], parts[2]);
}

std::string iso_date(std::string value) {
  const std::size_t t = value.find('T');
  if (t == std::string::npos) return value;
  if (value.substr(t).starts_with("T00:00:00")) return value.substr(0, t);
  value[t] = ' ';
  return value;
}

}  // namespace

std::uint64_t odf_count(XmlScan& xml, std::string_view attribute) {
  std::uint64_t count = 1;
  if (const auto text = xml.attribute(attribute)) std::from_chars(text->data(), text->data() + text->size(), count);
  return std::max<std::uint64_t>(count, 1);
}

void OdfCell::start(XmlScan& xml) {
  type = xml.attribute("value-type").value_or("");
  const std::string_view key = type == "date"      ? "date-value"
                               : type == "time"    ? "time-value"
                               : type == "boolean" ? "boolean-value"
                               : type == "string"  ? "string-value"
                                                   : "value";
  value = xml.attribute(key).value_or("");
  shown.clear();
  repeated = static_cast<std::uint32_t>(std::min<std::uint64_t>(odf_count(xml, "number-columns-repeated"), 1 << 20));
  spanned = static_cast<std::uint32_t>(std::min<std::uint64_t>(odf_count(xml, "number-columns-spanned"), 1 << 20));
}

std::string OdfCell::visible() const {
  std::string_view text = shown;
  while (text.ends_with('\n')) text.remove_suffix(1);
  if (type == "date" && !value.empty()) return iso_date(value);
  if (type == "boolean") return value == "true" ? "TRUE" : "FALSE";
  if (type == "time") {
    std::string clock = clock_of_duration(value);
    return clock.empty() ? std::string(text) : clock;
  }
  if ((type == "float" || type == "currency") && !value.empty()) {
    const bool laid_out = !text.empty() && text.find_first_not_of("0123456789- ") == std::string_view::npos && text.size() >= value.size();
    if (laid_out) return std::string(text);
    std::string number;
    plain_number(value, number);
    return number;
  }
  return text.empty() ? value : std::string(text);
}

}  // namespace gongdun::read
