// The pure part of the TLS collector.
#pragma once
#include "base/clock.h"
#include "net/tls_look.h"
#include "probe/facts.h"

namespace gongdun::probe {

Facts tls_facts(const net::TlsLook& look, base::TimeUs now);

}  // namespace gongdun::probe
