// What holds for all four formats: same document, same bytes; hostile text; large tables; unwritable places.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <chrono>
#include <thread>

#include "report/sample_document.h"
#include "report/test_support.h"

namespace gongdun::report {
namespace {

using Writer = base::Status (*)(const Document&, const std::string&);
struct Format {
  const char* name;
  Writer write;
};
constexpr Format kFormats[] = {{"html", write_html}, {"pdf", write_pdf}, {"docx", write_docx}, {"xlsx", write_xlsx}};

void write_all(const Document& document, const std::string& base) {
  for (const Format& format : kFormats) {
    const auto written = format.write(document, base + "." + format.name);
    EXPECT_TRUE(written) << format.name << ": " << (written ? "" : written.error().text(base::Lang::en));
  }
}

TEST(Report, rendered_twice_gives_the_same_bytes) {
  const test::Scratch scratch;
  for (const base::Lang lang : {base::Lang::zh, base::Lang::en}) {
    write_all(sample::document(lang), scratch / "a");
    std::this_thread::sleep_until(std::chrono::ceil<std::chrono::seconds>(std::chrono::system_clock::now()) + std::chrono::milliseconds(5));
    write_all(sample::document(lang), scratch / "b");
    for (const Format& format : kFormats) {
      const std::string first = test::slurp(scratch / ("a." + std::string(format.name)));
      EXPECT_GT(first.size(), 5'000U) << format.name;
      EXPECT_EQ(first, test::slurp(scratch / ("b." + std::string(format.name)))) << format.name;
    }
  }
}

TEST(Report, date_zero_does_not_let_the_clock_in) {
  const test::Scratch scratch;
  Document document = sample::document(base::Lang::en);
  document.date = 0;
  write_all(document, scratch / "a");
  std::this_thread::sleep_until(std::chrono::ceil<std::chrono::seconds>(std::chrono::system_clock::now()) + std::chrono::milliseconds(5));
  write_all(document, scratch / "b");
  for (const Format& format : kFormats) {
    EXPECT_EQ(test::slurp(scratch / ("a." + std::string(format.name))), test::slurp(scratch / ("b." + std::string(format.name)))) << format.name;
  }
}

Document hostile_document() {
  const std::string bad = test::hostile();
  Document document;
  document.header = document.cover.title = document.cover.subtitle = document.cover.organization = bad;
  document.cover.classification = document.cover.footer = bad;
  document.cover.lines = {{bad, bad}};
  TableBlock table;
  table.title = table.sheet = bad;
  table.columns = {{bad}, {std::string(100'000, 'W')}, {"长"}};
  const std::string million(1'000'000, 'x');
  std::string lines;
  for (int i = 0; i < 5000; ++i) lines += "行\n";
  table.rows = {{{million}, {bad, Tone::core}, {lines}}, {{bad, Tone::important, true, 1e300}}, {}};
  table.rows.push_back({{"a"}, {"b"}, {"c"}, {"one too many"}});
  document.blocks = {Heading{-3, bad, "\"><script>"},
                     Heading{99, bad, "\"><script>"},
                     Heading{2, million, ""},
                     Paragraph{{{bad, true, true, Tone::core}, {million}}, true},
                     Bullets{{bad, million}, true},
                     KeyValues{{{bad, million}}},
                     Callout{Tone::danger, bad, lines},
                     Figures{{{million, bad, Tone::core}}},
                     table,
                     TableBlock{},
                     Chart{ChartKind::bars, bad, million, {bad}, {{bad, {1}, Tone::normal}}, {}},
                     PageBreak{},
                     PageBreak{},
                     Paragraph{}};
  TableBlock wide;
  for (int i = 0; i < 60; ++i) wide.columns.push_back({"列" + std::to_string(i), i % 2 ? -1.0 : 1e308});
  wide.rows = {std::vector<TableCell>(60, TableCell{std::string(5000, 'y')})};
  document.blocks.emplace_back(wide);
  return document;
}

TEST(Report, hostile_text_breaks_no_format) {
  const test::Scratch scratch;
  write_all(hostile_document(), scratch / "h");
  const std::string html = test::slurp(scratch / "h.html");
  EXPECT_FALSE(test::has(html, "<script"));
  EXPECT_FALSE(test::has(html, "\xe2\x80\xae"));
  EXPECT_EQ(html.find('\0'), std::string::npos);
  EXPECT_LT(html.size(), 700'000U) << "cut texts";
  EXPECT_TRUE(test::has(html, "个单元格内容过长，仅保留前 300 个字符"));
  EXPECT_TRUE(test::has(html, "另有 46 列"));
  for (const char* name : {"h.docx", "h.xlsx"}) {
    const auto parts = test::unzip(scratch / name);
    ASSERT_FALSE(parts.empty()) << name;
    for (const auto& entry : parts) {
      if (entry.name.ends_with(".xml") || entry.name.ends_with(".rels") || entry.name.ends_with(".svg")) {
        EXPECT_EQ(test::xml_fault(entry.bytes), "") << name << " " << entry.name;
      }
    }
  }
  EXPECT_GT(test::pdf_pages(scratch / "h.pdf"), 3);
}

Document large_document() {
  Document document;
  document.cover.title = "大表";
  TableBlock table;
  table.title = table.sheet = "清单";
  table.printed_rows = 200;
  table.columns = {{"编号"}, {"名称"}, {"路径"}, {"级别"}, {"行数"}, {"字节"}, {"理由"}, {"负责人"}};
  for (int i = 0; i < 20'000; ++i) {
    const std::string n = std::to_string(i);
    table.rows.push_back({{"A-" + n},
                          {"设备运行日志 " + n},
                          {"/data/mes/2026/" + n + ".csv"},
                          {"重要数据", Tone::important},
                          {"", Tone::normal, true, i * 17.0},
                          {"", Tone::normal, true, i * 1024.0},
                          {"含关键工艺参数与设备编号"},
                          {"生产部"}});
  }
  document.blocks = {Heading{1, "清单", ""}, table};
  return document;
}

TEST(Report, twenty_thousand_rows_are_quick_and_limited_in_print) {
  const test::Scratch scratch;
  const Document document = large_document();
  const auto begin = std::chrono::steady_clock::now();
  write_all(document, scratch / "l");
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  RecordProperty("seconds", std::to_string(seconds));
  RecordProperty("peak_mb", std::to_string(usage.ru_maxrss / 1024));
#if !defined(__SANITIZE_ADDRESS__)
  EXPECT_LT(seconds, 6.0) << "2 s on a quiet machine";
#endif
  const std::string html = test::slurp(scratch / "l.html");
  EXPECT_EQ(test::count(html, "<tr>"), 201U);
  EXPECT_TRUE(test::has(html, "本表共 20,000 行，此处列出前 200 行"));
  EXPECT_EQ(test::count(test::part(test::unzip(scratch / "l.docx"), "word/document.xml"), "<w:tr>"), 201U);
  EXPECT_TRUE(test::has(test::part(test::unzip(scratch / "l.xlsx"), "xl/worksheets/sheet2.xml"), "r=\"20001\""));
}

TEST(Report, unwritable_place_is_an_error_in_both_languages) {
  for (const Format& format : kFormats) {
    const auto written = format.write(sample::document(base::Lang::zh), "/nonexistent-folder/report");
    ASSERT_FALSE(written) << format.name;
    EXPECT_TRUE(test::has(written.error().text(base::Lang::zh), "无法创建")) << format.name;
    EXPECT_TRUE(test::has(written.error().text(base::Lang::en), "cannot")) << format.name;
  }
}

TEST(Report, empty_document_can_be_written) {
  const test::Scratch scratch;
  write_all(Document{}, scratch / "e");
}

TEST(Report, nothing_is_left_beside_the_files) {
  const test::Scratch scratch;
  write_all(sample::document(base::Lang::zh), scratch / "r");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(scratch.path()), {}), 4);
}

}  // namespace
}  // namespace gongdun::report
