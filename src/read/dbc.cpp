// CAN databases: the messages and signals of a vehicle, ship or machine bus with their scaling, units, receivers, comments and value names.
// Source: the DBC file format as documented by its public descriptions (keywords VERSION, BU_, BO_, SG_, CM_, VAL_, VAL_TABLE_, BA_, BO_TX_BU_).
#include <charconv>

#include "base/utf8.h"
#include "read/industrial_text.h"
#include "read/line_fields.h"
#include "read/line_tables.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kLongestStatement = 64 << 10;  // an open quote does not swallow the file

class DbcParser final : public LineTaker {
 public:
  explicit DbcParser(LineTables& out) : out_(out) {
    messages_ = out_.add_table("messages", {{.name = "message", .comment = "报文"},
                                            {.name = "id", .comment = "报文标识"},
                                            {.name = "frame", .comment = "标准帧或扩展帧"},
                                            {.name = "length", .comment = "长度", .unit = "byte"},
                                            {.name = "transmitter", .comment = "发送节点"}});
    signals_ = out_.add_table("signals", {{.name = "message", .comment = "报文"},
                                          {.name = "signal", .comment = "信号"},
                                          {.name = "start_bit", .comment = "起始位"},
                                          {.name = "length", .comment = "长度", .unit = "bit"},
                                          {.name = "byte_order", .comment = "字节序"},
                                          {.name = "value_type", .comment = "数据类型"},
                                          {.name = "factor", .comment = "比例"},
                                          {.name = "offset", .comment = "偏移"},
                                          {.name = "minimum", .comment = "最小值"},
                                          {.name = "maximum", .comment = "最大值"},
                                          {.name = "unit", .comment = "单位"},
                                          {.name = "receivers", .comment = "接收节点"},
                                          {.name = "multiplexing", .comment = "复用"}});
    nodes_ = out_.add_table("nodes", {{.name = "node", .comment = "节点"}});
    comments_ = out_.add_table("comments", {{.name = "object", .comment = "对象"}, {.name = "comment", .comment = "注释"}});
    values_ = out_.add_table("values", {{.name = "signal", .comment = "信号"}, {.name = "value", .comment = "取值"}, {.name = "meaning", .comment = "含义"}});
    attributes_ =
        out_.add_table("attributes", {{.name = "object", .comment = "对象"}, {.name = "attribute", .comment = "属性"}, {.name = "value", .comment = "取值"}});
  }

  void line(const TextLine& line) override {
    if (open_) return continued(line);
    const std::string_view text = base::trim(line.text);
    if (text.empty() || text.starts_with("NS_ ") || text == "BS_:" || text == "NS_:") return;
    if (text.find(' ') == text.npos && (text.ends_with('_') || text == "FILTER")) return;  // the list of keywords under NS_
    if (text.starts_with("//")) return out_.comment(line);
    statement_.assign(text);
    first_ = line;
    // Only these run over several lines, as long as a quote is open or the semicolon has not come.
    closable_ = text.starts_with("CM_ ") || text.starts_with("VAL_") || text.starts_with("BA_ ");
    open_ = closable_ && !complete();
    if (!open_) take();
  }

  void finish() override {
    if (open_) out_.rest({statement_, first_.number, first_.offset});
  }

 private:
  void continued(const TextLine& line) {
    statement_.append("\n").append(line.text);
    if (complete()) {
      open_ = false;
      take();
    } else if (statement_.size() > kLongestStatement) {
      open_ = false;
      out_.rest({statement_, first_.number, first_.offset});
    }
  }

  bool complete() const {
    bool quoted = false;
    for (std::size_t i = 0; i < statement_.size(); ++i) {
      if (statement_[i] == '\\' && quoted)
        ++i;
      else if (statement_[i] == '"')
        quoted = !quoted;
    }
    return !quoted && base::trim(statement_).ends_with(';');
  }

  void take() {
    std::string_view rest = statement_;
    const std::string_view keyword = next_word(rest);
    const bool taken = keyword == "BO_"                                   ? message(rest)
                       : keyword == "SG_"                                 ? signal(rest)
                       : keyword == "CM_"                                 ? comment(rest)
                       : keyword == "VAL_" || keyword == "VAL_TABLE_"     ? values(rest, keyword == "VAL_")
                       : keyword == "BA_"                                 ? attribute(rest)
                       : keyword == "BU_:" || keyword.starts_with("BU_:") ? nodes(statement_)
                       : keyword == "VERSION"                             ? version(rest)
                                                                          : false;
    if (!taken) out_.rest({statement_, first_.number, first_.offset});
  }

