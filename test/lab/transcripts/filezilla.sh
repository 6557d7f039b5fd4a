# Lets FileZilla connect and list, and prints its log file: filezilla.sh LOCALE SECONDS [SCHEME]. Needs the Debian packages
# filezilla, xvfb and locales. Everything it writes is in /run/lab, which only this world has.
locale=$1 seconds=$2 scheme=${3-ftp}
home=/run/lab/filezilla
mkdir -p $home/.config/filezilla /run/lab/locale
unset LANGUAGE
export HOME=$home XDG_CONFIG_HOME=$home/.config XDG_RUNTIME_DIR=$home LOCPATH=/run/lab/locale DISPLAY=:77 NO_AT_BRIDGE=1
localedef -i "$locale" -f UTF-8 /run/lab/locale/"$locale".UTF-8 2>/dev/null
export LANG="$locale.UTF-8" LC_ALL="$locale.UTF-8"
cat >$home/.config/filezilla/filezilla.xml <<END
<?xml version="1.0"?><FileZilla3><Settings>
<Setting name="Logging file">/run/lab/filezilla.log</Setting><Setting name="Update Check">0</Setting>
<Setting name="Greeting version">9.9.9</Setting><Setting name="Language Code">$locale</Setting>
<Setting name="Reconnect count">0</Setting><Setting name="Timeout">10</Setting>
</Settings></FileZilla3>
END
# The server's certificate is trusted beforehand: FileZilla would ask, and nobody is there to answer.
trusted=
if [ -f /run/lab/server.pem ]; then
  data=$(openssl x509 -in /run/lab/server.pem -outform DER | od -An -v -tx1 | tr -d ' \n')
  trusted="<TrustedCerts><Certificate><Data>$data</Data><ActivationTime>1500000000</ActivationTime><ExpirationTime>2500000000</ExpirationTime><Host>$HOST</Host><Port>$PORT</Port><TrustSANs>0</TrustSANs></Certificate></TrustedCerts>"
fi
cat >$home/.config/filezilla/trustedcerts.xml <<END
<?xml version="1.0"?><FileZilla3>$trusted<InsecureHosts><Host Port="$PORT">$HOST</Host></InsecureHosts></FileZilla3>
END
Xvfb :77 -screen 0 1200x800x24 -nolisten tcp >/dev/null 2>&1 &
screen=$!
sleep 1
filezilla "$scheme://$FTP_USER:$FTP_PASSWORD@$HOST:$PORT" >/dev/null 2>&1 &
program=$!
sleep "$seconds"
kill $program 2>/dev/null
sleep 0.3
kill $screen 2>/dev/null
cat /run/lab/filezilla.log
