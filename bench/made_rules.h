// Made-up rules as users add them, seeded: seven in ten hold a fixed text of their own, two are dictionaries of three Chinese words, one is
// a shape of letters and digits without any fixed text.
#pragma once
#include "pack/spec.h"

namespace gongdun::bench {

pack::PackSet made_rules(unsigned count);

}  // namespace gongdun::bench
