Option Explicit
Option Private Module

' The Python that answers: started once, by the settings in this add-in's own sheet, and kept.

#If Mac Then
#Else
    Private Declare PtrSafe Function LoadLibrary Lib "kernel32" Alias "LoadLibraryA" (ByVal file As String) As LongPtr
#End If

' How xlwings' library is called: put here by xl_addin.build.vba.xlwings_module.

Private Const PATIENCE As Double = 300 ' seconds after a failure in which cells do not try again
Private Const SECONDS_A_DAY As Double = 86400
Private Const LONGEST As Long = 200

Private kept As Object
Private failedAt As Double
Private told As String

' xlwings' function server; Nothing where there is none, and Reason tells why. Who insists takes nothing on trust.
Public Function Server(Optional ByVal insist As Boolean = False) As Object
    If insist Then ForgetIfGone
    If kept Is Nothing Then
        If insist Or (CDbl(Now) - failedAt) * SECONDS_A_DAY > PATIENCE Then Start
    End If
    Set Server = kept
End Function

' The same, where it runs already.
Public Function Running() As Object
    Set Running = kept
End Function

' Why there is no Python: one sentence, and what to do.
Public Function Reason() As String
    Reason = told
End Function

' Has Python do what a button says, and tells whether it could. What goes wrong in that, Python tells itself.
' No function, and no statement of Python's as an argument: formulas and pictures in somebody's workbook may call.
Public Sub Perform(ByVal button As String, ByVal detail As String, ByRef done As Boolean)
    Dim command As String
    Dim begun As Boolean
    On Error GoTo failed
    done = False
    command = Statement(button, detail)
    #If Mac Then
        told = Said("no_python")
        If Setting("mac") = "" Then Exit Sub
        told = Replace(Said("not_started"), "{reason}", Setting("mac"))
        xlAddinMac.PerformOnMac button, detail, done
    #Else
        If Server(True) Is Nothing Then Exit Sub
        kept.SetAttr kept.Module("xlwings._xlwindows"), "BOOK_CALLER", ThisWorkbook
        begun = True
        kept.Exec command
        done = True
    #End If
    Exit Sub
failed:
    Explain Err.Description, IIf(begun, "broke_off", "not_started")
    ForgetIfGone
End Sub

' What Python runs for a button. Names only: neither Python nor a shell before it finds anything in them to carry out.
Public Function Statement(ByVal button As String, ByVal detail As String) As String
    If button & detail Like "*[!A-Za-z0-9_ ]*" Then Err.Raise vbObjectError + 3, "xl-addin", button
    Statement = "from xl_addin.macros import entry; entry.press('" & button & "', '" & detail & "')"
End Function

' When a call has failed: the server is kept if it still answers.
Public Sub ForgetIfGone()
    On Error GoTo gone
    If Not kept Is Nothing Then kept.Module "xl_addin.functions.entry"
    Exit Sub
gone:
    Set kept = Nothing
End Sub

Private Sub Start()
    On Error GoTo failed
    #If Mac Then
        told = Said("windows_only")
    #Else
        If Setting("windows") = "" Or Setting("library") = "" Then
            told = Said("no_python")
        ElseIf Not IsFile(Setting("windows")) Then
            told = Replace(Said("python_moved"), "{path}", Setting("windows"))
        Else
            Set kept = Activated()
            kept.Module "xl_addin.functions.entry"
        End If
    #End If
    If kept Is Nothing Then GiveUp
    Exit Sub
failed:
    Explain Err.Description, "not_started"
    GiveUp
End Sub

Private Sub GiveUp()
    Set kept = Nothing
    failedAt = CDbl(Now)
End Sub

Private Sub Explain(ByVal description As String, ByVal key As String)
    told = Replace(Said(key), "{reason}", Shortened(description))
End Sub

' Without Dir, which would end the search for files that a macro of somebody's is in the midst of.
Private Function IsFile(ByVal path As String) As Boolean
    On Error GoTo missing
    IsFile = (GetAttr(path) And vbDirectory) = 0
missing:
End Function

#If Mac Then
#Else
' xlwings' library starts Python and waits for its server; it notices at once when Python ends before that.
Private Function Activated() As Object
    Dim answer As Variant
    Dim library As String
    library = Setting("library") & "\" & LibraryName()
    If LoadLibrary(library) = 0 Then Err.Raise vbObjectError + 1, "xl-addin", library
    If XLPyDLLActivateAuto(answer, StartCommand(), 1) <> 0 Then Err.Raise vbObjectError + 2, "xl-addin", answer
    Set Activated = answer
End Function

' The folder that Excel stands in is nothing to Python: -P keeps what lies there from being imported.
Private Function StartCommand() As String
    StartCommand = """" & Setting("windows") & """ -P -c ""import xlwings; xlwings.serve('$(CLSID)')"""
End Function

' The bits are Excel's; Python may have others, as it is a process of its own.
Private Function LibraryName() As String
    #If Win64 Then
        LibraryName = "xlwings64-" & XLWINGS_VERSION & ".dll"
    #Else
        LibraryName = "xlwings32-" & XLWINGS_VERSION & ".dll"
    #End If
End Function
#End If

' What this file was told when it was built: where Python is.
Public Function Setting(ByVal key As String) As String
    Setting = Found("settings", key)
End Function

' A sentence in the add-in's language.
Public Function Said(ByVal key As String) As String
    Said = Found("texts", key)
End Function

Private Function Found(ByVal sheet As String, ByVal key As String) As String
    Dim row As Object
    For Each row In ThisWorkbook.Worksheets(sheet).UsedRange.Rows
        If row.Cells(1, 1).Value = key Then Found = CStr(row.Cells(1, 2).Value)
    Next row
End Function

' What went wrong, not where: the first line that says something, whichever end a traceback is given from.
Private Function Shortened(ByVal description As String) As String
    Dim part As Variant
    For Each part In Split(Replace(description, vbCr, vbLf), vbLf)
        If Shortened = "" And SaysSomething(part) Then Shortened = part
    Next part
    If Shortened = "" Then Shortened = Replace(Replace(description, vbCr, " "), vbLf, " ")
    Shortened = Left$(Shortened, LONGEST)
End Function

' Places in code are indented; other lines only say that errors follow.
Private Function SaysSomething(ByVal words As String) As Boolean
    Dim other As Variant
    SaysSomething = Trim$(words) <> "" And Left$(words, 1) <> " "
    For Each other In Array("Traceback (", "File """, "During handling of ", "The above exception ")
        If InStr(words, other) > 0 Then SaysSomething = False
    Next other
End Function
