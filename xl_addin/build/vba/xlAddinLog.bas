Option Explicit

' On a Mac, what became of a Python that a button started. Excel's timer calls it, so others can: it takes nothing.

' The log is empty unless Python did not start, or broke off.
Public Sub LookAtLog()
    On Error GoTo missing
    If FileLen(xlAddinMac.LogFile()) > 0 Then MsgBox Complaint(), vbExclamation, "xl-addin"
missing:
End Sub

' One sentence, and what to do.
Private Function Complaint() As String
    Complaint = Replace(xlAddinPython.Said("complained"), "{file}", xlAddinMac.LogFile())
End Function
