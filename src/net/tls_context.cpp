#include "net/tls_context.h"

namespace gongdun::net {

base::Result<std::unique_ptr<boost::asio::ssl::context>> make_tls_context(const TlsFiles& files) {
  namespace ssl = boost::asio::ssl;
  boost::system::error_code error;
  auto context = std::make_unique<ssl::context>(ssl::context::tls_server);
  SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_3_VERSION);
  SSL_CTX_set_options(context->native_handle(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  context->use_certificate_chain_file(files.certificate, error);
  if (error)
    return base::fail(base::Code::invalid_input, "无法使用证书文件（应为 PEM）：" + error.message(), "cannot use the certificate (PEM): " + error.message(),
                      files.certificate);
  context->use_private_key_file(files.key, ssl::context::pem, error);
  if (error)
    return base::fail(base::Code::invalid_input, "无法使用私钥文件（应为 PEM，且与证书相配）：" + error.message(),
                      "cannot use the private key (PEM, matching the certificate): " + error.message(), files.key);
  return context;
}

}  // namespace gongdun::net
