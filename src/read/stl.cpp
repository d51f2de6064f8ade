// Triangle meshes as text: the names of the solids and how many facets they have.
// Source: StereoLithography interface specification (3D Systems), ASCII form.
#include "base/utf8.h"
#include "read/industrial_text.h"
#include "read/line_fields.h"
#include "read/line_tables.h"

namespace gongdun::read {
namespace {

class StlParser final : public LineTaker {
 public:
  explicit StlParser(LineTables& out) : out_(out) {
    solids_ = out_.add_table("solids", {{.name = "solid", .comment = "实体"}, {.name = "facets", .comment = "三角面数"}});
  }

  void line(const TextLine& line) override {
    std::string_view rest = line.text;
    const std::string word = base::ascii_lower(next_word(rest));
    if (word == "facet") {
      ++facets_;
    } else if (word == "solid") {
      solid_ = base::trim(rest);
      facets_ = 0;
    } else if (word == "endsolid") {
      solid_ends(line.number);
    } else if (word == "vertex" && rest.find_first_not_of("0123456789+-.eEnNaAiIfF \t") == rest.npos) {
      return;
    } else if (!word.empty() && word != "outer" && word != "endloop" && word != "endfacet") {
      out_.rest(line);
    }
    last_ = line.number;
  }
  void finish() override {
    if (facets_ != 0 || !solid_.empty()) solid_ends(last_);
  }

 private:
  void solid_ends(std::uint64_t line) {
    out_.row(solids_, line, {solid_, std::to_string(facets_)});
    solid_.clear();
    facets_ = 0;
  }

  LineTables& out_;
  std::size_t solids_;
  std::string solid_;
  std::uint64_t facets_ = 0, last_ = 1;
};

}  // namespace

base::Status extract_stl(ByteSource& source, ExtractContext& context) {
  return extract_lines<StlParser>(source, context);
}

}  // namespace gongdun::read
