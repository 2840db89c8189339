#!/bin/sh
exec ./wrapper ../configuration/wrapper.conf
