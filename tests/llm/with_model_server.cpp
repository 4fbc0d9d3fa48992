// SPDX-License-Identifier: GPL-3.0-or-later
// with_model_server MODE COMMAND...: starts a server on a free port of 127.0.0.1 that behaves as
// MODE says, names it and a model in the environment, runs the command, and returns its exit code.
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "app/test_model_server.hpp"

int main(int count, char** words) {
  if (count < 3) {
    std::fputs("usage: with_model_server MODE COMMAND...\n", stderr);
    return 2;
  }
  const entente::app::testing::ModelServer server(words[1]);
  ::setenv("ENTENTE_MODEL_SERVER", server.url().c_str(), 1);
  ::setenv("ENTENTE_MODEL", "test-model", 0);
  std::vector<char*> command(words + 2, words + count);
  command.push_back(nullptr);
  const pid_t child = ::fork();
  if (child == 0) {
    ::execvp(command.front(), command.data());
    ::_exit(127);
  }
  int status = 0;
  while (child > 0 && ::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  return child > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
