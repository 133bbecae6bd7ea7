# Completes the words of osc in bash: source <(osc completion bash)
_osc() {
    local answer word
    COMPREPLY=()
    if answer=$("$1" complete-words bash "$COMP_WORDBREAKS" "${COMP_LINE:0:COMP_POINT}" </dev/null 2>/dev/null); then
        while IFS= read -r word; do
            if [[ -n $word ]]; then COMPREPLY+=("$word"); fi
        done <<<"$answer"
        if [[ ${COMPREPLY[0]-} == *= ]]; then compopt -o nospace 2>/dev/null; fi
    else
        compopt -o default 2>/dev/null
    fi
}
complete -F _osc osc
