#include "engine_corpus.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <utility>

namespace gongdun::bench {
namespace {

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : random_(seed) {}

  unsigned below(unsigned n) { return static_cast<unsigned>(random_() % n); }
  double unit() { return static_cast<double>(random_() >> 11) / 9007199254740992.0; }
  template <std::size_t n>
  const char* one_of(const char* const (&words)[n]) {
    return words[below(static_cast<unsigned>(n))];
  }
  std::string digits(unsigned count) {
    std::string out;
    while (count-- > 0) out += static_cast<char>('0' + below(10));
    return out;
  }

  std::string resident_id() {
    std::string id = fmt::format("{:06}{:04}{:02}{:02}{}", 110101 + below(540000), 1950 + below(60), 1 + below(12), 1 + below(28), digits(3));
    constexpr unsigned kWeights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    unsigned sum = 0;
    for (std::size_t i = 0; i < 17; ++i) sum += static_cast<unsigned>(id[i] - '0') * kWeights[i];
    return id + "10X98765432"[sum % 11];
  }

  std::string card() {
    std::string number = "62" + digits(16);
    int sum = 0;
    for (std::size_t i = 0; i < number.size(); ++i) {
      int v = number[number.size() - 1 - i] - '0';
      if (i % 2 == 0) v = v > 4 ? v * 2 - 9 : v * 2;
      sum += v;
    }
    return number + static_cast<char>('0' + (10 - sum % 10) % 10);
  }

  std::string credit_code() {
    constexpr char kAlphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    std::string code = "91" + fmt::format("{:06}", 110101 + below(540000));
    while (code.size() < 18) code += kAlphabet[below(31)];
    return code;
  }

  std::string person() {
    static constexpr const char* kFamily[] = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "欧阳"};
    static constexpr const char* kGiven[] = {"伟", "芳", "敏", "静", "强", "磊", "军", "洋", "勇", "建国", "志刚", "丽华", "文博"};
    return std::string(one_of(kFamily)) + one_of(kGiven);
  }

 private:
  std::mt19937_64 random_;
};

std::string people_csv(std::size_t bytes) {
  Maker make(1);
  static constexpr const char* kCity[] = {"江苏省苏州市吴中区", "辽宁省鞍山市铁西区", "河北省唐山市路南区", "上海市宝山区", "湖北省武汉市青山区"};
  static constexpr const char* kRoad[] = {"东吴北路", "环钢路", "建设路", "牡丹江路", "冶金大道"};
  static constexpr const char* kPlate[] = {"苏E", "辽C", "冀B", "沪A", "鄂A"};
  std::string out = "序号,姓名,身份证号,手机号,银行卡号,邮箱,住址,统一社会信用代码,车牌号,备注\n";
  for (unsigned row = 1; out.size() < bytes; ++row) {
    out += fmt::format("{},{},{},1{}{},{},user{}@example.cn,{}{}{}号{}室,{},{}{},{}\n", row, make.person(), make.resident_id(), 3 + make.below(7),
                       make.digits(9), make.card(), make.digits(5), make.one_of(kCity), make.one_of(kRoad), 1 + make.below(500), make.digits(3),
                       make.credit_code(), make.one_of(kPlate), make.digits(5), make.below(20) == 0 ? "工艺参数见附件，内部资料不得外传" : "无");
  }
  return out;
}

std::string historian_csv(std::size_t bytes) {
  Maker make(2);
  static constexpr const char* kPoint[] = {"高炉热风温度,℃", "转炉氧枪流量,Nm3/h", "连铸拉速,m/min", "轧制力,kN", "反应釜压力,MPa", "给水流量,t/h"};
  std::string out = "时间,位号,数值,质量,描述,单位\n";
  for (unsigned t = 0; out.size() < bytes; ++t) {
    out += fmt::format("2024-03-{:02} {:02}:{:02}:{:02}.{:03},{}IC{}_U{:02}.PV,{:.4f},{},{}\n", 1 + t / 86400 % 28, t / 3600 % 24, t / 60 % 60, t % 60,
                       make.below(1000), make.below(2) != 0 ? 'T' : 'F', 1000 + make.below(900), make.below(20), make.unit() * 1003,
                       make.below(50) != 0 ? "GOOD" : "BAD", make.one_of(kPoint));
  }
  return out;
}

std::string numbers_csv(std::size_t bytes) {
  Maker make(3);
  std::string out;
  while (out.size() < bytes) {
    for (unsigned i = 0; i < 12; ++i) {
      switch (make.below(4)) {
        case 0: out += fmt::format("{}", make.below(1000000)); break;
        case 1: out += fmt::format("{:.6f}", make.unit() * 18); break;
        case 2: out += fmt::format("16{}", make.digits(11)); break;
        default: out += fmt::format("{:.3e}", make.unit() * 1e9); break;
      }
      out += i == 11 ? '\n' : ',';
    }
  }
  return out;
}

