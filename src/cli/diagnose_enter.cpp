// gongdun diagnose enter: a filled-in paper form, typed in: the number of a page, then a key a question. Every answer is kept at once.
#include <termios.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <optional>

#include <fmt/format.h>

#include "assess/answer_form.h"
#include "assess/answer_input.h"
#include "assess/paper.h"
#include "base/split.h"
#include "base/utf8.h"
#include "cli/assess_input.h"
#include "cli/commands.h"
#include "cli/diagnose_field.h"
#include "cli/terminal.h"

namespace gongdun::cli {

using base::Code;
using base::Result;
using base::Status;

namespace {

constexpr std::size_t kLongestLine = 4000;

// Keys as they are pressed, lines where words are asked for. Standard input that is no terminal is read the same way.
class Keyboard {
 public:
  Keyboard() : is_terminal_(::tcgetattr(STDIN_FILENO, &before_) == 0) {}
  ~Keyboard() { restore(); }
  Keyboard(const Keyboard&) = delete;
  Keyboard& operator=(const Keyboard&) = delete;

  std::optional<char> key() {
    if (is_terminal_ && !quiet_) {
      termios quiet = before_;
      quiet.c_lflag &= static_cast<tcflag_t>(~(ICANON | ECHO | ISIG));  // Ctrl-C leaves the page, and the terminal as it was
      quiet.c_cc[VMIN] = 1;
      quiet.c_cc[VTIME] = 0;
      ::tcsetattr(STDIN_FILENO, TCSADRAIN, &quiet);
      quiet_ = true;
    }
    return byte();
  }
  std::optional<std::string> line() {
    restore();
    std::string out;
    for (auto one = byte(); one; one = byte()) {
      if (*one == '\n') return out;
      if (out.size() < kLongestLine && *one != '\r') out += *one;
    }
    return out.empty() ? std::nullopt : std::optional(out);
  }

 private:
  static std::optional<char> byte() {
    char one = 0;
    std::fflush(stdout);  // a prompt ends without a newline
    return ::read(STDIN_FILENO, &one, 1) == 1 ? std::optional(one) : std::nullopt;
  }
  void restore() {
    if (quiet_) ::tcsetattr(STDIN_FILENO, TCSADRAIN, &before_);
    quiet_ = false;
  }
  termios before_{};
  bool is_terminal_, quiet_ = false;
};

class PaperEntry {
 public:
  PaperEntry(const DiagnoseOptions& options, assess::AssessStore& store, const assess::Assessment& assessment, const pack::Questionnaire& questions,
             const std::optional<assess::PreviousAnswers>& previous)
      : options_(options),
        store_(store),
        assessment_(assessment),
        questions_(questions),
        previous_(previous),
        pages_(assess::paper_pages(questions)),
        zh_(options.common.lang == base::Lang::zh) {}

  Status run() {
    print(fmt::format("{}  {}  {} {}\n", assessment_.id, base::printable(assessment_.name), questions_.meta.id, questions_.version));
    print(help());
    std::size_t page = 0;
    while (true) {
      print(fmt::format(fmt::runtime(zh_ ? "页码 1–{}，或扫描页上的二维码；回车为第 {} 页，q 结束：" : "page 1-{}, or scan its code; Enter: page {}, q: end: "),
                        pages_.size(), page % pages_.size() + 1));
      const auto said = keyboard_.line();
      if (!said || *said == "q" || *said == "Q") break;
      const auto wanted = base::trim(*said).empty() ? std::optional(page % pages_.size() + 1) : page_of(std::string(base::trim(*said)));
      if (!wanted) continue;
      page = *wanted;
      GD_TRY(one_page(page));
    }
    print(fmt::format(fmt::runtime(zh_ ? "本次录入 {} 项，均已保存。\n" : "{} answers entered, all kept.\n"), entered_));
    return {};
  }

 private:
  std::string help() const {
    std::string out;
    for (std::size_t i = 0; i < pack::kStates; ++i) out += fmt::format("{} {}　", i + 1, questions_.scoring.state_name[i].in(options_.common.lang));
    return out + (zh_ ? "空格 不改、下一题　- 上一题　b 换取得方式　n 写说明　q 离开此页\n"
                      : "space: next, - : back, b: how it is known, n: a note, q: leave the page\n");
  }

  // The number, or what a scanner types of the code: it must be a page of this form.
  std::optional<std::size_t> page_of(const std::string& said) const {
    if (const auto code = assess::parse_page_code(said)) {
      if (code->assessment == assessment_.id && code->digest == questions_.digest.substr(0, code->digest.size()) && code->page <= pages_.size())
        return code->page;
      print(zh_ ? "这一页属于另一次诊断或另一版调研表，不能录入到这里。\n"
                : "this page belongs to another assessment or another version of the questionnaire.\n");
      return std::nullopt;
    }
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(said.data(), said.data() + said.size(), number);
    if (error == std::errc() && end == said.data() + said.size() && number >= 1 && number <= pages_.size()) return number;
    print(zh_ ? "没有这一页。\n" : "there is no such page.\n");
    return std::nullopt;
  }

  Status one_page(std::size_t page) {
    const assess::PaperQuestions& rows = pages_[page - 1];
    std::size_t at = 0;
    while (at < rows.size()) {
      auto log = store_.log(assessment_.id);
      if (!log) return std::unexpected(std::move(log).error());
      const assess::Picture picture = assess::look(questions_, *log);
      show(page, at + 1, *rows[at], picture);
      const auto key = keyboard_.key();
      if (!key || *key == 'q' || *key == 'Q' || *key == '\x03' || *key == '\x04') {
        print("\n");
        return {};
      }
      if (*key == '-' || *key == '\x7f' || *key == '\b') {
        print("\n");
        at -= at > 0 ? 1 : 0;
      } else if (*key == ' ' || *key == '\n' || *key == '\r') {
        print("\n");
        ++at;
      } else if (*key == 'b' || *key == 'B') {
        basis_ = static_cast<assess::Basis>((static_cast<std::size_t>(basis_) + 1) % assess::kBases);
        print("\n");
      } else {
        auto done = act(*key, *rows[at], picture);
        if (!done) return std::unexpected(std::move(done).error());
        at += *done ? 1 : 0;
      }
    }
    return {};
  }

