#!/usr/bin/env bash
# Whether the service in this container says that it is ready.
exec 3<>"/dev/tcp/127.0.0.1/${SERVER_PORT:?}" || exit 1
printf 'GET /actuator/health/readiness HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
head -n 1 <&3 | grep -q ' 200'
