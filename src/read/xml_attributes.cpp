// Attributes of the tag that has just begun: taken apart when one is asked for, decoded when its value is.
#include "read/xml_characters.h"
#include "read/xml_scan.h"

namespace gongdun::read {

void XmlScan::parse_attributes() {
  if (pending_ == nullptr) return;
  if (!split_attributes()) {
    attributes_.clear();
    malformed();
  }
  pending_ = nullptr;
}

bool XmlScan::split_attributes() {
  const char* const text = window_.get();
  const auto end = static_cast<std::size_t>(pending_end_ - text);
  auto at = static_cast<std::size_t>(pending_ - text);
  for (;;) {
    while (at < end && (is_xml_space(text[at]) || text[at] == '/')) ++at;
    if (at == end) return true;
    const std::size_t begin = at;
    std::size_t local = at;
    at = end_of_name(at, local);
    const std::size_t name_end = at;
    while (at < end && is_xml_space(text[at])) ++at;
    if (at == end || name_end == begin || text[at] != '=') return false;
    ++at;
    while (at < end && is_xml_space(text[at])) ++at;
    if (at == end) return false;
    const char quote = text[at];
    if (quote != '"' && quote != '\'') return false;
    ++at;
    const char* const close = find_char(text + at, text + end, quote);
    if (close == nullptr || attributes_.size() >= limits_.attributes) return false;
    attributes_.push_back({text + begin, text + at, static_cast<std::uint32_t>(name_end - begin), static_cast<std::uint32_t>(local - begin),
                           static_cast<std::uint32_t>(close - (text + at)), false});
    at = static_cast<std::size_t>(close - text) + 1;
  }
}

std::string_view XmlScan::attribute_value(std::size_t index) {
  Attribute& attribute = attributes_[index];
  if (attribute.decoded || find_char(attribute.value_at, attribute.value_at + attribute.value_size, '&') == nullptr) return attribute.value();
  if (values_used_ == values_.size()) values_.push_back(std::make_unique<std::string>());
  const std::string_view decoded = decode(attribute.value(), *values_[values_used_++]);
  attribute.value_at = decoded.data();
  attribute.value_size = static_cast<std::uint32_t>(decoded.size());
  attribute.decoded = true;
  return decoded;
}

std::optional<std::string_view> XmlScan::attribute(std::string_view local_name) {
  parse_attributes();
  std::size_t prefixed = attributes_.size();
  for (std::size_t i = 0; i < attributes_.size(); ++i) {
    if (attributes_[i].local() != local_name) continue;
    if (attributes_[i].local_at == 0) return attribute_value(i);
    prefixed = i;
  }
  if (prefixed == attributes_.size()) return std::nullopt;
  return attribute_value(prefixed);
}

std::optional<std::string_view> XmlScan::prefixed_attribute(std::string_view local_name) {
  parse_attributes();
  for (std::size_t i = 0; i < attributes_.size(); ++i) {
    if (attributes_[i].local() == local_name && attributes_[i].local_at != 0) return attribute_value(i);
  }
  return std::nullopt;
}

}  // namespace gongdun::read
