#include "assess/known_signers.h"

#include "assess/field_tables.h"
#include "store/rows.h"

namespace gongdun::assess {

using base::Result;

Result<KnownSigners> KnownSigners::open(store::Db& db) {
  if (auto status = migrate_field(db); !status) return std::unexpected(std::move(status).error());
  return KnownSigners(db);
}

Result<std::vector<KnownSigner>> KnownSigners::all() {
  std::vector<KnownSigner> out;
  auto status = store::rows(
      *db_, [&](store::Stmt& row) { out.push_back({row.text(0), row.text(1), row.integer(2), row.text(3)}); },
      "SELECT fingerprint, name, since, assessment FROM assess_signer ORDER BY since, fingerprint");
  if (!status) return std::unexpected(std::move(status).error());
  return out;
}

Result<SignerCheck> KnownSigners::meet(const TravelSignature& signature, const std::string& assessment, base::TimeUs now) {
  auto known = all();
  if (!known) return std::unexpected(std::move(known).error());
  SignerCheck out;
  for (const KnownSigner& one : *known) {
    if (one.fingerprint == signature.fingerprint)
      out.before = one;
    else if (one.name == signature.signer)
      out.namesakes.push_back(one);
  }
  if (out.before) return out;
  if (auto status = store::run(*db_, "INSERT INTO assess_signer(fingerprint, name, since, assessment) VALUES (?,?,?,?) ON CONFLICT(fingerprint) DO NOTHING",
                               signature.fingerprint, signature.signer, now, assessment);
      !status)
    return std::unexpected(std::move(status).error());
  return out;
}

}  // namespace gongdun::assess
