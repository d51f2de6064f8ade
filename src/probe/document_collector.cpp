// Policy documents in a folder, through the extractors of `read`, checked for the sections the pack names.
#include <filesystem>

#include "probe/collector.h"
#include "probe/documents.h"
#include "read/reader.h"

namespace gongdun::probe {

namespace {

constexpr std::size_t kMostFiles = 2'000, kLongestText = 2u << 20, kLargestAll = 128u << 20, kLargestFile = 64u << 20;

// The text of a file, cut at a length; cells of tables one a line.
class TextOfItem final : public read::ContentSink {
 public:
  bool begin_item(const read::Item&, const read::ItemInfo&) override { return true; }
  bool text(const read::TextBlock& block) override { return take(block.text.substr(std::min<std::size_t>(block.overlap, block.text.size()))); }
  bool begin_table(const read::Table& table) override {
    take(table.title);
    for (const read::Column& one : table.columns) take(one.name);
    return true;
  }
  bool add_column(const read::Column& column) override { return take(column.name); }
  bool rows(const read::RowBatch& batch) override {
    for (const read::Cell& one : batch.cells)
      if (!take(batch.text(one))) return false;
    return true;
  }
  bool end_table() override { return true; }
  void unread(const base::Error& reason) override { problem = reason.message; }
  void end_item() override {}

  std::string all;
  base::Bilingual problem;

 private:
  bool take(std::string_view piece) {
    all.append(piece.substr(0, kLongestText - std::min(kLongestText, all.size()))) += '\n';
    return all.size() < kLongestText;
  }
};

base::Result<Collected> collect(const Target& target, const Settings& settings) {
  base::StopFlag stop;
  Collected out;
  out.raw = {{"documents", nlohmann::json::array()}, {"unread", nlohmann::json::array()}};
  std::vector<DocumentText> documents;
  std::size_t bytes = 0, files = 0;
  const auto unread = [&](const std::string& name, const base::Bilingual& why) { out.raw["unread"].push_back({{"name", name}, {"reason", why.zh}}); };
  auto walked = read::walk(
      {{target.path}, {}}, stop,
      [&](const read::Item& item) {
        if (item.bytes > kLargestFile) {
          unread(item.uri, {"文件过大", "too large"});
        } else {
          TextOfItem text;
          read::read_item(item, {}, stop, text);
          if (!text.problem.zh.empty()) unread(item.uri, text.problem);
          bytes += text.all.size();
          out.raw["documents"].push_back(
              {{"name", item.uri}, {"bytes", item.bytes}, {"modified", base::iso8601(item.modified)}, {"text_bytes", text.all.size()}});
          documents.push_back({std::filesystem::path(item.uri).filename().string(), std::move(text.all)});
        }
        return ++files < kMostFiles && bytes < kLargestAll;
      },
      [&](const read::Unread& one) { unread(one.item, one.reason.message); });
  if (!walked) return std::unexpected(std::move(walked).error().at(target.text()));
  out.raw["stopped_early"] = files >= kMostFiles || bytes >= kLargestAll;
  out.findings = judge_documents(*settings.book, documents);
  for (const Finding& one : out.findings) out.raw["matched"].push_back({{"rule", one.rule}, {"note", one.note.zh}});
  return out;
}

}  // namespace

const Collector kDocumentCollector{"doc", [](const Target&) { return true; },
                                   [](const Target&) {
                                     return base::Bilingual{
                                         "读取目录中的文件，核对制度文件是否有规定章节；证据只记文件名和缺少的章节",
                                         "reads the files in the folder and checks policy documents for the sections they need; the evidence "
                                         "keeps names and what is missing"};
                                   },
                                   collect};

}  // namespace gongdun::probe
