// A node that serves: the store opened, jobs under way, the console and the API listening. `gongdun serve` is this and words for the terminal.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"

namespace gongdun::serve {

struct ServerSettings {
  std::string store;                      // address
  std::string data;                       // folder; empty: beside a SQLite store
  std::string packs;                      // folder; empty: the shipped ones
  std::string listen = "127.0.0.1:8088";  // numeric address:port; [::1]:8088
  std::string certificate, key;           // PEM; empty: one's own, made at the first start, unless only this machine can connect
  std::vector<std::string> names;         // for the own certificate
  std::vector<std::string> scan;          // folders that become sources and are scanned at once, unless they are sources already
  bool demo = false;                      // … as demonstration data
  std::string outbound_ca;                // PEM; instead of the system's certificate authorities, for what the node asks of others
  std::string outbound_proxy;             // http://host:port for that; the environment's is not looked at
};

// `key: value` lines of a YAML file (store, data, packs, listen, certificate, key, names, outbound_ca, outbound_proxy); what the command line says goes before.
// Keys are not kept in it: `key` names a file.
base::Status read_settings_file(const std::string& path, ServerSettings& settings);

// Where reports, certificates and keys lie; empty: it must be named.
std::string data_folder(const ServerSettings& settings);

class Server {
 public:
  static base::Result<std::unique_ptr<Server>> start(const ServerSettings& settings);
  ~Server();

  const std::string& address() const;            // http://127.0.0.1:8088
  const std::string& set_up() const;             // one-time link to make the first person; empty: there is one
  const std::vector<std::string>& jobs() const;  // of the folders named in the settings
  bool busy() const;                             // one of those is still under way
  void stop();

 private:
  Server();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// For `gongdun admin reset-password`: a one-time link (path and token) for the person of this login.
base::Result<std::string> password_link(const std::string& store, const std::string& login);

}  // namespace gongdun::serve
