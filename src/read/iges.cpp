// IGES models: the remarks in front, who made the file, product, units and dates, notes in the drawing, how many entities of each type.
// Source: IGES 5.3 (ANS US PRO/IPO-100-1996): clause 2.2.4.2 start and 2.2.4.3 global section, directory entries, Hollerith strings.
#include <charconv>

#include "base/utf8.h"
#include "read/industrial_text.h"
#include "read/line_tables.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kLongestRecord = 1 << 20;

// Values between delimiters; a Hollerith string (5Habc,d) may hold them.
std::vector<std::string> iges_values(std::string_view text) {
  char delimiter = ',', end = ';';
  std::vector<std::string> values;
  for (std::size_t at = 0; at < text.size() && values.size() < 100'000;) {
    while (at < text.size() && text[at] == ' ') ++at;
    std::size_t digits = at, length = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
    std::string value;
    if (digits > at && digits < text.size() && text[digits] == 'H') {
      std::from_chars(text.data() + at, text.data() + digits, length);
      value = "H" + std::string(text.substr(digits + 1, length));
      at = length < text.size() - digits - 1 ? digits + 1 + length : text.size();
    } else {
      const char stops[] = {delimiter, end, 0};
      const std::size_t close = std::min(text.find_first_of(stops, at), text.size());
      value = base::trim(text.substr(at, close - at));
      at = close;
    }
    if (values.empty() && value.size() == 2 && value[0] == 'H') delimiter = value[1];
    if (values.size() == 1 && value.size() == 2 && value[0] == 'H') end = value[1];
    values.push_back(std::move(value));
    if (at < text.size() && text[at] == end) break;
    ++at;
  }
  return values;
}

class IgesParser final : public LineTaker {
 public:
  explicit IgesParser(LineTables& out) : out_(out) {
    texts_ = out_.add_table("texts", {{.name = "entity", .comment = "实体类型"}, {.name = "text", .comment = "文字"}});
    counts_ = out_.add_table("entities", {{.name = "entity", .comment = "实体类型"}, {.name = "count", .comment = "数量"}});
  }

  void line(const TextLine& line) override {
    if (line.text.size() < 73) return base::trim(line.text).empty() ? void() : out_.rest(line);
    number_ = line.number;
    const std::string_view body = line.text.substr(0, 72);
    switch (line.text[72]) {
      case 'S': return out_.comment({base::trim(body), line.number, line.offset});
      case 'G':
        if (global_.size() < kLongestRecord) global_.append(body);
        global_line_ = line.number;
        return;
      case 'D':
        if (++directory_ % 2 == 1) count(base::trim(body.substr(0, 8)));
        return;
      case 'P': return parameter(body.substr(0, 64));
      case 'T': return;
      default: out_.rest(line);
    }
  }

  void finish() override {
    if (!record_.empty()) take();
    if (!global_.empty()) global();
    std::uint64_t row = 0;
    for (const auto& [type, number] : types_) out_.row(counts_, ++row, {type, std::to_string(number)});
  }

 private:
  void count(std::string_view type) {
    if (types_.contains(type) || types_.size() < 1000) ++types_.emplace(type, 0).first->second;
  }

  void parameter(std::string_view data) {
    record_.append(data);
    const std::string_view text = base::trim(data);
    if (text.ends_with(';') || record_.size() > kLongestRecord) take();
  }

  void take() {
    const std::string record = std::exchange(record_, {});
    if (record.find('H') == std::string::npos) return;  // numbers only
    const auto values = iges_values("1H,,1H;," + record);
    for (std::size_t i = 3; i < values.size(); ++i) {
      if (values[i].starts_with('H') && values[i].size() > 1) out_.row(texts_, number_, {values[2], std::string_view(values[i]).substr(1)});
    }
  }

  void global() {
    struct Name {
      std::size_t at;
      std::string_view key, zh;
    };
    static constexpr Name kNames[] = {{2, "product_id", "产品标识"},
                                      {3, "file_name", "文件名"},
                                      {4, "native_system", "来源系统"},
                                      {5, "preprocessor", "转换程序"},
                                      {11, "receiver_product_id", "接收方产品标识"},
                                      {12, "scale", "比例"},
                                      {14, "units", "单位"},
                                      {17, "created", "生成时间"},
                                      {20, "author", "作者"},
                                      {21, "organization", "单位名称"},
                                      {24, "modified", "修改时间"},
                                      {25, "application_protocol", "应用协议"}};
    const auto values = iges_values(global_);
    for (const Name& name : kNames) {
      if (name.at >= values.size()) break;
      const std::string_view value = values[name.at];
      out_.pair(name.key, value.starts_with('H') ? base::trim(value.substr(1)) : value, global_line_, name.zh);
    }
  }

  LineTables& out_;
  std::size_t texts_, counts_;
  std::string global_, record_;
  std::uint64_t number_ = 1, global_line_ = 1, directory_ = 0;
  std::map<std::string, std::uint64_t, std::less<>> types_;
};

}  // namespace

base::Status extract_iges(ByteSource& source, ExtractContext& context) {
  return extract_lines<IgesParser>(source, context);
}

}  // namespace gongdun::read
