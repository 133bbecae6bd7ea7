# Completes the words of osc in fish: osc completion fish | source
function __osc_words
    set -l command (commandline -opc)
    set -l current (commandline -ct)
    set -l answer ($command[1] complete-words fish $command[2..] "$current" </dev/null 2>/dev/null)
    or begin
        __fish_complete_path "$current"
        return
    end
    printf '%s\n' $answer
end
complete -c osc -f -a '(__osc_words)'
