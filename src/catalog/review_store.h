// Decisions that need a second person: whatever makes an asset core data, or makes core data less. Nothing is decided until somebody else approves.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "access/scope.h"
#include "catalog/catalog.h"

namespace gongdun::catalog {

struct Review {
  std::string id, asset, asset_name;
  DecisionKind kind = DecisionKind::decided;
  Decision decision;
  std::string person;                   // id of who decided; may not review it
  std::optional<grade::Grade> current;  // effective grade of the asset now
};

bool needs_review(const grade::Grade& effective, const grade::Grade& wanted);

// Replaces an open one of the same asset.
base::Result<std::string> open_review(store::Db& db, const Review& review);
base::Result<std::vector<Review>> load_reviews(store::Db& db, const access::Scope& scope);  // open ones
base::Result<Review> load_review(store::Db& db, const access::Scope& scope, const std::string& id);
base::Result<std::optional<Review>> review_of(store::Db& db, const std::string& asset);
base::Status close_review(store::Db& db, const std::string& id, bool approved, const std::string& reason, const std::string& by);

// Rejected and open ones, for the history of an asset.
struct ReviewEntry {
  Review review;
  bool rejected = false;
  std::string closed_by, closed_reason;
  base::TimeUs closed_at = 0;
};
base::Result<std::vector<ReviewEntry>> review_history(store::Db& db, const std::string& asset);

}  // namespace gongdun::catalog
