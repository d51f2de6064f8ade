// From YAML to pack/risk_method.h, with every mistake reported by line and field.
#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "pack/conditions.h"
#include "pack/fact_rule.h"
#include "pack/risk_method.h"
#include "pack/rules.h"

namespace gongdun::pack {

namespace {

class MethodBuilder {
 public:
  MethodBuilder(RiskMethod& out, const std::string& pack) : out_(out), pack_(pack) {}

  void build(Fields& fields) {
    out_.meta = fields.meta(pack_);
    out_.version = fields.text("version", Need::required);
    out_.harms = parse_names(fields, "harms", Need::required);
    out_.likelihoods = parse_names(fields, "likelihoods", Need::required);
    out_.risks = parse_names(fields, "risks", Need::required);
    out_.sources = parse_names(fields, "sources", Need::required);
    each_entry(fields, "matrices", Need::required, [&](Fields& entry) { matrix(entry); });
    each_entry(fields, "likelihood", Need::required, [&](Fields& entry) {
      LikelihoodBand band{entry.number("min", 0, 0, 100), named(entry, "degree", out_.likelihoods)};
      if (!out_.likelihood.empty() && out_.likelihood.back().min <= band.min)
        entry.problem(entry.line(), "min", "应由高到低排列", "from the highest to the lowest");
      out_.likelihood.push_back(std::move(band));
    });
    if (!out_.likelihood.empty() && out_.likelihood.back().min > 0)
      fields.problem(fields.line_of("likelihood"), "likelihood", "最后一档的 min 应为 0", "min of the last one must be 0");
    each_entry(fields, "harm", Need::required,
               [&](Fields& entry) { out_.harm.push_back({entry.text("grade", Need::required), named(entry, "degree", out_.harms)}); });
    out_.partial_lowers = fields.integer("partial_lowers", 0, 0, 10);
    each_entry(fields, "signals", Need::optional, [&](Fields& entry) { signal(entry); });
    each_entry(fields, "triggers", Need::optional, [&](Fields& entry) { out_.triggers.push_back({entry.meta(pack_), entry.text("event")}); });
    out_.clocks = fields.texts("clocks");
    each_entry(fields, "views", Need::required, [&](Fields& entry) { view(entry); });
  }

 private:
  static std::string named(Fields& fields, std::string_view key, const std::vector<Named>& list) {
    const std::string id = fields.text(key, Need::required);
    if (!id.empty() && std::ranges::none_of(list, [&](const Named& one) { return one.id == id; }))
      fields.problem(fields.line_of(key), key, fmt::format("“{}”没有定义", id), fmt::format("\"{}\" is not defined", id));
    return id;
  }

  void matrix(Fields& fields) {
    RiskMatrix out;
    out.meta = fields.meta(pack_);
    if (const Node* node = fields.take("cells", Need::required)) {
      Fields rows(*node, fields.path_of("cells"), fields.problems());
      for (const Named& likelihood : out_.likelihoods) {
        const Node* row = rows.take(likelihood.id, Need::required);
        if (!row) continue;
        Fields cells(*row, rows.path_of(likelihood.id), fields.problems());
        for (const Named& harm : out_.harms) out.cells[likelihood.id][harm.id] = named(cells, harm.id, out_.risks);
        cells.finish();
      }
      rows.finish();
    }
    out_.matrices.push_back(std::move(out));
  }

  void signal(Fields& fields) {
    RiskSignal out;
    out.meta = fields.meta(pack_);
    out.classes = fields.texts("classes", Need::required);
    for (const std::string& one : out.classes)
      if (std::ranges::find(data_class_names(), one) == data_class_names().end())
        fields.problem(fields.line_of("classes"), "classes", fmt::format("没有数据类“{}”", one), fmt::format("there is no class \"{}\"", one));
    out.source = named(fields, "source", out_.sources);
    out.likelihood = named(fields, "likelihood", out_.likelihoods);
    out.measure = fields.bilingual("measure", Need::required);
    out_.signals.push_back(std::move(out));
  }

  void view(Fields& fields) {
    RiskView out;
    out.named = parse_named(fields);
    each_entry(fields, "blocks", Need::required, [&](Fields& entry) { out.blocks.push_back({entry.meta(pack_), entry.texts("questions")}); });
    out_.views.push_back(std::move(out));
  }

  RiskMethod& out_;
  const std::string& pack_;
};

}  // namespace

const RiskMatrix* RiskMethod::matrix(std::string_view id) const {
  const auto found = std::ranges::find_if(matrices, [&](const RiskMatrix& one) { return one.meta.id == id; });
  return found == matrices.end() ? nullptr : &*found;
}

RiskMethod parse_risk_method(Fields& fields, const std::string& pack) {
  RiskMethod out;
  MethodBuilder(out, pack).build(fields);
  return out;
}

}  // namespace gongdun::pack
