#include "assess/entry.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/json_depth.h"
#include "crypto/sm3.h"

namespace gongdun::assess {

namespace {

using nlohmann::json;

constexpr std::array<std::string_view, kBases> kBasisIds{"said", "seen", "tested"};
constexpr std::array<std::string_view, 4> kKindIds{"answer", "probe", "review", "consent"};
constexpr std::size_t kLongestValue = 1u << 20;  // bytes of an entry as JSON

void feed(crypto::Sm3& hash, std::string_view text) {
  hash.update(std::to_string(text.size())).update(":").update(text);
}

void feed(crypto::Sm3& hash, const std::vector<std::string>& list) {
  feed(hash, std::to_string(list.size()));
  for (const std::string& one : list) feed(hash, one);
}

std::string digest_of(const Entry& entry) {
  crypto::Sm3 hash;
  for (const std::string_view text : {std::string_view("gongdun-entry/1"), kind_id(entry.kind), std::string_view(entry.about), std::string_view(entry.value),
                                      basis_id(entry.basis), std::string_view(entry.note), std::string_view(entry.author), std::string_view(entry.device)})
    feed(hash, text);
  feed(hash, std::to_string(entry.when.time));
  feed(hash, std::to_string(entry.when.counter));
  feed(hash, entry.evidence);
  feed(hash, entry.replaces);
  return crypto::hex(hash.finish());
}

template <std::size_t N>
int index_of(const std::array<std::string_view, N>& names, const std::string& name) {
  const auto found = std::ranges::find(names, name);
  return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

}  // namespace

std::string_view basis_id(Basis basis) {
  return kBasisIds[static_cast<std::size_t>(basis)];
}

const base::Bilingual& basis_name(Basis basis) {
  static const std::array<base::Bilingual, kBases> kNames{{{"自报", "Said"}, {"查看", "Seen"}, {"测试", "Tested"}}};
  return kNames[static_cast<std::size_t>(basis)];
}

std::string_view kind_id(EntryKind kind) {
  return kKindIds[static_cast<std::size_t>(kind)];
}

void seal(Entry& entry) {
  std::ranges::sort(entry.replaces);
  const auto twice = std::ranges::unique(entry.replaces);
  entry.replaces.erase(twice.begin(), twice.end());
  entry.id = digest_of(entry);
}

std::string entry_json(const Entry& entry) {
  return json{{"id", entry.id},
              {"kind", kind_id(entry.kind)},
              {"about", entry.about},
              {"value", entry.value},
              {"basis", basis_id(entry.basis)},
              {"note", entry.note},
              {"evidence", entry.evidence},
              {"author", entry.author},
              {"device", entry.device},
              {"time", entry.when.time},
              {"counter", entry.when.counter},
              {"replaces", entry.replaces}}
      .dump();
}

base::Result<Entry> parse_entry(std::string_view text) {
  const auto refuse = [] {
    return base::fail(base::Code::invalid_input, "作答记录损坏或被改动，未采用", "an entry of the answer log is damaged or was altered; it was not taken");
  };
  if (text.size() > kLongestValue || base::is_too_deep(text, 4)) return refuse();
  const json value = json::parse(text, nullptr, false);
  try {
    Entry out;
    out.id = value.at("id").get<std::string>();
    const int kind = index_of(kKindIds, value.at("kind").get<std::string>()), basis = index_of(kBasisIds, value.at("basis").get<std::string>());
    if (kind < 0 || basis < 0) return refuse();
    out.kind = static_cast<EntryKind>(kind);
    out.basis = static_cast<Basis>(basis);
    out.about = value.at("about").get<std::string>();
    out.value = value.at("value").get<std::string>();
    out.note = value.at("note").get<std::string>();
    out.evidence = value.at("evidence").get<std::vector<std::string>>();
    out.author = value.at("author").get<std::string>();
    out.device = value.at("device").get<std::string>();
    out.when = {value.at("time").get<std::int64_t>(), value.at("counter").get<std::int64_t>()};
    out.replaces = value.at("replaces").get<std::vector<std::string>>();
    if (!std::ranges::is_sorted(out.replaces) || out.id != digest_of(out)) return refuse();
    return out;
  } catch (const json::exception&) {
    return refuse();
  }
}

}  // namespace gongdun::assess
