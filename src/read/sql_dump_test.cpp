#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read/extract_in_memory.h"
#include "read/sql_schema.h"

namespace gongdun::read {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Sql_mysql_dump, has_tables_with_types_comments_and_lines_as_rows) {
  const std::string text =
      "-- MySQL dump 10.13\n"
      "CREATE TABLE `t_user` (\n"
      "  `id` int(11) NOT NULL AUTO_INCREMENT COMMENT '主键',\n"
      "  `sjh` varchar(20) CHARACTER SET utf8 DEFAULT NULL COMMENT '手机号, ''主''',\n"
      "  PRIMARY KEY (`id`),\n"
      "  KEY `k` (`sjh`)\n"
      ") ENGINE=InnoDB COMMENT='用户表';\n"
      "INSERT INTO `t_user` VALUES (1,'13800138000'),\n"
      "(2,'it\\'s; (ok)\\n'),(3,NULL);\n"
      "CREATE USER 'app'@'%' IDENTIFIED BY 'S3cret!pw';\n";
  EXPECT_EQ(identified(text), "sql-dump");
  const auto got = extract_in_memory("sql-dump", text);
  ASSERT_EQ(got.item.tables.size(), 1U);
  const Table& table = got.item.tables[0].table;
  EXPECT_EQ(table.name, "t_user");
  EXPECT_EQ(table.comment, "用户表");
  ASSERT_EQ(table.columns.size(), 2U);
  EXPECT_EQ(table.columns[1].name, "sjh");
  EXPECT_EQ(table.columns[1].type, "varchar(20)");
  EXPECT_EQ(table.columns[1].comment, "手机号, '主'");
  EXPECT_THAT(got.item.tables[0].row_numbers, ElementsAre(8, 9));  // two tuples on line 9
  EXPECT_THAT(got.column("sjh"), ElementsAre("13800138000", "it's; (ok)\n"));
  EXPECT_THAT(got.item.text, HasSubstr("IDENTIFIED BY 'S3cret!pw'"));
  const auto& blocks = got.item.blocks;
  EXPECT_EQ(blocks.back().first_line, 10U);
}

TEST(Sql_copy, reads_tab_separated_rows_with_escapes_and_comments_before) {
  const std::string text =
      "-- PostgreSQL database dump\nSET standard_conforming_strings = on;\n"
      "CREATE TABLE public.staff (\n    id integer NOT NULL,\n    name character varying(50),\n    note text\n);\n"
      "COMMENT ON TABLE public.staff IS '员工';\nCOMMENT ON COLUMN public.staff.name IS '姓名';\n"
      "COPY public.staff (id, name, note) FROM stdin;\n1\t张三\t\\N\n2\t李四\ta\\tb\\\\c\n\\.\n\nGRANT ALL ON TABLE public.staff TO app;\n";
  const auto got = extract_in_memory("sql-dump", text);
  ASSERT_EQ(got.item.tables.size(), 1U);
  const Table& table = got.item.tables[0].table;
  EXPECT_EQ(table.name, "staff");
  EXPECT_EQ(table.comment, "员工");
  EXPECT_EQ(table.columns[1].comment, "姓名");
  EXPECT_EQ(table.columns[1].type, "character varying(50)");
  EXPECT_THAT(got.item.tables[0].row_numbers, ElementsAre(11, 12));
  EXPECT_THAT(got.column("note"), ElementsAre("a\tb\\c"));
  EXPECT_THAT(got.item.text, HasSubstr("GRANT ALL"));
}

TEST(Sql_server_script, reads_bracketed_names_national_strings_and_go) {
  const std::string text =
      "USE [erp]\nGO\nCREATE TABLE [dbo].[客户](\n\t[编号] [int] NOT NULL,\n\t[电话] [nvarchar](50) NULL\n) ON [PRIMARY]\nGO\n"
      "SET IDENTITY_INSERT [dbo].[客户] ON\nINSERT [dbo].[客户] ([编号], [电话]) VALUES (1, N'13800138000')\n"
      "INSERT [dbo].[客户] ([编号], [电话]) VALUES (2, N'C:\\')\nGO\n"
      "EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'联系电话' , @level0type=N'SCHEMA',@level0name=N'dbo', "
      "@level1type=N'TABLE',@level1name=N'客户', @level2type=N'COLUMN',@level2name=N'电话'\nGO\n";
  const auto got = extract_in_memory("sql-dump", text);
  EXPECT_THAT(got.column("电话"), ElementsAre("13800138000", "C:\\"));
  EXPECT_EQ(got.row_of("13800138000"), 9U);
  EXPECT_EQ(got.item.tables.back().table.columns[1].comment, "联系电话");
}

