// The pure part of the collector of operating systems: the script it runs, and what its output says. Linux with the Debian or Red Hat layout.
#pragma once
#include <string>
#include <string_view>

#include "pack/probe_book.h"
#include "probe/facts.h"

namespace gongdun::probe {

// A POSIX shell script that only reads. It prints sections that begin with "@@name"; a section that could not be read is not printed. `root` stands before
// every path ("" for the running system); programs are asked only on the running system. Hashes of passwords never leave the machine: it prints their kind.
std::string os_script(std::string_view root);

// Listening services: id of the pack's service → port, for the evidence.
struct OsRead {
  Facts facts;
  std::vector<std::string> services;
};
OsRead os_facts(std::string_view output, const pack::ProbeBook& book);

}  // namespace gongdun::probe
