#include "net/tls_look.h"

#include <netdb.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "base/freed.h"
#include "base/utf8.h"
#include "net/tls_hello.h"

namespace gongdun::net {

using base::Code;
using base::Result;
using Clock = std::chrono::steady_clock;

namespace {

class Socket {
 public:
  explicit Socket(int fd = -1) : fd_(fd) {}
  ~Socket() {
    if (fd_ >= 0) ::close(fd_);
  }
  Socket(Socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Socket& operator=(Socket&&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

bool wait_for(int fd, short events, Clock::time_point deadline) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
  pollfd wanted{fd, events, 0};
  return left > 0 && ::poll(&wanted, 1, static_cast<int>(left)) > 0;
}

Result<Socket> connect_to(const TlsQuestion& question, Clock::time_point deadline) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* raw = nullptr;
  const std::string port = std::to_string(question.port);
  const int wrong = ::getaddrinfo(question.host.c_str(), port.c_str(), &hints, &raw);
  const std::unique_ptr<addrinfo, base::Freed<::freeaddrinfo>> all(raw);
  std::string detail = wrong != 0 ? ::gai_strerror(wrong) : "timeout";
  for (const addrinfo* one = wrong != 0 ? nullptr : all.get(); one != nullptr; one = one->ai_next) {
    Socket socket(::socket(one->ai_family, one->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, one->ai_protocol));
    if (socket.get() < 0) continue;
    if (::connect(socket.get(), one->ai_addr, one->ai_addrlen) == 0) return socket;
    int error = errno;
    if (error == EINPROGRESS && wait_for(socket.get(), POLLOUT, deadline)) {
      socklen_t size = sizeof error;
      ::getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &error, &size);
      if (error == 0) return socket;
    }
    detail = std::strerror(error);
  }
  return base::fail(Code::io, "无法连接（" + detail + "）", "cannot connect (" + detail + ")", question.host + ":" + port);
}

// What the server says to a hello of ours; no answer in time counts as refused.
Result<ServerHello> say_hello(const TlsQuestion& question, std::uint16_t version, std::span<const std::uint16_t> suites) {
  const auto deadline = Clock::now() + question.time;
  auto socket = connect_to(question, deadline);
  if (!socket) return std::unexpected(std::move(socket).error());
  std::array<unsigned char, 32> random{};
  RAND_bytes(random.data(), random.size());
  const std::string hello = client_hello(version, suites, question.host, {reinterpret_cast<const char*>(random.data()), random.size()});
  if (::send(socket->get(), hello.data(), hello.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(hello.size())) return ServerHello{ServerHello::What::refused};
  std::string answer;
  std::array<char, 512> buffer{};
  while (answer.size() < 2'048 && wait_for(socket->get(), POLLIN, deadline)) {
    const ssize_t got = ::recv(socket->get(), buffer.data(), buffer.size(), 0);
    if (got <= 0) break;
    answer.append(buffer.data(), static_cast<std::size_t>(got));
    const ServerHello said = server_hello(answer);
    if (said.what != ServerHello::What::more) return said;
  }
  return ServerHello{ServerHello::What::refused};
}

std::string name_text(const X509_NAME* name) {
  const std::unique_ptr<BIO, base::Freed<BIO_free_all>> out(BIO_new(BIO_s_mem()));
  X509_NAME_print_ex(out.get(), name, 0, (XN_FLAG_ONELINE | ASN1_STRFLGS_UTF8_CONVERT) & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB));
  char* data = nullptr;
  const long size = BIO_get_mem_data(out.get(), &data);
  return base::printable(std::string_view(data, static_cast<std::size_t>(std::max(size, 0L))).substr(0, 500));
}

std::int64_t seconds_of(const ASN1_TIME* time) {
  std::tm parts{};
  return ASN1_TIME_to_tm(time, &parts) == 1 ? static_cast<std::int64_t>(::timegm(&parts)) : 0;
}

SeenCertificate certificate_of(X509* certificate, const std::string& host) {
  SeenCertificate out;
  out.subject = name_text(X509_get_subject_name(certificate));
  out.issuer = name_text(X509_get_issuer_name(certificate));
  out.not_before = seconds_of(X509_get0_notBefore(certificate));
  out.not_after = seconds_of(X509_get0_notAfter(certificate));
  const int signature = X509_get_signature_nid(certificate);
  const char* name = OBJ_nid2ln(signature);
  out.signature = name == nullptr ? "" : name;
  int digest = NID_undef;
  OBJ_find_sigid_algs(signature, &digest, nullptr);
  out.weak_digest = digest == NID_md5 || digest == NID_sha1 || digest == NID_md4 || digest == NID_md2;
  if (EVP_PKEY* key = X509_get0_pubkey(certificate)) {
    out.key_bits = EVP_PKEY_get_bits(key);
    std::array<char, 64> group{};
    const bool is_ec = EVP_PKEY_get_base_id(key) == EVP_PKEY_EC;
    if (is_ec) EVP_PKEY_get_group_name(key, group.data(), group.size(), nullptr);
    const bool is_sm2 = EVP_PKEY_get_base_id(key) == EVP_PKEY_SM2 || std::strcmp(group.data(), "SM2") == 0;
    out.key = is_sm2 ? "sm2" : is_ec ? "ec" : EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA ? "rsa" : "other";
  }
  const bool is_number = host.find(':') != std::string::npos || host.find_first_not_of("0123456789.") == std::string::npos;
  out.name_fits = is_number ? X509_check_ip_asc(certificate, host.c_str(), 0) == 1 : X509_check_host(certificate, host.c_str(), host.size(), 0, nullptr) == 1;
  return out;
}

// A handshake as a present client makes it; the certificate is looked at whether it is trusted or not.
void shake_hands(const TlsQuestion& question, TlsLook& out) {
  const auto deadline = Clock::now() + question.time;
  auto socket = connect_to(question, deadline);
  if (!socket) return;
  const std::unique_ptr<SSL_CTX, base::Freed<SSL_CTX_free>> context(SSL_CTX_new(TLS_client_method()));
  if (!context) return;
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr);
  SSL_CTX_set_security_level(context.get(), 0);
  SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
  SSL_CTX_set_cipher_list(context.get(), "ALL:@SECLEVEL=0");
  if (question.ca_file.empty())
    SSL_CTX_set_default_verify_paths(context.get());
  else
    SSL_CTX_load_verify_locations(context.get(), question.ca_file.c_str(), nullptr);
  const std::unique_ptr<SSL, base::Freed<SSL_free>> session(SSL_new(context.get()));
  if (!session || SSL_set_fd(session.get(), socket->get()) != 1) return;
  if (question.host.find_first_not_of("0123456789.") != std::string::npos && question.host.find(':') == std::string::npos)
    SSL_set_tlsext_host_name(session.get(), question.host.c_str());
  for (;;) {
    const int done = SSL_connect(session.get());
    if (done == 1) break;
    const int want = SSL_get_error(session.get(), done);
    if (want == SSL_ERROR_WANT_READ && wait_for(socket->get(), POLLIN, deadline)) continue;
    if (want == SSL_ERROR_WANT_WRITE && wait_for(socket->get(), POLLOUT, deadline)) continue;
    ERR_clear_error();
    break;
  }
  // The certificate may be there although the server wanted one of us.
  const std::unique_ptr<X509, base::Freed<X509_free>> certificate(SSL_get1_peer_certificate(session.get()));
  if (SSL_is_init_finished(session.get()) == 1) {
    const auto version = static_cast<std::uint16_t>(SSL_version(session.get()));
    if (std::ranges::find(out.versions, version) == out.versions.end()) out.versions.push_back(version);
    out.cipher = SSL_get_cipher_name(session.get());
  }
  if (!certificate) return;
  out.has_certificate = true;
  out.certificate = certificate_of(certificate.get(), question.host);
  const long verified = SSL_get_verify_result(session.get());
  out.certificate.trusted = verified == X509_V_OK;
  if (verified != X509_V_OK) out.certificate.chain_problem = X509_verify_cert_error_string(verified);
}

}  // namespace

Result<TlsLook> look_at_tls(const TlsQuestion& question) {
  TlsLook out;
  const struct {
    std::uint16_t version;
    std::span<const std::uint16_t> suites;
  } hellos[] = {{kTls12, usual_suites()}, {kTls11, usual_suites()}, {kTls10, usual_suites()}, {kSsl3, usual_suites()}};
  for (const auto& one : hellos) {
    auto said = say_hello(question, one.version, one.suites);
    if (!said && one.version == kTls12) return std::unexpected(std::move(said).error());
    if (!said) continue;
    out.reached = true;
    if (said->what == ServerHello::What::not_tls) return out;
    if (said->what == ServerHello::What::accepted && said->version == one.version) out.versions.push_back(one.version);
  }
  shake_hands(question, out);
  if (auto said = say_hello(question, kTls12, weak_suites()); said && said->what == ServerHello::What::accepted) {
    out.weak_suite = true;
    out.weak_suite_seen = said->suite;
  }
  if (auto said = say_hello(question, kTlcp, tlcp_suites()); said && said->what == ServerHello::What::accepted && said->version == kTlcp) out.tlcp = true;
  return out;
}

}  // namespace gongdun::net