TEST(Sql_values, of_calls_and_concatenations_give_their_strings) {
  const auto got = extract_in_memory(
      "sql-dump",
      "CREATE TABLE t (a DATE, b VARCHAR2(9), c RAW(4), d NUMBER);\nInsert into T (A,B,C,D) values (to_date('2024-01-02','YYYY-MM-DD'),'x'||'y',0xFF,-1.5);\n");
  EXPECT_THAT(got.column("a"), ElementsAre("2024-01-02"));
  EXPECT_THAT(got.column("b"), ElementsAre("xy"));
  EXPECT_THAT(got.column("c"), ElementsAre("0xFF"));
  EXPECT_THAT(got.column("d"), ElementsAre("-1.5"));
}

TEST(Sql_insert_without_definition, has_columns_from_its_list_or_none) {
  const auto got = extract_in_memory("sql-dump", "INSERT INTO a (x, y) VALUES ('1','2');\nINSERT INTO b VALUES ('3','4');\n");
  EXPECT_THAT(got.column("y"), ElementsAre("2"));
  ASSERT_NE(got.table("b"), nullptr);
  EXPECT_FALSE(got.table("b")->table.has_header);
  EXPECT_EQ(got.table("b")->table.columns.size(), 2U);
}

TEST(Sql_interleaved_tables, come_out_together) {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "INSERT INTO a (x) VALUES ('a" + std::to_string(i) + "');\nINSERT INTO b (y) VALUES ('b" + std::to_string(i) + "');\n";
  const auto got = extract_in_memory("sql-dump", text);
  ASSERT_EQ(got.item.tables.size(), 2U);
  EXPECT_EQ(got.table("a")->rows.size(), 50U);
  EXPECT_EQ(got.row_of("b49"), 100U);
}

TEST(Sql_table_without_rows, is_announced) {
  const auto got = extract_in_memory("sql-dump", "CREATE TABLE `e` (`身份证号` char(18));\n");
  ASSERT_EQ(got.item.tables.size(), 1U);
  EXPECT_EQ(got.item.tables[0].table.columns[0].name, "身份证号");
}

TEST(Sql_long_value, stays_bounded) {
  Limits limits;
  limits.cell_bytes = 1000;
  const auto got = extract_in_memory("sql-dump", "INSERT INTO t (a,b) VALUES ('" + std::string(50'000, 'z') + "','tail');\n", limits);
  EXPECT_THAT(got.column("b"), ElementsAre("tail"));
  EXPECT_LE(got.column("a")[0].size(), 1000U);
  EXPECT_EQ(got.column("a")[0].size() + got.item.text.size(), 50'000U);
}

TEST(Sql_routine_with_delimiter, is_one_statement_of_text) {
  const auto got =
      extract_in_memory("sql-dump", "DELIMITER ;;\nCREATE PROCEDURE p() BEGIN SELECT 1; SET @pw='abc'; END ;;\nDELIMITER ;\nINSERT INTO t (a) VALUES ('v');\n");
  EXPECT_THAT(got.item.text, HasSubstr("@pw='abc'"));
  EXPECT_THAT(got.column("a"), ElementsAre("v"));
}

TEST(Sql_unfinished, ends_quietly) {
  for (const char* text :
       {"INSERT INTO t VALUES ('abc", "INSERT INTO t VALUES (1,", "CREATE TABLE t (a int", "COPY t (a) FROM stdin;\n1\n2", "/* open", "INSERT INTO t VALUES"}) {
    EXPECT_TRUE(extract_in_memory("sql-dump", text).status) << text;
  }
}

TEST(Sql_identification, leaves_prose_and_queries_alone) {
  EXPECT_EQ(identified("Set the table and create dinner.\nInsert into the oven.\n"), "text");
  EXPECT_NE(identified("SELECT * FROM a;\nSELECT 1;\n"), "sql-dump");
}

}  // namespace
}  // namespace gongdun::read
