#include "detect/validators.h"

#include <gtest/gtest.h>

#include <string>

#include "detect/chinese_tables.h"

namespace gongdun::detect {
namespace {

struct Case {
  const char* validator;
  const char* value;
  bool passes;
};

void PrintTo(const Case& one, std::ostream* out) {
  *out << one.validator << " " << one.value;
}

class Validators : public ::testing::TestWithParam<Case> {};

TEST_P(Validators, Value_judged) {
  const Validator* validator = find_validator(GetParam().validator);
  ASSERT_NE(validator, nullptr);
  EXPECT_EQ(validator->passes(GetParam().value), GetParam().passes);
}

// All numbers are invented or the published samples of their standards.
INSTANTIATE_TEST_SUITE_P(
    Table, Validators,
    ::testing::Values(
        Case{"gb11643", "11010519491231002X", true}, Case{"gb11643", "11010519491231002x", true},
        Case{"gb11643", "440524188001010014", true},  // GB 11643 examples
        Case{"gb11643", "110105194912310021", false}, Case{"gb11643", "110105194913310026", false}, Case{"gb11643", "990105194912310021", false},
        Case{"gb11643", "1101051949123100", false}, Case{"gb11643", "", false}, Case{"gb11643", "11010529991231002X", false},
        Case{"gb11643_15", "110105491231002", true}, Case{"gb11643_15", "110105491331002", false}, Case{"mobile_cn", "13912345678", true},
        Case{"mobile_cn", "+86 139 1234 5678", true}, Case{"mobile_cn", "15412345678", false}, Case{"mobile_cn", "12012345678", false},
        Case{"mobile_cn", "1391234567", false}, Case{"landline_cn", "0512-62881234", true}, Case{"landline_cn", "（021）66778899", true},
        Case{"landline_cn", "400-820-8820", true}, Case{"landline_cn", "0260-6288123", false}, Case{"landline_cn", "0512-628", false},
        Case{"landline_cn", "0512-11111111", false}, Case{"landline_cn", "21-66778899", true}, Case{"plate_cn", "京A12345", true},
        Case{"plate_cn", "苏E·8K2D6", true}, Case{"plate_cn", "粤BD12345", true}, Case{"plate_cn", "京I12345", false}, Case{"plate_cn", "京A1234", false},
        Case{"plate_cn", "国A12345", false}, Case{"plate_cn", "新ASPECT", false}, Case{"passport_cn", "E12345678", true},
        Case{"passport_cn", "EA1234567", true}, Case{"passport_cn", "E1234567", false}, Case{"passport_cn", "E00000000", false},
        Case{"hkmo_permit", "H1234567890", true}, Case{"hkmo_permit", "H123", false}, Case{"surname_cn", "欧阳修文", true}, Case{"surname_cn", "张建国", true},
        Case{"surname_cn", "轧制力", false}, Case{"address_cn", "江苏省苏州市吴中区东吴北路88号", true}, Case{"address_cn", "高炉1号", false},
        Case{"ipv6", "50:06:01:60:9e:f3:61:80", false}, Case{"ipv6", "2001:db8:1234:56:0:8a2e:370:7334", true}, Case{"gb32100", "91350100M000100Y43", true},
        Case{"gb32100", "54350100M000100Y4X", false}, Case{"gb32100", "91116000M000100Y4A", false}, Case{"gb32100", "91100000M000100Y4U", true},
        Case{"gb32100", "91110000M000100Y40", true}, Case{"gb32100", "91350100M000100Y44", false},
        Case{"gb32100", "9135010OM000100Y43", false},                                                                           // GB 32100 annex sample
        Case{"gb32100", "91990100M000100Y43", false}, Case{"gb11714", "D2143569X", true}, Case{"gb11714", "D21435690", false},  // GB 11714 sample
        Case{"business_reg15", "110108000000016", true}, Case{"business_reg15", "110108000000018", false},                      // GS 15 sample
        Case{"luhn", "4111 1111 1111 1111", true}, Case{"luhn", "4111111111111112", false}, Case{"luhn", "0000000000000000", false},
        Case{"card_bin", "6222020200112345679", true}, Case{"card_bin", "378282246310005", true}, Case{"card_bin", "1234567890123456", false},
        Case{"card_bin", "37828224631000", false}, Case{"iban", "DE89370400440532013000", true}, Case{"iban", "GB82 WEST 1234 5698 7654 32", true},
        Case{"iban", "DE89370400440532013001", false}, Case{"iban", "XX89370400440532013000", false}, Case{"iban", "DE8937040044053201300", false},
        Case{"ean13", "4006381333931", true}, Case{"ean13", "4006381333932", false}, Case{"isbn13", "9787302511625", true},
        Case{"isbn13", "4006381333931", false}, Case{"imei", "490154203237518", true}, Case{"imei", "490154203237519", false},
        Case{"imei", "000000000000000", false}, Case{"imsi", "460001234567890", true}, Case{"imsi", "460991234567890", false},
        Case{"vin_gb16735", "1M8GDM9AXKP042788", true}, Case{"vin_gb16735", "1M8GDM9A1KP042788", false}, Case{"vin_gb16735", "1M8GDM9AXKP0427O8", false},
        Case{"vin_gb16735", "11111111111111111", false}, Case{"mac", "00:1A:2B:3C:4D:5E", true}, Case{"mac", "ff:ff:ff:ff:ff:ff", false},
        Case{"mac", "00-00-00-00-00-00", false}, Case{"ipv4", "192.168.1.254", true}, Case{"ipv4", "256.1.1.10", false}, Case{"ipv4", "1.2.3.4", false},
        Case{"ipv4", "255.255.255.0", false}, Case{"ipv4", "10.0.01.20", false}, Case{"ipv4", "8.8.8.8", true}, Case{"ipv4", "10.1.2", false},
        Case{"ipv4", "10.1.2.30.5", false}, Case{"ipv6", "2001:db8::ff00:42:8329", true}, Case{"ipv6", "12:34:56:11:12:13:14:15", false},
        Case{"ipv6", "2001:db8::1::2", false}, Case{"ipv6", "fe80::1", true}, Case{"email", "a.li@mail.example.com", true}, Case{"email", "icon@2x.png", false},
        Case{"email", ".a@b.com", false}, Case{"email", "a@b", false}, Case{"email", "a..b@c.com", false}, Case{"domain", "plant.example.cn", true},
        Case{"domain", "main.cpp", false}, Case{"geo", "39.90852, 116.39748", true}, Case{"geo", "39.9, 116.4", false},
        Case{"geo", "190.12345, 20.12345", false}, Case{"geo_cn", "116.39748,39.90852", true}, Case{"geo_cn", "-33.86880, 151.20930", false},
        Case{"iso6346", "CSQU3054383", true}, Case{"iso6346", "CSQU3054384", false}, Case{"imo_ship", "9074729", true}, Case{"imo_ship", "9074728", false},
        Case{"mmsi", "413123456", true}, Case{"mmsi", "113123456", false}, Case{"jwt", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig", true},
        Case{"jwt", "eyJhYWEiOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig", false}, Case{"jwt", "a.b.c", false}, Case{"aws_key", "AKIAQ7XN2K4LRT5VWPZ3", true},
        Case{"aws_key", "AKIAAAAAAAAAAAAAAAAA", false}, Case{"aliyun_key", "LTAI5tFakeKey8Xq2Zr7w", true},
        Case{"private_key_pem", "-----BEGIN RSA PRIVATE KEY-----", true}, Case{"private_key_pem", "-----BEGIN CERTIFICATE-----", false},
        Case{"secret_value", "S3cret!pw", true}, Case{"secret_value", "${DB_PASSWORD}", false}, Case{"secret_value", "<password>", false},
        Case{"secret_value", "xxxxxxxx", false}, Case{"secret_value", "os.environ['PW']", false}, Case{"secret_value", "null", false},
        Case{"secret_value", "$PASSWORD", false}, Case{"connection_string", "mysql://app:Tr0ub4dor@db1", true},
        Case{"connection_string", "mysql://app:${PW}@db1", false}, Case{"connection_string", "Server=db;User=sa;Password=Kx9#2fQ;", true},
        Case{"connection_string", "Server=db;Password=;", false}, Case{"entropy_hi", "9f86d081884c7d659a2feaa0c55ad015", true},
        Case{"entropy_hi", "aaaaaaaaaaaaaaaaaaaaaaaa", false}, Case{"entropy_hi", "configuration", false}, Case{"date", "2024-02-29", true},
        Case{"date", "2023年2月29日", false}, Case{"date", "20240131", true}, Case{"date_compact", "20241301", false},
        Case{"not_sequential", "12345678", false}, Case{"not_sequential", "13572468", true}, Case{"not_repeating", "00000000", false},
        Case{"not_repeating", "12121212", false}, Case{"not_repeating", "13579135", true}, Case{"has_digit_and_letter", "A1", true},
        Case{"has_digit_and_letter", "12", false}));

TEST(ValidatorRegistry, AllValidators_documentedAndFound) {
  const auto all = all_validators();
  EXPECT_GE(all.size(), 50U);
  for (const Validator* validator : all) {
    EXPECT_FALSE(validator->name_zh.empty() || validator->name_en.empty() || validator->source.empty()) << validator->id;
    EXPECT_EQ(find_validator(validator->id), validator);
    for (const char* hostile : {"", "0", "\xFF\xFE", "::::", "@", "....", "-----BEGIN ", "=", "eyJ."}) validator->passes(hostile);
    validator->passes(std::string(5000, '9'));
    validator->passes(std::string(5000, ':'));
  }
  EXPECT_EQ(find_validator("no_such"), nullptr);
}

TEST(ValidatorSources, EveryResidentIdWithOneDigitChanged_rejected) {
  const Validator* validator = find_validator("gb11643");
  const std::string good = "320506199506204715";
  ASSERT_TRUE(validator->passes(good));
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string changed = good;
      changed[i] = digit;
      EXPECT_EQ(validator->passes(changed), changed == good) << changed;
    }
  }
}

}  // namespace
}  // namespace gongdun::detect
