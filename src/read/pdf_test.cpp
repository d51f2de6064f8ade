#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/process.h"
#include "read/office_test_kit.h"

namespace gongdun::read {
namespace {

using test::read_bytes;
using test::ReadResult;

// UTF-16BE in hexadecimal: what the predefined CMap UniGB-UTF16-H takes.
std::string hex(std::u16string_view text) {
  std::string out;
  for (const char16_t c : text) out += fmt::format("{:04X}", static_cast<unsigned>(c));
  return out;
}

struct Placed {
  int x, y;
  std::u16string text;
};

// A page with a Chinese CID font that is not embedded (Adobe-GB1), as domestic report tools write it.
std::string make_pdf(const std::vector<std::vector<Placed>>& pages) {
  std::vector<std::string> objects;
  std::string kids;
  const std::size_t first_page = 6;
  for (std::size_t i = 0; i < pages.size(); ++i) kids += fmt::format("{} 0 R ", first_page + 2 * i);
  objects.push_back("<< /Type /Catalog /Pages 2 0 R >>");
  objects.push_back(fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, pages.size()));
  objects.push_back("<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>");
  objects.push_back(
      "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 "
      "R /DW 1000 >>");
  objects.push_back(
      "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 "
      ">>");
  for (std::size_t i = 0; i < pages.size(); ++i) {
    std::string stream = "BT /F1 10 Tf\n";
    for (const Placed& placed : pages[i]) stream += fmt::format("1 0 0 1 {} {} Tm <{}> Tj\n", placed.x, placed.y, hex(placed.text));
    stream += "ET";
    objects.push_back(
        fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>", first_page + 2 * i + 1));
    objects.push_back(fmt::format("<< /Length {} >>\nstream\n{}\nendstream", stream.size(), stream));
  }
  std::string pdf = "%PDF-1.4\n", xref;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    xref += fmt::format("{:010} 00000 n \n", pdf.size());
    pdf += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  return pdf + fmt::format("xref\n0 {}\n0000000000 65535 f \n{}trailer << /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", objects.size() + 1, xref,
                           objects.size() + 1, pdf.size());
}

class Pdf : public testing::Test {
 protected:
  void SetUp() override {
    if (!base::run_process({"pdftotext", "-v"}, -1, {}, [](std::string_view) { return true; })) GTEST_SKIP() << "pdftotext (poppler-utils) is not installed";
  }
};

std::vector<Placed> rows_at(int from, int count, int first) {
  std::vector<Placed> page{{40, 780, u"姓名"}, {160, 780, u"手机号码"}, {330, 780, u"部门"}};
  for (int i = 0; i < count; ++i) {
    const int y = from - 20 * i;
    const std::string phone = fmt::format("138001380{:02}", first + i);
    page.push_back({40, y, i % 2 == 0 ? u"张三" : u"欧阳娜娜"});
    page.push_back({160, y, std::u16string(phone.begin(), phone.end())});
    page.push_back({330, y, i % 3 == 0 ? u"炼铁厂" : u"轧钢厂一车间"});
  }
  return page;
}

TEST_F(Pdf, ChineseCidFont_text_with_pages) {
  const ReadResult result = read_bytes(make_pdf({{{40, 780, u"某某钢铁集团"}}, {{40, 780, u"第二页：身份证号"}}}));
  EXPECT_EQ(result.format, "pdf");
  ASSERT_EQ(result.item.blocks.size(), 2U);
  EXPECT_EQ(result.item.block_texts[0], "某某钢铁集团\n");
  EXPECT_EQ(result.item.blocks[1].page, 2U);
  EXPECT_NE(result.item.block_texts[1].find("身份证号"), std::string::npos);
}

TEST_F(Pdf, Table_over_two_pages_is_one_table) {
  const ReadResult result = read_bytes(make_pdf({rows_at(760, 12, 10), rows_at(760, 7, 30)}));
  ASSERT_EQ(result.item.tables.size(), 1U);
  EXPECT_EQ(result.table().table.columns.at(1).name, "手机号码");
  EXPECT_EQ(result.table().rows.size(), 19U);
  EXPECT_EQ(result.table().rows.back().at(1), "13800138036");
  EXPECT_EQ(result.item.text, "");
}

TEST_F(Pdf, Damaged_is_reported) {
  const ReadResult result = read_bytes("%PDF-1.4\n" + std::string(5000, 'x'));
  EXPECT_TRUE(result.lost(base::Code::invalid_input));
}

TEST_F(Pdf, NoTextLayer_is_reported) {
  const ReadResult result = read_bytes(make_pdf({{}}));
  EXPECT_TRUE(result.lost(base::Code::unsupported));
}

TEST_F(Pdf, Samples_encrypted_and_chinese) {
  const std::filesystem::path samples = std::filesystem::path(GD_SOURCE_DIR) / "../shared/samples/cross";
  if (!std::filesystem::exists(samples)) GTEST_SKIP() << "samples are not here: " << samples;
  const auto load = [&](const char* name) {
    std::ifstream file(samples / name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  EXPECT_TRUE(read_bytes(load("office_formats/testUnicodePassword.pdf")).lost(base::Code::encrypted));
  const ReadResult manual = read_bytes(load("doc_zh/LinuxCNC_Integrator_zh_CN.pdf"));
  EXPECT_GT(manual.item.text.size(), 20'000U);
}

// The helper that stays, by itself.
struct PdfHelper : Pdf {
  PdfHelper() {
    if (file < 0) throw std::runtime_error("memfd_create");
    put(make_pdf({{{40, 780, u"某某钢铁集团"}}}));
  }
  ~PdfHelper() override { ::close(file); }

  void put(const std::string& pdf) const {
    ASSERT_EQ(::ftruncate(file, 0), 0);
    ASSERT_EQ(::pwrite(file, pdf.data(), pdf.size(), 0), static_cast<ssize_t>(pdf.size()));
  }
  int run(std::chrono::milliseconds wall = std::chrono::seconds(20), const std::function<void()>& on_first = {}) {
    text.clear();
    const auto outcome = server.run(file, {.wall = wall}, [&](std::string_view piece) {
      if (text.empty() && on_first) on_first();
      text += piece;
      return true;
    });
    timed_out = outcome && outcome->timed_out;
    return outcome ? outcome->exit_code : -1;
  }

  base::ForkServer server{"gongdun-pdf-text"};
  int file = ::memfd_create("pdf", MFD_CLOEXEC);
  std::string text;
  bool timed_out = false;
};

std::string many_pages() {
  return make_pdf(std::vector<std::vector<Placed>>(400, rows_at(760, 30, 10)));
}

TEST_F(PdfHelper, Text_is_that_of_pdftotext) {
  for (const std::string& pdf :
       {make_pdf({rows_at(760, 12, 10), {{40, 780, u"第二页"}}}), many_pages(), std::string("%PDF-1.4\nxxx"), many_pages().substr(0, 70'000)}) {
    put(pdf);
    std::string plain;
    const auto outcome = base::run_process({"pdftotext", "-layout", "-enc", "UTF-8", "/proc/self/fd/3", "-"}, file, {}, [&](std::string_view piece) {
      plain += piece;
      return true;
    });
    ASSERT_TRUE(outcome);
    EXPECT_EQ(run(), outcome->exit_code);
    EXPECT_TRUE(text == plain);
  }
}

TEST_F(PdfHelper, Documents_need_no_new_program) {
  ASSERT_EQ(run(), 0);
  const int first = server.pid();
  EXPECT_EQ(run(), 0);
  EXPECT_EQ(text, "某某钢铁集团\n\f");
  EXPECT_EQ(server.pid(), first);
}

TEST_F(PdfHelper, Killed_in_a_document_the_next_is_read) {
  put(many_pages());
  EXPECT_EQ(run(std::chrono::seconds(20), [&] { ::kill(server.pid(), SIGKILL); }), 128 + SIGKILL);
  EXPECT_EQ(run(), 0);
  EXPECT_GT(text.size(), 100'000U);
}

TEST_F(PdfHelper, Killed_between_documents_the_next_is_read) {
  ASSERT_EQ(run(), 0);
  ::kill(server.pid(), SIGKILL);
  EXPECT_EQ(run(), 0);
  EXPECT_EQ(text, "某某钢铁集团\n\f");
}

TEST_F(PdfHelper, Out_of_time_the_next_is_read) {
  ASSERT_EQ(run(), 0);
  put(many_pages());
  EXPECT_EQ(run(std::chrono::milliseconds(1)), 128 + SIGKILL);
  EXPECT_TRUE(timed_out);
  EXPECT_EQ(server.pid(), -1);
  put(make_pdf({{{40, 780, u"轧钢"}}}));
  EXPECT_EQ(run(), 0);
  EXPECT_EQ(text, "轧钢\n\f");
}

}  // namespace
}  // namespace gongdun::read
