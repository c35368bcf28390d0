Option Explicit
Option Private Module

' What Python asks of Excel, while a button is at work, that xlwings has no name for on both Windows and the Mac.
' Nothing here decides anything: see xl_addin/macros/screen.py. A formula in somebody's workbook may not ask.

' The line that a person types; False when they cancelled.
Public Function AskText(question As String, caption As String) As Variant
    AskText = CVErr(xlErrRef)
    If Not xlAddinBridge.IsPressed() Then Exit Function
    AskText = Application.InputBox(question, caption, , , , , , 2)
End Function

' Whether the person chose Yes. Who presses Enter without reading chooses No.
Public Function AskYesNo(question As String, caption As String) As Variant
    AskYesNo = CVErr(xlErrRef)
    If Not xlAddinBridge.IsPressed() Then Exit Function
    AskYesNo = (MsgBox(question, vbYesNo + vbQuestion + vbDefaultButton2, caption) = vbYes)
End Function

' Where a new workbook is to go; False when they cancelled.
Public Function AskNewFile(suggested As String, ending As String, caption As String) As Variant
    AskNewFile = CVErr(xlErrRef)
    If Not xlAddinBridge.IsPressed() Then Exit Function
    #If Mac Then
        AskNewFile = Application.GetSaveAsFilename(suggested)
    #Else
        AskNewFile = Application.GetSaveAsFilename(suggested, "Excel (*" & ending & "), *" & ending, 1, caption)
    #End If
End Function
