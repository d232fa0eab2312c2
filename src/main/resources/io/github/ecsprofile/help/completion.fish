# fish completion for ecs-profile, made by: ecs-profile completion fish

# The command among the words before the cursor; nothing where there is none yet.
function __ecs_profile_command
    set -l words (commandline -opc)
    set -e words[1]
    set -l value 0
    for word in $words
        if test $value = 1
            set value 0
            continue
        end
        switch $word
            case @valued@
                set value 1
            case '-*'
            case @commandwords@
                echo $word
                return
        end
    end
end

function __ecs_profile_none
    test -z (__ecs_profile_command)""
end

# Whether the command is one of these.
function __ecs_profile_in
    contains -- (__ecs_profile_command)"" $argv
end

# The sections of the AWS config files that are profiles.
function __ecs_profile_profiles
    set -l config ~/.aws/config
    set -q AWS_CONFIG_FILE; and test -n "$AWS_CONFIG_FILE"; and set config (string replace -r '^~/' "$HOME/" -- $AWS_CONFIG_FILE)
    set -l credentials ~/.aws/credentials
    set -q AWS_SHARED_CREDENTIALS_FILE; and test -n "$AWS_SHARED_CREDENTIALS_FILE"; and set credentials (string replace -r '^~/' "$HOME/" -- $AWS_SHARED_CREDENTIALS_FILE)
    if test -f "$config" -a -r "$config"
        string replace -f -r '^\s*\[\s*profile\s+["\']?([^\]"\']*[^\]"\'\s])["\']?\s*\].*' '$1' < $config
        string replace -f -r '^\s*\[\s*(default)\s*\].*' '$1' < $config
    end
    if test -f "$credentials" -a -r "$credentials"
        string replace -f -r '^\s*\[\s*([^\]]*[^\]\s])\s*\].*' '$1' < $credentials
    end
end

function __ecs_profile_policies
    string split ' ' '@policies@'
end

function __ecs_profile_regions
    string split ' ' '@regions@'
end

complete -c ecs-profile -e
complete -c ecs-profile -f
@complete@
