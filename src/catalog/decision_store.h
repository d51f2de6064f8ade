// What people decided: grades with reason and name (append-only), dismissed findings.
#pragma once
#include <map>
#include <utility>

#include "catalog/catalog.h"

namespace gongdun::catalog {

base::Status save_decision(store::Db& db, const std::string& asset, DecisionKind kind, const grade::Grade& grade, const std::string& reason,
                           const std::string& by, Reach reach);
base::Result<std::optional<Decision>> latest_decision(store::Db& db, const std::string& asset, DecisionKind kind);
base::Result<std::vector<DecisionEntry>> load_decisions(store::Db& db, const std::string& asset);

// What holds now, of every asset with a decision.
struct Standing {
  std::pair<std::optional<Decision>, Reach> decided{}, confirmed{};
};
base::Result<std::map<std::string, Standing>> standing_decisions(store::Db& db, const std::vector<std::string>& assets);

base::Status save_dismissal(store::Db& db, const std::string& finding, const std::string& reason, const std::string& by, Reach reach);
// Of a column claim that was not dismissed: keeps it against precedents.
base::Status remove_dismissal(store::Db& db, const std::string& finding);
base::Result<bool> dismissed(store::Db& db, const std::string& finding);

}  // namespace gongdun::catalog
