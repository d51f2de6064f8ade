#include "detect/vetoes.h"

#include <gtest/gtest.h>

#include <string>

namespace gongdun::detect {
namespace {

struct Case {
  const char* veto;
  const char* text;  // the value stands between [ and ]
  bool forbids;
};

void PrintTo(const Case& one, std::ostream* out) {
  *out << one.veto << " " << one.text;
}

class Vetoes : public ::testing::TestWithParam<Case> {};

TEST_P(Vetoes, Token_judged) {
  std::string text = GetParam().text;
  const std::size_t begin = text.find('[');
  text.erase(begin, 1);
  const std::size_t end = text.find(']');
  text.erase(end, 1);
  const Veto* veto = find_veto(GetParam().veto);
  ASSERT_NE(veto, nullptr);
  EXPECT_EQ(veto->forbids(text, begin, end), GetParam().forbids);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Vetoes,
    ::testing::Values(Case{"guid", "id 6ba7b810-9dad-11d1-80b4-[139123456789]", true}, Case{"guid", "[13912345678]-1234", false},
                      Case{"guid", "x 6ba7b810-9dad-11d1-80b4-00c04fd430c8 [13912345678]", false}, Case{"float", "3.[13912345678]", true},
                      Case{"float", "[139].12345678", true}, Case{"float", "[13912345678]e10", true}, Case{"float", "电话：[13912345678]。", false},
                      Case{"float", "[13912345678]. 下一句", false}, Case{"float", ".[13912345678]", true}, Case{"float", "1.5e[13912345678]", true},
                      Case{"float", "[13912345678]", false}, Case{"hash", "a3f5c9[13912345678]bb01de77f2", true}, Case{"hash", "[13912345678]", false},
                      Case{"hash", "[9f86d081884c7d659a2feaa0c55ad015]", false}, Case{"path", "/var/log/[13912345678]/a.log", true},
                      Case{"path", "C:\\data\\[13912345678].txt", true}, Case{"path", "13900001111/[13912345678]", false},
                      Case{"path", "电话 [13912345678]", false}, Case{"url", "https://a.cn/u/[13912345678]", true},
                      Case{"url", "见 https://a.cn 电话 [13912345678]", false}, Case{"version", "v[10.2.3.40]", true},
                      Case{"version", "版本 [10.2.3.40]", true}, Case{"version", "[10.2.3.40].5", true}, Case{"version", "主机 [10.2.3.40]", false},
                      Case{"timestamp", "[20240131123055]", true}, Case{"timestamp", "[1706677855123]", true}, Case{"timestamp", "[13912345678]", false},
                      Case{"timestamp", "[6222020200112345679]", false},
                      Case{"base64", "MIIEpAIBAAKCAQEAx3Jf0kq2M8w1vTz[13912345678]Zr9YbQ0aLk7cVnTgHsQpWmXyZuAaBb", true},
                      Case{"base64", "[13912345678]", false}, Case{"word", "A[13912345678]", true}, Case{"word", "号[13912345678]号", false},
                      Case{"email", "a[13912345678]@qq.com", true}, Case{"email", "[13912345678] a@qq.com", false},
                      Case{"decimal_list", "1.5,2.5,[3.5],4.5,5.5", true}, Case{"decimal_list", "温度 [36.5] 度", false}));

TEST(VetoEdges, WholeBuffer_nothingReadOutside) {
  for (const Veto* veto : all_vetoes()) {
    for (const std::string& text : {std::string("1"), std::string("13912345678"), std::string("e"), std::string(".1"), std::string("-1"), std::string("e+1")}) {
      for (std::size_t begin = 0; begin < text.size(); ++begin) veto->forbids(text, begin, text.size());
    }
  }
  EXPECT_EQ(find_veto("no_such"), nullptr);
}

}  // namespace
}  // namespace gongdun::detect
