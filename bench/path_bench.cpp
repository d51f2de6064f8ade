// The stages of the text path, each against the plain thing it stands on: a whole scan against matching alone, GB18030 and UTF-16 against UTF-8,
// the XML of office documents after inflation, and columns judged by the minute. One thread, CPU time, medians, interleaved.
#include <iconv.h>

#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <vector>

#include "bench/engine_corpus.h"
#include "bench/thread_time.h"
#include "detect/item_scanner.h"
#include "pack/load.h"
#include "read/format.h"
#include "read/office_test_kit.h"
#include "read/reader.h"
#include "read/stream_source.h"

namespace {

using namespace gongdun;

constexpr std::size_t kSectionBytes = 8U << 20;
constexpr std::size_t kXmlBytes = 32U << 20;
constexpr std::size_t kBlock = 1U << 20;
constexpr int kRounds = 5;

std::string convert(const std::string& text, const char* charset) {
  std::string out(text.size() * 2 + 4, '\0');
  const iconv_t handle = iconv_open(charset, "UTF-8");
  char* from = const_cast<char*>(text.data());
  char* to = out.data();
  std::size_t left = text.size(), room = out.size();
  iconv(handle, &from, &left, &to, &room);
  iconv_close(handle);
  out.resize(out.size() - room);
  return out;
}

// Takes everything and looks at nothing.
class Nothing final : public read::ContentSink {
 public:
  bool begin_item(const read::Item&, const read::ItemInfo&) override { return true; }
  bool text(const read::TextBlock& block) override { return bytes += block.text.size(), true; }
  bool begin_table(const read::Table&) override { return true; }
  bool add_column(const read::Column&) override { return true; }
  bool rows(const read::RowBatch& batch) override { return bytes += batch.data.size(), true; }
  bool end_table() override { return true; }
  void unread(const base::Error&) override { ++failures; }
  void end_item() override {}
  std::size_t bytes = 0, failures = 0;
};

class NoMembers final : public read::MemberReader {
 public:
  base::Status read_member(const std::string&, base::TimeUs, read::ByteSource&) override { return {}; }
};

class Path {
 public:
  explicit Path(std::shared_ptr<const detect::Engine> engine)
      : engine_(std::move(engine)), scratch_(*engine_), scanner_(engine_, {}, [](detect::ScannedItem) { return true; }) {
    std::filesystem::create_directories(folder_);
  }
  ~Path() { std::filesystem::remove_all(folder_); }
  Path(const Path&) = delete;
  Path& operator=(const Path&) = delete;

  std::string file(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return (folder_ / name).string();
  }
  double scan(const std::string& path) {
    const read::Item item{.uri = path, .real_path = path, .bytes = std::filesystem::file_size(path)};
    const double begin = bench::thread_seconds();
    read::read_item(item, {}, stop_, scanner_);
    return bench::thread_seconds() - begin;
  }
  double match(const std::string& text) {
    const double begin = bench::thread_seconds();
    for (std::size_t at = 0; at < text.size(); at += kBlock) engine_->scan(std::string_view(text).substr(at, kBlock), scratch_);
    return bench::thread_seconds() - begin;
  }
  double extract(const char* format, const std::string& bytes) {
    Nothing sink;
    NoMembers members;
    read::MemorySource source(std::as_bytes(std::span(bytes)));
    const read::Item item{.uri = "memory", .bytes = bytes.size()};
    const read::Limits limits;
    read::ExtractContext context{limits, stop_, sink, item, members};
    const double begin = bench::thread_seconds();
    const auto status = read::find_format(format)->extract(source, context);
    const double seconds = bench::thread_seconds() - begin;
    if (!status || sink.failures > 0 || sink.bytes == 0) std::fprintf(stderr, "%s: not read\n", format);
    return seconds;
  }
  // Tables of 1,000 rows straight into the scanner, which judges their columns at the end.
  double judge(const std::vector<read::Table>& tables, const std::vector<read::RowBatch>& batches) {
    const double begin = bench::thread_seconds();
    scanner_.begin_item({.uri = "memory"}, {.format = "csv"});
    for (std::size_t i = 0; i < tables.size(); ++i) {
      scanner_.begin_table(tables[i]);
      scanner_.rows(batches[i]);
      scanner_.end_table();
    }
    scanner_.end_item();
    return bench::thread_seconds() - begin;
  }

