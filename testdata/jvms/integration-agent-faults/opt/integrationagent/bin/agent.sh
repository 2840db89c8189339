#!/bin/sh
# Starts the wrapper from its own folder.
cd "$(dirname "$0")" || exit 1
exec ./wrapper ../conf/wrapper.conf wrapper.daemonize=TRUE