  bool message(std::string_view rest) {
    const std::string_view id = next_word(rest);
    std::string_view name = next_word(rest);
    if (name.ends_with(':'))
      name.remove_suffix(1);
    else if (next_word(rest) != ":")
      return false;
    const std::string_view length = next_word(rest), sender = next_word(rest);
    std::uint32_t number = 0;
    if (std::from_chars(id.data(), id.data() + id.size(), number).ec != std::errc{}) return false;
    constexpr std::uint32_t kExtended = 0x80000000U;
    const std::string plain = std::to_string(number & ~kExtended);
    message_.assign(name);
    if (names_.size() < kNamed) names_[std::string(id)] = message_;
    out_.row(messages_, first_.number, {name, plain, (number & kExtended) != 0 ? "extended" : "standard", length, sender == "Vector__XXX" ? "" : sender});
    return true;
  }

  // SG_ name [M|mN] : start|length@order type (factor,offset) [min|max] "unit" receiver,receiver
  bool signal(std::string_view rest) {
    const std::size_t colon = rest.find(':');
    if (colon == rest.npos) return false;
    std::string_view head = rest.substr(0, colon);
    const std::string_view name = next_word(head), multiplexing = next_word(head);
    rest.remove_prefix(colon + 1);
    const std::string_view start = upto(rest, '|'), length = upto(rest, '@'), kind = base::trim(upto(rest, '('));
    const std::string_view factor = upto(rest, ','), offset = upto(rest, ')');
    upto(rest, '[');
    const std::string_view minimum = upto(rest, '|'), maximum = upto(rest, ']');
    upto(rest, '"');
    const std::size_t quote = rest.find('"');
    if (name.empty() || kind.size() != 2 || quote == rest.npos) return false;
    const std::string_view unit = rest.substr(0, quote);
    std::string_view receivers = base::trim(rest.substr(quote + 1));
    if (receivers == "Vector__XXX") receivers = {};
    out_.row(signals_, first_.number,
             {message_, name, base::trim(start), base::trim(length), kind[0] == '1' ? "little endian" : "big endian", kind[1] == '-' ? "signed" : "unsigned",
              base::trim(factor), base::trim(offset), base::trim(minimum), base::trim(maximum), base::trim(unit), receivers, multiplexing});
    return true;
  }

  static std::string_view upto(std::string_view& rest, char mark) {
    const std::size_t at = rest.find(mark);
    const std::string_view part = rest.substr(0, at);
    rest.remove_prefix(at == rest.npos ? rest.size() : at + 1);
    return part;
  }

  // BU_ node, BO_ id, SG_ id signal, EV_ variable, or nothing: the file itself.
  std::string object(std::string_view& rest) const {
    const std::string_view before = rest;
    const std::string_view kind = next_word(rest);
    if (kind == "BU_" || kind == "EV_") return std::string(next_word(rest));
    if (kind == "BO_" || kind == "SG_") {
      const std::string_view id = next_word(rest);
      const auto known = names_.find(id);
      std::string name = known == names_.end() ? std::string(id) : known->second;
      if (kind == "SG_") name.append(".").append(next_word(rest));
      return name;
    }
    rest = before;
    return {};
  }

  bool comment(std::string_view rest) {
    const std::string of = object(rest);
    upto(rest, '"');
    const std::size_t close = rest.rfind('"');
    if (close == rest.npos) return false;
    out_.row(comments_, first_.number, {of, rest.substr(0, close)});
    return true;
  }

  bool values(std::string_view rest, bool of_message) {
    std::string name(next_word(rest));
    if (of_message) {
      const auto known = names_.find(name);
      name = (known == names_.end() ? name : known->second) + "." + std::string(next_word(rest));
    }
    while (true) {
      const std::string_view value = next_word(rest);
      if (value.empty() || value == ";") return true;
      rest.remove_prefix(std::min(rest.find_first_not_of(" \t\n"), rest.size()));
      if (!rest.starts_with('"')) return value.ends_with(';');
      const std::string_view meaning = next_word(rest, true);
      out_.row(values_, first_.number, {name, value, meaning});
    }
  }

  bool attribute(std::string_view rest) {
    const std::string_view name = next_word(rest, true);
    const std::string of = object(rest);
    std::string_view value = base::trim(rest);
    if (value.ends_with(';')) value = base::trim(value.substr(0, value.size() - 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    if (of.empty())
      out_.pair(name, value, first_.number);
    else
      out_.row(attributes_, first_.number, {of, name, value});
    return !name.empty();
  }

  bool nodes(std::string_view rest) {
    upto(rest, ':');
    for (const std::string_view node : words_of(rest)) out_.row(nodes_, first_.number, {node});
    return true;
  }

  bool version(std::string_view rest) {
    out_.pair("version", next_word(rest, true), first_.number, "版本");
    return true;
  }

  static constexpr std::size_t kNamed = 100'000;
  LineTables& out_;
  std::size_t messages_, signals_, nodes_, comments_, values_, attributes_;
  std::map<std::string, std::string, std::less<>> names_;  // message names by id, for what is said of them later
  std::string message_, statement_;
  TextLine first_;
  bool open_ = false, closable_ = false;
};

}  // namespace

base::Status extract_dbc(ByteSource& source, ExtractContext& context) {
  return extract_lines<DbcParser>(source, context);
}

}  // namespace gongdun::read
