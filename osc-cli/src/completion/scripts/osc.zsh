#compdef osc
# Completes the words of osc in zsh: source <(osc completion zsh), or as _osc in a folder of $fpath.
_osc() {
    local answer line word about
    local -i failed=1
    local -a whole begun
    if ! answer=$("${words[1]}" complete-words zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" </dev/null 2>/dev/null); then
        compset -P '*='
        _files
        return
    fi
    for line in "${(@f)answer}"; do
        word=${${${line%%$'\t'*}//\\/\\\\}//:/\\:}
        about=${${(M)line%$'\t'*}#$'\t'}
        case $word in
            '') ;;
            *=) begun+=("$word${about:+:$about}") ;;
            *) whole+=("$word${about:+:$about}") ;;
        esac
    done
    (( $#whole )) && _describe osc whole && failed=0
    (( $#begun )) && _describe osc begun -S '' && failed=0
    return failed
}
if [[ ${funcstack[1]-} == _osc ]]; then
    _osc "$@"
else
    compdef _osc osc
fi
