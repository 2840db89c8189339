
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'keytool-rs' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'keytool-rs'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'keytool-rs' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Lists the entries of a keystore')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Puts certificates into a keystore as trusted entries')
            [CompletionResult]::new('importcert', 'importcert', [CompletionResultType]::ParameterValue, 'Puts certificates into a keystore as trusted entries')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Deletes entries from a keystore')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Writes the certificate of an entry as PEM or DER')
            [CompletionResult]::new('exportcert', 'exportcert', [CompletionResultType]::ParameterValue, 'Writes the certificate of an entry as PEM or DER')
            [CompletionResult]::new('printcert', 'printcert', [CompletionResultType]::ParameterValue, 'Shows the certificates of a file')
            [CompletionResult]::new('print', 'print', [CompletionResultType]::ParameterValue, 'Shows the certificates of a file')
            [CompletionResult]::new('changealias', 'changealias', [CompletionResultType]::ParameterValue, 'Gives an entry another alias')
            [CompletionResult]::new('rename', 'rename', [CompletionResultType]::ParameterValue, 'Gives an entry another alias')
            [CompletionResult]::new('storepasswd', 'storepasswd', [CompletionResultType]::ParameterValue, 'Changes the password of a keystore')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Tells whether a JVM would trust a certificate chain')
            [CompletionResult]::new('audit', 'audit', [CompletionResultType]::ParameterValue, 'Looks for what is wrong with keystores and truststores, and says what mends it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'keytool-rs;list' {
            [CompletionResult]::new('--alias', '--alias', [CompletionResultType]::ParameterName, 'Only this entry')
            [CompletionResult]::new('-k', '-k', [CompletionResultType]::ParameterName, 'The keystore file (default: ~/.keystore)')
            [CompletionResult]::new('--keystore', '--keystore', [CompletionResultType]::ParameterName, 'The keystore file (default: ~/.keystore)')
            [CompletionResult]::new('--storetype', '--storetype', [CompletionResultType]::ParameterName, 'The keystore''s type; needed only to make a new one as JKS')
            [CompletionResult]::new('--storepass', '--storepass', [CompletionResultType]::ParameterName, 'The keystore''s password')
            [CompletionResult]::new('--storepass-env', '--storepass-env', [CompletionResultType]::ParameterName, 'The environment variable that holds the keystore''s password')
            [CompletionResult]::new('--storepass-file', '--storepass-file', [CompletionResultType]::ParameterName, 'The file whose first line is the keystore''s password')
            [CompletionResult]::new('--providername', '--providername', [CompletionResultType]::ParameterName, 'providername')
            [CompletionResult]::new('--addprovider', '--addprovider', [CompletionResultType]::ParameterName, 'addprovider')
            [CompletionResult]::new('--providerclass', '--providerclass', [CompletionResultType]::ParameterName, 'providerclass')
            [CompletionResult]::new('--providerarg', '--providerarg', [CompletionResultType]::ParameterName, 'providerarg')
            [CompletionResult]::new('--providerpath', '--providerpath', [CompletionResultType]::ParameterName, 'providerpath')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--rfc', '--rfc', [CompletionResultType]::ParameterName, 'Show each certificate in PEM')
            [CompletionResult]::new('--cacerts', '--cacerts', [CompletionResultType]::ParameterName, 'Work on the cacerts of this machine''s Java')
            [CompletionResult]::new('--protected', '--protected', [CompletionResultType]::ParameterName, 'Ask for no password')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'keytool-rs;import' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'file')
            [CompletionResult]::new('--alias', '--alias', [CompletionResultType]::ParameterName, 'The alias, where there is one certificate')
            [CompletionResult]::new('-k', '-k', [CompletionResultType]::ParameterName, 'The keystore file (default: ~/.keystore)')
            [CompletionResult]::new('--keystore', '--keystore', [CompletionResultType]::ParameterName, 'The keystore file (default: ~/.keystore)')
            [CompletionResult]::new('--storetype', '--storetype', [CompletionResultType]::ParameterName, 'The keystore''s type; needed only to make a new one as JKS')
            [CompletionResult]::new('--storepass', '--storepass', [CompletionResultType]::ParameterName, 'The keystore''s password')
            [CompletionResult]::new('--storepass-env', '--storepass-env', [CompletionResultType]::ParameterName, 'The environment variable that holds the keystore''s password')
            [CompletionResult]::new('--storepass-file', '--storepass-file', [CompletionResultType]::ParameterName, 'The file whose first line is the keystore''s password')
            [CompletionResult]::new('--providername', '--providername', [CompletionResultType]::ParameterName, 'providername')
            [CompletionResult]::new('--addprovider', '--addprovider', [CompletionResultType]::ParameterName, 'addprovider')
            [CompletionResult]::new('--providerclass', '--providerclass', [CompletionResultType]::ParameterName, 'providerclass')
            [CompletionResult]::new('--providerarg', '--providerarg', [CompletionResultType]::ParameterName, 'providerarg')
            [CompletionResult]::new('--providerpath', '--providerpath', [CompletionResultType]::ParameterName, 'providerpath')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--chain', '--chain', [CompletionResultType]::ParameterName, 'Import a server''s whole chain: its own certificate and its issuers''')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'Import only the certificates of authorities')
            [CompletionResult]::new('--replace', '--replace', [CompletionResultType]::ParameterName, 'Replace the certificate that is there under the alias')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Ask nothing')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Ask nothing')
            [CompletionResult]::new('--noprompt', '--noprompt', [CompletionResultType]::ParameterName, 'noprompt')
            [CompletionResult]::new('--trustcacerts', '--trustcacerts', [CompletionResultType]::ParameterName, 'trustcacerts')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--no-backup', '--no-backup', [CompletionResultType]::ParameterName, 'Do not keep the old store as STORE.bak')
            [CompletionResult]::new('--cacerts', '--cacerts', [CompletionResultType]::ParameterName, 'Work on the cacerts of this machine''s Java')
            [CompletionResult]::new('--protected', '--protected', [CompletionResultType]::ParameterName, 'Ask for no password')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'keytool-rs;importcert' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'file')
            [CompletionResult]::new('--alias', '--alias', [CompletionResultType]::ParameterName, 'The alias, where there is one certificate')
            [CompletionResult]::new('-k', '-k', [CompletionResultType]::ParameterName, 'The keystore file (default: ~/.keystore)')
            [CompletionResult]::new('--keystore', '--keystore', [CompletionResultType]::ParameterName, 'The keystore file (default: ~/.keystore)')
            [CompletionResult]::new('--storetype', '--storetype', [CompletionResultType]::ParameterName, 'The keystore''s type; needed only to make a new one as JKS')
            [CompletionResult]::new('--storepass', '--storepass', [CompletionResultType]::ParameterName, 'The keystore''s password')
            [CompletionResult]::new('--storepass-env', '--storepass-env', [CompletionResultType]::ParameterName, 'The environment variable that holds the keystore''s password')
            [CompletionResult]::new('--storepass-file', '--storepass-file', [CompletionResultType]::ParameterName, 'The file whose first line is the keystore''s password')
            [CompletionResult]::new('--providername', '--providername', [CompletionResultType]::ParameterName, 'providername')
            [CompletionResult]::new('--addprovider', '--addprovider', [CompletionResultType]::ParameterName, 'addprovider')
            [CompletionResult]::new('--providerclass', '--providerclass', [CompletionResultType]::ParameterName, 'providerclass')
            [CompletionResult]::new('--providerarg', '--providerarg', [CompletionResultType]::ParameterName, 'providerarg')
            [CompletionResult]::new('--providerpath', '--providerpath', [CompletionResultType]::ParameterName, 'providerpath')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--chain', '--chain', [CompletionResultType]::ParameterName, 'Import a server''s whole chain: its own certificate and its issuers''')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'Import only the certificates of authorities')
            [CompletionResult]::new('--replace', '--replace', [CompletionResultType]::ParameterName, 'Replace the certificate that is there under the alias')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Ask nothing')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Ask nothing')
            [CompletionResult]::new('--noprompt', '--noprompt', [CompletionResultType]::ParameterName, 'noprompt')
            [CompletionResult]::new('--trustcacerts', '--trustcacerts', [CompletionResultType]::ParameterName, 'trustcacerts')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--no-backup', '--no-backup', [CompletionResultType]::ParameterName, 'Do not keep the old store as STORE.bak')
            [CompletionResult]::new('--cacerts', '--cacerts', [CompletionResultType]::ParameterName, 'Work on the cacerts of this machine''s Java')
            [CompletionResult]::new('--protected', '--protected', [CompletionResultType]::ParameterName, 'Ask for no password')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'keytool-rs;delete' {
            [CompletionResult]::new('--alias', '--alias', [CompletionResultType]::ParameterName, 'The entry to delete')
            [CompletionResult]::new('-k', '-k', [CompletionResultType]::ParameterName, 'The keystore file (default: ~/.keystore)')
            [CompletionResult]::new('--keystore', '--keystore', [CompletionResultType]::ParameterName, 'The keystore file (default: ~/.keystore)')
            [CompletionResult]::new('--storetype', '--storetype', [CompletionResultType]::ParameterName, 'The keystore''s type; needed only to make a new one as JKS')
            [CompletionResult]::new('--storepass', '--storepass', [CompletionResultType]::ParameterName, 'The keystore''s password')
            [CompletionResult]::new('--storepass-env', '--storepass-env', [CompletionResultType]::ParameterName, 'The environment variable that holds the keystore''s password')
            [CompletionResult]::new('--storepass-file', '--storepass-file', [CompletionResultType]::ParameterName, 'The file whose first line is the keystore''s password')
            [CompletionResult]::new('--providername', '--providername', [CompletionResultType]::ParameterName, 'providername')
            [CompletionResult]::new('--addprovider', '--addprovider', [CompletionResultType]::ParameterName, 'addprovider')
            [CompletionResult]::new('--providerclass', '--providerclass', [CompletionResultType]::ParameterName, 'providerclass')
            [CompletionResult]::new('--providerarg', '--providerarg', [CompletionResultType]::ParameterName, 'providerarg')
            [CompletionResult]::new('--providerpath', '--providerpath', [CompletionResultType]::ParameterName, 'providerpath')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--no-backup', '--no-backup', [CompletionResultType]::ParameterName, 'Do not keep the old store as STORE.bak')
            [CompletionResult]::new('--cacerts', '--cacerts', [CompletionResultType]::ParameterName, 'Work on the cacerts of this machine''s Java')
            [CompletionResult]::new('--protected', '--protected', [CompletionResultType]::ParameterName, 'Ask for no password')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'keytool-rs;export' {
            [CompletionResult]::new('--alias', '--alias', [CompletionResultType]::ParameterName, 'alias')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'The file to write (default: standard output)')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The file to write (default: standard output)')
            [CompletionResult]::new('-k', '-k', [CompletionResultType]::ParameterName, 'The keystore file (default: ~/.keystore)')
            [CompletionResult]::new('--keystore', '--keystore', [CompletionResultType]::ParameterName, 'The keystore file (default: ~/.keystore)')
            [CompletionResult]::new('--storetype', '--storetype', [CompletionResultType]::ParameterName, 'The keystore''s type; needed only to make a new one as JKS')
            [CompletionResult]::new('--storepass', '--storepass', [CompletionResultType]::ParameterName, 'The keystore''s password')
            [CompletionResult]::new('--storepass-env', '--storepass-env', [CompletionResultType]::ParameterName, 'The environment variable that holds the keystore''s password')
            [CompletionResult]::new('--storepass-file', '--storepass-file', [CompletionResultType]::ParameterName, 'The file whose first line is the keystore''s password')
            [CompletionResult]::new('--providername', '--providername', [CompletionResultType]::ParameterName, 'providername')
            [CompletionResult]::new('--addprovider', '--addprovider', [CompletionResultType]::ParameterName, 'addprovider')
            [CompletionResult]::new('--providerclass', '--providerclass', [CompletionResultType]::ParameterName, 'providerclass')
            [CompletionResult]::new('--providerarg', '--providerarg', [CompletionResultType]::ParameterName, 'providerarg')
            [CompletionResult]::new('--providerpath', '--providerpath', [CompletionResultType]::ParameterName, 'providerpath')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--rfc', '--rfc', [CompletionResultType]::ParameterName, 'Write PEM instead of DER')
            [CompletionResult]::new('--pem', '--pem', [CompletionResultType]::ParameterName, 'Write PEM instead of DER')
            [CompletionResult]::new('--cacerts', '--cacerts', [CompletionResultType]::ParameterName, 'Work on the cacerts of this machine''s Java')
            [CompletionResult]::new('--protected', '--protected', [CompletionResultType]::ParameterName, 'Ask for no password')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'keytool-rs;exportcert' {
            [CompletionResult]::new('--alias', '--alias', [CompletionResultType]::ParameterName, 'alias')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'The file to write (default: standard output)')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The file to write (default: standard output)')
            [CompletionResult]::new('-k', '-k', [CompletionResultType]::ParameterName, 'The keystore file (default: ~/.keystore)')
            [CompletionResult]::new('--keystore', '--keystore', [CompletionResultType]::ParameterName, 'The keystore file (default: ~/.keystore)')
            [CompletionResult]::new('--storetype', '--storetype', [CompletionResultType]::ParameterName, 'The keystore''s type; needed only to make a new one as JKS')
            [CompletionResult]::new('--storepass', '--storepass', [CompletionResultType]::ParameterName, 'The keystore''s password')
            [CompletionResult]::new('--storepass-env', '--storepass-env', [CompletionResultType]::ParameterName, 'The environment variable that holds the keystore''s password')
            [CompletionResult]::new('--storepass-file', '--storepass-file', [CompletionResultType]::ParameterName, 'The file whose first line is the keystore''s password')
            [CompletionResult]::new('--providername', '--providername', [CompletionResultType]::ParameterName, 'providername')
            [CompletionResult]::new('--addprovider', '--addprovider', [CompletionResultType]::ParameterName, 'addprovider')
            [CompletionResult]::new('--providerclass', '--providerclass', [CompletionResultType]::ParameterName, 'providerclass')
            [CompletionResult]::new('--providerarg', '--providerarg', [CompletionResultType]::ParameterName, 'providerarg')
            [CompletionResult]::new('--providerpath', '--providerpath', [CompletionResultType]::ParameterName, 'providerpath')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--rfc', '--rfc', [CompletionResultType]::ParameterName, 'Write PEM instead of DER')
            [CompletionResult]::new('--pem', '--pem', [CompletionResultType]::ParameterName, 'Write PEM instead of DER')
            [CompletionResult]::new('--cacerts', '--cacerts', [CompletionResultType]::ParameterName, 'Work on the cacerts of this machine''s Java')
            [CompletionResult]::new('--protected', '--protected', [CompletionResultType]::ParameterName, 'Ask for no password')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'keytool-rs;printcert' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'file')
            [CompletionResult]::new('--sslserver', '--sslserver', [CompletionResultType]::ParameterName, 'sslserver')
            [CompletionResult]::new('--jarfile', '--jarfile', [CompletionResultType]::ParameterName, 'jarfile')
            [CompletionResult]::new('-k', '-k', [CompletionResultType]::ParameterName, 'The keystore file (default: ~/.keystore)')
            [CompletionResult]::new('--keystore', '--keystore', [CompletionResultType]::ParameterName, 'The keystore file (default: ~/.keystore)')
            [CompletionResult]::new('--storetype', '--storetype', [CompletionResultType]::ParameterName, 'The keystore''s type; needed only to make a new one as JKS')
            [CompletionResult]::new('--storepass', '--storepass', [CompletionResultType]::ParameterName, 'The keystore''s password')
            [CompletionResult]::new('--storepass-env', '--storepass-env', [CompletionResultType]::ParameterName, 'The environment variable that holds the keystore''s password')
            [CompletionResult]::new('--storepass-file', '--storepass-file', [CompletionResultType]::ParameterName, 'The file whose first line is the keystore''s password')
            [CompletionResult]::new('--providername', '--providername', [CompletionResultType]::ParameterName, 'providername')
            [CompletionResult]::new('--addprovider', '--addprovider', [CompletionResultType]::ParameterName, 'addprovider')
            [CompletionResult]::new('--providerclass', '--providerclass', [CompletionResultType]::ParameterName, 'providerclass')
            [CompletionResult]::new('--providerarg', '--providerarg', [CompletionResultType]::ParameterName, 'providerarg')
            [CompletionResult]::new('--providerpath', '--providerpath', [CompletionResultType]::ParameterName, 'providerpath')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--rfc', '--rfc', [CompletionResultType]::ParameterName, 'Show PEM')
            [CompletionResult]::new('--trustcacerts', '--trustcacerts', [CompletionResultType]::ParameterName, 'trustcacerts')
            [CompletionResult]::new('--cacerts', '--cacerts', [CompletionResultType]::ParameterName, 'Work on the cacerts of this machine''s Java')
            [CompletionResult]::new('--protected', '--protected', [CompletionResultType]::ParameterName, 'Ask for no password')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'keytool-rs;print' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'file')
            [CompletionResult]::new('--sslserver', '--sslserver', [CompletionResultType]::ParameterName, 'sslserver')
            [CompletionResult]::new('--jarfile', '--jarfile', [CompletionResultType]::ParameterName, 'jarfile')
            [CompletionResult]::new('-k', '-k', [CompletionResultType]::ParameterName, 'The keystore file (default: ~/.keystore)')
            [CompletionResult]::new('--keystore', '--keystore', [CompletionResultType]::ParameterName, 'The keystore file (default: ~/.keystore)')
            [CompletionResult]::new('--storetype', '--storetype', [CompletionResultType]::ParameterName, 'The keystore''s type; needed only to make a new one as JKS')
            [CompletionResult]::new('--storepass', '--storepass', [CompletionResultType]::ParameterName, 'The keystore''s password')
            [CompletionResult]::new('--storepass-env', '--storepass-env', [CompletionResultType]::ParameterName, 'The environment variable that holds the keystore''s password')
            [CompletionResult]::new('--storepass-file', '--storepass-file', [CompletionResultType]::ParameterName, 'The file whose first line is the keystore''s password')
            [CompletionResult]::new('--providername', '--providername', [CompletionResultType]::ParameterName, 'providername')
            [CompletionResult]::new('--addprovider', '--addprovider', [CompletionResultType]::ParameterName, 'addprovider')
            [CompletionResult]::new('--providerclass', '--providerclass', [CompletionResultType]::ParameterName, 'providerclass')
            [CompletionResult]::new('--providerarg', '--providerarg', [CompletionResultType]::ParameterName, 'providerarg')
            [CompletionResult]::new('--providerpath', '--providerpath', [CompletionResultType]::ParameterName, 'providerpath')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--rfc', '--rfc', [CompletionResultType]::ParameterName, 'Show PEM')
            [CompletionResult]::new('--trustcacerts', '--trustcacerts', [CompletionResultType]::ParameterName, 'trustcacerts')
            [CompletionResult]::new('--cacerts', '--cacerts', [CompletionResultType]::ParameterName, 'Work on the cacerts of this machine''s Java')
            [CompletionResult]::new('--protected', '--protected', [CompletionResultType]::ParameterName, 'Ask for no password')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'keytool-rs;changealias' {
            [CompletionResult]::new('--alias', '--alias', [CompletionResultType]::ParameterName, 'alias')
            [CompletionResult]::new('--destalias', '--destalias', [CompletionResultType]::ParameterName, 'destalias')
            [CompletionResult]::new('--keypass', '--keypass', [CompletionResultType]::ParameterName, 'The key''s password, where it is not the keystore''s')
            [CompletionResult]::new('--keypass-env', '--keypass-env', [CompletionResultType]::ParameterName, 'The environment variable that holds the key''s password')
            [CompletionResult]::new('--keypass-file', '--keypass-file', [CompletionResultType]::ParameterName, 'The file whose first line is the key''s password')
            [CompletionResult]::new('-k', '-k', [CompletionResultType]::ParameterName, 'The keystore file (default: ~/.keystore)')
            [CompletionResult]::new('--keystore', '--keystore', [CompletionResultType]::ParameterName, 'The keystore file (default: ~/.keystore)')
            [CompletionResult]::new('--storetype', '--storetype', [CompletionResultType]::ParameterName, 'The keystore''s type; needed only to make a new one as JKS')
            [CompletionResult]::new('--storepass', '--storepass', [CompletionResultType]::ParameterName, 'The keystore''s password')
            [CompletionResult]::new('--storepass-env', '--storepass-env', [CompletionResultType]::ParameterName, 'The environment variable that holds the keystore''s password')
            [CompletionResult]::new('--storepass-file', '--storepass-file', [CompletionResultType]::ParameterName, 'The file whose first line is the keystore''s password')
            [CompletionResult]::new('--providername', '--providername', [CompletionResultType]::ParameterName, 'providername')
            [CompletionResult]::new('--addprovider', '--addprovider', [CompletionResultType]::ParameterName, 'addprovider')
            [CompletionResult]::new('--providerclass', '--providerclass', [CompletionResultType]::ParameterName, 'providerclass')
            [CompletionResult]::new('--providerarg', '--providerarg', [CompletionResultType]::ParameterName, 'providerarg')
            [CompletionResult]::new('--providerpath', '--providerpath', [CompletionResultType]::ParameterName, 'providerpath')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--no-backup', '--no-backup', [CompletionResultType]::ParameterName, 'Do not keep the old store as STORE.bak')
            [CompletionResult]::new('--cacerts', '--cacerts', [CompletionResultType]::ParameterName, 'Work on the cacerts of this machine''s Java')
            [CompletionResult]::new('--protected', '--protected', [CompletionResultType]::ParameterName, 'Ask for no password')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'keytool-rs;rename' {
            [CompletionResult]::new('--alias', '--alias', [CompletionResultType]::ParameterName, 'alias')
            [CompletionResult]::new('--destalias', '--destalias', [CompletionResultType]::ParameterName, 'destalias')
            [CompletionResult]::new('--keypass', '--keypass', [CompletionResultType]::ParameterName, 'The key''s password, where it is not the keystore''s')
            [CompletionResult]::new('--keypass-env', '--keypass-env', [CompletionResultType]::ParameterName, 'The environment variable that holds the key''s password')
            [CompletionResult]::new('--keypass-file', '--keypass-file', [CompletionResultType]::ParameterName, 'The file whose first line is the key''s password')
            [CompletionResult]::new('-k', '-k', [CompletionResultType]::ParameterName, 'The keystore file (default: ~/.keystore)')
            [CompletionResult]::new('--keystore', '--keystore', [CompletionResultType]::ParameterName, 'The keystore file (default: ~/.keystore)')
            [CompletionResult]::new('--storetype', '--storetype', [CompletionResultType]::ParameterName, 'The keystore''s type; needed only to make a new one as JKS')
            [CompletionResult]::new('--storepass', '--storepass', [CompletionResultType]::ParameterName, 'The keystore''s password')
            [CompletionResult]::new('--storepass-env', '--storepass-env', [CompletionResultType]::ParameterName, 'The environment variable that holds the keystore''s password')
            [CompletionResult]::new('--storepass-file', '--storepass-file', [CompletionResultType]::ParameterName, 'The file whose first line is the keystore''s password')
            [CompletionResult]::new('--providername', '--providername', [CompletionResultType]::ParameterName, 'providername')
            [CompletionResult]::new('--addprovider', '--addprovider', [CompletionResultType]::ParameterName, 'addprovider')
            [CompletionResult]::new('--providerclass', '--providerclass', [CompletionResultType]::ParameterName, 'providerclass')
            [CompletionResult]::new('--providerarg', '--providerarg', [CompletionResultType]::ParameterName, 'providerarg')
            [CompletionResult]::new('--providerpath', '--providerpath', [CompletionResultType]::ParameterName, 'providerpath')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--no-backup', '--no-backup', [CompletionResultType]::ParameterName, 'Do not keep the old store as STORE.bak')
            [CompletionResult]::new('--cacerts', '--cacerts', [CompletionResultType]::ParameterName, 'Work on the cacerts of this machine''s Java')
            [CompletionResult]::new('--protected', '--protected', [CompletionResultType]::ParameterName, 'Ask for no password')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'keytool-rs;storepasswd' {
            [CompletionResult]::new('--new', '--new', [CompletionResultType]::ParameterName, 'The new password')
            [CompletionResult]::new('--new-env', '--new-env', [CompletionResultType]::ParameterName, 'The environment variable that holds the new password')
            [CompletionResult]::new('--new-file', '--new-file', [CompletionResultType]::ParameterName, 'The file whose first line is the new password')
            [CompletionResult]::new('-k', '-k', [CompletionResultType]::ParameterName, 'The keystore file (default: ~/.keystore)')
            [CompletionResult]::new('--keystore', '--keystore', [CompletionResultType]::ParameterName, 'The keystore file (default: ~/.keystore)')
            [CompletionResult]::new('--storetype', '--storetype', [CompletionResultType]::ParameterName, 'The keystore''s type; needed only to make a new one as JKS')
            [CompletionResult]::new('--storepass', '--storepass', [CompletionResultType]::ParameterName, 'The keystore''s password')
            [CompletionResult]::new('--storepass-env', '--storepass-env', [CompletionResultType]::ParameterName, 'The environment variable that holds the keystore''s password')
            [CompletionResult]::new('--storepass-file', '--storepass-file', [CompletionResultType]::ParameterName, 'The file whose first line is the keystore''s password')
            [CompletionResult]::new('--providername', '--providername', [CompletionResultType]::ParameterName, 'providername')
            [CompletionResult]::new('--addprovider', '--addprovider', [CompletionResultType]::ParameterName, 'addprovider')
            [CompletionResult]::new('--providerclass', '--providerclass', [CompletionResultType]::ParameterName, 'providerclass')
            [CompletionResult]::new('--providerarg', '--providerarg', [CompletionResultType]::ParameterName, 'providerarg')
            [CompletionResult]::new('--providerpath', '--providerpath', [CompletionResultType]::ParameterName, 'providerpath')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--no-backup', '--no-backup', [CompletionResultType]::ParameterName, 'Do not keep the old store as STORE.bak')
            [CompletionResult]::new('--cacerts', '--cacerts', [CompletionResultType]::ParameterName, 'Work on the cacerts of this machine''s Java')
            [CompletionResult]::new('--protected', '--protected', [CompletionResultType]::ParameterName, 'Ask for no password')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'keytool-rs;verify' {
            [CompletionResult]::new('--trust', '--trust', [CompletionResultType]::ParameterName, 'Trust the certificates of these files, instead of a keystore''s')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'Also check that the certificate is for this host name or address')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Whose certificate it is')
            [CompletionResult]::new('--tls', '--tls', [CompletionResultType]::ParameterName, 'The version of TLS that is spoken; 1.3 takes fewer signatures in certificates')
            [CompletionResult]::new('--java', '--java', [CompletionResultType]::ParameterName, 'Decide as this Java does: 8, 11, 17, 21, 25, or an update such as 8u202 (default: 25; with this machine''s cacerts the Java it belongs to)')
            [CompletionResult]::new('--java-home', '--java-home', [CompletionResultType]::ParameterName, 'Decide as the Java in this folder does, by its release, java.security and blocked.certs; its cacerts is the store where none is named')
            [CompletionResult]::new('--java-security', '--java-security', [CompletionResultType]::ParameterName, 'Lay the properties of this java.security file over the Java''s own')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Pretend that it is this day, or instant: 2027-01-31, 2027-01-31T12:00:00Z')
            [CompletionResult]::new('--storepass', '--storepass', [CompletionResultType]::ParameterName, 'The keystore''s password')
            [CompletionResult]::new('--storepass-env', '--storepass-env', [CompletionResultType]::ParameterName, 'The environment variable that holds the keystore''s password')
            [CompletionResult]::new('--storepass-file', '--storepass-file', [CompletionResultType]::ParameterName, 'The file whose first line is the keystore''s password')
            [CompletionResult]::new('--providername', '--providername', [CompletionResultType]::ParameterName, 'providername')
            [CompletionResult]::new('--addprovider', '--addprovider', [CompletionResultType]::ParameterName, 'addprovider')
            [CompletionResult]::new('--providerclass', '--providerclass', [CompletionResultType]::ParameterName, 'providerclass')
            [CompletionResult]::new('--providerarg', '--providerarg', [CompletionResultType]::ParameterName, 'providerarg')
            [CompletionResult]::new('--providerpath', '--providerpath', [CompletionResultType]::ParameterName, 'providerpath')
            [CompletionResult]::new('-k', '-k', [CompletionResultType]::ParameterName, 'The truststore (default: the cacerts of this machine''s Java)')
            [CompletionResult]::new('--keystore', '--keystore', [CompletionResultType]::ParameterName, 'The truststore (default: the cacerts of this machine''s Java)')
            [CompletionResult]::new('--storetype', '--storetype', [CompletionResultType]::ParameterName, 'The keystore''s type; needed only to make a new one as JKS')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--cacerts', '--cacerts', [CompletionResultType]::ParameterName, 'Work on the cacerts of this machine''s Java')
            [CompletionResult]::new('--protected', '--protected', [CompletionResultType]::ParameterName, 'Ask for no password')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'keytool-rs;audit' {
            [CompletionResult]::new('-k', '-k', [CompletionResultType]::ParameterName, 'Another store, as for the other commands')
            [CompletionResult]::new('--keystore', '--keystore', [CompletionResultType]::ParameterName, 'Another store, as for the other commands')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'What the stores are for')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'A host that an entry must vouch for; can be given several times')
            [CompletionResult]::new('--within', '--within', [CompletionResultType]::ParameterName, 'Tell of certificates that expire within so many days')
            [CompletionResult]::new('--ignore', '--ignore', [CompletionResultType]::ParameterName, 'Say nothing of this rule, or of this rule at this alias; can be given several times')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'From which severity on the exit code is 1')
            [CompletionResult]::new('--java', '--java', [CompletionResultType]::ParameterName, 'Decide as this Java does: 8, 11, 17, 21, 25, or an update such as 8u202 (default: 25; with this machine''s cacerts the Java it belongs to)')
            [CompletionResult]::new('--java-home', '--java-home', [CompletionResultType]::ParameterName, 'Decide as the Java in this folder does, by its release, java.security and blocked.certs; its cacerts is the store where none is named')
            [CompletionResult]::new('--java-security', '--java-security', [CompletionResultType]::ParameterName, 'Lay the properties of this java.security file over the Java''s own')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Pretend that it is this day, or instant: 2027-01-31, 2027-01-31T12:00:00Z')
            [CompletionResult]::new('--storepass', '--storepass', [CompletionResultType]::ParameterName, 'The keystore''s password')
            [CompletionResult]::new('--storepass-env', '--storepass-env', [CompletionResultType]::ParameterName, 'The environment variable that holds the keystore''s password')
            [CompletionResult]::new('--storepass-file', '--storepass-file', [CompletionResultType]::ParameterName, 'The file whose first line is the keystore''s password')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--cacerts', '--cacerts', [CompletionResultType]::ParameterName, 'The cacerts of this machine''s Java, beside what else is named')
            [CompletionResult]::new('--forecast', '--forecast', [CompletionResultType]::ParameterName, 'List the next dates on which something stops working')
            [CompletionResult]::new('--timeline', '--timeline', [CompletionResultType]::ParameterName, 'Draw the validity of all entries over time')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell every note, however many there are')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell every note, however many there are')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'keytool-rs;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Lists the entries of a keystore')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Puts certificates into a keystore as trusted entries')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Deletes entries from a keystore')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Writes the certificate of an entry as PEM or DER')
            [CompletionResult]::new('printcert', 'printcert', [CompletionResultType]::ParameterValue, 'Shows the certificates of a file')
            [CompletionResult]::new('changealias', 'changealias', [CompletionResultType]::ParameterValue, 'Gives an entry another alias')
            [CompletionResult]::new('storepasswd', 'storepasswd', [CompletionResultType]::ParameterValue, 'Changes the password of a keystore')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Tells whether a JVM would trust a certificate chain')
            [CompletionResult]::new('audit', 'audit', [CompletionResultType]::ParameterValue, 'Looks for what is wrong with keystores and truststores, and says what mends it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'keytool-rs;help;list' {
            break
        }
        'keytool-rs;help;import' {
            break
        }
        'keytool-rs;help;delete' {
            break
        }
        'keytool-rs;help;export' {
            break
        }
        'keytool-rs;help;printcert' {
            break
        }
        'keytool-rs;help;changealias' {
            break
        }
        'keytool-rs;help;storepasswd' {
            break
        }
        'keytool-rs;help;verify' {
            break
        }
        'keytool-rs;help;audit' {
            break
        }
        'keytool-rs;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
