#include "base/yaml_events.h"

#include <yaml.h>

#include <new>

namespace gongdun::base {
namespace {

std::string_view text_of(const yaml_char_t* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

}  // namespace

struct YamlEvents::Impl {
  yaml_parser_t parser{};
  yaml_event_t event{};

  explicit Impl(std::string_view text) {
    if (yaml_parser_initialize(&parser) == 0) throw std::bad_alloc();
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }
  ~Impl() {
    yaml_event_delete(&event);
    yaml_parser_delete(&parser);
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  YamlEvent broken() const {
    return {.kind = YamlEvent::Kind::broken,
            .line = static_cast<int>(parser.problem_mark.line) + 1,
            .value = parser.problem == nullptr ? std::string_view("cannot be parsed") : parser.problem,
            .tag = {}};
  }

  YamlEvent collection(YamlEvent::Kind kind, const yaml_char_t* anchor, const yaml_char_t* tag) const {
    return {.kind = kind, .line = line(), .value = {}, .tag = text_of(tag), .anchored = anchor != nullptr};
  }
  int line() const { return static_cast<int>(event.start_mark.line) + 1; }
};

YamlEvents::YamlEvents(std::string_view text) : impl_(std::make_unique<Impl>(text)) {}
YamlEvents::~YamlEvents() = default;

YamlEvent YamlEvents::next() {
  using Kind = YamlEvent::Kind;
  while (true) {
    yaml_event_delete(&impl_->event);
    if (yaml_parser_parse(&impl_->parser, &impl_->event) == 0) return impl_->broken();
    const auto& data = impl_->event.data;
    switch (impl_->event.type) {
      case YAML_DOCUMENT_START_EVENT: return impl_->collection(Kind::document, nullptr, nullptr);
      case YAML_ALIAS_EVENT: return impl_->collection(Kind::alias, data.alias.anchor, nullptr);
      case YAML_SEQUENCE_START_EVENT: return impl_->collection(Kind::sequence, data.sequence_start.anchor, data.sequence_start.tag);
      case YAML_MAPPING_START_EVENT: return impl_->collection(Kind::mapping, data.mapping_start.anchor, data.mapping_start.tag);
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT: return impl_->collection(Kind::end, nullptr, nullptr);
      case YAML_SCALAR_EVENT: {
        YamlEvent scalar = impl_->collection(Kind::scalar, data.scalar.anchor, data.scalar.tag);
        scalar.value = {reinterpret_cast<const char*>(data.scalar.value), data.scalar.length};
        scalar.plain = data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
        return scalar;
      }
      case YAML_STREAM_END_EVENT:
      case YAML_NO_EVENT: return {.kind = Kind::finished, .line = impl_->line(), .value = {}, .tag = {}};
      default: break;
    }
  }
}

}  // namespace gongdun::base
