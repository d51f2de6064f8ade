#include "detect/cell_form.h"

#include <gtest/gtest.h>

#include "detect/geo_form.h"
#include "detect/name_cell.h"
#include "detect/null_words.h"
#include "detect/org_form.h"

namespace gongdun::detect {
namespace {

struct Case {
  const char* cell;
  Form form;
  bool header_only;
  const char* value;
};

void PrintTo(const Case& one, std::ostream* out) {
  *out << one.cell;
}

class CellForms : public ::testing::TestWithParam<Case> {};

TEST_P(CellForms, Cell_read) {
  const CellForm form = read_cell_form(GetParam().cell, shape_of(GetParam().cell));
  EXPECT_EQ(form.form, GetParam().form) << form_detector(form.form);
  EXPECT_EQ(form.header_only, GetParam().header_only);
  if (GetParam().value) {
    EXPECT_EQ(form.value, GetParam().value);
  }
}

// All numbers are invented; their check digits are right unless the case says otherwise.
INSTANTIATE_TEST_SUITE_P(
    Table, CellForms,
    ::testing::Values(Case{"'11010519491231002X", Form::resident_id, false, "11010519491231002X"},
                      Case{"110105 19491231 002X", Form::resident_id, false, "11010519491231002X"},
                      Case{"１１０１０５１９４９１２３１００２Ｘ", Form::resident_id, false, "11010519491231002X"},
                      Case{"110105 19491231 0021", Form::none, false, nullptr}, Case{"8613912345678", Form::mobile, false, "13912345678"},
                      Case{"008613912345678", Form::mobile, false, "13912345678"}, Case{"(+86)13912345678", Form::mobile, false, "13912345678"},
                      Case{"手机:13912345678", Form::mobile, false, "13912345678"}, Case{"１３９１２３４５６７８", Form::mobile, false, "13912345678"},
                      Case{"13912345678（微信同号）", Form::mobile, false, "13912345678"}, Case{"张建国（13912345678）", Form::mobile, false, "13912345678"},
                      Case{"张建国13912345678", Form::mobile, false, "13912345678"}, Case{"13912345678/18655512340", Form::mobile, false, "13912345678"},
                      Case{"单号13912345678", Form::none, false, nullptr}, Case{"13912345678/20240131001", Form::none, false, nullptr},
                      Case{"0531-61534295转776", Form::phone, false, nullptr}, Case{"022—26274980", Form::phone, false, nullptr},
                      Case{"+86 22 28498017", Form::phone, false, nullptr}, Case{"0755-41700678/462", Form::phone, false, nullptr},
                      Case{"053161534295", Form::phone, true, nullptr}, Case{"28498017", Form::phone, true, nullptr},
                      Case{"2024-02-08", Form::none, false, nullptr}, Case{"18498017", Form::none, false, nullptr},
                      Case{"0531-61534", Form::none, false, nullptr}, Case{"'6222020200112345679", Form::card, false, nullptr},
                      Case{"6222 0202 0011 2345 679", Form::card, false, "6222020200112345679"}, Case{"'6222020200112345678", Form::none, false, nullptr},
                      Case{"622202-0200112-345679", Form::none, false, nullptr}, Case{"皖fd93294", Form::plate, false, "皖FD93294"},
                      Case{"皖fi93294", Form::none, false, nullptr}, Case{"lsvab4brxdn123456", Form::vin, false, "LSVAB4BRXDN123456"},
                      Case{"WVWAB4BRZKN123456", Form::vin, true, nullptr}, Case{"LSVAB4BR0DN123456", Form::none, false, nullptr},
                      Case{"86-740903-012345-4", Form::imei, false, "867409030123454"}, Case{"867409030123454/352099001761481", Form::imei, false, nullptr},
                      Case{"86-740903-012345-5", Form::none, false, nullptr}, Case{"0080F40C3A6E", Form::mac, true, nullptr},
                      Case{"001012345678", Form::none, false, nullptr}, Case{"192.168.10.21:502", Form::ipv4, false, "192.168.10.21"},
                      Case{"192.168.10.21/24", Form::ipv4, false, "192.168.10.21"}, Case{"192.168.10.21/48", Form::none, false, nullptr},
                      Case{"1.2.3.4:502", Form::none, false, nullptr}, Case{"116°23′29″E", Form::coordinate, false, nullptr},
                      Case{"POINT(121.8 39.8)", Form::coordinate, false, nullptr}, Case{"12345.678", Form::none, false, nullptr},
                      Case{"2024-01-31 08:15:00", Form::none, false, nullptr}, Case{"TI-1204A", Form::none, false, nullptr}));

TEST(GeoForm, Quarter_isNeeded) {
  EXPECT_TRUE(is_position("北纬31度20分"));
  EXPECT_TRUE(is_position("39°54′15″N,116°24′27″E"));
  EXPECT_TRUE(is_position("39.9042°N"));
  EXPECT_FALSE(is_position("30°15′"));  // the angle of a bevel
  EXPECT_FALSE(is_position("95°10′N"));
  EXPECT_FALSE(is_position("POINT(121.8)"));
}

TEST(NullWords, Gaps_areNoValues) {
  for (const char* gap : {"", "-", "——", "/", "无", "N/A", "null", "None", "待补充", "未提供", "暂无", "未知", "..."}) EXPECT_TRUE(says_nothing(gap)) << gap;
  for (const char* value : {"0", "-1", "无锡", "无缝管", "/etc", "A-", "未来"}) EXPECT_FALSE(says_nothing(value)) << value;
}

TEST(NameCell, NotesAndLists_areRead) {
  for (const char* cell : {"罗庆国/1723", "于学军1415", "郭航琪(男)", "柯书奕（班长）", "林宇,费姣", "李素环;张宏", "韩青芝、罗庆胜"})
    EXPECT_TRUE(judge_name_cell(cell).name) << cell;
  for (const char* cell : {"离心泵/1723", "高炉,转炉", "1723", "林宇,离心泵", "张建国13912345678"}) EXPECT_FALSE(judge_name_cell(cell).name) << cell;
}

TEST(OrgForm, TradeOrShopAtTheEnd) {
  for (const char* name : {"顺驰化工", "同力重工", "诚信建材商行", "福满面粉加工部", "Borun Machinery Co., Ltd.", "Keruite GmbH"})
    EXPECT_TRUE(ends_like_a_firm(name)) << name;
  for (const char* name : {"化工", "财务部", "动力分厂", "阀门", "能源中心", "Q235重工", "Main Pump", "Inc"}) EXPECT_FALSE(ends_like_a_firm(name)) << name;
}

}  // namespace
}  // namespace gongdun::detect
