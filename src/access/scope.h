// The scope predicate: which rows a person reaches. Organisations stand in parallel hierarchies (属地, 集团, 行业, 服务商); a grant reaches a subtree along
// one kind of edge, up to a grade. This is the one place that turns grants into SQL; list, detail, count, search, export, chart and file all put it into
// their WHERE.
#pragma once
#include <string>
#include <vector>

#include "store/rows.h"

namespace gongdun::access {

struct Reach {
  std::string edge;          // territory | group | sector | service
  std::string organisation;  // top of the subtree
  int ceiling = 0;           // highest grade, as grade::rank_of gives it: 1–4 general, 10 important, 20 core

  bool operator==(const Reach&) const = default;
};

class Scope {
 public:
  Scope() = default;  // reaches nothing
  explicit Scope(std::vector<Reach> reaches) : reaches_(std::move(reaches)) {}
  // Everything: for jobs of the node itself, never for a person's request.
  static Scope all();

  const std::vector<Reach>& reaches() const { return reaches_; }
  bool everything() const { return all_; }
  // One of the reaches covers this one: its subtree, edge kind and ceiling.
  base::Result<bool> covers(store::Db& db, const Reach& wanted) const;

  // A condition over columns named as given.
  struct Columns {
    std::string organisation, rank;  // rank may be empty: rows without a grade
  };
  store::Sql condition(const Columns& columns) const;

 private:
  std::vector<Reach> reaches_;
  bool all_ = false;
};

}  // namespace gongdun::access
