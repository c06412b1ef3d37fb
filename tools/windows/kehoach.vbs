' By double click: the workplace in a window of its own, without a console.
Set shell = CreateObject("WScript.Shell")
Set files = CreateObject("Scripting.FileSystemObject")
home = files.GetParentFolderName(WScript.ScriptFullName)
work = shell.SpecialFolders("MyDocuments") & "\kehoach"
program = """" & home & "\python\pythonw.exe"" -I -X utf8 -m generator "
shell.Environment("Process")("PYTHONUTF8") = "1"
If Not files.FileExists(work & "\kehoach.toml") Then
  If Not files.FolderExists(work) Then files.CreateFolder work
  shell.Run program & "init """ & work & """", 0, True
End If
shell.CurrentDirectory = work
shell.Run program & "web", 0, False
