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
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "changealias" -d 'Gives an entry another alias'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "rename" -d 'Gives an entry another alias'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "storepasswd" -d 'Changes the password of a keystore'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "verify" -d 'Tells whether a JVM would trust a certificate chain'
complete -c keytool-rs -n "__fish_keytool_rs_needs_command" -f -a "audit" -d 'Looks for what is wrong with keystores and truststores, and says what mends it'
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
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l alias -d 'The alias, where there is one certificate' -r
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
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -s y -l yes -d 'Ask nothing'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l noprompt
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l trustcacerts
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l dry-run -d 'Show what would change, and change nothing'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l no-backup -d 'Do not keep the old store as STORE.bak'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l file -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -l alias -d 'The alias, where there is one certificate' -r
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
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand importcert" -s y -l yes -d 'Ask nothing'
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
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -s f -l file -d 'The file to write (default: standard output)' -r
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
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -l rfc -l pem -d 'Write PEM instead of DER'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -l alias -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -s f -l file -d 'The file to write (default: standard output)' -r
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
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -l rfc -l pem -d 'Write PEM instead of DER'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand exportcert" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcert" -l file -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcert" -l sslserver -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand printcert" -l jarfile -r
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
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print" -l sslserver -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand print" -l jarfile -r
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
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l trust -d 'Trust the certificates of these files, instead of a keystore\'s' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l host -d 'Also check that the certificate is for this host name or address' -r
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l purpose -d 'Whose certificate it is' -r -f -a "server\t'A server\'s, to a Java that connects to it'
client\t'A client\'s, to a Java that serves'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l tls -d 'The version of TLS that is spoken; 1.3 takes fewer signatures in certificates' -r -f -a "1.2\t'TLS 1.2'
1.3\t'TLS 1.3'"
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l java -d 'Decide as this Java does: 8, 11, 17, 21, 25, or an update such as 8u202 (default: 25; with this machine\'s cacerts the Java it belongs to)' -r
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
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l cacerts -d 'Work on the cacerts of this machine\'s Java'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -l protected -d 'Ask for no password'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -s v -l verbose -d 'Say more'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand verify" -s h -l help -d 'Print help (see more with \'--help\')'
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
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand audit" -l java -d 'Decide as this Java does: 8, 11, 17, 21, 25, or an update such as 8u202 (default: 25; with this machine\'s cacerts the Java it belongs to)' -r
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
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert changealias storepasswd verify audit help" -f -a "list" -d 'Lists the entries of a keystore'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert changealias storepasswd verify audit help" -f -a "import" -d 'Puts certificates into a keystore as trusted entries'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert changealias storepasswd verify audit help" -f -a "delete" -d 'Deletes entries from a keystore'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert changealias storepasswd verify audit help" -f -a "export" -d 'Writes the certificate of an entry as PEM or DER'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert changealias storepasswd verify audit help" -f -a "printcert" -d 'Shows the certificates of a file'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert changealias storepasswd verify audit help" -f -a "changealias" -d 'Gives an entry another alias'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert changealias storepasswd verify audit help" -f -a "storepasswd" -d 'Changes the password of a keystore'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert changealias storepasswd verify audit help" -f -a "verify" -d 'Tells whether a JVM would trust a certificate chain'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert changealias storepasswd verify audit help" -f -a "audit" -d 'Looks for what is wrong with keystores and truststores, and says what mends it'
complete -c keytool-rs -n "__fish_keytool_rs_using_subcommand help; and not __fish_seen_subcommand_from list import delete export printcert changealias storepasswd verify audit help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
