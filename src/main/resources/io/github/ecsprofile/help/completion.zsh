#compdef ecs-profile
# zsh completion for ecs-profile, made by: ecs-profile completion zsh
# As a file named _ecs-profile in a folder of $fpath, or sourced, or by eval.

_ecs-profile_policies() {
  local -a all
  all=(@policies@)
  compadd "$@" -a all
}

_ecs-profile_regions() {
  local -a all
  all=(@regions@)
  compadd "$@" -a all
}

# The sections of the AWS config files that are profiles.
_ecs-profile_profiles() {
  emulate -L zsh
  local line file
  local named='^[[:space:]]*\[[[:space:]]*profile[[:space:]]+["'\'']?([^]"'\'']*[^]"'\''[:space:]])'
  local default='^[[:space:]]*\[[[:space:]]*(default)[[:space:]]*\]'
  local any='^[[:space:]]*\[[[:space:]]*([^]]*[^][:space:]])'
  local -aU all
  local -a match mbegin mend
  local MATCH MBEGIN MEND
  file=${AWS_CONFIG_FILE:-$HOME/.aws/config}
  file=${file/#\~\//$HOME/}
  if [[ -f $file && -r $file ]]; then
    while IFS= read -r line || [[ -n $line ]]; do
      if [[ $line =~ $named || $line =~ $default ]]; then
        all+=("$match[1]")
      fi
    done < "$file"
  fi
  file=${AWS_SHARED_CREDENTIALS_FILE:-$HOME/.aws/credentials}
  file=${file/#\~\//$HOME/}
  if [[ -f $file && -r $file ]]; then
    while IFS= read -r line || [[ -n $line ]]; do
      if [[ $line =~ $any ]]; then
        all+=("$match[1]")
      fi
    done < "$file"
  fi
  compadd "$@" -a all
}

_ecs-profile() {
  local curcontext=$curcontext state state_descr line
  local -A opt_args
  local -a globals commands own
  globals=(
@globals@
  )
  commands=(
@commands@
  )
  _arguments -C -s "$globals[@]" '1:command:->command' '*::word:->word'
  case $state in
    command)
      _describe -t commands command commands
      ;;
    word)
      case $line[1] in
@own@
      esac
      curcontext=${curcontext%:*}-$line[1]:
      _arguments -s "$globals[@]" "$own[@]"
      ;;
  esac
}

if [[ $funcstack[1] == _ecs-profile ]]; then
  _ecs-profile "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
  compdef _ecs-profile ecs-profile
fi
