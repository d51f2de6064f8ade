#include "read/xml_plan.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <map>
#include <set>
#include <string_view>

#include "read/xml_scan.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kMinRecords = 3;  // fewer are a configuration: their values are found by line
constexpr std::size_t kMaxPathDepth = 24;
constexpr std::size_t kMaxCandidates = 16;

struct Kind {
  std::size_t most = 0;  // occurrences under one parent
  std::size_t count = 0;
  std::uint64_t bytes = 0;
  std::set<std::string> fields;  // attributes and leaf children
  std::size_t settings = 0;      // occurrences of the form <x name="…" value="…"/> or <x name="…">…</x>
};

struct Open {
  std::string path;
  std::uint64_t begin = 0;
  bool has_children = false;
  bool setting = false;
  std::vector<std::string> attributes;
  std::map<std::string, std::size_t> children;
};

class Planner {
 public:
  Planner(std::span<const std::byte> head, bool whole) : whole_(whole), scan_(input(head)) {}

  std::vector<std::string> run() {
    std::uint64_t seen_to = 0;
    while (true) {
      const XmlEvent event = scan_.next();
      if (event == XmlEvent::finished || event == XmlEvent::failed) break;
      if (event == XmlEvent::start) begin(seen_to);
      if (event == XmlEvent::end) end(scan_.offset());
      seen_to = scan_.offset();
    }
    const std::uint64_t seen = std::max<std::uint64_t>(scan_.offset(), 1);
    while (open_.size() > 1) end(seen);
    return choose(seen);
  }

 private:
  static XmlInput input(std::span<const std::byte> head) {
    return [rest = head](std::span<std::byte> into) mutable -> base::Result<std::size_t> {
      const std::size_t size = std::min(into.size(), rest.size());
      if (size > 0) std::memcpy(into.data(), rest.data(), size);
      rest = rest.subspan(size);
      return size;
    };
  }

  // `from`: where the tag begins; an element may hold all its data in its attributes.
  void begin(std::uint64_t from) {
    Open opened;
    const std::string name(scan_.local());
    opened.begin = from;
    if (!open_.empty()) {
      Open& parent = open_.back();
      parent.has_children = true;
      opened.path = open_.size() == 1 ? name : parent.path + "." + name;
      if (open_.size() <= kMaxPathDepth) {
        Kind& kind = kinds_[opened.path];
        kind.most = std::max(kind.most, ++parent.children[name]);
        ++kind.count;
      }
    }
    for (std::size_t i = 0; i < scan_.attribute_count(); ++i) {
      const std::string_view attribute = scan_.attribute_name(i);
      if (attribute.starts_with("xmlns") || attribute.starts_with("xsi:")) continue;
      opened.attributes.emplace_back(attribute);
    }
    open_.push_back(std::move(opened));
  }

  void end(std::uint64_t offset) {
    const Open closed = std::move(open_.back());
    open_.pop_back();
    if (open_.empty() || open_.size() > kMaxPathDepth) return;
    Kind& kind = kinds_[closed.path];
    kind.bytes += offset - std::min(offset, closed.begin);
    for (const std::string& attribute : closed.attributes) kind.fields.insert(attribute);
    const bool named = !closed.attributes.empty() &&
                       std::any_of(closed.attributes.begin(), closed.attributes.end(), [](const std::string& a) { return a == "name" || a == "key"; });
    const bool setting = !closed.has_children && named && closed.attributes.size() <= 2;
    kind.settings += setting ? 1 : 0;
    if (closed.has_children || open_.size() < 2) return;
    kinds_[open_.back().path].fields.insert(closed.path.substr(closed.path.rfind('.') + 1));
  }

  bool is_record(const Kind& kind) const {
    const std::size_t least = whole_ ? kMinRecords : 2;
    return kind.most >= least && kind.fields.size() >= 2 && kind.settings * 2 < kind.count;
  }

  static bool inside(const std::string& inner, const std::string& outer) {
    return inner.size() > outer.size() && inner.starts_with(outer) && inner[outer.size()] == '.';
  }

  // Among nested candidates the one with the most fields is the record; together the chosen ones must fill much of the text.
  std::vector<std::string> choose(std::uint64_t seen) const {
    std::vector<std::pair<std::string, const Kind*>> found;
    for (const auto& [path, kind] : kinds_) {
      if (is_record(kind)) found.emplace_back(path, &kind);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.second->fields.size() > b.second->fields.size(); });
    std::vector<std::string> chosen;
    std::uint64_t covered = 0;
    for (const auto& [path, kind] : found) {
      const bool clash = std::any_of(chosen.begin(), chosen.end(), [&](const std::string& other) { return inside(path, other) || inside(other, path); });
      if (clash || chosen.size() >= kMaxCandidates) continue;
      chosen.push_back(path);
      covered += kind->bytes;
    }
    if (covered * 5 < seen * 2) chosen.clear();
    return chosen;
  }

  bool whole_;
  XmlScan scan_;
  std::vector<Open> open_;
  std::map<std::string, Kind> kinds_;
};

}  // namespace

std::vector<std::string> plan_xml_records(std::span<const std::byte> head, bool whole) {
  return Planner(head, whole).run();
}

}  // namespace gongdun::read
