// What a person at a terminal sees: aligned text that knows how wide Chinese characters are, and a live progress line.
#pragma once
#include <atomic>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/bilingual.h"
#include "base/error.h"
#include "work/progress.h"

namespace gongdun::cli {

bool is_terminal(int descriptor);
int terminal_width();

// Pads or cuts (with …) to a width in columns.
std::string fit(std::string_view text, std::size_t width);

struct TextTable {
  std::vector<std::string> header;
  std::vector<std::size_t> widths;  // 0: the rest of the line
  std::vector<std::vector<std::string>> rows;
  std::string text() const;
};

void print(std::string_view text);                            // to standard output
void print_error(std::string_view text);                      // to standard error, with a newline
int report_error(const base::Error& error, base::Lang lang);  // prints it; returns the exit code for it

// Shows progress on standard error while it lives, if that is a terminal.
class ProgressLine {
 public:
  ProgressLine(const work::Progress& progress, base::Lang lang);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

 private:
  std::atomic<bool> over_{false};
  std::thread thread_;
};

// The text of the line, apart from the terminal so that it can be tested.
std::string progress_text(const work::Progress& progress, double seconds, std::size_t width, base::Lang lang);

}  // namespace gongdun::cli
