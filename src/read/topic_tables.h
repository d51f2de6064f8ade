// Logs in which records of many kinds follow each other (flight logs, bus logs, test data): a table per kind, all written at the same time
// with little memory each.
#pragma once
#include <map>
#include <memory>
#include <string>

#include "read/cell_writer.h"
#include "read/format.h"

namespace gongdun::read {

class TopicTables {
 public:
  static constexpr std::size_t kMost = 512;

  explicit TopicTables(ExtractContext& context) : context_(context), limits_(context.limits) {
    limits_.block_bytes = std::min<std::size_t>(limits_.block_bytes, 128 << 10);
  }

  struct Topic {
    std::unique_ptr<CellWriter> writer;
    std::uint64_t rows = 0;
  };
  // The table of this name, made when it is first asked for; null beyond kMost of them, which finish() reports.
  Topic* topic(const std::string& name) {
    auto found = topics_.find(name);
    if (found != topics_.end()) return &found->second;
    if (topics_.size() >= kMost) {
      ++refused_;
      return nullptr;
    }
    Topic& made = topics_[name];
    made.writer = std::make_unique<CellWriter>(context_.sink, limits_, TableKind::records, name, &turn_);
    return &made;
  }
  TableTurn& turn() { return turn_; }
  void finish() {
    for (auto& [name, topic] : topics_) topic.writer->finish();
    if (refused_ == 0) return;
    context_.sink.unread(base::fail(base::Code::limit, "记录种类超过 512 种，其余种类的 " + std::to_string(refused_) + " 条记录未读取",
                                    "more than 512 kinds of records; " + std::to_string(refused_) + " records of further kinds were not read")
                             .error());
  }

 private:
  ExtractContext& context_;
  Limits limits_;
  TableTurn turn_;
  std::map<std::string, Topic> topics_;
  std::uint64_t refused_ = 0;
};

}  // namespace gongdun::read
