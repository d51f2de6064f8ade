#include "net/self_made_certificate.h"

#include <fcntl.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <memory>

#include <fmt/format.h>

#include "base/freed.h"

namespace gongdun::net {

using base::Code;

namespace {

using Key = std::unique_ptr<EVP_PKEY, base::Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, base::Freed<X509_free>>;
using File = std::unique_ptr<FILE, base::Freed<fclose>>;

constexpr long kDays = 825;  // what browsers take at most of a certificate of one's own

std::unexpected<base::Error> no_certificate(const std::string& where) {
  return base::fail(Code::internal, "无法生成自签证书", "cannot make a certificate", where);
}

bool is_address(const std::string& name) {
  return name.find_first_not_of("0123456789.") == std::string::npos || name.find(':') != std::string::npos;
}

bool add_extension(X509* certificate, int what, const std::string& value) {
  X509V3_CTX context{};
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, base::Freed<X509_EXTENSION_free>> extension(X509V3_EXT_conf_nid(nullptr, &context, what, value.c_str()));
  return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

Certificate make_certificate(EVP_PKEY* key, const std::vector<std::string>& names) {
  Certificate certificate(X509_new());
  std::array<unsigned char, 8> serial{};
  if (!certificate || RAND_bytes(serial.data(), static_cast<int>(serial.size())) != 1) return nullptr;
  X509_set_version(certificate.get(), X509_VERSION_3);
  std::uint64_t number = 0;
  for (const unsigned char byte : serial) number = number << 8 | byte;
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), number >> 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 60L * 60 * 24 * kDays);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* const subject = X509_get_subject_name(certificate.get());
  const std::string common = names.empty() ? "gongdun" : names.front().substr(0, 64);
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(common.data()), static_cast<int>(common.size()), -1, 0);
  X509_set_issuer_name(certificate.get(), subject);
  std::string alternatives;
  for (const std::string& name : names) alternatives += fmt::format("{}{}:{}", alternatives.empty() ? "" : ",", is_address(name) ? "IP" : "DNS", name);
  if (!add_extension(certificate.get(), NID_basic_constraints, "critical,CA:FALSE") ||
      (!alternatives.empty() && !add_extension(certificate.get(), NID_subject_alt_name, alternatives)) ||
      !add_extension(certificate.get(), NID_ext_key_usage, "serverAuth") || X509_sign(certificate.get(), key, EVP_sha256()) == 0)
    return nullptr;
  return certificate;
}

File create(const std::string& path) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  return File(fd < 0 ? nullptr : ::fdopen(fd, "w"));
}

}  // namespace

base::Status ensure_certificate(const TlsFiles& files, const std::vector<std::string>& names) {
  if (::access(files.certificate.c_str(), F_OK) == 0 && ::access(files.key.c_str(), F_OK) == 0) return {};
  const Key key(EVP_EC_gen("P-256"));
  if (!key) return no_certificate(files.certificate);
  const Certificate certificate = make_certificate(key.get(), names);
  if (!certificate) return no_certificate(files.certificate);
  const File key_file = create(files.key), certificate_file = create(files.certificate);
  if (!key_file || !certificate_file)
    return base::fail(Code::io, "无法写入证书文件，请检查目录权限", "cannot write the certificate; check the folder's permissions", files.certificate);
  if (PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
      PEM_write_X509(certificate_file.get(), certificate.get()) != 1)
    return no_certificate(files.certificate);
  return {};
}

base::Result<CertificateFacts> read_certificate(const std::string& file) {
  const File input(::fopen(file.c_str(), "re"));
  const Certificate certificate(input ? PEM_read_X509(input.get(), nullptr, nullptr, nullptr) : nullptr);
  if (!certificate) return base::fail(Code::invalid_input, "不是 PEM 证书", "not a PEM certificate", file);
  CertificateFacts facts;
  std::array<char, 256> name{};
  X509_NAME_oneline(X509_get_subject_name(certificate.get()), name.data(), static_cast<int>(name.size()));
  facts.subject = name.data();
  tm end{};
  if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &end) == 1) facts.not_after = static_cast<std::int64_t>(timegm(&end)) * 1'000'000;
  return facts;
}

}  // namespace gongdun::net
