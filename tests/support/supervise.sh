#!/bin/sh
# supervise.sh COMMAND...: runs COMMAND until it ends or until standard input closes, which happens
# when the parent process dies in whatever way. Then COMMAND gets SIGTERM, and SIGKILL after ten seconds,
# its process group is killed, and the folder that SUPERVISED_FOLDER names, if any, is removed.
exec 3<&0
"$@" </dev/null 3<&- &
child=$!
closed=
trap 'closed=yes; kill -TERM "$child" 2>/dev/null' USR1
trap 'kill -TERM "$child" 2>/dev/null' TERM INT HUP
(
  trap - USR1 TERM INT HUP
  cat <&3 >/dev/null
  kill -USR1 $$
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    kill -0 "$child" 2>/dev/null || exit 0
    sleep 1
  done
  kill -KILL "$child" 2>/dev/null
) >/dev/null 2>&1 &
watchdog=$!
exec 3<&-
while :; do
  wait "$child"
  status=$?
  kill -0 "$child" 2>/dev/null || break
done
kill -KILL "$watchdog" 2>/dev/null
if [ -n "$closed" ]; then
  if [ -n "${SUPERVISED_FOLDER:-}" ]; then rm -rf -- "$SUPERVISED_FOLDER"; fi
  kill -KILL 0 # whatever the command has left in the process group
fi
exit "$status"
