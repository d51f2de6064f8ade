// Whole tables and texts through the shipped packs: what must be claimed, and above all what must not.
#include "detect/item_scanner.h"

#include <gtest/gtest.h>

#include <fmt/core.h>

#include <algorithm>
#include <random>

#include "pack/load.h"

namespace gongdun::detect {
namespace {

std::shared_ptr<const Engine> engine() {
  static const std::shared_ptr<const Engine> kEngine = [] {
    const pack::Loaded loaded = pack::load_packs(GD_SOURCE_DIR "/packs");
    EXPECT_TRUE(loaded.problems.empty()) << pack::format_problems(loaded.problems, base::Lang::en);
    auto compiled = Engine::compile(loaded.set);
    EXPECT_TRUE(compiled) << (compiled ? "" : compiled.error().text(base::Lang::en));
    return compiled ? *compiled : nullptr;
  }();
  return kEngine;
}

using Rows = std::vector<std::vector<std::string>>;

class Scanned {
 public:
  static ItemScan table(const std::vector<std::string>& header, const Rows& rows, read::TableKind kind = read::TableKind::records, std::size_t listed = 1000) {
    ItemScan out;
    ItemScanner scanner(engine(), {.listed_per_place = listed}, [&](ScannedItem item) {
      out = std::move(item.scan);
      return true;
    });
    scanner.begin_item(item(), {.format = "csv"});
    read::Table table;
    table.kind = kind;
    table.has_header = !header.empty();
    const std::size_t width = header.empty() ? rows[0].size() : header.size();
    for (std::size_t i = 0; i < width; ++i) table.columns.push_back({.name = header.empty() ? "" : header[i]});
    scanner.begin_table(table);
    read::RowBatch batch;
    std::uint64_t row = 1;
    for (const auto& cells : rows) {
      ++row;
      for (std::size_t i = 0; i < cells.size(); ++i) batch.add(static_cast<std::uint32_t>(i), row, cells[i]);
      ++batch.rows;
      if (!batch.full(64 << 10)) continue;
      scanner.rows(batch);
      batch.clear();
    }
    scanner.rows(batch);
    scanner.end_table();
    scanner.end_item();
    return out;
  }

  static ItemScan text(const std::vector<read::TextBlock>& blocks) {
    ItemScan out;
    ItemScanner scanner(engine(), {}, [&](ScannedItem item) {
      out = std::move(item.scan);
      return true;
    });
    scanner.begin_item(item(), {.format = "text"});
    for (const read::TextBlock& block : blocks) scanner.text(block);
    scanner.end_item();
    return out;
  }
  static ItemScan text(std::string_view text) { return Scanned::text({{.text = text, .first_line = 1}}); }

