#!/usr/bin/env bash
# Fills the trees testdata/jvms/{integration-agent,integration-agent-faults,tomcat,systemd,integration-server}: each is the root of
# a machine with one service on it. What the service reads is written by hand, after real installations; here it
# gets its stores, copies of those of the transcripts, and the outlines of its Java.
set -euo pipefail
cd "$(dirname "$0")/../jvms"
store() { mkdir -p "$(dirname "$1")" && cp "../transcripts/fixtures/${2:-two.p12}" "$1"; }
java() { # HOME VERSION
  mkdir -p "$1"/{bin,conf/security,lib/security}
  printf '#!/bin/sh\n' >"$1/bin/java"
  printf 'IMPLEMENTOR="Example"\nJAVA_VERSION="%s"\n' "$2" >"$1/release"
  printf 'keystore.type=pkcs12\n' >"$1/conf/security/java.security"
  cp ../transcripts/fixtures/one.jks "$1/lib/security/cacerts"
}
agent=integration-agent/opt/integrationagent
store $agent/security/trust.p12
store $agent/security/vendor.p12
java $agent/jre 11.0.13
faults=integration-agent-faults/opt/integrationagent
store $faults/security/trust.p12
store $faults/security/agent.p12
store tomcat/opt/tomcat/conf/trust.p12
store tomcat/opt/tomcat/conf/key.p12
store tomcat/etc/tomcat/trust.jks one.jks
java tomcat/opt/java/17 17.0.9
store systemd/opt/billing/conf/trust.p12
store integration-server/opt/softwareag/common/conf/trust.jks one.jks
store integration-server/opt/softwareag/common/conf/platform.jks one.jks
java integration-server/opt/softwareag/jvm/jvm 11.0.13
