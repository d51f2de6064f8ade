// A TLS service at a given address.
#include <algorithm>

#include <fmt/format.h>

#include "net/tls_look.h"
#include "probe/collector.h"
#include "probe/tls_facts.h"

namespace gongdun::probe {

Facts tls_facts(const net::TlsLook& look, base::TimeUs now) {
  Facts out;
  out.flag("tls_spoken", !look.versions.empty() || look.tlcp);
  out.flag("tls_tlcp", look.tlcp);
  if (!look.versions.empty()) {
    // 0x0300 is written 0.3, so that it stands before 1.0.
    const auto number = [](std::uint16_t version) { return version == 0x0300 ? 0.3 : 1.0 + (version - 0x0301) / 10.0; };
    out.number("tls_oldest", number(*std::ranges::min_element(look.versions)));
    out.number("tls_newest", number(*std::ranges::max_element(look.versions)));
    out.flag("tls_weak_cipher", look.weak_suite);
  }
  if (!look.has_certificate) return out;
  const net::SeenCertificate& seen = look.certificate;
  const std::int64_t seconds = now / 1'000'000;
  const std::int64_t left = seen.not_after - seconds;
  out.number("cert_days_left", static_cast<double>(left >= 0 ? left / 86'400 : -1 - (-left - 1) / 86'400));
  out.flag("cert_not_yet", seen.not_before > seconds);
  out.flag("cert_trusted", seen.trusted);
  out.flag("cert_name_fits", seen.name_fits);
  out.flag("cert_weak_digest", seen.weak_digest);
  if (!seen.key.empty()) {
    out.word("cert_key", seen.key);
    out.number("cert_key_bits", seen.key_bits);
  }
  return out;
}

namespace {

base::Result<Collected> collect(const Target& target, const Settings& settings) {
  auto look = net::look_at_tls({target.host, target.port == 0 ? std::uint16_t{443} : target.port, settings.ca_file});
  if (!look) return std::unexpected(std::move(look).error().at(target.text()));
  Collected out;
  out.facts = tls_facts(*look, settings.now);
  out.raw = {{"versions", nlohmann::json::array()},
             {"tlcp", look->tlcp},
             {"weak_suite", look->weak_suite ? fmt::format("0x{:04x}", look->weak_suite_seen) : ""},
             {"cipher", look->cipher}};
  for (const std::uint16_t one : look->versions) out.raw["versions"].push_back(fmt::format("0x{:04x}", one));
  if (!look->has_certificate) return out;
  const net::SeenCertificate& seen = look->certificate;
  out.raw["certificate"] = {{"subject", seen.subject},
                            {"issuer", seen.issuer},
                            {"signature", seen.signature},
                            {"key", seen.key},
                            {"bits", seen.key_bits},
                            {"not_before", base::iso8601(seen.not_before * 1'000'000)},
                            {"not_after", base::iso8601(seen.not_after * 1'000'000)},
                            {"trusted", seen.trusted},
                            {"chain_problem", seen.chain_problem},
                            {"name_fits", seen.name_fits}};
  return out;
}

}  // namespace

const Collector kTlsCollector{"tls", [](const Target&) { return false; },
                              [](const Target&) {
                                return base::Bilingual{
                                    "依次建立至多 7 个连接，只做握手（SSL 3.0、TLS 1.0 至 1.3、弱算法套件、国密 TLCP），握手后不发送任何数据",
                                    "makes at most 7 connections one after the other, handshakes only (SSL 3.0, TLS 1.0 to 1.3, weak suites, "
                                    "TLCP); nothing is sent after them"};
                              },
                              collect};

}  // namespace gongdun::probe
