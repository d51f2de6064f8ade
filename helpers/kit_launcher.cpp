// Starts a program of the kit (docs/kit.md) on any Linux: with the kit's own loader, libraries, fonts and tables, and nothing of the machine's. Linked
// statically, so that it needs nothing itself, not even a shell. One file for all programs: it starts the one that bears its own name, libexec/NAME or
// bin/NAME of the folder in which lib/ lies beside it or above it.
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace {

constexpr const char* kLoader = "/lib/ld-linux-x86-64.so.2";

bool there(const std::string& path) {
  return ::access(path.c_str(), R_OK) == 0;
}

std::string own_path() {
  char link[4096];
  const ssize_t size = ::readlink("/proc/self/exe", link, sizeof(link));
  return size > 0 && static_cast<std::size_t>(size) < sizeof(link) ? std::string(link, static_cast<std::size_t>(size)) : std::string();
}

std::string parent(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

// The authorities this machine trusts, else those of the kit.
std::string authorities(const std::string& kit) {
  if (const char* named = std::getenv("SSL_CERT_FILE"); named != nullptr && there(named)) return named;
  for (const char* place : {"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"})
    if (there(place)) return place;
  return kit + "/etc/ca-certificates.crt";
}

void set(const char* name, const std::string& value) {
  ::setenv(name, value.c_str(), 1);
}

void prepare(const std::string& kit) {
  // What the machine would have put into our programs is made for another C library.
  for (const char* name : {"LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT", "GIO_EXTRA_MODULES"}) ::unsetenv(name);
  set("FONTCONFIG_FILE", kit + "/etc/fonts.conf");
  set("FONTCONFIG_PATH", kit + "/etc");
  set("GCONV_PATH", kit + "/lib/gconv");
  set("LOCPATH", kit + "/lib/locale");
  set("GIO_MODULE_DIR", kit + "/lib/none");
  set("GIO_USE_VFS", "local");
  set("GDK_PIXBUF_MODULE_FILE", kit + "/etc/pixbuf-loaders.cache");
  set("OPENSSL_CONF", kit + "/etc/openssl.cnf");
  set("OPENSSL_MODULES", kit + "/lib/none");
  set("OPENSSL_ENGINES", kit + "/lib/none");
  set("SSL_CERT_FILE", authorities(kit));
  set("GONGDUN_POPPLER_DATA", kit + "/share/poppler");
}

int refuse(const char* zh, const char* en, const std::string& where) {
  std::fprintf(stderr, "gongdun: %s: %s\n  %s\n", where.c_str(), zh, en);
  return 127;
}

}  // namespace

int main(int, char** argv) {
  const std::string own = own_path();
  if (own.empty()) return refuse("无法读取 /proc/self/exe，请先挂载 /proc", "/proc/self/exe cannot be read; mount /proc first", "/proc");
  std::string kit = parent(own);
  if (!there(kit + kLoader)) kit = parent(kit);
  if (!there(kit + kLoader))
    return refuse("工具包不完整，缺少装载器；请重新拷贝整个文件夹", "the kit is incomplete, its loader is missing; copy the whole folder again", own);
  const std::string name = own.substr(own.rfind('/') + 1);
  std::string program = kit + "/libexec/" + name;
  if (!there(program)) program = kit + "/bin/" + name;
  if (program == own || !there(program)) return refuse("工具包不完整，缺少程序", "the kit is incomplete, a program is missing", program);

  prepare(kit);
  const std::string loader = kit + kLoader, libraries = kit + "/lib";
  std::vector<const char*> words{loader.c_str(), "--inhibit-cache", "--library-path", libraries.c_str(), "--argv0", name.c_str(), program.c_str()};
  for (char** word = argv + 1; argv[0] != nullptr && *word != nullptr; ++word) words.push_back(*word);
  words.push_back(nullptr);
  ::execv(loader.c_str(), const_cast<char* const*>(words.data()));
  return refuse(
      errno == EACCES ? "此磁盘不允许运行程序（noexec 或 FAT32），请把整个文件夹拷到硬盘，再执行 chmod -R u+x" : "无法启动",
      errno == EACCES ? "this disk does not let programs run (noexec, FAT32); copy the folder to the hard disk and run chmod -R u+x" : "cannot be started",
      loader + " (" + std::strerror(errno) + ")");
}
