#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read/compound_test_kit.h"
#include "read/compound_writer.h"
#include "read/office_test_kit.h"

namespace gongdun::read {
namespace {

using test::num;
using test::wide;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string atom(unsigned type, const std::string& body, unsigned instance = 0) {
  return num<2>(instance << 4) + num<2>(type) + num<4>(body.size()) + body;
}
std::string box(unsigned type, const std::string& body, unsigned instance = 0) {
  return num<2>(instance << 4 | 0xFU) + num<2>(type) + num<4>(body.size()) + body;
}
std::string chars(const std::string& utf8) {
  return atom(0xFA0, wide(utf8));
}
std::string persist(unsigned object, unsigned slide) {
  return atom(0x3F3, num<4>(object) + num<4>(0) + num<4>(0) + num<4>(slide) + num<4>(0));
}

// A stream of objects numbered from 1; `old` was number 2 before the last saving.
struct Presentation {
  std::string stream, user;
};

Presentation sample(bool encrypted = false) {
  const std::string document = box(0x3E8, box(0xFF0, persist(2, 256) + chars("产线布局") + persist(3, 257)) + box(0xFF0, persist(4, 256), 2) +
                                              box(0x409, box(0xFD7, atom(0xFBA, wide("http://mes.example.com"), 1))));
  const std::string first =
      box(0x3EE, box(0xF00D, atom(0xFA8, "Line 3\rTakt 45 s")) + box(0x2EE0, atom(0xFBA, wide("赵工"), 0) + atom(0xFBA, wide("改为四十秒"), 1)));
  const std::string second = box(0x3EE, box(0xF002, box(0xF004, box(0xF00D, chars("第二页")))));
  const std::string notes = box(0x3F0, atom(0x3F1, num<4>(256) + num<4>(0)) + box(0xF00D, chars("口头说明")));
  const std::string old = box(0x3EE, box(0xF00D, chars("旧版本")));
  Presentation out;
  const auto add = [&](const std::string& bytes) {
    const std::size_t at = out.stream.size();
    out.stream += bytes;
    return num<4>(at);
  };
  const std::string old_list = num<4>(2 | 1U << 20) + add(old);
  const std::string old_directory = add(atom(0x1772, old_list));
  const std::string old_edit = add(atom(0xFF5, num<4>(0) + num<4>(0) + num<4>(0) + old_directory + num<4>(1) + num<8>(0)));
  std::string list = num<4>(1 | 4U << 20);
  for (const std::string& object : {document, first, second, notes}) list += add(object);
  const std::string directory = add(atom(0x1772, list));
  const std::string edit = add(atom(0xFF5, num<4>(0) + num<4>(0) + old_edit + directory + num<4>(1) + num<8>(0) + (encrypted ? num<4>(9) : "")));
  out.user = atom(0xFF6, num<4>(20) + num<4>(0xE391C05F) + edit);
  return out;
}

std::string file_of(const Presentation& presentation) {
  CompoundWriter writer;
  writer.stream(0, "PowerPoint Document", presentation.stream);
  writer.stream(0, "Current User", presentation.user);
  return writer.finish();
}

TEST(Ppt_slides, texts_notes_and_comments_have_their_page) {
  const test::ReadResult result = test::read_bytes(file_of(sample()));
  EXPECT_EQ(result.format, "ppt");
  EXPECT_THAT(result.item.unread, IsEmpty());
  EXPECT_EQ(result.part(""), "产线布局\nLine 3\nTakt 45 s\n第二页\n");
  EXPECT_EQ(result.part("notes"), "口头说明\n");
  EXPECT_EQ(result.part("comment"), "赵工\n改为四十秒\n");
  EXPECT_THAT(result.part("link"), HasSubstr("http://mes.example.com"));
  EXPECT_THAT(result.item.text, Not(HasSubstr("旧版本")));
  for (std::size_t i = 0; i < result.item.blocks.size(); ++i) {
    const bool second = result.item.block_texts[i].find("第二页") != std::string::npos;
    if (second || result.parts[i] == "notes") {
      EXPECT_EQ(result.item.blocks[i].page, second ? 2U : 1U);
    }
  }
}

TEST(Ppt_encrypted, is_said) {
  EXPECT_TRUE(test::read_bytes(file_of(sample(true))).lost(base::Code::encrypted));
  Presentation presentation = sample();
  presentation.user.replace(12, 4, num<4>(0xF3D1C4DF));
  EXPECT_TRUE(test::read_bytes(file_of(presentation)).lost(base::Code::encrypted));
}

TEST(Ppt_directory, that_is_lost_is_told_and_slides_are_read_as_they_lie) {
  Presentation presentation = sample();
  presentation.user.clear();
  const test::ReadResult result = test::read_bytes(file_of(presentation));
  EXPECT_TRUE(result.lost(base::Code::truncated));
  EXPECT_THAT(result.item.text, HasSubstr("旧版本"));
  EXPECT_THAT(result.item.text, HasSubstr("产线布局"));
}

TEST(Ppt_hostile, truncations_and_changed_bytes_end_without_harm) {
  const std::string whole = file_of(sample());
  for (std::size_t size = 0; size < whole.size(); size += 97) (void)test::read_bytes(whole.substr(0, size));
  for (std::size_t at = 512; at < whole.size(); at += 5) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 0xFF);
    (void)test::read_bytes(bytes);
  }
}

TEST(Ppt_hostile, many_numbers_of_one_slide_are_read_once) {
  const std::string slide = box(0x3EE, box(0xF00D, chars(std::string(2000, 'x'))));
  std::string slides, list;
  for (unsigned i = 0; i < 4000; ++i) slides += persist(2 + i, 256 + i);
  const std::string document = box(0x3E8, box(0xFF0, slides));
  Presentation presentation{document + slide, {}};
  list = num<4>(1 | 1U << 20) + num<4>(0);
  for (unsigned i = 0; i < 4000; ++i) list += num<4>((2 + i) | 1U << 20) + num<4>(document.size());
  const std::size_t directory = presentation.stream.size();
  presentation.stream += atom(0x1772, list);
  presentation.user = atom(0xFF6, num<4>(20) + num<4>(0xE391C05F) + num<4>(presentation.stream.size()));
  presentation.stream += atom(0xFF5, num<4>(0) + num<4>(0) + num<4>(0) + num<4>(directory) + num<4>(1) + num<8>(0));
  EXPECT_EQ(test::read_bytes(file_of(presentation)).part("").size(), 2001U);
}

}  // namespace
}  // namespace gongdun::read