  void show(std::size_t page, std::size_t number, const pack::Question& question, const assess::Picture& picture) const {
    const assess::ItemView* item = picture.item(question.meta.id);
    const auto words = [&](const std::string& value) { return base::printable(assess::value_words(questions_, question, value, options_.common.lang)); };
    std::string now = item->answer.entry == nullptr ? "—" : words(item->answer.entry->value);
    if (item->asked != assess::ItemView::Asked::yes) now += zh_ ? "（不适用于本企业）" : " (does not apply)";
    std::string last;
    if (previous_ && previous_->answers.contains(question.meta.id))
      last = fmt::format(fmt::runtime(zh_ ? "　上次 {}" : ", last time {}"), words(previous_->answers.at(question.meta.id).value));
    print(fmt::format(fmt::runtime(zh_ ? "{}-{}  {} {}　现为 {}{}　[{}]：" : "{}-{}  {} {}, now {}{} [{}]: "), page, number, question.meta.id,
                      fit(question.meta.name.in(options_.common.lang), 28), now, last, assess::basis_name(basis_).in(options_.common.lang)));
  }

  // True: answered, on to the next.
  Result<bool> act(char key, const pack::Question& question, const assess::Picture& picture) {
    const assess::Entry* standing = picture.item(question.meta.id)->answer.entry;
    assess::Entry entry;
    entry.about = question.meta.id;
    entry.basis = basis_;
    if (standing != nullptr) entry.note = standing->note, entry.evidence = standing->evidence;
    const bool note = key == 'n' || key == 'N';
    if (note && standing == nullptr) {
      print(zh_ ? "\n先作答，再写说明。\n" : "\nanswer first, then note.\n");
      return false;
    }
    if (note) {
      entry.value = standing->value;
      entry.basis = standing->basis;
    } else if (question.type == pack::AnswerType::score) {
      if (key < '1' || key > static_cast<char>('0' + pack::kStates)) {
        print("\n" + help());
        return false;
      }
      entry.value = pack::state_id(static_cast<pack::State>(key - '1'));
      print(questions_.scoring.state_name[static_cast<std::size_t>(key - '1')].in(options_.common.lang) + "\n");
    } else {
      print(zh_ ? "\n答案：" : "\nanswer: ");
      const auto said = keyboard_.line();
      auto value = assess::answer_value(question, said.value_or(""));
      if (!value || value->empty()) {
        print(value ? "\n" : value.error().text(options_.common.lang) + "\n");
        return false;
      }
      entry.value = *value;
    }
    const bool needs_reason = entry.value == pack::state_id(pack::State::na) && question.type == pack::AnswerType::score;
    if (note || (needs_reason && entry.note.empty())) {
      print(note ? (zh_ ? "\n说明：" : "\nnote: ") : (zh_ ? "不适用的理由：" : "why it does not apply: "));
      entry.note = std::string(base::trim(keyboard_.line().value_or("")));
      if (needs_reason && entry.note.empty()) {
        print(zh_ ? "没有理由，未记录。\n" : "without a reason it is not taken.\n");
        return false;
      }
    }
    if (!base::is_valid_utf8(entry.note)) return false;
    GD_TRY(keep(std::move(entry)));
    return !note;
  }

  Status keep(assess::Entry entry) {
    entry.kind = assess::EntryKind::answer;
    entry.author = options_.by;
    entry.device = device_name();
    auto fresh = store_.extend(assessment_.id, [&](assess::AnswerLog& log) -> Status {
      const assess::Standing now = log.standing(entry.kind, entry.about);
      const bool same = now.entry != nullptr && !now.conflict && now.heads.size() == 1 && now.entry->value == entry.value && now.entry->basis == entry.basis &&
                        now.entry->note == entry.note;
      if (!same) log.say(entry, base::now_us());
      return {};
    });
    if (!fresh) return std::unexpected(std::move(fresh).error());
    entered_ += *fresh;
    return {};
  }

  const DiagnoseOptions& options_;
  assess::AssessStore& store_;
  const assess::Assessment& assessment_;
  const pack::Questionnaire& questions_;
  const std::optional<assess::PreviousAnswers>& previous_;
  std::vector<assess::PaperQuestions> pages_;
  bool zh_;
  Keyboard keyboard_;
  assess::Basis basis_ = assess::Basis::said;
  std::size_t entered_ = 0;
};

}  // namespace

Result<int> enter_paper(const DiagnoseOptions& options, store::Db& db, assess::AssessStore& store) {
  auto assessment = store.find(options.id);
  if (!assessment) return std::unexpected(std::move(assessment).error());
  auto questions = store.questionnaire(assessment->questionnaire);
  if (!questions) return std::unexpected(std::move(questions).error());
  auto previous = assess::previous_answers(db, store, *assessment);
  if (!previous) return std::unexpected(std::move(previous).error());
  if (assess::paper_pages(*questions).empty())
    return base::fail(Code::invalid_input, "调研表没有可录入的题目", "the questionnaire has no question to enter", assessment->id);
  PaperEntry entry(options, store, *assessment, *questions, *previous);
  GD_TRY(entry.run());
  return kDone;
}

}  // namespace gongdun::cli
