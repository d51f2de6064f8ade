// A detector's examples and counter-examples are tests: they run whenever packs are loaded for a scan, through the same ItemScanner that reads
// factory data, so a rule that stopped working is refused instead of silently finding nothing.
#pragma once
#include <memory>
#include <vector>

#include "detect/engine.h"
#include "pack/load.h"

namespace gongdun::detect {

// One problem per example that was not found and per counter-example that was. Examples are invented values and may be shown.
std::vector<pack::LoadProblem> run_examples(const std::shared_ptr<const Engine>& engine);

}  // namespace gongdun::detect
