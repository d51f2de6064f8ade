#include "catalog/search_terms.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/split.h"

namespace gongdun::catalog {
namespace {

std::vector<std::string> words(std::string_view text) {
  return base::split(words_of(text), ' ');
}
using List = std::vector<std::string>;

TEST(SearchTerms_words_of, Chinese_is_cut_into_pairs_and_the_last_character) {
  EXPECT_EQ(words("工艺参数"), (List{"工艺", "艺参", "参数", "数"}));
  EXPECT_EQ(words("炉"), (List{"炉"}));
}

TEST(SearchTerms_words_of, Mixed_names_part_where_the_script_changes) {
  EXPECT_EQ(words("工艺参数_V2.xlsx"), (List{"工艺", "艺参", "参数", "数", "v2", "2", "xlsx"}));
}

TEST(SearchTerms_words_of, Identifiers_begin_anew_at_every_part) {
  EXPECT_EQ(words("processParam_id"), (List{"processparam", "param", "id"}));
  EXPECT_EQ(words("XMLFile3axis"), (List{"xmlfile3axis", "file3axis", "3axis", "axis"}));
}

TEST(SearchTerms_words_of, Full_width_is_the_same_as_half) {
  EXPECT_EQ(words("ＥｍｐＩＤ：１"), words("EmpID:1"));
}

TEST(SearchTerms_words_of, Signs_and_malformed_bytes_part_words) {
  EXPECT_EQ(words("产量（吨）、日期·2024\xFF年"), (List{"产量", "量", "吨", "日期", "期", "2024", "年"}));
  EXPECT_EQ(words(std::string_view("甲\0乙", 7)), (List{"甲", "乙"}));
}

TEST(SearchTerms_words_of, Traditional_characters_stay_what_they_are) {
  EXPECT_EQ(words("數據"), (List{"數據", "據"}));
}

TEST(SearchTerms_words_of, Characters_beyond_the_basic_plane_and_emoji_count_as_one) {
  EXPECT_EQ(words("𠮷野家"), (List{"𠮷野", "野家", "家"}));
  EXPECT_EQ(words("🔥炉"), (List{"🔥炉", "炉"}));
}

TEST(SearchTerms_words_of, Words_are_distinct_and_bounded) {
  EXPECT_EQ(words("工工工工"), (List{"工工", "工"}));
  const List many = words(std::string(5000, 'a') + " " + [] {
    std::string camel;
    for (int i = 0; i < 500; ++i) camel += "aB";
    return camel;
  }());
  EXPECT_LE(many.size(), 2 * kWordParts);
  for (const std::string& word : many) EXPECT_LE(word.size(), kWordBytes);
}

TEST(SearchTerms_parse_search, One_character_is_a_beginning) {
  const SearchQuery query = parse_search("炉");
  ASSERT_EQ(query.words.size(), 1U);
  EXPECT_EQ(query.words[0].text, "炉");
  EXPECT_TRUE(query.words[0].beginning);
}

TEST(SearchTerms_parse_search, Latin_is_a_beginning_only_where_the_typed_word_ends) {
  const SearchQuery query = parse_search("Emp_Na 工艺");
  EXPECT_EQ(query.texts, (List{"emp_na", "工艺"}));
  for (const SearchWord& word : query.words) EXPECT_EQ(word.beginning, word.text == "na") << word.text;
  EXPECT_EQ(query.words.size(), 3U);
}

TEST(SearchTerms_parse_search, Ten_thousand_characters_are_bounded) {
  std::string typed;
  for (int i = 0; i < 10'000; ++i) typed += i % 2 == 0 ? "工" : "艺";
  for (int i = 0; i < 200; ++i) typed += " w" + std::to_string(i);
  EXPECT_LE(parse_search(typed).words.size(), kQueryWords);
  EXPECT_TRUE(parse_search("").words.empty());
  EXPECT_TRUE(parse_search("（）—/ %").words.empty());
}

TEST(SearchTerms_marked_word, No_text_has_it) {
  const std::string mark = marked_word('f', "csv");
  EXPECT_NE(mark, marked_word('d', "csv"));
  EXPECT_EQ(mark, marked_word('f', "csv"));
  const List all = words("x" + mark + " :f");
  EXPECT_EQ(std::ranges::find(all, mark), all.end());
}

}  // namespace
}  // namespace gongdun::catalog
