# bash completion for ecs-profile, made by: ecs-profile completion bash
# It needs nothing but bash, and runs no program.

# Takes those of the words that go on with what was typed. What stands before the last = or :
# is left out where readline takes these for the end of a word.
_ecs_profile_offer() {
  local word
  for word in "$@"; do
    if [[ $head$word == "$cur"* ]]; then
      word=$head$word
      word=${word#"$cut"}
      [[ $word == *[!A-Za-z0-9_+=,.@%:/-]* ]] && printf -v word %q "$word"
      COMPREPLY+=("$word")
    fi
  done
}

_ecs_profile_policies() {
  _ecs_profile_offer @policies@
}

_ecs_profile_regions() {
  _ecs_profile_offer @regions@
}

# The sections of the AWS config files that are profiles.
_ecs_profile_profiles() {
  local line file
  local named='^[[:space:]]*\[[[:space:]]*profile[[:space:]]+["'\'']?([^]"'\'']*[^]"'\''[:space:]])'
  local default='^[[:space:]]*\[[[:space:]]*(default)[[:space:]]*\]'
  local any='^[[:space:]]*\[[[:space:]]*([^]]*[^][:space:]])'
  local -a all=()
  file=${AWS_CONFIG_FILE:-$HOME/.aws/config}
  file=${file/#\~\//$HOME/}
  if [[ -f $file && -r $file ]]; then
    while IFS= read -r line || [[ $line ]]; do
      [[ $line =~ $named || $line =~ $default ]] && all+=("${BASH_REMATCH[1]}")
    done < "$file"
  fi
  file=${AWS_SHARED_CREDENTIALS_FILE:-$HOME/.aws/credentials}
  file=${file/#\~\//$HOME/}
  if [[ -f $file && -r $file ]]; then
    while IFS= read -r line || [[ $line ]]; do
      [[ $line =~ $any ]] && [[ " ${all[*]} " != *" ${BASH_REMATCH[1]} "* ]] &&
        all+=("${BASH_REMATCH[1]}")
    done < "$file"
  fi
  _ecs_profile_offer "${all[@]}"
}

# What may stand for the value of an option, or behind a command.
_ecs_profile_value() {
  case $1 in
@values@
  esac
}

_ecs_profile_own() {
  case $1 in
@own@
  esac
}

_ecs_profile() {
  local cur head='' cut='' option='' command='' word='' part line breaks i n=-1
  local -a words=()
  COMPREPLY=()
  # Bash cuts words at = and : as well; what no blank stands before belongs to the word before.
  line=${COMP_LINE:0:COMP_POINT}
  for ((i = 0; i <= COMP_CWORD; i++)); do
    part=${COMP_WORDS[i]}
    if ((i == 0)) || [[ $line == [[:space:]]* ]]; then
      line=${line#"${line%%[![:space:]]*}"}
      n=$((n + 1))
      words[n]=
    fi
    [[ $line == "$part"* ]] || part=$line
    words[n]+=$part
    line=${line#"$part"}
  done
  cur=${words[n]}
  for ((i = 1; i < n; i++)); do
    word=${words[i]}
    case $word in
      @valued@)
        i=$((i + 1))
        ((i == n)) && option=$word
        ;;
      -*) ;;
      @commands@)
        command=${command:-$word}
        ;;
    esac
  done
  if [[ -z $option && $cur == --*=* ]]; then
    option=${cur%%=*}
    head=$option=
  fi
  breaks=${COMP_WORDBREAKS//[!=:]/}
  if [[ -n $breaks && $cur == *["$breaks"]* ]]; then
    cut=${cur%"${cur##*["$breaks"]}"}
  fi
  if [[ -n $option ]]; then
    _ecs_profile_value "$option"
  elif [[ $cur == -* ]]; then
    _ecs_profile_own "$command"
    _ecs_profile_offer @globals@
  elif [[ -z $command ]]; then
    _ecs_profile_offer @commandwords@
  else
    _ecs_profile_value "$command"
    [[ -z $cur ]] && _ecs_profile_own "$command"
  fi
}

complete -F _ecs_profile ecs-profile
