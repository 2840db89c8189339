_keytool__rs() {
    local i cur prev opts cmd
    COMPREPLY=()
    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
        cur="$2"
    else
        cur="${COMP_WORDS[COMP_CWORD]}"
    fi
    prev="$3"
    cmd=""
    opts=""

    for i in "${COMP_WORDS[@]:0:COMP_CWORD}"
    do
        case "${cmd},${i}" in
            ",$1")
                cmd="keytool__rs"
                ;;
            keytool__rs,audit)
                cmd="keytool__rs__subcmd__audit"
                ;;
            keytool__rs,carry)
                cmd="keytool__rs__subcmd__carry"
                ;;
            keytool__rs,certreq)
                cmd="keytool__rs__subcmd__certreq"
                ;;
            keytool__rs,changealias)
                cmd="keytool__rs__subcmd__changealias"
                ;;
            keytool__rs,delete)
                cmd="keytool__rs__subcmd__delete"
                ;;
            keytool__rs,diff)
                cmd="keytool__rs__subcmd__diff"
                ;;
            keytool__rs,explain)
                cmd="keytool__rs__subcmd__explain"
                ;;
            keytool__rs,export)
                cmd="keytool__rs__subcmd__export"
                ;;
            keytool__rs,exportcert)
                cmd="keytool__rs__subcmd__export"
                ;;
            keytool__rs,gencert)
                cmd="keytool__rs__subcmd__gencert"
                ;;
            keytool__rs,gencrl)
                cmd="keytool__rs__subcmd__gencrl"
                ;;
            keytool__rs,genkey)
                cmd="keytool__rs__subcmd__genkeypair"
                ;;
            keytool__rs,genkeypair)
                cmd="keytool__rs__subcmd__genkeypair"
                ;;
            keytool__rs,genseckey)
                cmd="keytool__rs__subcmd__genseckey"
                ;;
            keytool__rs,help)
                cmd="keytool__rs__subcmd__help"
                ;;
            keytool__rs,identitydb)
                cmd="keytool__rs__subcmd__identitydb"
                ;;
            keytool__rs,import)
                cmd="keytool__rs__subcmd__import"
                ;;
            keytool__rs,importcert)
                cmd="keytool__rs__subcmd__import"
                ;;
            keytool__rs,importkeystore)
                cmd="keytool__rs__subcmd__importkeystore"
                ;;
            keytool__rs,importpass)
                cmd="keytool__rs__subcmd__importpass"
                ;;
            keytool__rs,jvms)
                cmd="keytool__rs__subcmd__jvms"
                ;;
            keytool__rs,keyclone)
                cmd="keytool__rs__subcmd__keyclone"
                ;;
            keytool__rs,keypasswd)
                cmd="keytool__rs__subcmd__keypasswd"
                ;;
            keytool__rs,list)
                cmd="keytool__rs__subcmd__list"
                ;;
            keytool__rs,merge)
                cmd="keytool__rs__subcmd__importkeystore"
                ;;
            keytool__rs,overlay)
                cmd="keytool__rs__subcmd__overlay"
                ;;
            keytool__rs,print)
                cmd="keytool__rs__subcmd__printcert"
                ;;
            keytool__rs,print-crl)
                cmd="keytool__rs__subcmd__printcrl"
                ;;
            keytool__rs,print-request)
                cmd="keytool__rs__subcmd__printcertreq"
                ;;
            keytool__rs,printcert)
                cmd="keytool__rs__subcmd__printcert"
                ;;
            keytool__rs,printcertreq)
                cmd="keytool__rs__subcmd__printcertreq"
                ;;
            keytool__rs,printcrl)
                cmd="keytool__rs__subcmd__printcrl"
                ;;
            keytool__rs,probe)
                cmd="keytool__rs__subcmd__probe"
                ;;
            keytool__rs,rename)
                cmd="keytool__rs__subcmd__changealias"
                ;;
            keytool__rs,selfcert)
                cmd="keytool__rs__subcmd__selfcert"
                ;;
            keytool__rs,showinfo)
                cmd="keytool__rs__subcmd__showinfo"
                ;;
            keytool__rs,storepasswd)
                cmd="keytool__rs__subcmd__storepasswd"
                ;;
            keytool__rs,verify)
                cmd="keytool__rs__subcmd__verify"
                ;;
            keytool__rs__subcmd__help,audit)
                cmd="keytool__rs__subcmd__help__subcmd__audit"
                ;;
            keytool__rs__subcmd__help,carry)
                cmd="keytool__rs__subcmd__help__subcmd__carry"
                ;;
            keytool__rs__subcmd__help,certreq)
                cmd="keytool__rs__subcmd__help__subcmd__certreq"
                ;;
            keytool__rs__subcmd__help,changealias)
                cmd="keytool__rs__subcmd__help__subcmd__changealias"
                ;;
            keytool__rs__subcmd__help,delete)
                cmd="keytool__rs__subcmd__help__subcmd__delete"
                ;;
            keytool__rs__subcmd__help,diff)
                cmd="keytool__rs__subcmd__help__subcmd__diff"
                ;;
            keytool__rs__subcmd__help,explain)
                cmd="keytool__rs__subcmd__help__subcmd__explain"
                ;;
            keytool__rs__subcmd__help,export)
                cmd="keytool__rs__subcmd__help__subcmd__export"
                ;;
            keytool__rs__subcmd__help,gencert)
                cmd="keytool__rs__subcmd__help__subcmd__gencert"
                ;;
            keytool__rs__subcmd__help,gencrl)
                cmd="keytool__rs__subcmd__help__subcmd__gencrl"
                ;;
            keytool__rs__subcmd__help,genkeypair)
                cmd="keytool__rs__subcmd__help__subcmd__genkeypair"
                ;;
            keytool__rs__subcmd__help,genseckey)
                cmd="keytool__rs__subcmd__help__subcmd__genseckey"
                ;;
            keytool__rs__subcmd__help,help)
                cmd="keytool__rs__subcmd__help__subcmd__help"
                ;;
            keytool__rs__subcmd__help,identitydb)
                cmd="keytool__rs__subcmd__help__subcmd__identitydb"
                ;;
            keytool__rs__subcmd__help,import)
                cmd="keytool__rs__subcmd__help__subcmd__import"
                ;;
            keytool__rs__subcmd__help,importkeystore)
                cmd="keytool__rs__subcmd__help__subcmd__importkeystore"
                ;;
            keytool__rs__subcmd__help,importpass)
                cmd="keytool__rs__subcmd__help__subcmd__importpass"
                ;;
            keytool__rs__subcmd__help,jvms)
                cmd="keytool__rs__subcmd__help__subcmd__jvms"
                ;;
            keytool__rs__subcmd__help,keyclone)
                cmd="keytool__rs__subcmd__help__subcmd__keyclone"
                ;;
            keytool__rs__subcmd__help,keypasswd)
                cmd="keytool__rs__subcmd__help__subcmd__keypasswd"
                ;;
            keytool__rs__subcmd__help,list)
                cmd="keytool__rs__subcmd__help__subcmd__list"
                ;;
            keytool__rs__subcmd__help,overlay)
                cmd="keytool__rs__subcmd__help__subcmd__overlay"
                ;;
            keytool__rs__subcmd__help,printcert)
                cmd="keytool__rs__subcmd__help__subcmd__printcert"
                ;;
            keytool__rs__subcmd__help,printcertreq)
                cmd="keytool__rs__subcmd__help__subcmd__printcertreq"
                ;;
            keytool__rs__subcmd__help,printcrl)
                cmd="keytool__rs__subcmd__help__subcmd__printcrl"
                ;;
            keytool__rs__subcmd__help,probe)
                cmd="keytool__rs__subcmd__help__subcmd__probe"
                ;;
            keytool__rs__subcmd__help,selfcert)
                cmd="keytool__rs__subcmd__help__subcmd__selfcert"
                ;;
            keytool__rs__subcmd__help,showinfo)
                cmd="keytool__rs__subcmd__help__subcmd__showinfo"
                ;;
            keytool__rs__subcmd__help,storepasswd)
                cmd="keytool__rs__subcmd__help__subcmd__storepasswd"
                ;;
            keytool__rs__subcmd__help,verify)
                cmd="keytool__rs__subcmd__help__subcmd__verify"
                ;;
            *)
                ;;
        esac
    done

    case "${cmd}" in
        keytool__rs)
            opts="-h -V --format --help --version list import importcert delete export exportcert printcert print printcertreq print-request printcrl print-crl showinfo changealias rename storepasswd genkeypair genkey genseckey importpass importkeystore merge keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 1 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__audit)
            opts="-k -v -h --keystore --cacerts --role --host --within --ignore --fail-on --forecast --timeline --process --config --java --java-home --java-security --at --storepass --storepass-env --storepass-file --verbose --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --role)
                    COMPREPLY=($(compgen -W "auto truststore keystore" -- "${cur}"))
                    return 0
                    ;;
                --host)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --within)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --ignore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --fail-on)
                    COMPREPLY=($(compgen -W "info warning error never" -- "${cur}"))
                    return 0
                    ;;
                --process)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --java)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --java-home)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --java-security)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --at)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__carry)
            opts="-y -h --from --to --baseline --expired --yes --storepass --storepass-env --storepass-file --from-storepass --from-storepass-env --from-storepass-file --dry-run --no-backup --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --from)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --to)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --baseline)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --from-storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --from-storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --from-storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__certreq)
            opts="-f -k -v -h --alias --out --outfile --file --dname --ext --sigalg --keypass --keypass-env --keypass-file --keystore --cacerts --storetype --storepass --storepass-env --storepass-file --protected --verbose --providername --addprovider --providerclass --providerarg --providerpath --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --alias)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --out)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --outfile)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --dname)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --ext)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sigalg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storetype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --addprovider)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerclass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerarg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerpath)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__changealias)
            opts="-k -v -h --alias --destalias --keypass --keypass-env --keypass-file --dry-run --no-backup --keystore --cacerts --storetype --storepass --storepass-env --storepass-file --protected --verbose --providername --addprovider --providerclass --providerarg --providerpath --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --alias)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --destalias)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storetype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --addprovider)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerclass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerarg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerpath)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__delete)
            opts="-k -v -h --alias --dry-run --no-backup --keystore --cacerts --storetype --storepass --storepass-env --storepass-file --protected --verbose --providername --addprovider --providerclass --providerarg --providerpath --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --alias)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storetype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --addprovider)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerclass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerarg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerpath)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__diff)
            opts="-h --storepass --storepass-env --storepass-file --other-storepass --other-storepass-env --other-storepass-file --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --other-storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --other-storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --other-storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__explain)
            opts="-h --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__export)
            opts="-f -k -v -h --alias --out --outfile --file --pem --rfc --der --keystore --cacerts --storetype --storepass --storepass-env --storepass-file --protected --verbose --providername --addprovider --providerclass --providerarg --providerpath --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --alias)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --out)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --outfile)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storetype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --addprovider)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerclass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerarg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerpath)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__gencert)
            opts="-f -k -v -h --alias --infile --out --file --outfile --pem --rfc --der --dname --ext --sigalg --startdate --validity --keypass --keypass-env --keypass-file --keystore --cacerts --storetype --storepass --storepass-env --storepass-file --protected --verbose --providername --addprovider --providerclass --providerarg --providerpath --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --alias)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --infile)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --outfile)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --out)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --dname)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --ext)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sigalg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --startdate)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --validity)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storetype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --addprovider)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerclass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerarg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerpath)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__gencrl)
            opts="-f -k -v -h --alias --id --out --outfile --file --pem --rfc --der --sigalg --validity --keypass --keypass-env --keypass-file --keystore --cacerts --storetype --storepass --storepass-env --storepass-file --protected --verbose --providername --addprovider --providerclass --providerarg --providerpath --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --alias)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --id)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --out)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --outfile)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sigalg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --validity)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storetype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --addprovider)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerclass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerarg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerpath)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__genkeypair)
            opts="-k -v -h --alias --keyalg --keysize --groupname --sigalg --dname --startdate --validity --ext --signer --signerkeypass --signerkeypass-env --signerkeypass-file --keypass --keypass-env --keypass-file --dry-run --no-backup --keystore --cacerts --storetype --storepass --storepass-env --storepass-file --protected --verbose --providername --addprovider --providerclass --providerarg --providerpath --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --alias)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keyalg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keysize)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --groupname)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sigalg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --dname)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --startdate)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --validity)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --ext)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --signer)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --signerkeypass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --signerkeypass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --signerkeypass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storetype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --addprovider)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerclass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerarg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerpath)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__genseckey)
            opts="-k -v -h --alias --keyalg --keysize --keypass --keypass-env --keypass-file --dry-run --no-backup --keystore --cacerts --storetype --storepass --storepass-env --storepass-file --protected --verbose --providername --addprovider --providerclass --providerarg --providerpath --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --alias)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keyalg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keysize)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storetype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --addprovider)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerclass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerarg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerpath)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help)
            opts="list import delete export printcert printcertreq printcrl showinfo changealias storepasswd genkeypair genseckey importpass importkeystore keypasswd keyclone identitydb certreq gencert selfcert gencrl verify probe explain audit diff carry jvms overlay help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__audit)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__carry)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__certreq)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__changealias)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__delete)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__diff)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__explain)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__export)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__gencert)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__gencrl)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__genkeypair)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__genseckey)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__help)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__identitydb)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__import)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__importkeystore)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__importpass)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__jvms)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__keyclone)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__keypasswd)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__list)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__overlay)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__printcert)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__printcertreq)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__printcrl)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__probe)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__selfcert)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__showinfo)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__storepasswd)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__help__subcmd__verify)
            opts=""
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__identitydb)
            opts="-k -v -h --file --keystore --cacerts --storetype --storepass --storepass-env --storepass-file --protected --verbose --providername --addprovider --providerclass --providerarg --providerpath --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storetype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --addprovider)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerclass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerarg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerpath)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__import)
            opts="-y -D -k -v -h --file --from --expect-sha256 --alias --chain --ca --replace --create --yes --noprompt --trustcacerts --keypass --keypass-env --keypass-file --dry-run --no-backup --starttls --connect --proxy --timeout --process --config --java --java-home --java-security --at --keystore --cacerts --storetype --storepass --storepass-env --storepass-file --protected --verbose --providername --addprovider --providerclass --providerarg --providerpath --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --from)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --expect-sha256)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --alias)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --starttls)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --connect)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --proxy)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --timeout)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -D)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --process)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --java)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --java-home)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --java-security)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --at)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storetype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --addprovider)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerclass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerarg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerpath)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__importkeystore)
            opts="-k -v -h --srckeystore --srcstoretype --srcstorepass --srcstorepass-env --srcstorepass-file --srcprotected --srcprovidername --srcalias --alias --destalias --srckeypass --srckeypass-env --srckeypass-file --destkeypass --destkeypass-env --destkeypass-file --replace --noprompt --destkeystore --deststoretype --deststorepass --deststorepass-env --deststorepass-file --destprotected --destprovidername --dry-run --no-backup --keystore --cacerts --storetype --storepass --storepass-env --storepass-file --protected --verbose --providername --addprovider --providerclass --providerarg --providerpath --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --srckeystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --srcstoretype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --srcstorepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --srcstorepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --srcstorepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --srcprovidername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --srcalias)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --alias)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --destalias)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --srckeypass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --srckeypass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --srckeypass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --destkeypass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --destkeypass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --destkeypass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --destkeystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --deststoretype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --deststorepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --deststorepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --deststorepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --destprovidername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storetype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --addprovider)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerclass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerarg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerpath)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__importpass)
            opts="-k -v -h --alias --keyalg --keysize --keypass --keypass-env --keypass-file --dry-run --no-backup --keystore --cacerts --storetype --storepass --storepass-env --storepass-file --protected --verbose --providername --addprovider --providerclass --providerarg --providerpath --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --alias)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keyalg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keysize)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storetype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --addprovider)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerclass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerarg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerpath)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__jvms)
            opts="-h --process --config --has --root --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --process)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --has)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --root)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__keyclone)
            opts="-k -v -h --alias --destalias --keypass --keypass-env --keypass-file --new --new-env --new-file --keystore --cacerts --storetype --storepass --storepass-env --storepass-file --protected --verbose --providername --addprovider --providerclass --providerarg --providerpath --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --alias)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --destalias)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --new)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --new-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --new-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storetype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --addprovider)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerclass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerarg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerpath)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__keypasswd)
            opts="-k -v -h --alias --keypass --keypass-env --keypass-file --new --new-env --new-file --dry-run --no-backup --keystore --cacerts --storetype --storepass --storepass-env --storepass-file --protected --verbose --providername --addprovider --providerclass --providerarg --providerpath --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --alias)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --new)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --new-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --new-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storetype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --addprovider)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerclass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerarg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerpath)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__list)
            opts="-k -v -h --alias --rfc --keystore --cacerts --storetype --storepass --storepass-env --storepass-file --protected --verbose --providername --addprovider --providerclass --providerarg --providerpath --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --alias)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storetype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --addprovider)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerclass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerarg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerpath)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__overlay)
            opts="-k -h --add --check --refresh --revert --java-home --process --keystore --out --storepass --storepass-env --storepass-file --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --add)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --java-home)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --process)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --out)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__printcert)
            opts="-k -v -h --file --rfc --trustcacerts --sslserver --jarfile --keystore --cacerts --storetype --storepass --storepass-env --storepass-file --protected --verbose --providername --addprovider --providerclass --providerarg --providerpath --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sslserver)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --jarfile)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storetype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --addprovider)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerclass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerarg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerpath)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__printcertreq)
            opts="-v -h --file --storetype --providername --addprovider --providerclass --providerarg --providerpath --verbose --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storetype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --addprovider)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerclass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerarg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerpath)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__printcrl)
            opts="-k -v -h --file --pem --rfc --trustcacerts --keystore --cacerts --storetype --storepass --storepass-env --storepass-file --protected --verbose --providername --addprovider --providerclass --providerarg --providerpath --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storetype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --addprovider)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerclass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerarg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerpath)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__probe)
            opts="-D -q -v -k -h --targets --starttls --connect --proxy --timeout --trust --quiet --show-chain --dump-chain --pem --rfc --all-addresses --as --jvms --ticket --watch --watch-limit --parallel --client-keystore --client-storetype --client-storepass --client-storepass-env --client-storepass-file --client-keypass --client-keypass-env --client-keypass-file --protocols --ciphers --all --sleep --revocation --revocation-soft --crl --ocsp-response --fetch-issuers --process --config --java --java-home --java-security --at --cacerts --storepass --storepass-env --storepass-file --protected --verbose --providername --addprovider --providerclass --providerarg --providerpath --keystore --storetype --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --targets)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --starttls)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --connect)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --proxy)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --timeout)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -D)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --trust)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --dump-chain)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --as)
                    COMPREPLY=($(compgen -W "sslpoke" -- "${cur}"))
                    return 0
                    ;;
                --jvms)
                    COMPREPLY=($(compgen -W "all installed releases" -- "${cur}"))
                    return 0
                    ;;
                --ticket)
                    COMPREPLY=($(compgen -W "server-admin customer network" -- "${cur}"))
                    return 0
                    ;;
                --watch)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --watch-limit)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --parallel)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --client-keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --client-storetype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --client-storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --client-storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --client-storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --client-keypass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --client-keypass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --client-keypass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sleep)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --crl)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --ocsp-response)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --process)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --java)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --java-home)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --java-security)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --at)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --addprovider)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerclass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerarg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerpath)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storetype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__selfcert)
            opts="-y -k -v -h --alias --dname --ext --yes --sigalg --startdate --validity --keypass --keypass-env --keypass-file --dry-run --no-backup --keystore --cacerts --storetype --storepass --storepass-env --storepass-file --protected --verbose --providername --addprovider --providerclass --providerarg --providerpath --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --alias)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --dname)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --ext)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sigalg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --startdate)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --validity)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keypass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storetype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --addprovider)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerclass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerarg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerpath)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__showinfo)
            opts="-v -h --tls --verbose --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__storepasswd)
            opts="-k -v -h --new --new-env --new-file --dry-run --no-backup --keystore --cacerts --storetype --storepass --storepass-env --storepass-file --protected --verbose --providername --addprovider --providerclass --providerarg --providerpath --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --new)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --new-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --new-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storetype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --addprovider)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerclass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerarg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerpath)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        keytool__subcmd__rs__subcmd__verify)
            opts="-D -v -k -h --trust --host --purpose --tls --revocation --revocation-soft --crl --ocsp-response --fetch-issuers --process --config --java --java-home --java-security --at --cacerts --storepass --storepass-env --storepass-file --protected --verbose --providername --addprovider --providerclass --providerarg --providerpath --keystore --storetype --format --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --trust)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --host)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --purpose)
                    COMPREPLY=($(compgen -W "server client" -- "${cur}"))
                    return 0
                    ;;
                --tls)
                    COMPREPLY=($(compgen -W "1.2 1.3" -- "${cur}"))
                    return 0
                    ;;
                --crl)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --ocsp-response)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -D)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --process)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --config)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --java)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --java-home)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --java-security)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --at)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storepass-file)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providername)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --addprovider)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerclass)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerarg)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --providerpath)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --keystore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -k)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --storetype)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
    esac
}

if [[ "${BASH_VERSINFO[0]}" -eq 4 && "${BASH_VERSINFO[1]}" -ge 4 || "${BASH_VERSINFO[0]}" -gt 4 ]]; then
    complete -F _keytool__rs -o nosort -o bashdefault -o default keytool-rs
else
    complete -F _keytool__rs -o bashdefault -o default keytool-rs
fi