 private:
  static read::Item item() {
    read::Item item;
    item.uri = item.real_path = "memory";
    return item;
  }
};

std::string claims(const ItemScan& scan) {
  std::string out;
  for (const ColumnClaim& claim : scan.claims) out += fmt::format("{}:{}{} ", claim.index, claim.detector, claim.masked ? "(masked)" : "");
  return out;
}

std::string findings(const ItemScan& scan) {
  std::string out;
  for (const Finding& one : scan.findings) out += fmt::format("{}@{} ", one.detector, one.row);
  return out;
}

std::mt19937_64& random_source() {
  static std::mt19937_64 source(20261123);
  return source;
}
std::uint64_t number(std::uint64_t low, std::uint64_t high) {
  return std::uniform_int_distribution<std::uint64_t>(low, high)(random_source());
}

std::string resident_id() {
  constexpr std::array<int, 17> kWeights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  constexpr std::array<const char*, 4> kRegions{"110105", "320506", "210203", "610113"};
  std::string id = fmt::format("{}{}{:02}{:02}{:03}", kRegions[number(0, 3)], number(1955, 2004), number(1, 12), number(1, 28), number(1, 999));
  int sum = 0;
  for (std::size_t i = 0; i < 17; ++i) sum += (id[i] - '0') * kWeights[i];
  return id + "10X98765432"[sum % 11];
}

std::string near_miss(std::string id) {
  const std::size_t at = number(14, 16);
  id[at] = id[at] == '9' ? '0' : static_cast<char>(id[at] + 1);
  return id;
}

std::string mobile() {
  constexpr std::array<const char*, 5> kHeads{"139", "186", "150", "173", "199"};
  return fmt::format("{}{:08}", kHeads[number(0, 4)], number(0, 99'999'999));
}

std::string card() {
  std::string digits = fmt::format("6222{:014}", number(0, 99'999'999'999'999));
  for (char check = '0'; check <= '9'; ++check) {
    const std::string all = digits + check;
    int sum = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      int digit = all[all.size() - 1 - i] - '0';
      if (i % 2 == 1) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
      sum += digit;
    }
    if (sum % 10 == 0) return all;
  }
  return digits;
}

std::string name() {
  constexpr std::array<const char*, 12> kFamily{"王", "李", "张", "刘", "陈", "杨", "赵", "周", "徐", "孙", "欧阳", "朱"};
  constexpr std::array<const char*, 12> kGiven{"伟", "芳", "建国", "秀英", "敏", "海涛", "志强", "丽华", "晓梅", "文博", "静", "明辉"};
  return std::string(kFamily[number(0, 11)]) + kGiven[number(0, 11)];
}

Rows people(int count) {
  Rows rows;
  for (int i = 0; i < count; ++i) {
    rows.push_back({name(), resident_id(), mobile(), card(),
                    fmt::format("江苏省苏州市吴中区东吴北路{}号{}栋{}室", number(1, 300), number(1, 20), number(101, 900)), fmt::format("a{}@example.com", i)});
  }
  return rows;
}

constexpr const char* kAllPersonal = "0:person.name 1:cn.resident_id 2:cn.mobile 3:bank.card 4:cn.address 5:email ";

TEST(ItemScanner_staffTable, allColumnsAndPersons) {
  const ItemScan scan = Scanned::table({"姓名", "证件号码", "联系电话", "工资卡号", "家庭住址", "邮箱"}, people(40));
  EXPECT_EQ(claims(scan), kAllPersonal);
  for (const ColumnClaim& claim : scan.claims) EXPECT_GE(claim.confidence, 0.9) << claim.detector;
  EXPECT_NEAR(static_cast<double>(scan.persons), 40, 2);
}

TEST(ItemScanner_pinyinAndEnglishHeaders, sameClaims) {
  EXPECT_EQ(claims(Scanned::table({"xm", "sfzh", "sjh", "yhkh", "jtzz", "dzyx"}, people(20))), kAllPersonal);
  EXPECT_EQ(claims(Scanned::table({"name", "id_card", "phoneNo", "bankCard", "home_address", "e-mail"}, people(20))), kAllPersonal);
}

TEST(ItemScanner_noHeader, contentAlone) {
  EXPECT_EQ(claims(Scanned::table({}, people(30))), kAllPersonal);
}

TEST(ItemScanner_maskedColumns, reportedAsMasked) {
  const ItemScan scan = Scanned::table(
      {"姓名", "身份证号", "手机"},
      {{"张*", "110105********0023", "139****5678"}, {"李**", "320506********4715", "186****2340"}, {"王*", "610113********8127", "150****9900"}});
  EXPECT_EQ(claims(scan), "0:person.name(masked) 1:cn.resident_id(masked) 2:cn.mobile(masked) ");
  for (const Finding& one : scan.findings) EXPECT_TRUE(one.masked);
}

TEST(ItemScanner_hardNegatives, noPersonalColumn) {
  const std::vector<std::string> header{"订单号", "钻孔X坐标", "设备名称", "icao24", "email_verified", "身份证号",
                                        "时间戳", "流水号",    "姓名",     "测量值", "产品序列号"};
  constexpr std::array<const char*, 8> kThings{"离心泵", "高压电机", "连铸机", "冷却塔", "马弗炉", "石灰窑", "黄铜阀", "高炉鼓风机"};
  Rows rows;
  for (std::uint64_t i = 0; i < 400; ++i) {
    rows.push_back({std::to_string(number(6'200'000'000'000'000, 6'299'999'999'999'999)), fmt::format("4{:06}.{:03}", number(0, 999'999), i), kThings[i % 8],
                    fmt::format("{:06X}", number(0, 0xFFFFFF)), i % 2 ? "1" : "0", near_miss(resident_id()), std::to_string(1'700'000'000'000 + i * 997),
                    std::to_string(15'900'000'000 + i), kThings[(i + 3) % 8], fmt::format("{}.{:03}", i, i),
                    std::to_string(number(100'000'000'000'000, 999'999'999'999'999))});
  }
  for (const bool with_header : {true, false}) {
    const ItemScan scan = Scanned::table(with_header ? header : std::vector<std::string>{}, rows);
    for (const ColumnClaim& claim : scan.claims)
      EXPECT_TRUE(claim.detector.starts_with("ind.")) << claim.detector << " column " << claim.index << (with_header ? "" : " (no header)");
    for (const Finding& one : scan.findings) EXPECT_TRUE(one.detector.starts_with("ind.")) << one.detector << " row " << one.row;
  }
}

// One column of these cells, numbered so that nothing else is in the table.
std::string column_claim(const std::string& header, const std::vector<std::string>& cells) {
  Rows rows;
  for (const std::string& cell : cells) rows.push_back({cell});
  return claims(Scanned::table({header}, rows));
}

TEST(ItemScanner_placeholders, leftOutOfTheShare) {
  EXPECT_EQ(column_claim("col_4", {"无", "N/A", "13912345678", "NULL", "18655512340", "——", "15077889900", "/"}), "0:cn.mobile ");
}

TEST(ItemScanner_typedForms, claimedOrLeftToTheHeader) {
  EXPECT_EQ(column_claim("col_4", {"13912345678/18655512340", "0086 15077889900", "张建国 17312004567", "手机:13700001234"}), "0:cn.mobile ");
  EXPECT_EQ(column_claim("传真", {"62881234", "66778899", "83670001", "57301246"}), "0:cn.phone ");
  EXPECT_EQ(column_claim("净重", {"62881234", "66778899", "83670001", "57301246"}), "");
  EXPECT_EQ(column_claim("MAC地址", {"0080F40C3A6E", "F4A4D6F0510E", "001D9C1ABC54"}), "0:mac ");
  EXPECT_EQ(column_claim("批次码", {"0080F40C3A6E", "F4A4D6F0510E", "001D9C1ABC54"}), "");
  EXPECT_EQ(column_claim("车架号", {"WVWAB4BRZKN123456", "WBAAB4BRZLN223456", "TMBAB4BRZMN323456"}), "0:vin ");
  EXPECT_EQ(column_claim("col_1", {"192.168.10.21:502", "10.8.0.5:4840", "172.16.3.9:102"}), "0:ipv4 ");
  EXPECT_EQ(column_claim("经度", {"116°23′29″E", "121°28′14″E", "122°59′41″E"}), "0:geo.coordinate ");
}

TEST(ItemScanner_headerRightShapeRight, rareSurnamesAndShortFirms) {
  EXPECT_EQ(column_claim("法定代表人", {"邬秋菊", "冯珍黛", "邢真媛", "鲍翠红", "嵇珊云"}), "0:person.name ");
  EXPECT_EQ(column_claim("质检员", {"罗庆国/1723", "于学军1415", "梁荷蕊1187", "唐明光/1178"}), "0:person.name ");
  EXPECT_EQ(column_claim("operators", {"林宇,张建国", "韩青芝,罗庆胜", "李素环;张宏"}), "0:person.name ");
  EXPECT_EQ(column_claim("企业名称", {"顺驰化工", "同力重工", "宏图贸易", "兆丰检测"}), "0:org.name ");
  EXPECT_EQ(column_claim("产品名称", {"顺驰化工", "同力重工", "宏图贸易", "兆丰检测"}), "");
  EXPECT_EQ(column_claim("家庭住址", {"南湖科技园B座3层242室", "滨河小区A座6层1233室", "老厂区家属院D座15层1182室"}), "0:cn.address ");
}

TEST(ItemScanner_headerRightShapeRight, namesWithoutFamilyNames) {
  EXPECT_EQ(column_claim("姓名", {"迪丽热巴·买买提", "卓玛央金", "洛桑多吉", "木合塔尔·艾力", "次仁旺堆"}), "0:person.name ");
  EXPECT_EQ(column_claim("姓名", {"联轴器", "万向节", "离心泵", "冷却塔", "马弗炉"}), "");
}

// Families as rare as the Hundred Family Names hold them, under a header, a foreign one and none; words that begin like them are no names.
TEST(ItemScanner_seldomFamilies, namesAmongTheirLike) {
  const std::vector<std::string> names{"仰桂珍", "寇宁", "端瑜", "公柳", "养建平", "谯飞", "弘阳", "宰英", "佴玉", "支桂芝", "黄玉华", "郗桂芝"};
  for (const char* header : {"持卡人", "real_name", "", "列1"}) EXPECT_EQ(column_claim(header, names), "0:person.name ") << header;
  EXPECT_EQ(column_claim("", {"公路运输", "空调", "能源站", "通风柜", "水泵", "经理室", "计量秤", "法兰", "后桥", "红木", "干燥塔", "终端"}), "");
  EXPECT_EQ(column_claim("姓名", {"公差", "空调", "能源站", "通风柜", "水泵", "经理室", "计量秤", "法兰", "后桥", "红木", "干燥塔", "终端"}), "");
}

TEST(ItemScanner_publicBodies, organisations) {
  EXPECT_EQ(column_claim("委托单位", {"鞍山市第一中学", "沈阳市铁西区教育局", "本溪市中级人民法院", "营口港务局", "大连海关", "盘锦市大洼区人民政府"}),
            "0:org.name ");
  EXPECT_EQ(column_claim("名称", {"设备总体布局", "厂房平面布局", "产业发展格局", "车间内部布局"}), "");
}

TEST(ItemScanner_numberedHeader, secondOfItsKind) {
  EXPECT_EQ(column_claim("ip1", {"198.51.104.199", "203.0.112.112", "192.31.199.26"}), "0:ipv4 ");
  EXPECT_EQ(column_claim("tel2", {"62881234", "66778899", "83670001", "57301246"}), "0:cn.phone ");
}

// Under a header that says nothing, nested or not, and under another's header, numbers that can be nothing else are still found.
TEST(ItemScanner_headerSaysNothing, contentDecides) {
  std::vector<std::string> cells;
  for (int i = 0; i < 40; ++i) cells.push_back(mobile());
  for (const char* header : {"字段3", "基本信息/字段3", "data.col_4", "姓名"}) EXPECT_EQ(column_claim(header, cells), "0:cn.mobile ") << header;
  EXPECT_EQ(column_claim("订单号", cells), "");
  std::vector<std::string> cards;
  for (int i = 0; i < 12; ++i) cards.push_back(card());
  EXPECT_EQ(column_claim("业务单号", cards), "0:bank.card ");
}

// One number of the right make among many others makes no column of it.
TEST(ItemScanner_strayValues, noClaim) {
  std::vector<std::string> cells;
  for (int i = 0; i < 60; ++i) cells.push_back(fmt::format("1102-{:04}-{:07}", number(0, 9999), number(0, 9'999'999)));
  cells.push_back("021-66778899");
  EXPECT_EQ(column_claim("yhzh", cells), "0:bank.account ");
}

TEST(ItemScanner_reasons, strongestFeaturesOfTheModel) {
  const ItemScan scan = Scanned::table({"联系人"}, {{"张建国"}, {"李晓梅"}, {"王海涛"}, {"欧阳修文"}, {"陈静"}});
  ASSERT_EQ(scan.claims.size(), 1U);
  const auto& reasons = scan.claims[0].reasons;
  EXPECT_EQ(reasons[0], "header:联系人");
  EXPECT_EQ(std::ranges::count_if(reasons, [](const std::string& reason) { return reason.starts_with("weight:"); }), 4);
}

TEST(ItemScanner_axisPositions, noCoordinates) {
  EXPECT_EQ(column_claim("切割头坐标", {"72.949", "79.152", "81.289", "13.950"}), "");
  EXPECT_EQ(column_claim("【GPS经度】", {"108.986682", "113.769370", "110.902352"}), "0:geo.coordinate ");
}

TEST(ItemScanner_headerNumbersOtherThings, noMobileNumbers) {
  EXPECT_EQ(column_claim("电表号", {"13118634194", "13078061531", "13246484462", "13951234567"}), "");
  EXPECT_EQ(column_claim("WWN号", {"50:06:01:60:9e:f3:61:80", "50:06:01:60:d6:4c:5b:75", "50:06:01:60:3f:38:6e:95"}), "");
}

TEST(ItemScanner_sparseIdentityNumbers, allThreeReported) {
  Rows rows;
  for (std::uint64_t i = 0; i < 20'000; ++i) rows.push_back({std::to_string(100'000'000'000'000'000 + number(0, 800'000'000'000'000'000)), "正常"});
  rows[70][1] = resident_id();
  rows[9'000][1] = "办理人" + resident_id();
  rows[19'999][1] = resident_id();
  const ItemScan scan = Scanned::table({"序号", "备注"}, rows);
  EXPECT_EQ(findings(scan), "cn.resident_id@72 cn.resident_id@9002 cn.resident_id@20001 ");
  EXPECT_TRUE(scan.claims.empty());
}

TEST(ItemScanner_oneLabelledNumberAmongReadings, reported) {
  Rows rows(500, {"2024-05-01 08:00:00", "TI-1001", "1180.25"});
  rows[431] = {"联系电话 13812345678", "", ""};
  const ItemScan scan = Scanned::table({}, rows);
  ASSERT_EQ(scan.findings.size(), 1U);
  EXPECT_EQ(scan.findings[0].detector, "cn.mobile");
}

// Typed with blanks, so no pattern finds it; the column is barren for thousands of rows.
TEST(ItemScanner_oneSpacedIdentityNumberInABarrenColumn, reported) {
  Rows rows(5000, {"TI-1001-A-2024", "正常"});
  rows[4007] = {"110105 19491231 002X", "正常"};
  EXPECT_EQ(findings(Scanned::table({}, rows)), "cn.resident_id@4009 ");
}

TEST(ItemScanner_remarks, readLikeText) {
  const ItemScan scan = Scanned::table({"编号", "备注"}, {{"1", "设备已检修完毕，联系人：张建国，手机13912345678，请于下周一前回复确认"},
                                                          {"2", "正常"},
                                                          {"3", "正常"},
                                                          {"4", "轴承温度偏高，已加油，继续观察，预计下月更换备件"}});
  EXPECT_EQ(claims(scan), "");
  EXPECT_EQ(findings(scan), "person.name@2 cn.mobile@2 ");
}

TEST(ItemScanner_industrialColumns, claimedByHeaderAndShape) {
  const ItemScan scan =
      Scanned::table({"炉号", "位号", "设定温度(℃)", "PLC地址", "图号", "钻孔编号"}, {{"2B407713", "TI-1001", "1250", "DB1.DBX0.0", "LZ-1450-0203", "ZK0101"},
                                                                                      {"2B407714", "FIC-203", "1245", "DB1.DBX0.1", "LZ-1450-0204", "ZK0102"},
                                                                                      {"2B407715", "PT-1203", "1260", "DB1.DBW2", "LZ-1450-0301", "ZK0203"}});
  EXPECT_EQ(claims(scan), "0:ind.heat_number 1:ind.process_tag 2:ind.recipe_setpoint 3:ind.plc_address 4:ind.drawing_number 5:ind.drillhole ");
}

TEST(ItemScanner_keyValuePairs, keyIsContext) {
  const ItemScan scan = Scanned::table({"spring.datasource.password", "server.port", "contact.姓名", "contact.手机", "password_policy", "redis.password"},
                                       {{"Coil#2024", "8080", "张建国", "13912345678", "strong", "${REDIS_PASSWORD}"}}, read::TableKind::pairs);
  EXPECT_EQ(findings(scan), "secret.password@2 person.name@2 cn.mobile@2 ");
  for (const Finding& one : scan.findings) {
    EXPECT_EQ(one.sample.find("Coil"), std::string::npos);
    EXPECT_EQ(one.sample.find("12345678"), std::string::npos);
  }
}

TEST(ItemScanner_sameBytesTwice_noRawValueKept, samplesMasked) {
  const ItemScan scan =
      Scanned::table({"姓名", "证件号码", "联系电话", "工资卡号", "家庭住址", "邮箱"},
                     {{"张建国", "11010519491231002X", "13912345678", "6222020200112345679", "上海市宝山区牡丹江路1508号", "zhang.jg@example.com"}});
  for (const Finding& one : scan.findings) {
    for (const char* raw : {"建国", "11010519491231002", "13912345678", "6222020200112345679", "1508", "zhang.jg"})
      EXPECT_EQ(one.sample.find(raw), std::string::npos) << one.detector << " " << one.sample;
  }
}

TEST(ItemScanner_listedLimit_countsGoOn, exactCounts) {
  const ItemScan scan = Scanned::table(
      {"手机号"},
      [] {
        Rows rows;
        for (int i = 0; i < 500; ++i) rows.push_back({mobile()});
        return rows;
      }(),
      read::TableKind::records, 10);
  EXPECT_EQ(scan.findings.size(), 10U);
  ASSERT_EQ(scan.counts.size(), 1U);
  EXPECT_EQ(scan.counts[0].found, 500U);
}

TEST(ItemScannerText_linesOffsetsAndContext, exact) {
  const std::string text = "第一行\n联系人：张建国，手机13912345678\npassword = \"Xk9#mT2v\"\n";
  const ItemScan scan = Scanned::text(text);
  ASSERT_EQ(findings(scan), "person.name@2 cn.mobile@2 secret.password@3 ");
  EXPECT_EQ(text.substr(scan.findings[1].offset, 11), "13912345678");
  EXPECT_EQ(scan.findings[1].context, std::vector<std::string>{"near:手机"});
  EXPECT_EQ(scan.text_lines, 3U);
}

TEST(ItemScannerText_overlappingBlocks_valueFoundOnce, once) {
  const std::string first = "aaaa bbbb 手机 1391234", second = " 手机 13912345678 cccc";
  const ItemScan cut = Scanned::text(
      {{.text = first, .first_line = 1}, {.text = second, .offset = 9, .first_line = 1, .overlap = static_cast<std::uint32_t>(first.size() - 9)}});
  EXPECT_EQ(findings(cut), "cn.mobile@1 ");
  const std::string whole = "手机 13912345678";
  const ItemScan edge =
      Scanned::text({{.text = whole, .first_line = 1}, {.text = "手机 13912345678 end", .first_line = 1, .overlap = static_cast<std::uint32_t>(whole.size())}});
  EXPECT_EQ(findings(edge), "cn.mobile@1 ");
  const ItemScan grown =
      Scanned::text({{.text = whole, .first_line = 1}, {.text = "手机 139123456789", .first_line = 1, .overlap = static_cast<std::uint32_t>(whole.size())}});
  EXPECT_EQ(findings(grown), "");
}

TEST(ItemScannerText_privateKey_oneFinding, atItsBegin) {
  const ItemScan scan = Scanned::text(
      "# key\n-----BEGIN RSA PRIVATE KEY-----\nMIIEogIBAAKCAQEAjosMtDUqbE1\nabcdefghijklmnopqrstuvwxyz0123456789\n-----END RSA PRIVATE KEY-----\n");
  EXPECT_EQ(findings(scan), "secret.private_key@2 ");
}

TEST(ItemScannerText_numbersWithoutContext_nothing, quiet) {
  EXPECT_EQ(findings(Scanned::text("订单号 6222020200112345679 尺寸 139.12345678 时间 1706677855123\n型号 E12345678\n")), "");
}

TEST(ItemScannerTable_secretsOfOneValue, areOneFinding) {
  const auto count = [](const std::string& key, const std::string& value) {
    const ItemScan scan = Scanned::table({key}, {{value}}, read::TableKind::pairs);
    return std::ranges::count_if(scan.findings, [](const Finding& finding) { return finding.detector.starts_with("secret."); });
  };
  EXPECT_EQ(count("spring.datasource.url", "jdbc:mysql://10.1.1.1:3306/mes?user=root&password=Slab2024"), 1);
  EXPECT_EQ(count("connectionString", "Data Source=10.1.1.4;Initial Catalog=mes;User ID=sa;Password=Mill#2024"), 1);
  EXPECT_EQ(count("private_key", "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj\n-----END PRIVATE KEY-----"), 1);
  EXPECT_EQ(count("remote", "https://ghp_Xk3vT9qLmZ7bYw2RnP4sQd8Hj1FaB50VVqw2@git.example.com/mes.git"), 1);
}

TEST(ItemScannerText_tokenCheckSum, decidesHowSure) {
  const ItemScan wrong = Scanned::text("ghp_Xk3vT9qLmZ7bYw2RnP4sQd8Hj1FaB5aaaaaa\n");
  ASSERT_EQ(wrong.findings.size(), 1U);
  EXPECT_LT(wrong.findings[0].confidence, 0.8);
  const ItemScan right = Scanned::text("see 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\n");
  ASSERT_EQ(right.findings.size(), 1U);
  EXPECT_GT(right.findings[0].confidence, 0.9);
}

TEST(ItemScanner_nestedItems_keptApart, archiveAndMember) {
  std::vector<std::pair<std::string, std::string>> seen;
  ItemScanner scanner(engine(), {}, [&](ScannedItem item) {
    seen.emplace_back(item.item.uri, findings(item.scan));
    return true;
  });
  read::Item outer, inner;
  outer.uri = "a.zip";
  inner.uri = "a.zip!/b.txt";
  scanner.begin_item(outer, {.format = "zip"});
  scanner.begin_item(inner, {.format = "text"});
  scanner.text({.text = "手机 13912345678", .first_line = 1});
  scanner.end_item();
  scanner.end_item();
  ASSERT_EQ(seen.size(), 2U);
  EXPECT_EQ(seen[0], std::make_pair(std::string("a.zip!/b.txt"), std::string("cn.mobile@1 ")));
  EXPECT_EQ(seen[1], std::make_pair(std::string("a.zip"), std::string()));
}

TEST(ItemScanner_sixteenThousandColumns, bounded) {
  std::vector<std::string> header;
  std::vector<std::string> row;
  for (int i = 0; i < 16'384; ++i) {
    header.push_back(fmt::format("F{}", i));
    row.push_back(std::to_string(i));
  }
  const ItemScan scan = Scanned::table(header, {row, row});
  EXPECT_EQ(scan.tables.at(0).columns.size(), 16'384U);
  EXPECT_TRUE(scan.claims.empty());
}

}  // namespace
}  // namespace gongdun::detect
