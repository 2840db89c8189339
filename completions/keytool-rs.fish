# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_keytool_rs_global_optspecs
    string join \n format= h/help V/version
end

function __fish_keytool_rs_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_keytool_rs_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_keytool_rs_using_subcommand
    set -l cmd (__fish_keytool_rs_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -s V -l version -d 'Print version'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "list" -d 'Lists the entries of a keystore'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "import" -d 'Puts certificates into a keystore as trusted entries'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "importcert" -d 'Puts certificates into a keystore as trusted entries'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "delete" -d 'Deletes entries from a keystore'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "export" -d 'Writes the certificate of an entry as PEM or DER'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "exportcert" -d 'Writes the certificate of an entry as PEM or DER'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "printcert" -d 'Shows the certificates of a file'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "print" -d 'Shows the certificates of a file'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "printcertreq" -d 'Shows a certificate request'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "print-request" -d 'Shows a certificate request'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "printcrl" -d 'Shows the certificate revocation lists of a file'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "print-crl" -d 'Shows the certificate revocation lists of a file'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "showinfo" -d 'Shows which TLS versions and cipher suites JDK 25 speaks'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "changealias" -d 'Gives an entry another alias'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "rename" -d 'Gives an entry another alias'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "storepasswd" -d 'Changes the password of a keystore'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "genkeypair" -d 'Makes a key pair and a certificate for it'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "genkey" -d 'Makes a key pair and a certificate for it'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "genseckey" -d 'Makes a secret key and keeps it in a keystore'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "importpass" -d 'Keeps a password in a keystore, as an entry of its own'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "importkeystore" -d 'Takes the entries of one keystore into another'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "merge" -d 'Takes the entries of one keystore into another'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "keypasswd" -d 'Changes the password of a key in a JKS or JCEKS keystore'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "keyclone" -d 'Copies a private key under another alias'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "identitydb" -d 'Takes identities out of a database of JDK 1.1'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "certreq" -d 'Makes a certificate request for a key of a keystore'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "gencert" -d 'Answers a certificate request: signs a certificate with a key of a keystore'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "selfcert" -d 'Gives a key a new self-signed certificate in place of its chain'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "gencrl" -d 'Makes a certificate revocation list, signed with a key of a keystore'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "verify" -d 'Tells whether a JVM would trust a certificate chain'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "probe" -d 'Tells what a Java would do with a server'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "explain" -d 'Tells what a log means: which step of a connection failed, why, who must act and what mends it'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "audit" -d 'Looks for what is wrong with keystores and truststores, and says what mends it'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "diff" -d 'Tells how two keystores differ, by certificate and not by alias'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "carry" -d 'Takes the certificates that people added to an old trust store into the new one'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "jvms" -d 'Tells which Javas there are, which run, and which trust store each really uses'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "overlay" -d 'Makes a trust store of your own: the one that a Java uses, and certificates more'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand list" -l alias -d 'Only this entry' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand list" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand list" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand list" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand list" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand list" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand list" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand list" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand list" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand list" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand list" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand list" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand list" -l rfc -d 'Show each certificate in PEM'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand list" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand list" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand list" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l file -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l from -d 'Fetch the certificates from this server instead, as a Java that connects to it; where nobody can be asked, such as in a script, --yes or --expect-sha256 must say that they are the right ones' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l expect-sha256 -d 'Import the server\'s certificate with this SHA-256 fingerprint, and no other; in a script nothing else is needed then' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l alias -d 'The alias, where there is one certificate' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l keypass -d 'The key\'s password, where it is not the keystore\'s' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l keypass-env -d 'The environment variable that holds the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l keypass-file -d 'The file whose first line is the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l starttls -d 'What is spoken before TLS: smtp, imap, pop3, ldap, postgres and others, or none (default: what the port is known for)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l connect -d 'Connect to this address, whatever the name\'s own are' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l proxy -d 'The proxy: http://USER:PASSWORD@HOST:PORT, socks5://HOST:PORT, or none (default: HTTPS_PROXY)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l timeout -d 'How many seconds the connection may take, and as many again the handshake (default: 10)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -s D -d 'A system property of the Java, as it takes it: -Djdk.tls.client.protocols=TLSv1.2, -Dhttps.proxyHost=proxy, -Djava.security.properties=FILE (with a second = in place of its own)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l process -d 'The trust store that this running Java uses, and that Java' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l config -d 'The trust store that this file makes a service\'s Java use, and that Java: wrapper.conf, server.cnf, setenv.sh, a unit of systemd' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l java -d 'Decide as this Java does: 8, 11, 17, 21, 25, which stand for 8u504, 11.0.13, 17.0.21, 21.0.8 and 25.0.2, or an update such as 8u202 or 17.0.15 (default: 25; with this machine\'s cacerts the Java it belongs to)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l java-home -d 'Into the cacerts of the Java in this folder, where no keystore is named; and connect and decide as that Java does' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l java-security -d 'Lay the properties of this java.security file over the Java\'s own' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l at -d 'Pretend that it is this day, or instant: 2027-01-31, 2027-01-31T12:00:00Z' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l chain -d 'Import a server\'s whole chain: its own certificate and its issuers\''
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l ca -d 'Import only the certificates of authorities'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l replace -d 'Replace the certificate that is there under the alias'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l create -d 'Make the keystore where there is none'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -s y -l yes -d 'Ask nothing, make the keystore where there is none, and with --from import whatever the server sends'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l noprompt
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l trustcacerts
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l dry-run -d 'Show what would change, and change nothing'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l no-backup -d 'Do not keep the old store as STORE.bak'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l file -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l from -d 'Fetch the certificates from this server instead, as a Java that connects to it; where nobody can be asked, such as in a script, --yes or --expect-sha256 must say that they are the right ones' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l expect-sha256 -d 'Import the server\'s certificate with this SHA-256 fingerprint, and no other; in a script nothing else is needed then' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l alias -d 'The alias, where there is one certificate' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l keypass -d 'The key\'s password, where it is not the keystore\'s' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l keypass-env -d 'The environment variable that holds the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l keypass-file -d 'The file whose first line is the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l starttls -d 'What is spoken before TLS: smtp, imap, pop3, ldap, postgres and others, or none (default: what the port is known for)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l connect -d 'Connect to this address, whatever the name\'s own are' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l proxy -d 'The proxy: http://USER:PASSWORD@HOST:PORT, socks5://HOST:PORT, or none (default: HTTPS_PROXY)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l timeout -d 'How many seconds the connection may take, and as many again the handshake (default: 10)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -s D -d 'A system property of the Java, as it takes it: -Djdk.tls.client.protocols=TLSv1.2, -Dhttps.proxyHost=proxy, -Djava.security.properties=FILE (with a second = in place of its own)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l process -d 'The trust store that this running Java uses, and that Java' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l config -d 'The trust store that this file makes a service\'s Java use, and that Java: wrapper.conf, server.cnf, setenv.sh, a unit of systemd' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l java -d 'Decide as this Java does: 8, 11, 17, 21, 25, which stand for 8u504, 11.0.13, 17.0.21, 21.0.8 and 25.0.2, or an update such as 8u202 or 17.0.15 (default: 25; with this machine\'s cacerts the Java it belongs to)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l java-home -d 'Into the cacerts of the Java in this folder, where no keystore is named; and connect and decide as that Java does' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l java-security -d 'Lay the properties of this java.security file over the Java\'s own' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l at -d 'Pretend that it is this day, or instant: 2027-01-31, 2027-01-31T12:00:00Z' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l chain -d 'Import a server\'s whole chain: its own certificate and its issuers\''
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l ca -d 'Import only the certificates of authorities'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l replace -d 'Replace the certificate that is there under the alias'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l create -d 'Make the keystore where there is none'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -s y -l yes -d 'Ask nothing, make the keystore where there is none, and with --from import whatever the server sends'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l noprompt
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l trustcacerts
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l dry-run -d 'Show what would change, and change nothing'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l no-backup -d 'Do not keep the old store as STORE.bak'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand delete" -l alias -d 'The entry to delete' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand delete" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand delete" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand delete" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand delete" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand delete" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand delete" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand delete" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand delete" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand delete" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand delete" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand delete" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand delete" -l dry-run -d 'Show what would change, and change nothing'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand delete" -l no-backup -d 'Do not keep the old store as STORE.bak'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand delete" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand delete" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand delete" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -l alias -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -s f -l file -l out -l outfile -d 'The file to write (default: standard output)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -l rfc -l pem -d 'Write PEM (default where the file is called .pem or .crt)'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -l der -d 'Write DER (default elsewhere)'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -l alias -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -s f -l file -l out -l outfile -d 'The file to write (default: standard output)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -l rfc -l pem -d 'Write PEM (default where the file is called .pem or .crt)'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -l der -d 'Write DER (default elsewhere)'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcert" -l file -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcert" -l sslserver -d 'The certificates that a server sends (port 443, unless given)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcert" -l jarfile -d 'Show who signed a JAR instead' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcert" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcert" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcert" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcert" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcert" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcert" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcert" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcert" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcert" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcert" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcert" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcert" -l rfc -d 'Show PEM'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcert" -l trustcacerts
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcert" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcert" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcert" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcert" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print" -l file -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print" -l sslserver -d 'The certificates that a server sends (port 443, unless given)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print" -l jarfile -d 'Show who signed a JAR instead' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print" -l rfc -d 'Show PEM'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print" -l trustcacerts
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcertreq" -l file -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcertreq" -l storetype -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcertreq" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcertreq" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcertreq" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcertreq" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcertreq" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcertreq" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcertreq" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcertreq" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-request" -l file -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-request" -l storetype -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-request" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-request" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-request" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-request" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-request" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-request" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-request" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-request" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcrl" -l file -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcrl" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcrl" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcrl" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcrl" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcrl" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcrl" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcrl" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcrl" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcrl" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcrl" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcrl" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcrl" -l rfc -l pem -d 'Write PEM instead of text'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcrl" -l trustcacerts -d 'Look for the issuer in the cacerts of this machine\'s Java, too'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcrl" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcrl" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcrl" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcrl" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-crl" -l file -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-crl" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-crl" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-crl" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-crl" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-crl" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-crl" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-crl" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-crl" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-crl" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-crl" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-crl" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-crl" -l rfc -l pem -d 'Write PEM instead of text'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-crl" -l trustcacerts -d 'Look for the issuer in the cacerts of this machine\'s Java, too'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-crl" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-crl" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-crl" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print-crl" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand showinfo" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand showinfo" -l tls -d 'TLS: versions and cipher suites'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand showinfo" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand showinfo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand changealias" -l alias -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand changealias" -l destalias -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand changealias" -l keypass -d 'The key\'s password, where it is not the keystore\'s' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand changealias" -l keypass-env -d 'The environment variable that holds the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand changealias" -l keypass-file -d 'The file whose first line is the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand changealias" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand changealias" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand changealias" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand changealias" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand changealias" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand changealias" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand changealias" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand changealias" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand changealias" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand changealias" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand changealias" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand changealias" -l dry-run -d 'Show what would change, and change nothing'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand changealias" -l no-backup -d 'Do not keep the old store as STORE.bak'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand changealias" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand changealias" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand changealias" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand changealias" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand rename" -l alias -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand rename" -l destalias -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand rename" -l keypass -d 'The key\'s password, where it is not the keystore\'s' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand rename" -l keypass-env -d 'The environment variable that holds the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand rename" -l keypass-file -d 'The file whose first line is the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand rename" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand rename" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand rename" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand rename" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand rename" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand rename" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand rename" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand rename" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand rename" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand rename" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand rename" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand rename" -l dry-run -d 'Show what would change, and change nothing'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand rename" -l no-backup -d 'Do not keep the old store as STORE.bak'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand rename" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand rename" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand rename" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand rename" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand storepasswd" -l new -d 'The new password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand storepasswd" -l new-env -d 'The environment variable that holds the new password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand storepasswd" -l new-file -d 'The file whose first line is the new password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand storepasswd" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand storepasswd" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand storepasswd" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand storepasswd" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand storepasswd" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand storepasswd" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand storepasswd" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand storepasswd" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand storepasswd" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand storepasswd" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand storepasswd" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand storepasswd" -l dry-run -d 'Show what would change, and change nothing'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand storepasswd" -l no-backup -d 'Do not keep the old store as STORE.bak'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand storepasswd" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand storepasswd" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand storepasswd" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand storepasswd" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l alias -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l keyalg -d 'The key\'s algorithm: RSA, EC, Ed25519, ML-DSA and more (default: EC)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l keysize -d 'The key\'s size in bits, where its algorithm has sizes (default: RSA 3072, DSA 2048)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l groupname -d 'The curve or parameter set (default: EC secp384r1, ML-DSA ML-DSA-65)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l sigalg -d 'The signature\'s algorithm (default: one that fits the key)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l dname -d 'The subject (default: CN=ALIAS)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l startdate -d 'When it starts: +1y-2d, or 2030/01/31 12:00:00 (default: now)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l validity -d 'For how many days it is valid (default: 90)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l ext -d 'An extension of the certificate, such as san=dns:server.example.com or bc:c' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l signer -d 'The entry whose key signs the certificate (default: the new key)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l signerkeypass -d 'The password of the signer\'s key, where it is not the keystore\'s' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l signerkeypass-env -d 'The environment variable that holds it' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l signerkeypass-file -d 'The file whose first line it is' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l keypass -d 'The key\'s password, where it is not the keystore\'s' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l keypass-env -d 'The environment variable that holds the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l keypass-file -d 'The file whose first line is the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l dry-run -d 'Show what would change, and change nothing'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l no-backup -d 'Do not keep the old store as STORE.bak'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkeypair" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l alias -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l keyalg -d 'The key\'s algorithm: RSA, EC, Ed25519, ML-DSA and more (default: EC)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l keysize -d 'The key\'s size in bits, where its algorithm has sizes (default: RSA 3072, DSA 2048)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l groupname -d 'The curve or parameter set (default: EC secp384r1, ML-DSA ML-DSA-65)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l sigalg -d 'The signature\'s algorithm (default: one that fits the key)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l dname -d 'The subject (default: CN=ALIAS)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l startdate -d 'When it starts: +1y-2d, or 2030/01/31 12:00:00 (default: now)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l validity -d 'For how many days it is valid (default: 90)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l ext -d 'An extension of the certificate, such as san=dns:server.example.com or bc:c' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l signer -d 'The entry whose key signs the certificate (default: the new key)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l signerkeypass -d 'The password of the signer\'s key, where it is not the keystore\'s' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l signerkeypass-env -d 'The environment variable that holds it' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l signerkeypass-file -d 'The file whose first line it is' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l keypass -d 'The key\'s password, where it is not the keystore\'s' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l keypass-env -d 'The environment variable that holds the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l keypass-file -d 'The file whose first line is the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l dry-run -d 'Show what would change, and change nothing'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l no-backup -d 'Do not keep the old store as STORE.bak'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genkey" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genseckey" -l alias -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genseckey" -l keyalg -d 'The key\'s algorithm (default: AES)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genseckey" -l keysize -d 'The key\'s size in bits (default: 256; DES 56, DESede 168)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genseckey" -l keypass -d 'The key\'s password, where it is not the keystore\'s' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genseckey" -l keypass-env -d 'The environment variable that holds the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genseckey" -l keypass-file -d 'The file whose first line is the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genseckey" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genseckey" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genseckey" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genseckey" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genseckey" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genseckey" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genseckey" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genseckey" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genseckey" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genseckey" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genseckey" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genseckey" -l dry-run -d 'Show what would change, and change nothing'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genseckey" -l no-backup -d 'Do not keep the old store as STORE.bak'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genseckey" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genseckey" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genseckey" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand genseckey" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importpass" -l alias -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importpass" -l keyalg -d 'The encryption the password is protected with (default: that of all keys)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importpass" -l keysize -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importpass" -l keypass -d 'The key\'s password, where it is not the keystore\'s' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importpass" -l keypass-env -d 'The environment variable that holds the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importpass" -l keypass-file -d 'The file whose first line is the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importpass" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importpass" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importpass" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importpass" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importpass" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importpass" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importpass" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importpass" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importpass" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importpass" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importpass" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importpass" -l dry-run -d 'Show what would change, and change nothing'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importpass" -l no-backup -d 'Do not keep the old store as STORE.bak'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importpass" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importpass" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importpass" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importpass" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l srckeystore -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l srcstoretype -d 'The source\'s type; the file itself tells it' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l srcstorepass -d 'The source\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l srcstorepass-env -d 'The environment variable that holds the source\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l srcstorepass-file -d 'The file whose first line is the source\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l srcprovidername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l srcalias -d 'Only this entry' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l alias -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l destalias -d 'The alias that this entry is to have' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l srckeypass -d 'The password of a key, where it is not the source\'s; may be repeated: each is tried for every key' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l srckeypass-env -d 'The environment variable that holds the password of a key; may be repeated' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l srckeypass-file -d 'The file whose first line is the password of a key; may be repeated' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l destkeypass -d 'The password the keys are to have, in a JKS or JCEKS keystore (default: the one they have)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l destkeypass-env -d 'The environment variable that holds the password the keys are to have' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l destkeypass-file -d 'The file whose first line is the password the keys are to have' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l destkeystore -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l deststoretype -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l deststorepass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l deststorepass-env -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l deststorepass-file -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l destprovidername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l srcprotected
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l replace -d 'Replace the entries that are there under the same aliases'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l noprompt
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l destprotected
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l dry-run -d 'Show what would change, and change nothing'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l no-backup -d 'Do not keep the old store as STORE.bak'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importkeystore" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l srckeystore -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l srcstoretype -d 'The source\'s type; the file itself tells it' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l srcstorepass -d 'The source\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l srcstorepass-env -d 'The environment variable that holds the source\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l srcstorepass-file -d 'The file whose first line is the source\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l srcprovidername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l srcalias -d 'Only this entry' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l alias -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l destalias -d 'The alias that this entry is to have' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l srckeypass -d 'The password of a key, where it is not the source\'s; may be repeated: each is tried for every key' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l srckeypass-env -d 'The environment variable that holds the password of a key; may be repeated' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l srckeypass-file -d 'The file whose first line is the password of a key; may be repeated' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l destkeypass -d 'The password the keys are to have, in a JKS or JCEKS keystore (default: the one they have)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l destkeypass-env -d 'The environment variable that holds the password the keys are to have' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l destkeypass-file -d 'The file whose first line is the password the keys are to have' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l destkeystore -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l deststoretype -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l deststorepass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l deststorepass-env -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l deststorepass-file -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l destprovidername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l srcprotected
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l replace -d 'Replace the entries that are there under the same aliases'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l noprompt
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l destprotected
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l dry-run -d 'Show what would change, and change nothing'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l no-backup -d 'Do not keep the old store as STORE.bak'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand merge" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -l alias -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -l keypass -d 'The key\'s password, where it is not the keystore\'s' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -l keypass-env -d 'The environment variable that holds the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -l keypass-file -d 'The file whose first line is the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -l new -d 'The new password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -l new-env -d 'The environment variable that holds the new password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -l new-file -d 'The file whose first line is the new password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -l dry-run -d 'Show what would change, and change nothing'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -l no-backup -d 'Do not keep the old store as STORE.bak'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keypasswd" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keyclone" -l alias -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keyclone" -l destalias -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keyclone" -l keypass -d 'The key\'s password, where it is not the keystore\'s' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keyclone" -l keypass-env -d 'The environment variable that holds the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keyclone" -l keypass-file -d 'The file whose first line is the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keyclone" -l new -d 'The new password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keyclone" -l new-env -d 'The environment variable that holds the new password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keyclone" -l new-file -d 'The file whose first line is the new password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keyclone" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keyclone" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keyclone" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keyclone" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keyclone" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keyclone" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keyclone" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keyclone" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keyclone" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keyclone" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keyclone" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keyclone" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keyclone" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keyclone" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand keyclone" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand identitydb" -l file -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand identitydb" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand identitydb" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand identitydb" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand identitydb" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand identitydb" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand identitydb" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand identitydb" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand identitydb" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand identitydb" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand identitydb" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand identitydb" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand identitydb" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand identitydb" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand identitydb" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand identitydb" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand certreq" -l alias -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand certreq" -s f -l file -l out -l outfile -d 'The file to write (default: standard output)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand certreq" -l dname -d 'The subject (default: that of the entry\'s certificate)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand certreq" -l ext -d 'An extension to ask for, such as san=dns:server.example.com; may be repeated (default: the names and the usages of the entry\'s certificate)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand certreq" -l sigalg -d 'The signature algorithm (default: one that fits the key)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand certreq" -l keypass -d 'The key\'s password, where it is not the keystore\'s' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand certreq" -l keypass-env -d 'The environment variable that holds the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand certreq" -l keypass-file -d 'The file whose first line is the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand certreq" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand certreq" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand certreq" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand certreq" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand certreq" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand certreq" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand certreq" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand certreq" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand certreq" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand certreq" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand certreq" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand certreq" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand certreq" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand certreq" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand certreq" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l alias -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l infile -d 'The request (default: standard input)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -s f -l outfile -l out -l file -d 'The file to write (default: standard output)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l dname -d 'The subject (default: that of the request)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l ext -d 'An extension, such as bc:c; honored=all or honored=san,ku grants what the request asks for, honored=-san not even its names (default: its names)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l sigalg -d 'The signature algorithm (default: one that fits the key)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l startdate -d 'When it starts: +1y-2d, or 2030/01/31 12:00:00 (default: now)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l validity -d 'For how many days it is valid (default: 90)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l keypass -d 'The key\'s password, where it is not the keystore\'s' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l keypass-env -d 'The environment variable that holds the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l keypass-file -d 'The file whose first line is the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l rfc -l pem -d 'Write PEM (default where the file is called .pem or .crt)'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l der -d 'Write DER (default elsewhere)'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencert" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -l alias -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -l dname -d 'The subject (default: that of the certificate there is)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -l ext -d 'An extension, such as san=dns:server.example.com, beside those of the certificate there is; may be repeated' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -l sigalg -d 'The signature algorithm (default: one that fits the key)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -l startdate -d 'When it starts: +1y-2d, or 2030/01/31 12:00:00 (default: now)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -l validity -d 'For how many days it is valid (default: 90)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -l keypass -d 'The key\'s password, where it is not the keystore\'s' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -l keypass-env -d 'The environment variable that holds the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -l keypass-file -d 'The file whose first line is the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -s y -l yes -d 'Replace a chain that an authority signed without asking'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -l dry-run -d 'Show what would change, and change nothing'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -l no-backup -d 'Do not keep the old store as STORE.bak'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand selfcert" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -l alias -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -l id -d 'A serial number to revoke, in decimal or, with 0x in front, in hexadecimal as `list -v` shows it, and perhaps a reason\'s number (1: key compromise); may be repeated' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -s f -l file -l out -l outfile -d 'The file to write (default: standard output)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -l sigalg -d 'The signature algorithm (default: one that fits the key)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -l validity -d 'For how many days it is valid (default: 90)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -l keypass -d 'The key\'s password, where it is not the keystore\'s' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -l keypass-env -d 'The environment variable that holds the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -l keypass-file -d 'The file whose first line is the key\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -s k -l keystore -d 'The keystore file (default: ~/.keystore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -l rfc -l pem -d 'Write PEM (default where the file is called .pem or .crt)'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -l der -d 'Write DER (default elsewhere)'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand gencrl" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l trust -d 'Trust the certificates of these files, instead of a keystore\'s' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l host -d 'Also check that the certificate is for this host name or address' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l purpose -d 'Whose certificate it is' -r -f -a "server\t'A server\'s, to a Java that connects to it'
client\t'A client\'s, to a Java that serves'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l tls -d 'The version of TLS that is spoken; 1.3 takes fewer signatures in certificates' -r -f -a "1.2\t'TLS 1.2'
1.3\t'TLS 1.3'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l crl -d 'A CRL at hand; with it, or an OCSP response, nobody is asked' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l ocsp-response -d 'An OCSP response at hand' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -s D -d 'A system property of the Java, as it takes it: -Djdk.tls.client.protocols=TLSv1.2, -Dhttps.proxyHost=proxy, -Djava.security.properties=FILE (with a second = in place of its own)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l process -d 'The trust store that this running Java uses, and that Java' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l config -d 'The trust store that this file makes a service\'s Java use, and that Java: wrapper.conf, server.cnf, setenv.sh, a unit of systemd' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l java -d 'Decide as this Java does: 8, 11, 17, 21, 25, which stand for 8u504, 11.0.13, 17.0.21, 21.0.8 and 25.0.2, or an update such as 8u202 or 17.0.15 (default: 25; with this machine\'s cacerts the Java it belongs to)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l java-home -d 'Decide as the Java in this folder does, by its release, java.security and blocked.certs; its cacerts is the store where none is named' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l java-security -d 'Lay the properties of this java.security file over the Java\'s own' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l at -d 'Pretend that it is this day, or instant: 2027-01-31, 2027-01-31T12:00:00Z' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -s k -l keystore -d 'The truststore (default: the cacerts of this machine\'s Java)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l revocation -d 'Ask whether certificates were revoked, by OCSP and by CRLs: as a Java whose com.sun.net.ssl.checkRevocation, ocsp.enable and com.sun.security.enableCRLDP are true'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l revocation-soft -d 'Let pass what nobody says anything about, as a program does that sets SOFT_FAIL'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l fetch-issuers -d 'Fetch issuers that are missing from where certificates say they are, as a Java whose com.sun.security.enableAIAcaIssuers is true, and whose com.sun.security.allowedAIALocations is any'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l targets -d 'A file of servers, one on each line; where a line names none, all such lines are told and no server is looked at' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l starttls -d 'What is spoken before TLS: smtp, imap, pop3, ldap, postgres and others, or none (default: what the port is known for)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l connect -d 'Connect to this address, whatever the name\'s own are' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l proxy -d 'The proxy: http://USER:PASSWORD@HOST:PORT, socks5://HOST:PORT, or none (default: HTTPS_PROXY)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l timeout -d 'How many seconds the connection may take, and as many again the handshake (default: 10)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -s D -d 'A system property of the Java, as it takes it: -Djdk.tls.client.protocols=TLSv1.2, -Dhttps.proxyHost=proxy, -Djava.security.properties=FILE (with a second = in place of its own)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l trust -d 'Trust the certificates of these files, instead of a keystore\'s' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l dump-chain -d 'Write the certificates that were sent to this file, as PEM' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l as -d 'Tell what this client would say beside what an HTTPS client says: sslpoke' -r -f -a "sslpoke\t'SSLPoke: checks no host name, and is done before TLS 1.3\'s late alerts'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l jvms -d 'One row for each Java, with OK or what it would throw: of those that are installed, of the releases 8 to 25 as they are delivered, or of all' -r -f -a "all\t'The releases as they are delivered, and those that are installed'
installed\t'Those that are installed'
releases\t'The releases 8, 11, 17, 21 and 25 as they are delivered'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l ticket -d 'Write a message for somebody else, ready to be pasted: what was found, and what is asked of them' -r -f -a "server-admin\t'Whoever runs the server'
customer\t'Whoever has the machine on which the program runs'
network\t'Whoever runs the network in between'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l watch -d 'Look again every so many seconds until all connections go through' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l watch-limit -d 'Give up after so many seconds' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l parallel -d 'How many servers are looked at at once (default: 512, in a survey 64)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l client-keystore -d 'The keystore with the client\'s own key, for servers that ask for a certificate (default: -D javax.net.ssl.keyStore)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l client-storetype -d 'The type of that keystore, where it is to be checked' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l client-storepass -d 'Its password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l client-storepass-env -d 'The environment variable that holds its password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l client-storepass-file -d 'The file whose first line is its password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l client-keypass -d 'The password of its keys, where it is another one' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l client-keypass-env -d 'The environment variable that holds the password of its keys' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l client-keypass-file -d 'The file whose first line is the password of its keys' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l sleep -d 'With these: wait so many milliseconds before each connection, and make one after the other' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l crl -d 'A CRL at hand; with it, or an OCSP response, nobody is asked' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l ocsp-response -d 'An OCSP response at hand' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l process -d 'The trust store that this running Java uses, and that Java' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l config -d 'The trust store that this file makes a service\'s Java use, and that Java: wrapper.conf, server.cnf, setenv.sh, a unit of systemd' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l java -d 'Decide as this Java does: 8, 11, 17, 21, 25, which stand for 8u504, 11.0.13, 17.0.21, 21.0.8 and 25.0.2, or an update such as 8u202 or 17.0.15 (default: 25; with this machine\'s cacerts the Java it belongs to)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l java-home -d 'Decide as the Java in this folder does, by its release, java.security and blocked.certs; its cacerts is the store where none is named' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l java-security -d 'Lay the properties of this java.security file over the Java\'s own' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l at -d 'Pretend that it is this day, or instant: 2027-01-31, 2027-01-31T12:00:00Z' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l providername -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l addprovider -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l providerclass -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l providerarg -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l providerpath -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -s k -l keystore -d 'The truststore (default: the cacerts of this machine\'s Java)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l storetype -d 'The keystore\'s type; needed only to make a new one as JKS' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -s q -l quiet -d 'One line for each server: `Successfully connected`, or the exception; of several servers, HOST:PORT and a colon before it'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l show-chain -d 'Show every certificate that was sent, in the order in which they belong, and what is missing'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l rfc -l pem -d 'Print the certificates that were sent as PEM, and nothing else'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l all-addresses -d 'Look at each address that the name has, and compare their certificates'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l protocols -d 'Find every version of TLS that the server speaks'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l ciphers -d 'Find every version and cipher suite, and who chooses among them'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l all -d 'Find all: versions, cipher suites, groups, protocols within (ALPN), and what else the server says of itself'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l revocation -d 'Ask whether certificates were revoked, by OCSP and by CRLs: as a Java whose com.sun.net.ssl.checkRevocation, ocsp.enable and com.sun.security.enableCRLDP are true'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l revocation-soft -d 'Let pass what nobody says anything about, as a program does that sets SOFT_FAIL'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l fetch-issuers -d 'Fetch issuers that are missing from where certificates say they are, as a Java whose com.sun.security.enableAIAcaIssuers is true, and whose com.sun.security.allowedAIALocations is any'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand probe" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand explain" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand audit" -s k -l keystore -d 'Another store, as for the other commands' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand audit" -l role -d 'What the stores are for' -r -f -a "auto\t'What it looks like'
truststore\t'Whom to trust'
keystore\t'Who one is'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand audit" -l host -d 'A host that an entry must vouch for; can be given several times' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand audit" -l within -d 'Tell of certificates that expire within so many days' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand audit" -l ignore -d 'Say nothing of this rule, or of this rule at this alias; can be given several times' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand audit" -l fail-on -d 'From which severity on the exit code is 1' -r -f -a "info\t'Errors, warnings and notes'
warning\t'Errors and warnings'
error\t'Errors alone'
never\t'Nothing'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand audit" -l process -d 'The trust store that this running Java uses, and that Java' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand audit" -l config -d 'The trust store that this file makes a service\'s Java use, and that Java: wrapper.conf, server.cnf, setenv.sh, a unit of systemd' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand audit" -l java -d 'Decide as this Java does: 8, 11, 17, 21, 25, which stand for 8u504, 11.0.13, 17.0.21, 21.0.8 and 25.0.2, or an update such as 8u202 or 17.0.15 (default: 25; with this machine\'s cacerts the Java it belongs to)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand audit" -l java-home -d 'Decide as the Java in this folder does, by its release, java.security and blocked.certs; its cacerts is the store where none is named' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand audit" -l java-security -d 'Lay the properties of this java.security file over the Java\'s own' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand audit" -l at -d 'Pretend that it is this day, or instant: 2027-01-31, 2027-01-31T12:00:00Z' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand audit" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand audit" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand audit" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand audit" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand audit" -l cacerts -d 'The cacerts of this machine\'s Java, beside what else is named'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand audit" -l forecast -d 'List the next dates on which something stops working'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand audit" -l timeline -d 'Draw the validity of all entries over time'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand audit" -s v -l verbose -d 'Tell every note, however many there are'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand audit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand diff" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand diff" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand diff" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand diff" -l other-storepass -d 'The password of the second keystore (default: that of the first)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand diff" -l other-storepass-env -d 'The environment variable that holds it' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand diff" -l other-storepass-file -d 'The file whose first line it is' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand diff" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand carry" -l from -d 'The old store, or the folder of the old Java' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand carry" -l to -d 'The new store, or the folder of the new Java' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand carry" -l baseline -d 'The old store as its vendor delivered it' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand carry" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand carry" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand carry" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand carry" -l from-storepass -d 'The password of the old store (default: that of the new one, else `changeit`)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand carry" -l from-storepass-env -d 'The environment variable that holds it' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand carry" -l from-storepass-file -d 'The file whose first line it is' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand carry" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand carry" -l expired -d 'Take expired certificates as well'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand carry" -s y -l yes -d 'Ask nothing'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand carry" -l dry-run -d 'Show what would change, and change nothing'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand carry" -l no-backup -d 'Do not keep the old store as STORE.bak'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand carry" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand jvms" -l process -d 'Tell of this process alone; can be given several times' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand jvms" -l config -d 'Tell what this file makes of a service\'s Java: wrapper.conf, server.cnf, setenv.sh, a unit of systemd, Tomcat\'s server.xml, jvm.options; can be given several times (default: those beside the Javas that run, and their units)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand jvms" -l has -d 'Look for this certificate, of a file or by its SHA-256 fingerprint, in every store' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand jvms" -l root -d 'Look at the machine below this folder, as of a container or a mounted disk' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand jvms" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand jvms" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand overlay" -l add -d 'Add all certificates of this file; can be given several times' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand overlay" -l java-home -d 'On top of the store of the Java in this folder (default: this machine\'s Java)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand overlay" -l process -d 'On top of the store that this process uses' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand overlay" -s k -l keystore -d 'On top of this store' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand overlay" -l out -d 'The overlay (default: .keytool-rs/overlay.jks in your home)' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand overlay" -l storepass -d 'The keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand overlay" -l storepass-env -d 'The environment variable that holds the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand overlay" -l storepass-file -d 'The file whose first line is the keystore\'s password' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand overlay" -l format -d 'The form of the output' -r -f -a "human\t'For people'
json\t'For programs'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand overlay" -l check -d 'Tell whether the store that it was made from has changed since'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand overlay" -l refresh -d 'Make it anew from the store that it was made from, as that is now'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand overlay" -l revert -d 'Take it away'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand overlay" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "list" -d 'Lists the entries of a keystore'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "import" -d 'Puts certificates into a keystore as trusted entries'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "delete" -d 'Deletes entries from a keystore'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "export" -d 'Writes the certificate of an entry as PEM or DER'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "printcert" -d 'Shows the certificates of a file'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "printcertreq" -d 'Shows a certificate request'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "printcrl" -d 'Shows the certificate revocation lists of a file'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "showinfo" -d 'Shows which TLS versions and cipher suites JDK 25 speaks'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "changealias" -d 'Gives an entry another alias'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "storepasswd" -d 'Changes the password of a keystore'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "genkeypair" -d 'Makes a key pair and a certificate for it'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "genseckey" -d 'Makes a secret key and keeps it in a keystore'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "importpass" -d 'Keeps a password in a keystore, as an entry of its own'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "importkeystore" -d 'Takes the entries of one keystore into another'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "keypasswd" -d 'Changes the password of a key in a JKS or JCEKS keystore'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "keyclone" -d 'Copies a private key under another alias'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "identitydb" -d 'Takes identities out of a database of JDK 1.1'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "certreq" -d 'Makes a certificate request for a key of a keystore'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "gencert" -d 'Answers a certificate request: signs a certificate with a key of a keystore'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "selfcert" -d 'Gives a key a new self-signed certificate in place of its chain'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "gencrl" -d 'Makes a certificate revocation list, signed with a key of a keystore'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "verify" -d 'Tells whether a JVM would trust a certificate chain'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "probe" -d 'Tells what a Java would do with a server'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "explain" -d 'Tells what a log means: which step of a connection failed, why, who must act and what mends it'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "audit" -d 'Looks for what is wrong with keystores and truststores, and says what mends it'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "diff" -d 'Tells how two keystores differ, by certificate and not by alias'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "carry" -d 'Takes the certificates that people added to an old trust store into the new one'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "jvms" -d 'Tells which Javas there are, which run, and which trust store each really uses'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "overlay" -d 'Makes a trust store of your own: the one that a Java uses, and certificates more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
