// STEP and IFC models: who made the file and with what, products, persons, materials, properties and other names; how much geometry there is.
// Source: ISO 10303-21 (clear text encoding), header section clause 8; entity names of ISO 10303-41/-203/-214/-242 and ISO 16739.
#include <set>

#include "base/utf8.h"
#include "read/cad_text.h"
#include "read/industrial_text.h"
#include "read/line_tables.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kLongestStatement = 1 << 20;

// The strings of an instance at any depth, in order.
std::vector<std::string> strings_of(std::string_view text, std::size_t most) {
  std::vector<std::string> found;
  for (std::size_t at = text.find('\''); at != text.npos && found.size() < most; at = text.find('\'', at)) {
    std::size_t end = at + 1;
    while (end < text.size() && (text[end] != '\'' || (end + 1 < text.size() && text[end + 1] == '\''))) end += text[end] == '\'' ? 2 : 1;
    found.push_back(plain_step_text(text.substr(at + 1, std::min(end, text.size()) - at - 1)));
    at = std::min(end + 1, text.size());
  }
  return found;
}

// The parameters of NAME(a,b,(c,d)) as they stand, each cut to what lies between the commas of the first level.
std::vector<std::string_view> parameters_of(std::string_view text) {
  std::vector<std::string_view> found;
  int depth = 0;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\'') quoted = !quoted;
    if (quoted) continue;
    if (c == '(' && ++depth == 1) begin = i + 1;
    const bool ends = c == ')' && --depth == 0;
    if ((c == ',' && depth == 1) || ends) {
      found.push_back(text.substr(begin, i - begin));
      begin = i + 1;
    }
    if (ends) break;
  }
  return found;
}

class StepParser final : public LineTaker {
 public:
  explicit StepParser(LineTables& out) : out_(out) {
    products_ = out_.add_table(
        "products", {{.name = "product_id", .comment = "产品编号"}, {.name = "product", .comment = "产品名称"}, {.name = "description", .comment = "说明"}});
    persons_ = out_.add_table("persons",
                              {{.name = "person_id", .comment = "人员编号"}, {.name = "last_name", .comment = "姓"}, {.name = "first_name", .comment = "名"}});
    labels_ = out_.add_table("labels", {{.name = "entity", .comment = "实体"},
                                        {.name = "label", .comment = "名称"},
                                        {.name = "text", .comment = "说明或取值"},
                                        {.name = "more"},
                                        {.name = "further"}});
    counts_ = out_.add_table("entities", {{.name = "entity", .comment = "实体"}, {.name = "count", .comment = "数量"}});
  }

  void line(const TextLine& line) override {
    number_ = line.number;
    for (std::size_t i = 0; i < line.text.size(); ++i) {
      const char c = line.text[i];
      if (in_comment_) {
        const std::size_t end = line.text.find("*/", i);
        out_.comment({line.text.substr(i, end == line.text.npos ? end : end - i), number_, 0});
        if (end == line.text.npos) break;
        in_comment_ = false;
        i = end + 1;
      } else if (!quoted_ && line.text.substr(i).starts_with("/*")) {
        in_comment_ = true;
        ++i;
      } else if (c == ';' && !quoted_) {
        take();
      } else {
        if (c == '\'') quoted_ = !quoted_;
        if (statement_.empty()) first_ = number_;
        if (!statement_.empty() || (c != ' ' && c != '\t')) statement_.push_back(c);
        if (statement_.size() >= kLongestStatement) quoted_ = false, rest();
      }
    }
  }

  void finish() override {
    rest();
    std::uint64_t row = 0;
    for (const auto& [kind, count] : entities_) out_.row(counts_, ++row, {kind, std::to_string(count)});
  }

 private:
  void rest() {
    if (!statement_.empty()) out_.rest({statement_, first_, 0});
    statement_.clear();
  }

  void take() {
    const std::string statement = std::exchange(statement_, {});
    std::string_view text = statement;
    if (text.starts_with('#')) text.remove_prefix(std::min(text.find('=') + 1, text.size()));
    text = base::trim(text);
    while (text.starts_with('(') || text.starts_with(' ')) text.remove_prefix(1);  // an instance of several types: the first names it
    const std::string_view kind = base::trim(text.substr(0, text.find('(')));
    const bool data = statement.starts_with('#');
    if (data && (entities_.contains(kind) || entities_.size() < kKinds)) ++entities_.emplace(kind, 0).first->second;
    if (text.find('\'') == text.npos) return;  // nothing but numbers and references
    if (kind == "FILE_NAME") return file_name(text);
    if (kind == "FILE_DESCRIPTION")
      return out_.pair("description", joined(strings_of(parameters_of(text).empty() ? text : parameters_of(text)[0], 50)), first_, "说明");
    if (kind == "FILE_SCHEMA") return out_.pair("schema", joined(strings_of(text, 50)), first_, "模式");
    instance(kind, text);
  }

  static std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) {
      if (!text.empty()) all.append(all.empty() ? "" : ", ").append(text);
    }
    return all;
  }

  void file_name(std::string_view text) {
    static constexpr std::pair<std::string_view, std::string_view> kNames[] = {{"file_name", "文件名"},      {"time_stamp", "时间"},
                                                                               {"author", "作者"},           {"organization", "单位"},
                                                                               {"preprocessor", "转换程序"}, {"originating_system", "来源系统"},
                                                                               {"authorisation", "批准人"}};
    const auto parameters = parameters_of(text);
    for (std::size_t i = 0; i < parameters.size() && i < std::size(kNames); ++i)
      out_.pair(kNames[i].first, joined(strings_of(parameters[i], 100)), first_, kNames[i].second);
  }

  void instance(std::string_view kind, std::string_view text) {
    auto texts = strings_of(text, kStrings);
    if (texts.size() == kStrings) out_.rest({text, first_, 0});  // more than the columns hold
    while (texts.size() < 4) texts.emplace_back();
    if (joined(texts).empty()) return;
    if (kind == "PRODUCT") return out_.row(products_, first_, {texts[0], texts[1], texts[2]});
    if (kind == "PERSON" || kind == "IFCPERSON") return out_.row(persons_, first_, {texts[0], texts[1], texts[2]});
    // Names of geometry come again and again; each is told once.
    std::string key = std::string(kind) + '\n' + texts[0] + '\n' + texts[1] + '\n' + texts[2];
    if (key.size() < 200 && (seen_.size() < kSeen || seen_.contains(key)) && !seen_.insert(std::move(key)).second) return;
    out_.row(labels_, first_, {kind, texts[0], texts[1], texts[2], texts[3]});
    if (texts.size() > 4 && texts.size() < kStrings) out_.rest({joined({texts.begin() + 4, texts.end()}), first_, 0});
  }

  static constexpr std::size_t kKinds = 5000, kSeen = 50'000, kStrings = 40;
  LineTables& out_;
  std::size_t products_, persons_, labels_, counts_;
  std::string statement_;
  std::uint64_t number_ = 1, first_ = 1;
  bool quoted_ = false, in_comment_ = false;
  std::map<std::string, std::uint64_t, std::less<>> entities_;
  std::set<std::string> seen_;
};

}  // namespace

base::Status extract_step(ByteSource& source, ExtractContext& context) {
  return extract_lines<StepParser>(source, context);
}

}  // namespace gongdun::read
