#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "base/yaml_events.h"
#include "serve/server.h"

namespace gongdun::serve {

using base::Code;
using base::Status;
using Kind = base::YamlEvent::Kind;

namespace {

constexpr std::size_t kLargest = 64 * 1024;

Status wrong(const std::string& path, int line, const std::string& zh, const std::string& en) {
  return base::fail(Code::invalid_input, zh, en, fmt::format("{}:{}", path, line));
}

std::string* field(ServerSettings& settings, std::string_view name) {
  if (name == "store") return &settings.store;
  if (name == "data") return &settings.data;
  if (name == "packs") return &settings.packs;
  if (name == "listen") return &settings.listen;
  if (name == "certificate") return &settings.certificate;
  if (name == "key") return &settings.key;
  if (name == "outbound_ca") return &settings.outbound_ca;
  if (name == "outbound_proxy") return &settings.outbound_proxy;
  return nullptr;
}

Status read_names(base::YamlEvents& events, const std::string& path, ServerSettings& settings) {
  base::YamlEvent event = events.next();
  if (event.kind != Kind::sequence) return wrong(path, event.line, "names 应为列表", "names is a list");
  for (event = events.next(); event.kind == Kind::scalar; event = events.next()) settings.names.emplace_back(event.value);
  if (event.kind != Kind::end) return wrong(path, event.line, "names 应为文字列表", "names is a list of texts");
  return {};
}

}  // namespace

Status read_settings_file(const std::string& path, ServerSettings& settings) {
  std::ifstream file(path, std::ios::binary);
  std::string text(kLargest + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (file.bad() || (!file.eof() && text.empty())) return base::fail(Code::not_found, "无法读取配置文件", "cannot read the configuration file", path);
  if (text.size() > kLargest) return base::fail(Code::limit, "配置文件过大", "the configuration file is too large", path);
  base::YamlEvents events(text);
  base::YamlEvent event = events.next();
  while (event.kind == Kind::document) event = events.next();
  if (event.kind == Kind::finished) return {};
  if (event.kind != Kind::mapping) return wrong(path, event.line, "配置文件应为 键: 值", "the configuration is a mapping of key: value");
  for (event = events.next(); event.kind != Kind::end; event = events.next()) {
    if (event.kind != Kind::scalar) return wrong(path, event.line, "配置文件格式不正确", "the configuration is malformed");
    const std::string name(event.value);
    if (name == "names") {
      GD_TRY(read_names(events, path, settings));
      continue;
    }
    std::string* const place = field(settings, name);
    if (place == nullptr) return wrong(path, event.line, "没有这个配置项：" + name, "no such setting: " + name);
    event = events.next();
    if (event.kind != Kind::scalar) return wrong(path, event.line, name + " 应为文字", name + " takes a text");
    *place = std::string(event.value);
  }
  return {};
}

}  // namespace gongdun::serve