 private:
  std::shared_ptr<const detect::Engine> engine_;
  detect::Engine::Scratch scratch_;
  detect::ItemScanner scanner_;
  base::StopFlag stop_;
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / "gongdun-path-bench";
};

struct Named {
  const char* name;
  double value;
};

// Times by content: as UTF-8 files, in two other encodings, and in the engine alone.
void whole_path(Path& path, std::vector<Named>& figures, bool each_section) {
  double scan = 0, match = 0, gbk = 0, utf16 = 0;
  for (const auto& section : bench::engine_corpus(kSectionBytes)) {
    const std::string utf8_file = path.file(section.name + ".txt", section.text);
    const std::string gbk_file = path.file(section.name + ".gbk.txt", convert(section.text, "GB18030"));
    const std::string utf16_file = path.file(section.name + ".u16.txt", convert(section.text, "UTF-16"));
    std::vector<double> s, m, g, u;
    for (int round = 0; round < kRounds; ++round) {
      s.push_back(path.scan(utf8_file));
      m.push_back(path.match(section.text));
      g.push_back(path.scan(gbk_file));
      u.push_back(path.scan(utf16_file));
    }
    if (each_section) std::printf("%-14s match %6.1f scan %6.1f ms\n", section.name.c_str(), bench::median(m) * 1e3, bench::median(s) * 1e3);
    scan += bench::median(s);
    match += bench::median(m);
    gbk += bench::median(g);
    utf16 += bench::median(u);
  }
  figures.push_back({"end_to_end_vs_match", match / scan});
  figures.push_back({"gbk_vs_utf8", scan / gbk});
  figures.push_back({"utf16_vs_utf8", scan / utf16});
}

std::string document_xml() {
  std::string xml = R"(<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>)";
  for (int i = 0; xml.size() < kXmlBytes; ++i) {
    xml += R"(<w:p w:rsidR="00A77427" w:rsidRDefault="007F1D13"><w:pPr><w:pStyle w:val="a3"/><w:jc w:val="left"/></w:pPr><w:r w:rsidRPr="00A77427"><w:rPr>)"
           R"(<w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:hint="eastAsia"/><w:sz w:val="24"/></w:rPr><w:t xml:space="preserve">第)" +
           std::to_string(i) + "炉次：铁水硅含量稳定，炉缸热状态良好，渣铁排放顺畅。</w:t></w:r></w:p>";
  }
  return xml + "</w:body></w:document>";
}

std::string sheet_xml() {
  std::string xml = R"(<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>)";
  for (int row = 1; xml.size() < kXmlBytes; ++row) {
    const std::string number = std::to_string(row);
    xml += "<row r=\"" + number + "\" spans=\"1:6\">";
    for (char column = 'A'; column < 'G'; ++column) {
      xml += std::string("<c r=\"") + column + number + "\"><v>" + std::to_string(1000 + row % 977) + "." + std::to_string(row % 90 + 10) + "</v></c>";
    }
    xml += "</row>";
  }
  return xml + "</sheetData></worksheet>";
}

constexpr const char* kWorkbook =
    R"(<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">)"
    R"(<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>)";
constexpr const char* kWorkbookParts =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" )"
    R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>)";

