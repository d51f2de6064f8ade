// Files on their way in and out. Both live in the node's data folder, closed to other accounts, for a stated time and then not at all:
// <data>/transfers/<upload id> and <data>/transfers/<job id>/<name>.
#pragma once
#include <string>
#include <vector>

#include "access/scope.h"
#include "base/clock.h"
#include "serve/answer.h"

namespace gongdun::serve {

inline constexpr base::TimeUs kTransferLife = 7LL * 86'400 * 1'000'000;
inline constexpr std::uint64_t kLargestUpload = 128ULL << 20;
inline constexpr std::uint64_t kMostImportRows = 200'000;

std::string transfer_folder(const std::string& data);
base::Result<std::string> sm3_of_file(const std::string& path);

struct Upload {
  std::string id, person, name, sm3;
  std::uint64_t bytes = 0;
  base::TimeUs created = 0, expires = 0;
};
std::string upload_path(const std::string& data, const std::string& id);
base::Status insert_upload(store::Db& db, const Upload& upload);
// Of this person and not expired; otherwise not there.
base::Result<Upload> load_upload(store::Db& db, const std::string& id, const std::string& person);

struct JobFile {
  std::string job, name, list, format, sm3;
  std::uint64_t bytes = 0, rows = 0;
  std::vector<access::Reach> reaches;  // what it shows; whoever no longer has all of them does not get it
  base::TimeUs created = 0, expires = 0;
};
std::string job_file_path(const std::string& data, const std::string& job, const std::string& name);
base::Status make_job_folder(const std::string& data, const std::string& job);
// Measures the file, gives it its life and keeps it; replaces one of the same name.
base::Status keep_job_file(store::Db& db, const std::string& data, JobFile& file);
base::Result<JobFile> load_job_file(store::Db& db, const std::string& job, const std::string& name);
Json job_file_json(const JobFile& file);

// What expired, and what no row knows of (a node that was killed while it wrote).
base::Status remove_expired_transfers(store::Db& db, const std::string& data);

}  // namespace gongdun::serve
