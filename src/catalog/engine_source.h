// The engine, made when the first item must be read: a rescan in which nothing changed never pays for it. Made once, shared by all threads; the
// examples of the packs run as tests before it is handed out, unless these rules passed them in this program before.
#pragma once
#include <memory>
#include <mutex>

#include "base/error.h"
#include "detect/engine.h"
#include "pack/spec.h"

namespace gongdun::catalog {

class EngineSource {
 public:
  EngineSource(std::shared_ptr<const pack::PackSet> packs, base::Lang lang) : packs_(std::move(packs)), lang_(lang) {}

  base::Result<std::shared_ptr<const detect::Engine>> get();

 private:
  std::shared_ptr<const pack::PackSet> packs_;
  base::Lang lang_;
  std::once_flag once_;
  base::Result<std::shared_ptr<const detect::Engine>> engine_;
};

}  // namespace gongdun::catalog
