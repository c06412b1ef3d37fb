# Shortcuts in the Start menu and on the desktop, of this user alone.
param([string]$To, [switch]$Remove)
$shell = New-Object -ComObject WScript.Shell
foreach ($place in @("Programs", "Desktop")) {
  $file = Join-Path ([Environment]::GetFolderPath($place)) "kehoach.lnk"
  if ($Remove) { Remove-Item -Force -ErrorAction SilentlyContinue $file; continue }
  $link = $shell.CreateShortcut($file)
  $link.TargetPath = Join-Path $env:SystemRoot "System32\wscript.exe"
  $link.Arguments = '"' + (Join-Path $To "kehoach.vbs") + '"'
  $link.WorkingDirectory = $To
  $link.Save()
}
