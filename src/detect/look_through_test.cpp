// What encoded runs hold is found as if it stood there in plain.
#include <gtest/gtest.h>

#include <algorithm>

#include "detect/item_scanner.h"
#include "detect/look_through_kit_test.h"
#include "pack/load.h"

namespace gongdun::detect {
namespace {

std::shared_ptr<const Engine> engine() {
  static const std::shared_ptr<const Engine> kEngine = [] {
    auto compiled = Engine::compile(pack::load_packs(GD_SOURCE_DIR "/packs").set);
    return compiled ? *compiled : nullptr;
  }();
  return kEngine;
}

ScannedItem scan(const std::function<void(ItemScanner&)>& feed) {
  ScannedItem out;
  ItemScanner scanner(engine(), {}, [&](ScannedItem item) {
    out = std::move(item);
    return true;
  });
  scanner.begin_item({.uri = "memory", .real_path = "memory"}, {.format = "text"});
  feed(scanner);
  scanner.end_item();
  return out;
}
ScannedItem scan_text(std::string_view text) {
  return scan([&](ItemScanner& scanner) { scanner.text({.text = text, .first_line = 1, .prose = false}); });
}
ScannedItem scan_cells(const std::string& header, const std::vector<std::string>& cells, read::TableKind kind = read::TableKind::records) {
  return scan([&](ItemScanner& scanner) {
    read::Table table;
    table.kind = kind;
    table.has_header = true;
    table.columns.push_back({.name = header});
    scanner.begin_table(table);
    read::RowBatch batch;
    std::uint64_t row = 1;
    for (const std::string& cell : cells) {
      batch.add(0, ++row, cell);
      ++batch.rows;
    }
    scanner.rows(batch);
    scanner.end_table();
  });
}

std::vector<std::string> detectors(const ScannedItem& item) {
  std::vector<std::string> out;
  for (const Finding& finding : item.scan.findings) out.push_back(finding.detector);
  std::ranges::sort(out);
  return out;
}
bool names(const Finding& finding, std::string_view chain) {
  return std::ranges::find(finding.context, chain) != finding.context.end();
}

// Secrets and personal data as they stand in configuration; all invented.
const std::vector<std::string> kPlain = {
    "password = \"Xk9#mT2v-steel\"",
    "url: mongodb://mesuser:Coil2024@db.example.local:27017/mes",
    "git config token glpat-Xk3vT9qLmZ7bYw2RnP4s",
    "export AWS_ACCESS_KEY_ID=AKIAQ3EGRT5ZXM7PLV2N",
    "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n",
    "联系人 zhangsan@example.com 手机 13912345678",
    "{\"client_secret\": \"Zq8vKx2LmN7pRt4Ws9Yb\"}",
};

using Encode = std::string (*)(std::string_view);
struct Way {
  const char* chain;
  Encode encode;
};
const std::vector<Way> kWays = {{"decoded:base64", base64_of}, {"decoded:base64", base64url_of}, {"decoded:base64", wide_base64_of},
                                {"decoded:hex", hex_of},       {"decoded:percent", percent_of},  {"decoded:unicode", unicode_of}};

TEST(LookThrough, everyEncoding_findsWhatThePlainTextHolds) {
  for (const std::string& plain : kPlain) {
    const std::vector<std::string> wanted = detectors(scan_text(plain));
    ASSERT_FALSE(wanted.empty()) << plain;
    for (const Way& way : kWays) {
      if (way.encode == wide_base64_of && static_cast<unsigned char>(plain[0]) >= 0x80) continue;  // told by its zero bytes
      const ScannedItem found = scan_text("first line\nvalue " + way.encode(plain) + " end\n");
      EXPECT_EQ(detectors(found), wanted) << way.chain << " of " << plain;
      for (const Finding& finding : found.scan.findings) {
        EXPECT_EQ(finding.row, 2U);
        EXPECT_TRUE(names(finding, way.chain)) << way.chain;
      }
    }
  }
}

TEST(LookThrough, everyEncodingInACell_findsWhatThePlainTextHolds) {
  for (const std::string& plain : kPlain) {
    const std::vector<std::string> wanted = detectors(scan_text(plain));
    for (const Way& way : kWays) {
      if (way.encode == wide_base64_of && static_cast<unsigned char>(plain[0]) >= 0x80) continue;  // told by its zero bytes
      const ScannedItem found = scan_cells("payload", {"nothing", way.encode(plain)});
      EXPECT_EQ(detectors(found), wanted) << way.chain << " of " << plain;
      for (const Finding& finding : found.scan.findings) {
        EXPECT_EQ(finding.row, 3U);
        EXPECT_TRUE(names(finding, way.chain)) << way.chain;
      }
    }
  }
}

TEST(LookThrough, nestedEncodings_areFollowedAndNamed) {
  const ScannedItem found = scan_text(base64_of("q=" + percent_of(base64_of(kPlain[2])) + "&x=1"));
  ASSERT_EQ(found.scan.findings.size(), 1U);
  EXPECT_TRUE(names(found.scan.findings[0], "decoded:base64>percent>base64"));
  EXPECT_TRUE(found.unread.empty());
}

TEST(LookThrough, moreLevelsThanAllowed_areSaidNotFollowed) {
  std::string text = kPlain[0] + std::string(100, ' ');
  for (int i = 0; i < 5; ++i) text = base64_of(text);
  const ScannedItem found = scan_text(text);
  EXPECT_TRUE(found.scan.findings.empty());
  ASSERT_EQ(found.unread.size(), 1U);
  EXPECT_EQ(found.unread[0].code, base::Code::limit);
}

TEST(LookThrough, budgetUsedUp_isSaid) {
  std::string line;  // each level of \u is as long as the one before
  for (int i = 0; i < 200; ++i) line += "\\u005cu005cu005cu0041" + std::string(1500, 'x') + "\n";
  EXPECT_EQ(scan_text(line).unread.size(), 1U);
  EXPECT_TRUE(scan_text("\\u0041 " + std::string(1500, 'x')).unread.empty());
}

TEST(LookThrough, secretNamedOutside_isReportedOnce) {
  EXPECT_EQ(detectors(scan_text("client_secret: \"" + base64_of(kPlain[4]) + "\"")), std::vector<std::string>{"secret.generic_token"});
  EXPECT_EQ(detectors(scan_cells("data.password", {base64_of("password=Xk9#mT2v-steel")}, read::TableKind::pairs)),
            std::vector<std::string>{"secret.password"});
}

TEST(LookThrough, tokenWithEncodedParts_isReportedOnce) {
  const std::string jwt = base64url_of(R"({"alg":"HS256","typ":"JWT"})") + "." + base64url_of(R"({"sub":"line3","client_secret":"Zq8vKx2LmN7pRt4Ws9Yb"})") +
                          ".c2lnbmF0dXJlLWZvci1leGFtcGxl";
  EXPECT_EQ(detectors(scan_text("session " + jwt)), std::vector<std::string>{"secret.jwt"});
}

TEST(LookThrough, plainPartsOfAnEncodedUrl_areReportedOnce) {
  EXPECT_EQ(detectors(scan_text("GET /a?mail=zhangsan@example.com&note=%E7%83%AD%E8%BD%A7%3D HTTP/1.1")), std::vector<std::string>{"email"});
}

TEST(LookThrough, kubernetesSecret_isLookedThrough) {
  const std::string manifest = "apiVersion: v1\nkind: Secret\ndata:\n  app.properties: " + base64_of("spring.datasource.password=Furnace#2024\n") + "\n";
  const ScannedItem found = scan_text(manifest);
  ASSERT_EQ(detectors(found), std::vector<std::string>{"secret.password"});
  EXPECT_EQ(found.scan.findings[0].row, 4U);
}

TEST(LookThrough, runCutByTheEndOfABlock_isReadOnInTheNext) {
  const std::string encoded = base64_of(std::string(30, '.') + kPlain[0] + std::string(500, '.'));
  for (std::size_t cut = 0; cut < 8; ++cut) {
    const std::string_view all = encoded;
    const ScannedItem found = scan([&](ItemScanner& scanner) {
      scanner.text({.text = all.substr(0, 30 + cut), .first_line = 1});
      scanner.text({.text = all.substr(10 + cut), .first_line = 1, .overlap = 20});
    });
    EXPECT_EQ(detectors(found), std::vector<std::string>{"secret.password"}) << cut;
  }
}

}  // namespace
}  // namespace gongdun::detect
