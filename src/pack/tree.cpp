#include "pack/tree.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/utf8.h"
#include "base/yaml_events.h"

namespace gongdun::pack {

namespace {

constexpr std::size_t kMaxProblems = 500;

// What parse_tree reports when it gives up on a file.
struct Refused {
  int line;
  base::Bilingual message;
};

using base::YamlEvent;

class Builder {
 public:
  explicit Builder(Problems& problems) : problems_(problems) {}
  Node take() { return std::move(root_); }

  void add(const YamlEvent& event) {
    refuse_tag(event);
    switch (event.kind) {
      case YamlEvent::Kind::alias: return refuse_anchor(event.line);
      case YamlEvent::Kind::scalar: return scalar(event);
      case YamlEvent::Kind::sequence: return open(event, Node::Kind::list);
      case YamlEvent::Kind::mapping: return open(event, Node::Kind::map);
      case YamlEvent::Kind::end: return close();
      default: return;
    }
  }

 private:
  struct Frame {
    Node node;
    bool has_key = false;
    std::string key;
    int key_line = 0;
  };

  [[noreturn]] static void refuse_anchor(int line) {
    throw Refused{line, {"规则包不允许使用锚点(&)、别名(*)；请直接写出内容", "anchors (&) and aliases (*) are not allowed in packs; write the content out"}};
  }
  static void refuse_tag(const YamlEvent& event) {
    if (event.tag.empty() || event.tag == "!") return;
    const std::string tag(event.tag);
    throw Refused{event.line, {"规则包不允许使用 YAML 类型标签：" + tag, "YAML type tags are not allowed in packs: " + tag}};
  }
  void count(const YamlEvent& event) {
    if (event.anchored) refuse_anchor(event.line);
    if (++nodes_ > kMaxNodes) {
      throw Refused{event.line,
                    {fmt::format("文件内容超过 {} 个节点；请拆分文件", kMaxNodes), fmt::format("more than {} nodes in one file; split it", kMaxNodes)}};
    }
  }
  bool wants_key() const { return !stack_.empty() && stack_.back().node.kind == Node::Kind::map && !stack_.back().has_key; }

  void scalar(const YamlEvent& event) {
    count(event);
    Node node;
    node.line = event.line;
    if (!(event.plain && (event.value == "~" || event.value == "null" || event.value.empty()))) {
      node.kind = Node::Kind::scalar;
      node.text = event.value;
    }
    if (wants_key()) return set_key(node);
    attach(std::move(node));
  }
  void set_key(const Node& node) {
    Frame& frame = stack_.back();
    const bool twice = std::ranges::any_of(frame.node.entries, [&](const Entry& e) { return e.key == node.text; });
    if (twice) problems_.add(node.line, node.text, "同一映射中键重复：" + node.text, "the key appears twice in one mapping: " + node.text);
    frame.has_key = true;
    frame.key = node.text;
    frame.key_line = node.line;
  }
  void attach(Node node) {
    if (stack_.empty()) {
      root_ = std::move(node);
      return;
    }
    Frame& frame = stack_.back();
    if (frame.node.kind == Node::Kind::list) {
      frame.node.items.push_back(std::move(node));
      return;
    }
    frame.node.entries.push_back({std::move(frame.key), frame.key_line, std::move(node)});
    frame.has_key = false;
  }
  void open(const YamlEvent& event, Node::Kind kind) {
    count(event);
    if (wants_key()) throw Refused{event.line, {"键必须是文字，不能是列表或映射", "a key must be text, not a list or mapping"}};
    if (stack_.size() >= kMaxDepth) {
      throw Refused{event.line, {fmt::format("嵌套超过 {} 层", kMaxDepth), fmt::format("nested deeper than {} levels", kMaxDepth)}};
    }
    Frame frame;
    frame.node.kind = kind;
    frame.node.line = event.line;
    stack_.push_back(std::move(frame));
  }
  void close() {
    Node node = std::move(stack_.back().node);
    stack_.pop_back();
    attach(std::move(node));
  }

  Problems& problems_;
  Node root_;
  std::vector<Frame> stack_;
  std::size_t nodes_ = 0;
};

int line_of_bad_utf8(std::string_view text) {
  int line = 1;
  for (std::size_t begin = 0; begin < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (!base::is_valid_utf8(text.substr(begin, end - begin))) return line;
    begin = end + 1;
  }
  return 0;
}

void append_sized(std::string& out, char kind, std::string_view text) {
  out += kind;
  out += std::to_string(text.size());
  out += ':';
  out += text;
}

}  // namespace

void Problems::add(int line, std::string field, std::string zh, std::string en) {
  if (out_.size() == kMaxProblems) {
    out_.push_back({file_, line, "", {"错误过多，其余不再列出；请先改正以上各处", "too many mistakes, the rest is not listed; correct these first"}});
  }
  if (out_.size() > kMaxProblems) return;
  out_.push_back({file_, line, std::move(field), {std::move(zh), std::move(en)}});
}

Node parse_tree(std::string_view text, Problems& problems) {
  if (const int line = line_of_bad_utf8(text)) {
    problems.add(line, "", "文件不是有效的 UTF-8 文本；请另存为 UTF-8", "the file is not valid UTF-8; save it as UTF-8");
    return {};
  }
  base::YamlEvents events(text);
  Builder builder(problems);
  int documents = 0;
  try {
    for (auto event = events.next(); event.kind != YamlEvent::Kind::finished; event = events.next()) {
      if (event.kind == YamlEvent::Kind::broken) {
        const std::string why(event.value);
        problems.add(event.line, "", "YAML 语法错误：" + why, "YAML syntax: " + why);
        return {};
      }
      if (event.kind == YamlEvent::Kind::document && ++documents > 1) {
        problems.add(event.line, "", "一个文件只能有一个 YAML 文档", "a file may hold one YAML document only");
        break;
      }
      builder.add(event);
    }
  } catch (const Refused& refused) {
    problems.add(refused.line, "", refused.message.zh, refused.message.en);
    return {};
  }
  if (documents == 0) problems.add(1, "", "文件是空的", "the file is empty");
  return builder.take();
}

std::string canonical(const Node& node) {
  std::string out;
  switch (node.kind) {
    case Node::Kind::null: return "n";
    case Node::Kind::scalar: append_sized(out, 's', node.text); return out;
    case Node::Kind::list:
      out = "l" + std::to_string(node.items.size());
      for (const Node& item : node.items) out += canonical(item);
      return out;
    case Node::Kind::map: break;
  }
  std::vector<const Entry*> sorted;
  sorted.reserve(node.entries.size());
  for (const Entry& entry : node.entries) sorted.push_back(&entry);
  std::ranges::stable_sort(sorted, {}, [](const Entry* e) -> const std::string& { return e->key; });
  out = "m" + std::to_string(sorted.size());
  for (const Entry* entry : sorted) {
    append_sized(out, 'k', entry->key);
    out += canonical(entry->value);
  }
  return out;
}

}  // namespace gongdun::pack