// Stored, not deflated: what is timed is the XML.
std::string package(const std::string& main_part, read::test::Parts parts) {
  parts.insert(parts.begin(), {"[Content_Types].xml", R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>)"});
  parts.emplace_back("_rels/.rels", R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" )"
                                    R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target=")" +
                                        main_part + R"("/></Relationships>)");
  return read::test::make_zip(parts, true);
}

void office_xml(Path& path, std::vector<Named>& figures) {
  const std::string document = document_xml(), sheet = sheet_xml();
  const std::string docx = package("word/document.xml", {{"word/document.xml", document}});
  const std::string xlsx =
      package("xl/workbook.xml", {{"xl/workbook.xml", kWorkbook}, {"xl/_rels/workbook.xml.rels", kWorkbookParts}, {"xl/worksheets/sheet1.xml", sheet}});
  std::vector<double> d, x;
  for (int round = 0; round < kRounds; ++round) {
    d.push_back(path.extract("docx", docx));
    x.push_back(path.extract("xlsx", xlsx));
  }
  const auto bytes = static_cast<double>(document.size() + sheet.size());
  figures.push_back({"docx_xml_gbps", static_cast<double>(document.size()) / bench::median(d) * 1e-9});
  figures.push_back({"xlsx_xml_gbps", static_cast<double>(sheet.size()) / bench::median(x) * 1e-9});
  figures.push_back({"xml_gbps", bytes / (bench::median(d) + bench::median(x)) * 1e-9});
}

// Half of the columns are numbers, the others what tables of a plant hold: names, codes, times, persons.
void judged_columns(Path& path, std::vector<Named>& figures) {
  constexpr std::size_t kTables = 40, kColumns = 25, kRows = 1000;
  const char* const kNames[] = {"炉号", "班组", "姓名", "手机号", "时间"};
  const char* const kShifts[] = {"甲班", "乙班", "丙班", "丁班"};
  const char* const kPersons[] = {"王建国", "李秀英", "张志强", "刘洋", "陈静", "杨帆", "赵敏"};
  std::vector<read::Table> tables(kTables);
  std::vector<read::RowBatch> batches(kTables);
  unsigned random = 1;
  const auto next = [&random] { return (random = random * 1664525 + 1013904223) >> 8; };
  for (std::size_t t = 0; t < kTables; ++t) {
    tables[t].has_header = true;
    for (std::size_t c = 0; c < kColumns; ++c) tables[t].columns.push_back({.name = c % 2 ? "测点" + std::to_string(c) : std::string(kNames[c / 2 % 5])});
    for (std::uint64_t row = 1; row <= kRows; ++row) {
      for (std::uint32_t c = 0; c < kColumns; ++c) {
        char value[64];
        const unsigned r = next();
        if (c % 2)
          std::snprintf(value, sizeof value, "%u.%02u", r % 2000, r / 7 % 100);
        else if (const unsigned kind = c / 2 % 5; kind == 0)
          std::snprintf(value, sizeof value, "H%07u", r % 10000000);
        else if (kind == 1)
          std::snprintf(value, sizeof value, "%s", kShifts[r % 4]);
        else if (kind == 2)
          std::snprintf(value, sizeof value, "%s", kPersons[r % 7]);
        else if (kind == 3)
          std::snprintf(value, sizeof value, "139%08u", r % 100000000);
        else
          std::snprintf(value, sizeof value, "2024-05-%02u %02u:%02u:00", 1 + r % 28, r / 31 % 24, r / 977 % 60);
        batches[t].add(c, row, value);
      }
      ++batches[t].rows;
    }
  }
  std::vector<double> times;
  for (int round = 0; round < kRounds; ++round) times.push_back(path.judge(tables, batches));
  figures.push_back({"fields_per_min", kTables * kColumns / bench::median(times) * 60});
}

}  // namespace

// path_bench [--json | --sections | --columns]: the last two measure that part alone.
int main(int argc, char** argv) {
  const auto asked = [&](const char* option) { return argc > 1 && std::strcmp(argv[1], option) == 0; };
  const bool json = asked("--json"), sections = asked("--sections"), columns = asked("--columns");
  const pack::Loaded loaded = pack::load_packs(std::string(GD_SOURCE_DIR) + "/packs");
  auto engine = detect::Engine::compile(loaded.set);
  if (!loaded.problems.empty() || !engine) return 2;
  Path path(*engine);
  std::vector<Named> figures;
  if (!columns) whole_path(path, figures, sections);
  if (!columns && !sections) office_xml(path, figures);
  if (!sections) judged_columns(path, figures);
  if (json) std::printf("{");
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (json)
      std::printf("%s\"%s\": %.4g", i ? ", " : "", figures[i].name, figures[i].value);
    else
      std::printf("%-24s %.4g\n", figures[i].name, figures[i].value);
  }
  if (json) std::printf("}\n");
}
