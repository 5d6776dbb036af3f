# Runs a server and ends it when standard input ends: guard.sh DIRECTORY COMMAND [ARGUMENT...]
#
# The Erlang VM holds the other end of standard input, so the server cannot outlive it, however it dies.
# The server gets a process group of its own (set -m), because what must die is the whole of it. The
# directory is removed here, not in the VM, for the same reason.

set -m
directory=$1
shift

"$@" </dev/null 2>&1 &
server=$!
exec 2>/dev/null

{
  read -r _ <&3
  kill -TERM -- "-$server"
  for ((tenths = 0; tenths < 100; tenths++)); do
    kill -0 -- "-$server" || exit
    sleep 0.1
  done
  kill -KILL -- "-$server"
} 3<&0 </dev/null >/dev/null 2>&1 &
watch=$!

# The wait ends as well when the server is only stopped (SIGSTOP), and may go on.
while wait "$server"; status=$?; kill -0 "$server"; do sleep 0.1; done
kill -KILL -- "-$server" "-$watch"
rm -rf -- "$directory"
exit "$status"
