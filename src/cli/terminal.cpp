#include "cli/terminal.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <cmath>

#include <chrono>
#include <cstdio>

#include "base/clock.h"
#include "base/utf8.h"
#include "catalog/report_model.h"
#include "cli/commands.h"

namespace gongdun::cli {

using base::Lang;

namespace {

constexpr int kDefaultWidth = 100;
constexpr auto kRefresh = std::chrono::milliseconds(200);

std::string duration_text(double seconds) {
  const auto whole = std::lround(seconds);
  return whole >= 3600 ? fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60) : fmt::format("{}:{:02}", whole / 60, whole % 60);
}

}  // namespace

bool is_terminal(int descriptor) {
  return ::isatty(descriptor) == 1;
}

int terminal_width() {
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
  return kDefaultWidth;
}

std::string fit(std::string_view text, std::size_t width) {
  std::string out;
  std::size_t used = 0, at = 0;
  const std::size_t whole = base::display_width(text);
  while (at < text.size()) {
    const std::size_t begin = at;
    base::next_code_point(text, at);
    const std::string_view one = text.substr(begin, at - begin);
    const std::size_t columns = base::display_width(one);
    if (whole > width && used + columns > width - 1) {
      out += "…";
      ++used;
      break;
    }
    out += one;
    used += columns;
  }
  if (used < width) out.append(width - used, ' ');
  return out;
}

std::string TextTable::text() const {
  std::string out;
  const auto line = [&](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out += "  ";
      out += i < widths.size() && widths[i] > 0 ? fit(cells[i], widths[i]) : cells[i];
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    out += "\n";
  };
  line(header);
  for (const auto& row : rows) line(row);
  return out;
}

void print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

void print_error(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fputc('\n', stderr);
}

int report_error(const base::Error& error, Lang lang) {
  print_error((lang == Lang::zh ? "错误：" : "error: ") + base::printable(error.text(lang)));
  return kNothing;
}

std::string progress_text(const work::Progress& progress, double seconds, std::size_t width, Lang lang) {
  const std::uint64_t done = progress.items_done, found = progress.items_found, bytes = progress.bytes_done, all = progress.bytes_found;
  const double rate = seconds > 0 ? static_cast<double>(bytes) / seconds : 0;
  std::string text =
      lang == Lang::zh ? fmt::format("{}/{} 个文件  {}  {}/s", done, found, catalog::human_bytes(bytes), catalog::human_bytes(static_cast<std::uint64_t>(rate)))
                       : fmt::format("{}/{} files  {}  {}/s", done, found, catalog::human_bytes(bytes), catalog::human_bytes(static_cast<std::uint64_t>(rate)));
  if (!progress.listing_done)
    text += lang == Lang::zh ? "  仍在列目录" : "  still listing";
  else if (rate > 0 && all > bytes)
    text += (lang == Lang::zh ? "  剩余 " : "  left ") + duration_text(static_cast<double>(all - bytes) / rate);
  return fit(text + "  " + base::printable(progress.current()), width);
}

ProgressLine::ProgressLine(const work::Progress& progress, Lang lang) {
  if (!is_terminal(STDERR_FILENO)) return;
  thread_ = std::thread([this, &progress, lang] {
    const double begin = base::monotonic_seconds();
    while (!over_) {
      std::this_thread::sleep_for(kRefresh);
      const std::string text = "\r" + progress_text(progress, base::monotonic_seconds() - begin, static_cast<std::size_t>(terminal_width()) - 1, lang);
      std::fwrite(text.data(), 1, text.size(), stderr);
    }
    std::fputs("\r\033[K", stderr);
  });
}

ProgressLine::~ProgressLine() {
  over_ = true;
  if (thread_.joinable()) thread_.join();
}

}  // namespace gongdun::cli
