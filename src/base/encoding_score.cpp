#include "base/encoding_score.h"

#include <algorithm>
#include <bitset>

#include "base/encoding_tables.h"
#include "base/utf8.h"

namespace gongdun::base {
namespace {

using Byte = unsigned char;

// The characters most used in running Chinese (simplified and traditional) and in factory and office headings, and in Japanese text.
// Only their presence matters, not their rank.
constexpr std::string_view kUsual =
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义"
    "事平形相全表间样与关各重新线内数正心反你明看原又利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程"
    "展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别手角期根论运农指几九区强放决西被干做必战先"
    "回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速"
    "花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观"
    "越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往历市克何除消构府称太准精值号率族维"
    "划选标写存候毛亲快效院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严姓编码址邮箱银卡账户密籍"
    "龄职称薪备注单位数额客供货订仓库批炉钢坯轧焊温湿度压泵阀罐检测试样配方图纸刘陈杨赵吴徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董"
    "袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢傅钟姜崔谭廖范汪陆邹熊孟秦白阎薛侯雷龙陶贺顾毅俊峰强军勇杰涛磊超明刚丽敏静芳娜秀英桂玉兰"
    "這個們來為國說時過後發經麼學當沒動還進樣與關無從業實點體機開間線內數質氣條結問題長總員設組見計別運農區決戰則處隊給門導壓爭濟階術"
    "極聯認權證採轉單風帶場車務萬達議報類離華確張馬節話許廣記響約勞團歷構稱準師難壞額購貨訂庫廠號電話碼編電機備註檢測試驗圖紙銀證劉陳"
    "楊趙吳孫鄭謝韓馮鄧蕭蔣葉蘇呂盧鍾譚範陸鄒閻龍賀顧價戶費資訊聯絡會議報告標準規範產線設備維護員工薪資客戶採購訂單"
    "、。，：；！？（）《》「」『』【】“”‘’—…·％／－０１２３４５６７８９℃°×±"
    "あいうえおかがきぎくぐけげこごさざしじすずせぜそただちっつてでとどなにぬねのはばひびふぶへべほぼまみむめもやゆよらりるれろわをん"
    "アイウエオカガキギクグケゲコゴサザシジスズセゼソゾタダチッツテデトドナニネノハバパヒビピフブプヘベペホボポマミムメモヤュョラリルレロワンー"
    "東京都県市区町村番号氏名会社電話株式日本語読込書変更検査済工場製造機械部長様御社員住所郵便銀行口座";

const std::bitset<65536>& usual() {
  static const std::bitset<65536> set = [] {
    std::bitset<65536> bits;
    for (std::size_t at = 0; at < kUsual.size();) {
      const char32_t c = next_code_point(kUsual, at);
      if (c < 65536) bits.set(c);
    }
    return bits;
  }();
  return set;
}

// The blocks that each national standard puts its own everyday characters in.
bool is_first_level(Encoding encoding, unsigned lead, unsigned trail) {
  switch (encoding) {
    case Encoding::gb18030: return lead >= 0xB0 && lead <= 0xD7 && trail >= 0xA1;
    case Encoding::big5: return lead >= 0xA4 && lead <= 0xC6;
    case Encoding::shift_jis: return lead >= 0x82 && lead <= 0x97;
    default: return false;
  }
}

struct Tally {
  std::size_t characters = 0, first_level = 0, usual = 0, illegal = 0, single_high = 0, kana = 0;
  std::size_t glued = 0;  // a double-byte character that begins after and ends before an ASCII letter: how é looks in a word
};

bool is_letter(Byte b) {
  return (b | 0x20U) >= 'a' && (b | 0x20U) <= 'z';
}

void tally_pair(Tally& tally, Encoding encoding, const DoubleByteTable& table, unsigned lead, unsigned trail) {
  const std::uint16_t c = table.pair[lead << 8 | trail];
  if (c == 0) {
    ++tally.illegal;
    return;
  }
  ++tally.characters;
  if (is_first_level(encoding, lead, trail)) ++tally.first_level;
  if (usual().test(c)) ++tally.usual;
  if (c >= 0x3040 && c < 0x3100) ++tally.kana;
}

bool is_four_byte(const Byte* p, std::size_t left) {
  return left >= 4 && p[1] >= 0x30 && p[1] <= 0x39 && p[2] >= 0x81 && p[2] <= 0xFE && p[3] >= 0x30 && p[3] <= 0x39;
}

Tally tally_text(std::string_view text, Encoding encoding, bool whole) {
  const DoubleByteTable& table = double_byte_table(encoding);
  const Byte* p = reinterpret_cast<const Byte*>(text.data());
  Tally tally;
  for (std::size_t at = 0; at < text.size();) {
    if (p[at] < 0x80) {
      at += ascii_length(text.substr(at));
      continue;
    }
    if (!table.lead[p[at]]) {
      table.single[p[at]] == 0 ? ++tally.illegal : ++tally.single_high;
      ++at;
      continue;
    }
    if (at + 1 >= text.size()) {
      if (whole) ++tally.illegal;
      break;
    }
    if (encoding == Encoding::gb18030 && is_four_byte(p + at, text.size() - at)) {
      gb18030_four_byte(gb18030_linear(p + at)) == 0 ? ++tally.illegal : ++tally.characters;
      at += 4;
      continue;
    }
    const std::size_t illegal = tally.illegal;
    tally_pair(tally, encoding, table, p[at], p[at + 1]);
    if (p[at + 1] < 0x80 && at > 0 && is_letter(p[at - 1]) && is_letter(p[at + 1])) ++tally.glued;
    at += tally.illegal > illegal ? 1 : 2;
  }
  return tally;
}

bool is_usual_unit(unsigned unit) {
  if (unit < 0x80) return unit >= 0x20 || unit == '\n' || unit == '\r' || unit == '\t';
  return (unit >= 0xA0 && unit < 0x180) || (unit >= 0x370 && unit < 0x530) || (unit >= 0x2010 && unit < 0x2040) || (unit >= 0x3000 && unit < 0x3100) ||
         (unit >= 0x4E00 && unit < 0xA000) || (unit >= 0xFF00 && unit < 0xFFF0) || (unit >= 0xAC00 && unit < 0xD7A4) || (unit >= 0x2100 && unit < 0x2130);
}

}  // namespace

double utf16_plausibility(std::string_view text, bool big_endian) {
  const Byte* p = reinterpret_cast<const Byte*>(text.data());
  std::size_t units = 0, good = 0, han = 0, usual_han = 0, ascii = 0;
  for (std::size_t at = 0; at + 2 <= text.size(); at += 2) {
    const unsigned unit = big_endian ? p[at] * 256U + p[at + 1] : p[at + 1] * 256U + p[at];
    ++units;
    if (is_usual_unit(unit)) ++good;
    if (unit < 0x80) ++ascii;
    if (unit >= 0x4E00 && unit < 0xA000) {
      ++han;
      if (usual().test(unit)) ++usual_han;
    }
  }
  if (units == 0) return 0;
  // Random bytes fall into the Han block often; ordinary Chinese is made of usual characters.
  if (han * 2 > units && usual_han * 3 < han) return 0;
  if (ascii == 0 && (units < 4 || usual_han * 2 < han)) return 0;
  return static_cast<double>(good) / static_cast<double>(units);
}

double double_byte_plausibility(std::string_view text, Encoding encoding, bool whole) {
  const Tally tally = tally_text(text, encoding, whole);
  const double total = static_cast<double>(tally.characters + tally.illegal + tally.single_high);
  if (tally.characters == 0 || total == 0) return 0;
  const auto share = [total](std::size_t n) { return static_cast<double>(n) / total; };
  double score = 0.55 * share(tally.usual) + 0.4 * share(tally.first_level) + 0.05;
  score -= 4 * share(tally.illegal) + 1.5 * share(tally.glued);
  if (encoding == Encoding::shift_jis) {
    score -= 0.5 * share(tally.single_high);  // half-width kana alone prove nothing
    score += 0.3 * share(tally.kana);
  }
  return std::clamp(score, 0.0, 1.0);
}

double cp1252_plausibility(std::string_view text) {
  const Byte* p = reinterpret_cast<const Byte*>(text.data());
  std::size_t high = 0, lone = 0, undefined = 0, letters = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (p[at] < 0x80) continue;
    ++high;
    if (p[at] < 0xA0 && kCp1252High[p[at] - 0x80U] == 0) ++undefined;
    const bool before = at > 0 && p[at - 1] >= 0x80, after = at + 1 < text.size() && p[at + 1] >= 0x80;
    if (!before && !after) ++lone;
    if (p[at] >= 0xC0) ++letters;
  }
  if (high == 0) return 0;
  const double total = static_cast<double>(high);
  const double score = 0.75 * static_cast<double>(lone) / total + 0.1 * static_cast<double>(letters) / total + 0.05;
  return std::clamp(score - 4 * static_cast<double>(undefined) / total, 0.0, 0.9);
}

}  // namespace gongdun::base
