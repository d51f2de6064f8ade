// Rule packs a node was given beyond those that came with the program: whose signatures it trusts, the signed files it keeps, and which version of a pack is in
// force. Files lie in the data folder under packs/, named by their digest; what they are stands in the store.
#pragma once
#include <string>
#include <vector>

#include "base/clock.h"
#include "catalog/catalog.h"
#include "catalog/tools.h"
#include "pack/bundle.h"
#include "pack/difference.h"
#include "store/db.h"

namespace gongdun::serve {

struct PackSigner {
  std::string fingerprint, name, key, by;
  base::TimeUs added = 0;
};
base::Status add_signer(store::Db& db, const PackSigner& signer);
base::Status remove_signer(store::Db& db, const std::string& fingerprint);  // what was installed stays
base::Result<std::vector<PackSigner>> load_signers(store::Db& db);

struct PackVersion {
  std::string digest, pack, version, signer, fingerprint, by;
  base::TimeUs uploaded = 0, activated = 0;
  bool active = false;
  std::string preview;  // JSON: what the last preview found; empty: none
};
// Keeps the signed file and its row. Fails with permission where the key is not one of the signers'; not again where it is kept already.
base::Result<PackVersion> keep_bundle(store::Db& db, const std::string& data, const pack::Bundle& bundle, const std::string& by);
base::Result<std::vector<PackVersion>> load_versions(store::Db& db, const std::string& pack);  // "" : of all packs; newest first
base::Result<PackVersion> load_version(store::Db& db, const std::string& digest);
base::Status forget_version(store::Db& db, const std::string& data, const std::string& digest);
// One version of a pack is in force, or none: then the one that came with the program. `digest` "": none.
base::Status activate(store::Db& db, const std::string& pack, const std::string& digest);

// The packs that came with the program (`shipped`), with the versions named in place of theirs or beside them.
struct PackChoice {
  std::string shipped, data;
  std::vector<std::string> digests;
};
base::Result<catalog::Toolbox> open_choice(const PackChoice& choice);
base::Result<pack::RuleTexts> texts_of_choice(const PackChoice& choice);
base::Result<std::vector<std::string>> active_digests(store::Db& db);
// What would be in force with this version in place of the pack's present one; `digest` "": with the pack as it came with the program.
base::Result<std::vector<std::string>> digests_with(store::Db& db, const std::string& pack, const std::string& digest);

// What a preview found, asset by asset: who may see the asset sees its line.
base::Status keep_changes(store::Db& db, const std::string& digest, const std::vector<catalog::GradeChange>& changes, const std::string& summary);

}  // namespace gongdun::serve
