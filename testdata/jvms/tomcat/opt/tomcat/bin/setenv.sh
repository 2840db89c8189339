#!/bin/sh
# Read by catalina.sh.

JRE_HOME=/opt/java/17
CATALINA_OPTS="$CATALINA_OPTS -Xms256m -Xmx1g \
  -Djavax.net.ssl.trustStore=$CATALINA_BASE/conf/trust.p12 \
  -Djavax.net.ssl.trustStoreType=PKCS12"
if [ -r "$CATALINA_BASE/conf/trust.password" ]; then
  CATALINA_OPTS="$CATALINA_OPTS -Djavax.net.ssl.trustStorePassword=$(cat "$CATALINA_BASE/conf/trust.password")"
fi
export JRE_HOME CATALINA_OPTS
