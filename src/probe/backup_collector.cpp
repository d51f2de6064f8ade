// Backups in a folder: are there any, how old is the newest, of how many days, can they be overwritten. Names, sizes and times only; no content is read.
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <set>

#include "probe/collector.h"
#include "read/reader.h"

namespace gongdun::probe {

namespace {

constexpr std::size_t kMostFiles = 200'000, kListed = 50;
constexpr base::TimeUs kDay = std::int64_t{86'400} * 1'000'000;

base::Result<Collected> collect(const Target& target, const Settings& settings) {
  base::StopFlag stop;
  std::vector<read::Item> newest;
  std::set<base::TimeUs> days;
  std::size_t count = 0, unread = 0;
  auto walked = read::walk(
      {{target.path}, {}}, stop,
      [&](read::Item item) {
        days.insert(item.modified / kDay);
        newest.push_back(std::move(item));
        std::ranges::sort(newest, [](const read::Item& a, const read::Item& b) { return a.modified > b.modified; });
        if (newest.size() > kListed) newest.pop_back();
        return ++count < kMostFiles;
      },
      [&](const read::Unread&) { ++unread; });
  if (!walked) return std::unexpected(std::move(walked).error().at(target.text()));
  Collected out;
  out.facts.number("backup_files", static_cast<double>(count));
  if (!newest.empty()) {
    out.facts.number("backup_newest_days", static_cast<double>((settings.now - newest.front().modified) / kDay));
    out.facts.flag("backup_newest_empty", newest.front().bytes == 0);
    out.facts.number("backup_generations", static_cast<double>(days.size()));
  }
  struct statvfs mounted{};
  const bool known = ::statvfs(target.path.c_str(), &mounted) == 0;
  if (known) out.facts.flag("backup_read_only", (mounted.f_flag & ST_RDONLY) != 0);
  out.raw = {{"files", count}, {"unread", unread}, {"days", days.size()}, {"newest", nlohmann::json::array()}};
  for (const read::Item& one : newest) out.raw["newest"].push_back({{"name", one.uri}, {"bytes", one.bytes}, {"modified", base::iso8601(one.modified)}});
  return out;
}

}  // namespace

const Collector kBackupCollector{"backup", [](const Target&) { return true; },
                                 [](const Target&) {
                                   return base::Bilingual{"列出目录中文件的名称、大小和时间，不读取内容",
                                                          "lists names, sizes and times of the files in the folder; reads no content"};
                                 },
                                 collect};

}  // namespace gongdun::probe
