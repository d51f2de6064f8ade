#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "base/split.h"
#include "serve/import_rows.h"
#include "serve/list_cells.h"
#include "serve/openapi.h"

namespace gongdun::serve {
namespace {

TEST(ListBook_everyList, shows_members_its_operation_gives) {
  for (const ListKind& list : list_kinds()) {
    const Operation* operation = OpenApi::get().operation(list.operation);
    ASSERT_NE(operation, nullptr) << list.id;
    const std::vector<std::string> members = OpenApi::get().row_members(*operation);
    for (const ListColumn& column : list.columns)
      EXPECT_NE(std::ranges::find(members, base::split(column.key, '/').front()), members.end()) << list.id << " " << column.key;
  }
}

TEST(ListBook_everyList, has_one_id_and_columns_of_different_names) {
  std::set<std::string_view> ids;
  for (const ListKind& list : list_kinds()) {
    EXPECT_TRUE(ids.insert(list.id).second) << list.id;
    if (list.import == nullptr) continue;
    std::set<std::string> names;
    for (const ImportColumn& column : list.import->columns) {
      EXPECT_TRUE(names.insert(column.title.zh).second) << list.id << " " << column.key;
      EXPECT_FALSE(column.note.zh.empty() || column.note.en.empty() || column.title.en.empty()) << list.id << " " << column.key;
    }
  }
}

TEST(ListCells_cellOf, shows_values_as_people_read_them) {
  const Json row{{"grade", "general-2"}, {"yes", true},     {"no", false},        {"name", {{"zh", "名"}, {"en", "name"}}},
                 {"list", {"a", "b"}},   {"none", nullptr}, {"in", {{"side", 7}}}};
  const auto cell = [&](std::string_view key, Show show, base::Lang lang = base::Lang::zh) {
    return cell_of({.key = key, .title = {}, .show = show}, row, lang);
  };
  EXPECT_EQ(cell("grade", Show::grade), "一般数据 2级");
  EXPECT_EQ(cell("yes", Show::yes_no), "是");
  EXPECT_EQ(cell("no", Show::yes_no), "");
  EXPECT_EQ(cell("name", Show::bilingual, base::Lang::en), "name");
  EXPECT_EQ(cell("list", Show::text), "a；b");
  EXPECT_EQ(cell("none", Show::text), "");
  EXPECT_EQ(cell("in/side", Show::number), "7");
  EXPECT_EQ(cell("absent/at/all", Show::text), "");
}

TEST(ListWords_codeOf, takes_the_code_and_either_name) {
  for (const std::string_view cell : {"territory", "属地", "Territory", "TERRITORY"}) EXPECT_EQ(code_of(edge_words(), cell), "territory");
  EXPECT_FALSE(code_of(edge_words(), "属"));
}

struct Sheet {
  std::vector<ReadRow> rows;
  ImportSheet sheet{*find_list("grants"), [this](ReadRow&& row) {
                      rows.push_back(std::move(row));
                      return true;
                    }};
};

TEST(ImportSheet_header, is_found_below_a_title_in_either_language_and_any_order) {
  Sheet one;
  ASSERT_TRUE(one.sheet.sheet("授权", false));
  EXPECT_TRUE(one.sheet.row(1, {"由 某人 导出"}));
  EXPECT_TRUE(one.sheet.row(2, {"角色 *\nRole", "login", "组织", "Hierarchy", "级别上限", "姓名"}));
  EXPECT_TRUE(one.sheet.row(3, {"role", "login", "organisation", "edge", "ceiling", "person_name"}));  // the hidden row
  EXPECT_TRUE(one.sheet.row(4, {"只读人员", " li ", "甲厂", "属地", "core", "李"}));
  EXPECT_FALSE(one.sheet.problem());
  ASSERT_EQ(one.rows.size(), 1U);
  EXPECT_EQ(one.rows[0].row.at("role"), "reader");
  EXPECT_EQ(one.rows[0].row.at("login"), "li");
  EXPECT_EQ(one.rows[0].row.at("edge"), "territory");
  EXPECT_TRUE(one.rows[0].faults.empty());
  EXPECT_EQ(one.sheet.place(4, "role"), "A4");
  EXPECT_EQ(one.sheet.place(4, "ceiling"), "E4");
  EXPECT_EQ(one.sheet.place(4, "to"), "4");
}

TEST(ImportSheet_header, that_lacks_or_adds_columns_is_named) {
  Sheet one;
  one.sheet.sheet("授权", false);
  EXPECT_FALSE(one.sheet.row(1, {"登录名", "角色", "组识", "层级", "级别上限"}));
  ASSERT_TRUE(one.sheet.problem());
  const std::string words = one.sheet.problem()->message.zh;
  EXPECT_NE(words.find("缺少列：组织"), std::string::npos) << words;
  EXPECT_NE(words.find("组识"), std::string::npos) << words;
  Sheet none;
  none.sheet.sheet("授权", false);
  none.sheet.row(1, {"a", "b"});
  EXPECT_TRUE(none.sheet.problem());
}

TEST(ImportSheet_cells, that_cannot_be_understood_are_faults_of_their_column) {
  Sheet one;
  one.sheet.sheet("", false);  // delimited text
  one.sheet.row(1, {"登录名", "角色", "组织", "层级", "级别上限"});
  one.sheet.row(2, {"", "国王", "=A1", "#REF!", "core"});
  one.sheet.row(3, {"'=x", "reader", "'quoted", "group", "general-1"});
  ASSERT_EQ(one.rows.size(), 2U);
  std::vector<std::string> columns;
  for (const RowFault& fault : one.rows[0].faults) columns.push_back(fault.column);
  EXPECT_EQ(columns, (std::vector<std::string>{"login", "role", "organisation", "edge"}));
  EXPECT_TRUE(one.rows[1].faults.empty());
  EXPECT_EQ(one.rows[1].row.at("login"), "=x");
  EXPECT_EQ(one.rows[1].row.at("organisation"), "'quoted");
}

TEST(ImportSheet_cells, of_a_workbook_are_taken_as_they_stand) {
  Sheet one;
  one.sheet.sheet("授权", false);
  one.sheet.row(1, {"登录名", "角色", "组织", "层级", "级别上限"});
  one.sheet.row(2, {"=x", "reader", "\x1a", "group", "core"});
  ASSERT_EQ(one.rows.size(), 1U);
  EXPECT_EQ(one.rows[0].row.at("login"), "=x");
  ASSERT_EQ(one.rows[0].faults.size(), 1U);
  EXPECT_EQ(one.rows[0].faults[0].column, "organisation");
}

TEST(ImportSheet_sheets, hidden_ones_and_those_of_the_form_are_passed_by) {
  Sheet one;
  EXPECT_FALSE(one.sheet.sheet("暗", true));
  EXPECT_FALSE(one.sheet.sheet("填写说明", false));
  EXPECT_TRUE(one.sheet.sheet("数据", false));
  EXPECT_EQ(one.sheet.passed_by(), std::vector<std::string>{"暗"});
}

}  // namespace
}  // namespace gongdun::serve
