# No completion and no forks here: a shell must be there at once.
[ -z "$PS1" ] && return
PS1='\u@\h:\w\$ '
HISTSIZE=5000
HISTCONTROL=ignoredups
shopt -s checkwinsize histappend
alias ls='ls --color=auto' ll='ls -l' la='ls -A' grep='grep --color=auto'
export EDITOR=vim LESS=-R PAGER=less SYSTEMD_PAGER=
[ ! -f /etc/instance.env ] || . /etc/instance.env
