#include "probe/target.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/utf8.h"

namespace gongdun::probe {

using base::Code;
using base::Result;

namespace {

constexpr std::size_t kLongest = 1000;

auto refuse(std::string_view text, const char* zh, const char* en) {
  return base::fail(
      Code::invalid_input,
      std::string("探测对象写法有误：") + zh +
          "；应写作 catalog、db:postgres://用户@主机:端口/库、db:mariadb://用户@主机:端口、tls:主机:端口、os:/、os:ssh://用户@主机、backup:/目录、"
          "doc:/目录",
      std::string("what to probe is written wrongly: ") + en +
          "; write catalog, db:postgres://user@host:port/database, db:mariadb://user@host:port, tls:host:port, os:/, os:ssh://user@host, "
          "backup:/folder or doc:/folder",
      std::string(text));
}

bool is_plain(std::string_view text, std::string_view also) {
  return std::ranges::all_of(
      text, [&](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || also.find(c) != std::string_view::npos; });
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// "host", "host:port", "[v6]:port"
bool take_place(std::string_view text, Target& out) {
  std::string_view port;
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return false;
    out.host = lower(text.substr(1, end - 1));
    if (!is_plain(out.host, ":.")) return false;
    text.remove_prefix(end + 1);
    if (!text.empty() && text[0] != ':') return false;
    if (!text.empty()) port = text.substr(1);
    if (!text.empty() && port.empty()) return false;
  } else {
    const std::size_t colon = text.find(':');
    out.host = lower(text.substr(0, colon));
    // A name that begins with '-' would be an option to the program that is given it.
    if (!is_plain(out.host, ".-_") || out.host.starts_with('-')) return false;
    if (colon != std::string_view::npos) {
      port = text.substr(colon + 1);
      if (port.empty()) return false;
    }
  }
  if (out.host.empty() || port.size() > 5 || !std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; })) return false;
  unsigned number = 0;
  for (const char c : port) number = number * 10 + static_cast<unsigned>(c - '0');
  if (number > 65535 || (!port.empty() && number == 0)) return false;
  out.port = static_cast<std::uint16_t>(number);
  return true;
}

bool take_folder(std::string_view text, Target& out) {
  if (!text.starts_with('/')) return false;
  std::string path = std::filesystem::path(text).lexically_normal().string();
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  out.path = std::move(path);
  return true;
}

bool is_folder(const Target& target) {
  return target.scheme.empty() && (target.collector == "os" || target.collector == "backup" || target.collector == "doc");
}

}  // namespace

std::string Target::text() const {
  if (collector == "catalog") return collector;
  std::string out = collector + ":";
  if (!scheme.empty()) out += scheme + "://";
  if (!user.empty()) out += user + "@";
  out += host.find(':') == std::string::npos ? host : "[" + host + "]";
  if (port != 0) out += ":" + std::to_string(port);
  if (!path.empty()) out += (host.empty() ? "" : "/") + path;
  return out;
}

Result<Target> parse_target(std::string_view text) {
  if (text.size() > kLongest || base::printable(text) != text) return refuse(text.substr(0, 100), "过长或含控制字符", "too long, or with control characters");
  Target out;
  if (text == "catalog") {
    out.collector = "catalog";
    return out;
  }
  const std::size_t colon = text.find(':');
  out.collector = text.substr(0, colon);
  std::string_view rest = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
  constexpr std::array<std::string_view, 5> kKnown{"db", "tls", "os", "backup", "doc"};
  if (std::ranges::find(kKnown, out.collector) == kKnown.end()) return refuse(text, "没有这种对象", "there is no such kind of target");
  if (const std::size_t scheme = rest.find("://"); scheme != std::string_view::npos) {
    out.scheme = rest.substr(0, scheme);
    rest.remove_prefix(scheme + 3);
  }
  if (out.scheme == "postgresql") out.scheme = "postgres";
  if (out.scheme == "mysql") out.scheme = "mariadb";
  const bool scheme_fits = out.collector == "db"   ? out.scheme == "postgres" || out.scheme == "mariadb"
                           : out.collector == "os" ? out.scheme.empty() || out.scheme == "ssh"
                                                   : out.scheme.empty();
  if (!scheme_fits) return refuse(text, "协议不适用", "the scheme does not fit");
  if (is_folder(out)) return take_folder(rest, out) ? Result<Target>(out) : refuse(text, "应为绝对路径", "an absolute path is expected");
  if (const std::size_t at = rest.rfind('@'); at != std::string_view::npos) {
    out.user = rest.substr(0, at);
    rest.remove_prefix(at + 1);
    if (out.user.find(':') != std::string::npos) {
      const std::string_view shown = text.substr(0, text.find("://"));
      return refuse(shown, "地址中不得写口令，请用 --passwords 给出口令文件", "no password belongs into an address; name a file of passwords with --passwords");
    }
    if (out.user.empty() || out.collector == "tls" || !is_plain(out.user, "._-$\\") || out.user.starts_with('-')) return refuse(text, "用户名有误", "the user");
  }
  if (out.collector == "db") {
    const std::size_t slash = rest.find('/');
    if (slash != std::string_view::npos) {
      out.path = rest.substr(slash + 1);
      if (!is_plain(out.path, "._-$") || (!out.path.empty() && out.scheme == "mariadb")) return refuse(text, "库名有误", "the database");
      rest = rest.substr(0, slash);
    }
  }
  if (!take_place(rest, out)) return refuse(text, "主机或端口有误", "host or port");
  return out;
}

bool covers(const Target& scope, const Target& target) {
  if (scope.collector != target.collector || scope.scheme != target.scheme) return false;
  if (is_folder(scope)) {
    if (scope.path == target.path) return true;
    // "os:/" is this machine and not every image below it.
    if (scope.collector == "os" && scope.path == "/") return false;
    return scope.path == "/" || target.path.starts_with(scope.path + "/");
  }
  return scope.host == target.host && (scope.user.empty() || scope.user == target.user) && (scope.port == 0 || scope.port == target.port) &&
         (scope.path.empty() || scope.path == target.path);
}

}  // namespace gongdun::probe
