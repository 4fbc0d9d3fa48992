// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>

#include "run.hpp"

namespace {

/// Constant-initialised, so the handler meets no lock.
entente::CancelSource& interruption() {
  static constinit entente::CancelSource source;
  return source;
}

extern "C" void on_interrupt(int) { interruption().cancel(); }

}  // namespace

int main(int argc, char** argv) {
  // Ctrl-C asks the command to stop at the next safe place; a second one stops the process at once,
  // which the store survives as well.
  struct sigaction action {};
  action.sa_handler = on_interrupt;
  action.sa_flags = SA_RESETHAND | SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  // A reader that goes away (| head) shows as EPIPE where we write, not as a death in between.
  std::signal(SIGPIPE, SIG_IGN);
  const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  return entente::cli::run(arguments, interruption().token());
}
