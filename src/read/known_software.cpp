// Bills of material, keys and certificates, version control, and text formats of offices that are read as what they are built on.
#include <algorithm>

#include "read/delegate.h"
#include "read/sniff.h"

namespace gongdun::read {
namespace {

using namespace sniff;

int cyclonedx_json(const Sniff& s) {
  return json_opening(body(s)) == '{' && has(s.text, "\"CycloneDX\"") ? kSpecific + 1 : 0;
}
int cyclonedx_xml(const Sniff& s) {
  return root<"bom">(s) != 0 && has(xml_root(body(s)).tag, "cyclonedx.org") ? kSpecific : 0;
}
int spdx_json(const Sniff& s) {
  return json_opening(body(s)) == '{' && json_key(s.text, "spdxVersion") ? kSpecific : 0;
}

// Keys stay text: a private key in the open is what a scan is for.
int pem(const Sniff& s) {
  const std::string_view text = body(s).substr(0, 16384);
  return text.starts_with("-----BEGIN ") || (line_starts(text, "-----BEGIN ") && (text.starts_with("Bag Attributes") || text.starts_with("Certificate:")))
             ? kMagic
             : 0;
}
int ssh_public_key(const Sniff& s) {
  const Vote lines = vote(s, "#", [](std::string_view line) {
    return has(line, "ssh-rsa AAAA") || has(line, "ssh-ed25519 AAAA") || has(line, "ssh-dss AAAA") || has(line, "ecdsa-sha2-nistp");
  });
  return lines.most(1, 0.9) ? kStructure : 0;
}
int der(const Sniff& s) {
  const std::string_view b = s.bytes();
  return b.size() > 8 && s.text.empty() && b.starts_with("\x30\x82") && (b[4] == '\x30') && (b[5] == '\x82') && b[8] == '\xA0' ? kSpecific : 0;
}
int pkcs12(const Sniff& s) {
  return s.text.empty() && starts(s, "\x30\x82") && starts(s, "\x02\x01\x03\x30", 4) ? kSpecific : 0;
}

int git_object(const Sniff& s) {  // zlib stream without preset dictionary: header check of RFC 1950
  const std::string_view b = s.bytes();
  if (b.size() < 8 || !s.text.empty()) return 0;
  const unsigned first = static_cast<unsigned char>(b[0]), second = static_cast<unsigned char>(b[1]);
  return first == 0x78 && (first * 256 + second) % 31 == 0 && (second & 0x20) == 0 ? 40 : 0;
}

int java_class(const Sniff& s) {  // the same magic opens Mach-O fat binaries, whose next word is a small count
  return starts(s, "\xCA\xFE\xBA\xBE") && s.head.size() > 8 && static_cast<unsigned>(s.head[7]) >= 45 ? kMagic : 0;
}

GD_FORMAT({"cyclonedx-json", "软件物料清单（CycloneDX，JSON）", "software bill of materials (CycloneDX JSON)", "json", cyclonedx_json, as<"json">});
GD_FORMAT({"cyclonedx-xml", "软件物料清单（CycloneDX，XML）", "software bill of materials (CycloneDX XML)", "xml", cyclonedx_xml, as<"xml">});
GD_FORMAT({"spdx-json", "软件物料清单（SPDX，JSON）", "software bill of materials (SPDX JSON)", "json", spdx_json, as<"json">});
GD_FORMAT({"spdx-tag", "软件物料清单（SPDX 标签）", "software bill of materials (SPDX tag-value)", "spdx", opens<"SPDXVersion:">, extract_listing});
GD_FORMAT({"csaf", "安全通告（CSAF）", "security advisory (CSAF)", "json", json_with<"csaf_version", "document">, as<"json">});
GD_FORMAT({"sarif", "代码检查结果（SARIF）", "static analysis results (SARIF)", "sarif json", json_with<"runs", "tool", "results">, as<"json">});
GD_FORMAT({"maven-pom", "Maven 工程描述", "Maven project", "xml pom", root_with<"maven.apache.org/POM", "project">, as<"xml">});
GD_FORMAT({"pem", "PEM 编码的密钥或证书", "PEM key or certificate", "pem key crt cer csr", pem, extract_listing});
GD_FORMAT({"ppk", "PuTTY 私钥", "PuTTY private key", "ppk", opens<"PuTTY-User-Key-File-">, extract_listing});
GD_FORMAT({"ssh-public-key", "SSH 公钥", "SSH public key", "pub", ssh_public_key, extract_listing});
GD_FORMAT({"der", "DER 编码的证书", "DER certificate", "der cer crt", der});
GD_FORMAT({"pkcs12", "PKCS#12 密钥库", "PKCS#12 key store", "p12 pfx", pkcs12});
GD_FORMAT({"java-keystore", "Java 密钥库", "Java key store", "jks keystore", magic<"\xFE\xED\xFE\xED">});
GD_FORMAT({"keepass", "KeePass 口令库", "KeePass password database", "kdbx kdb", magic<"\x03\xD9\xA2\x9A">});
GD_FORMAT({"git-index", "Git 索引", "Git index", "", magic<"DIRC\0\0\0">});
GD_FORMAT({"git-pack", "Git 对象包", "Git pack", "pack", magic<"PACK\0\0\0">});
GD_FORMAT({"git-pack-index", "Git 对象包索引", "Git pack index", "idx", magic<"\xFFtOc">});
GD_FORMAT({"zlib", "zlib 压缩数据（如 Git 对象）", "zlib stream (such as a Git object)", "zz", git_object});
GD_FORMAT({"elf", "ELF 程序", "ELF program", "so o ko elf",
           magic<"\x7F"
                 "ELF">});
GD_FORMAT({"pe", "Windows 程序", "Windows program", "exe dll sys ocx", [](const Sniff& s) { return starts(s, "MZ") && s.text.empty() ? kSpecific : 0; }});
GD_FORMAT({"mach-o", "macOS 程序", "Mach-O program", "dylib",
           [](const Sniff& s) { return starts(s, "\xCF\xFA\xED\xFE") || starts(s, "\xCE\xFA\xED\xFE") ? kMagic : 0; }});
GD_FORMAT({"java-class", "Java 字节码", "Java class", "class", java_class});
GD_FORMAT({"dex", "安卓字节码", "Android bytecode", "dex", magic<"dex\n03">});
GD_FORMAT({"apk", "安卓应用包", "Android package", "apk", zip_with<"AndroidManifest.xml">});
GD_FORMAT({"wasm", "WebAssembly 模块", "WebAssembly module", "wasm", magic<"\0asm">});
GD_FORMAT({"pcap", "网络抓包（pcap）", "packet capture (pcap)", "pcap cap",
           [](const Sniff& s) { return starts(s, "\xD4\xC3\xB2\xA1") || starts(s, "\xA1\xB2\xC3\xD4") || starts(s, "\x4D\x3C\xB2\xA1") ? kMagic : 0; }});
GD_FORMAT({"pcapng", "网络抓包（pcapng）", "packet capture (pcapng)", "pcapng", magic<"\x0A\x0D\x0D\x0A">});
GD_FORMAT({"excel-2003-xml", "Excel 2003 表格（XML）", "Excel 2003 XML", "xml", root_with<"urn:schemas-microsoft-com:office:spreadsheet", "Workbook">,
           as<"xml">});
GD_FORMAT({"word-2003-xml", "Word 2003 文档（XML）", "Word 2003 XML", "xml", root<"wordDocument">, as<"xml">});

}  // namespace
}  // namespace gongdun::read
