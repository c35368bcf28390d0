Option Explicit
Option Private Module

' Python on a Mac, where Excel may run nothing but scripts in a folder of its own: xlwings' script is put there when
' the add-in is installed. It does not wait for Python, which writes what it complains of into a file.

Private Const SECONDS_A_DAY As Double = 86400
Private Const LOOK_AFTER As Double = 4 ' seconds in which Python has started, or complained

' Has Python do what the button says that is being pressed. What the script is given is parted by strokes.
Public Sub PerformOnMac(ByVal button As String, ByVal detail As String, ByRef done As Boolean)
    #If Mac Then
        Dim parts As Variant
        Dim excelFolder As String
        If Not xlAddinBridge.IsPressed() Then Exit Sub
        excelFolder = Left$(Application.Path, Len(Application.Path) - 4)
        parts = Array("false;;;;;", Escaped(xlAddinPython.Setting("mac")), xlAddinPython.Statement(button, detail), _
            Inside(ThisWorkbook.Name), Inside(excelFolder), Inside(LogFile()))
        done = AppleScriptTask("xlwings-" & XLWINGS_VERSION & ".applescript", "VbaHandler", Join(parts, "|")) <> "1"
        If done Then Application.OnTime Now + LOOK_AFTER / SECONDS_A_DAY, _
            "'" & ThisWorkbook.Name & "'!xlAddinLog.LookAtLog"
    #End If
End Sub

' Where Python's complaints are, in Excel's own folder: ~/Library/Containers/com.microsoft.Excel/Data.
Public Function LogFile() As String
    LogFile = Environ("HOME") & "/xl-addin.log"
End Function

' A text as a shell takes it within double quotes, which the script puts around it.
Private Function Inside(ByVal words As String) As String
    Dim sign As Variant
    Inside = words
    For Each sign In Array("\", """", "$", "`")
        Inside = Replace(Inside, sign, "\" & sign)
    Next sign
End Function

' A path as a shell takes it, whatever is in it; without a stroke, which the installer refuses.
Private Function Escaped(ByVal path As String) As String
    Escaped = "'" & Replace(path, "'", "'\''") & "'"
End Function