std::string json_log(std::size_t bytes) {
  Maker make(4);
  std::string out;
  while (out.size() < bytes) {
    out += fmt::format(
        R"({{"ts":"2024-{:02}-{:02}T{:02}:{:02}:{:02}Z","lvl":"INFO","host":"10.{}.{}.{}","uid":{},"path":"/api/v1/orders/{}/items","ms":{},"trace":"{:08x}{:08x}"{}}})",
        1 + make.below(12), 1 + make.below(28), make.below(24), make.below(60), make.below(60), make.below(256), make.below(256), make.below(256),
        make.below(100000), make.below(1000000), make.below(3000), make.below(0xFFFFFFFF), make.below(0xFFFFFFFF),
        make.below(200) != 0 ? "" : R"(,"phone":"13912345678","auth":"Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N")");
    out += '\n';
  }
  return out;
}

template <std::size_t n>
std::string prose(std::size_t bytes, std::uint64_t seed, const char* const (&words)[n], const char* glue, const char* rare) {
  Maker make(seed);
  std::string out;
  while (out.size() < bytes) {
    out += make.one_of(words);
    out += glue;
    if (make.below(3000) == 0) out += rare;
    if (make.below(40) == 0) out += '\n';
  }
  return out;
}

// Files in the order of their names, so that one machine always gives the same text. Packed files are left out.
std::string system_text(const std::filesystem::path& folder, std::size_t bytes) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (auto at = std::filesystem::recursive_directory_iterator(folder, error); !error && at != std::filesystem::recursive_directory_iterator();
       at.increment(error)) {
    if (at->is_regular_file(error) && at->path().extension() != ".gz") files.push_back(at->path());
  }
  std::sort(files.begin(), files.end());
  std::string text;
  for (const auto& path : files) {
    if (text.size() >= bytes) break;
    std::ifstream file(path, std::ios::binary);
    text.append(std::istreambuf_iterator<char>(file), {});
  }
  text.resize(std::min(text.size(), bytes));
  return text;
}

}  // namespace

std::vector<CorpusSection> engine_corpus(std::size_t bytes) {
  static constexpr const char* kChinese[] = {"公司", "生产", "管理", "设备", "系统", "数据", "安全", "技术", "质量", "进行", "我们", "以及", "对于",
                                             "通过", "过程", "控制", "温度", "标准", "要求", "工作", "人员", "检查", "记录", "的",   "了",   "在",
                                             "是",   "和",   "，",   "。",   "、",   "企业", "工业", "信息", "网络", "分类", "分级", "目录", "评估",
                                             "风险", "产品", "材料", "钢铁", "车间", "工序", "班组", "报表", "计划", "订单", "客户"};
  static constexpr const char* kCode[] = {"const auto",
                                          "return",
                                          "if (",
                                          ") {",
                                          "}",
                                          "for (std::size_t i = 0; i < n; ++i)",
                                          "value",
                                          "index += 1;",
                                          "// see section 4.2.1",
                                          "0x1F40",
                                          "#include <vector>",
                                          "buffer[i]",
                                          "name",
                                          "std::string",
                                          "throw Error(\"bad input\");",
                                          "def read(self, path):",
                                          "import os",
                                          "x = x + 1",
                                          "result.append(row)",
                                          "12",
                                          "3.5",
                                          "static_cast<int>(c)",
                                          "public class Node",
                                          "null",
                                          "SELECT id FROM orders WHERE id = 10;"};
  static constexpr const char* kEnglish[] = {"the",    "valve",    "pressure", "of",    "and",        "temperature", "system",  "shall", "be",     "checked",
                                             "before", "start-up", "operator", "in",    "accordance", "with",        "section", "4.2",   "manual", "furnace",
                                             "pump",   "P-101",    "alarm",    "limit", "is",         "set",         "to",      "250",   "bar",    "daily"};
  std::vector<CorpusSection> corpus = {{"personal_csv", people_csv(bytes)},
                                       {"historian_csv", historian_csv(bytes)},
                                       {"numeric_csv", numbers_csv(bytes)},
                                       {"json_log", json_log(bytes)},
                                       {"prose", prose(bytes, 5, kChinese, "", "联系人：张建国，电话13912345678。冶炼配方与工艺参数")},
                                       {"code", prose(bytes, 6, kCode, " ", "password = \"S3cret!pw\"")},
                                       {"documents", prose(bytes, 7, kEnglish, " ", "contact a.li@example.com")}};
  for (const auto& [name, folder] : {std::pair{"system_code", "/usr/include"}, std::pair{"system_documents", "/usr/share/doc"}}) {
    std::string text = system_text(folder, bytes);
    if (text.size() == bytes) corpus.push_back({name, std::move(text)});
  }
  return corpus;
}

}  // namespace gongdun::bench
