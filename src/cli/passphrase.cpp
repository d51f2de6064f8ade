#include "cli/passphrase.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>

namespace gongdun::cli {

using base::Code;
using base::Result;

namespace {

constexpr std::size_t kLongest = 1024;

std::string first_line(const std::string& text) {
  std::string line = text.substr(0, text.find('\n'));
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

Result<std::string> from_file(const std::string& path) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) return base::fail(Code::not_found, "没有这个口令文件", "there is no such passphrase file", path);
  if (S_ISREG(status.st_mode) && (status.st_mode & 077) != 0)
    return base::fail(Code::permission, "其他账户可以读取口令文件，请先执行 chmod 600", "other accounts can read the passphrase file; run chmod 600 first",
                      path);
  std::ifstream file(path, std::ios::binary);
  std::string text(kLongest + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  const std::string line = first_line(text);
  if (line.empty()) return base::fail(Code::invalid_input, "口令文件的第一行是空的", "the first line of the passphrase file is empty", path);
  if (line.size() > kLongest) return base::fail(Code::limit, "口令过长", "the passphrase is too long", path);
  return line;
}

// The terminal itself, even where standard input is something else.
class QuietTerminal {
 public:
  QuietTerminal() : fd_(::open("/dev/tty", O_RDWR | O_CLOEXEC)) {
    if (fd_ < 0 || ::tcgetattr(fd_, &before_) != 0) return;
    termios quiet = before_;
    quiet.c_lflag &= static_cast<tcflag_t>(~ECHO);
    ready_ = ::tcsetattr(fd_, TCSAFLUSH, &quiet) == 0;
  }
  ~QuietTerminal() {
    if (ready_) ::tcsetattr(fd_, TCSAFLUSH, &before_);
    if (fd_ >= 0) ::close(fd_);
  }
  QuietTerminal(const QuietTerminal&) = delete;
  QuietTerminal& operator=(const QuietTerminal&) = delete;
  bool ready() const { return ready_; }

  std::string ask(std::string_view words) {
    (void)!::write(fd_, words.data(), words.size());
    std::array<char, kLongest + 2> buffer{};
    const ssize_t got = ::read(fd_, buffer.data(), buffer.size());
    (void)!::write(fd_, "\n", 1);
    return first_line(std::string(buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0));
  }

 private:
  int fd_;
  termios before_{};
  bool ready_ = false;
};

}  // namespace

Result<std::string> read_passphrase(const std::string& file, bool is_new, base::Lang lang) {
  if (!file.empty()) return from_file(file);
  QuietTerminal terminal;
  if (!terminal.ready())
    return base::fail(Code::invalid_input, "没有终端可以询问口令，请用 --passphrase-file 指定口令文件",
                      "there is no terminal to ask for the passphrase; name a file with --passphrase-file");
  const bool zh = lang == base::Lang::zh;
  std::string passphrase = terminal.ask(zh ? "口令：" : "Passphrase: ");
  if (is_new && terminal.ask(zh ? "再输入一次：" : "Once more: ") != passphrase)
    return base::fail(Code::invalid_input, "两次输入的口令不同", "the two passphrases differ");
  return passphrase;
}

}  // namespace gongdun::cli
