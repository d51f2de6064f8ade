// Configuration of fault records: station, channels with units and scaling, sampling, times.
// Source: IEEE C37.111-1999/2013 = IEC 60255-24, clause 7 (.cfg file).
#include <charconv>

#include "read/industrial_text.h"
#include "read/line_fields.h"
#include "read/line_tables.h"

namespace gongdun::read {
namespace {

class ComtradeParser final : public LineTaker {
 public:
  explicit ComtradeParser(LineTables& out) : out_(out) {
    analog_ = out_.add_table("analog channels", {{.name = "number", .comment = "序号"},
                                                 {.name = "channel", .comment = "通道"},
                                                 {.name = "phase", .comment = "相别"},
                                                 {.name = "circuit", .comment = "被监视元件"},
                                                 {.name = "unit", .comment = "单位"},
                                                 {.name = "factor", .comment = "比例"},
                                                 {.name = "offset", .comment = "偏移"},
                                                 {.name = "skew", .comment = "时滞", .unit = "us"},
                                                 {.name = "minimum", .comment = "最小值"},
                                                 {.name = "maximum", .comment = "最大值"},
                                                 {.name = "primary", .comment = "一次变比"},
                                                 {.name = "secondary", .comment = "二次变比"},
                                                 {.name = "scaling", .comment = "一次或二次值"}});
    digital_ = out_.add_table("digital channels", {{.name = "number", .comment = "序号"},
                                                   {.name = "channel", .comment = "通道"},
                                                   {.name = "phase", .comment = "相别"},
                                                   {.name = "circuit", .comment = "被监视元件"},
                                                   {.name = "normal_state", .comment = "正常状态"}});
  }

  void line(const TextLine& line) override {
    if (base::trim(line.text).empty()) return;
    const auto f = fields_of(line.text, ',');
    const std::uint64_t at = ++seen_;
    if (at == 1) {
      out_.pair("station_name", f[0], line.number, "站名");
      out_.pair("recording_device", field(f, 1), line.number, "录波装置");
      out_.pair("revision", field(f, 2), line.number, "版本年份");
    } else if (at == 2) {
      analogs_ = count(field(f, 1)), digitals_ = count(field(f, 2));
    } else if (at <= 2 + analogs_) {
      out_.row(analog_, line.number, f);
    } else if (at <= 2 + analogs_ + digitals_) {
      out_.row(digital_, line.number, f);
    } else {
      after(at - 2 - analogs_ - digitals_, f, line);
    }
  }

 private:
  static std::uint64_t count(std::string_view text) {  // "4A"
    std::uint32_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  }

  void after(std::uint64_t at, const std::vector<std::string_view>& f, const TextLine& line) {
    if (at == 1) return out_.pair("line_frequency", f[0], line.number, "系统频率", "Hz");
    if (at == 2) {
      rates_ = count(f[0]) == 0 ? 1 : count(f[0]);
    } else if (at <= 2 + rates_) {
      out_.pair("sampling_rate", f[0], line.number, "采样率", "Hz");
      out_.pair("last_sample", field(f, 1), line.number, "末次采样序号");
    } else if (at == 3 + rates_) {
      out_.pair("start_time", base::trim(line.text), line.number, "起始时间");
    } else if (at == 4 + rates_) {
      out_.pair("trigger_time", base::trim(line.text), line.number, "触发时间");
    } else {
      out_.rest(line);
    }
  }

  LineTables& out_;
  std::size_t analog_, digital_;
  std::uint64_t seen_ = 0, analogs_ = 0, digitals_ = 0, rates_ = 1;
};

}  // namespace

base::Status extract_comtrade(ByteSource& source, ExtractContext& context) {
  return extract_lines<ComtradeParser>(source, context);
}

}  // namespace gongdun::read
