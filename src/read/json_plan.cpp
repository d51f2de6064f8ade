#include "read/json_plan.h"

#include <algorithm>
#include <cstdint>

#include "read/json_scan.h"
#include "read/sniff.h"

namespace gongdun::read {
namespace {

constexpr std::size_t kStringBytes = 64 << 10;
constexpr std::size_t kDepth = 200;
constexpr std::size_t kPathDepth = 6;  // record arrays are looked for down to here
constexpr int kMinValues = 8;          // a broken text counts as JSON after this many values

struct Open {
  bool array = false;
  std::string path;
  std::uint64_t begin = 0;
  std::size_t objects = 0;  // elements of an array that are objects
  std::size_t elements = 0;
};

struct Candidate {
  std::string path;
  std::uint64_t begin = 0, end = 0;
};

class Planner {
 public:
  Planner(std::string_view head, bool whole) : whole_(whole), scan_(feed(head), kStringBytes, kDepth) {}

  JsonPlan run() {
    while (true) {
      const JsonEvent event = scan_.next();
      if (event == JsonEvent::failed && pass_bad_line()) continue;
      if (event == JsonEvent::finished || event == JsonEvent::failed) return conclude(event == JsonEvent::finished);
      take(event);
    }
  }

 private:
  static TextFeed feed(std::string_view head) {
    return [head, given = false]() mutable -> base::Result<std::string_view> {
      if (given) return std::string_view{};
      given = true;
      return head;
    };
  }

  // A damaged line among lines of JSON.
  bool pass_bad_line() {
    if (closed_roots_ == 0 || !own_lines_ || scan_.error().code != base::Code::invalid_input || bad_lines_ * 4 >= closed_roots_ + 4) return false;
    ++bad_lines_;
    open_.clear();
    return scan_.resume_at_next_line();
  }

  void take(JsonEvent event) {
    switch (event) {
      case JsonEvent::key: key_ = scan_.text(); return;
      case JsonEvent::object_begin:
      case JsonEvent::array_begin: begin(event == JsonEvent::array_begin); return;
      case JsonEvent::object_end:
      case JsonEvent::array_end: end(); return;
      case JsonEvent::string:
      case JsonEvent::number:
      case JsonEvent::null:
        ++values_;
        if (open_.empty()) loose_root_ = true;
        if (!open_.empty() && open_.back().array) ++open_.back().elements;
        return;
      default: return;
    }
  }

  void begin(bool array) {
    Open opened;
    opened.array = array;
    opened.begin = scan_.offset();
    if (open_.empty()) {
      ++roots_;
      if (roots_ == 1) {
        root_array_ = array;
      } else if (scan_.line() == root_line_) {
        own_lines_ = false;
      }
      root_line_ = scan_.line();
      all_roots_arrays_ = all_roots_arrays_ && array;
    } else {
      Open& parent = open_.back();
      opened.path = parent.path;
      if (!parent.array && open_.size() <= kPathDepth) opened.path += (parent.path.empty() ? "" : ".") + key_;
      ++parent.elements;
      parent.objects += array ? 0 : 1;
      if (parent.array && open_.size() == 1 && root_array_ && roots_ == 1) (array ? inner_arrays_ : inner_objects_) = true;
    }
    open_.push_back(std::move(opened));
  }

  void end() {
    note(open_.back(), false);
    const std::uint64_t begin_line = root_line_;
    open_.pop_back();
    if (open_.empty()) {
      ++closed_roots_;
      own_lines_ = own_lines_ && scan_.line() == begin_line;
    }
  }

  void note(const Open& array, bool still_open) {
    if (!array.array || open_.size() > kPathDepth || array.path.empty()) return;
    const bool many = array.objects >= 2 || (still_open && array.objects == 1);
    if (many && array.objects * 10 >= array.elements * 9) candidates_.push_back({array.path, array.begin, scan_.offset()});
  }

  JsonPlan conclude(bool finished) {
    JsonPlan plan;
    const bool cut = !finished && scan_.error().code == base::Code::truncated && (!whole_ || values_ >= 2);
    const bool good = bad_lines_ == 0 || (closed_roots_ >= 2 && bad_lines_ * 4 <= closed_roots_ + 4);
    plan.is_json = roots_ > 0 && !loose_root_ && good && (finished || cut || values_ >= kMinValues);
    plan.sequence = roots_ > 1;
    plan.lines = plan.sequence && own_lines_;
    plan.grid = plan.sequence ? all_roots_arrays_ : inner_arrays_ && !inner_objects_;
    plan.root_records = !plan.sequence && root_array_ && !plan.grid;
    if (plan.sequence || root_array_) return plan;
    for (const Open& open : open_) note(open, true);
    choose(plan);
    return plan;
  }

  // The outermost candidates, if together they are at least half of what was seen.
  void choose(JsonPlan& plan) {
    std::sort(candidates_.begin(), candidates_.end(),
              [](const Candidate& a, const Candidate& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
    std::uint64_t covered = 0, reach = 0;
    for (const Candidate& candidate : candidates_) {
      if (candidate.begin < reach) continue;
      reach = candidate.end;
      covered += candidate.end - candidate.begin;
      if (std::find(plan.record_arrays.begin(), plan.record_arrays.end(), candidate.path) == plan.record_arrays.end()) {
        plan.record_arrays.push_back(candidate.path);
      }
    }
    if (covered * 2 < scan_.offset()) plan.record_arrays.clear();
  }

  bool whole_;
  JsonScan scan_;
  std::vector<Open> open_;
  std::vector<Candidate> candidates_;
  std::string key_;
  std::size_t roots_ = 0, closed_roots_ = 0, bad_lines_ = 0;
  int values_ = 0;
  std::uint64_t root_line_ = 0;
  bool root_array_ = false, all_roots_arrays_ = true, own_lines_ = true;
  bool inner_arrays_ = false, inner_objects_ = false, loose_root_ = false;
};

}  // namespace

JsonPlan plan_json(std::string_view head, bool whole) {
  if (sniff::json_opening(head) == '\0' && !head.starts_with("\xEF\xBB\xBF")) return {};
  return Planner(head, whole).run();
}

}  // namespace gongdun::read
