Option Explicit

' In place of xlAddinPython where there is no COM: the server is whatever the test hands over.

Private known As Object
Private kept As Object
Private told As String

Public Sub Use(ByVal given As Object)
    Set known = given
    Set kept = given
End Sub

Public Sub Find()
    Set kept = known
End Sub

Public Sub Lose(ByVal reason As String)
    Set kept = Nothing
    told = reason
End Sub

Public Function Server(Optional ByVal insist As Boolean = False) As Object
    Set Server = kept
End Function

Public Function Running() As Object
    Set Running = kept
End Function

Public Function Reason() As String
    Reason = told
End Function

Public Sub Perform(ByVal button As String, ByVal detail As String, ByRef done As Boolean)
    kept.Perform button, detail
    If detail = "calculates" Then kept.Perform "shown", _
        xlAddinBridge.Ask("cash", "CASH_POSITION", Array("", "[xl-addin.xlam]Cells!D1"))
    done = True
End Sub

Public Sub ForgetIfGone()
    Set kept = known
End Sub

' COM has arrays of two dimensions; from LibreOffice's bridge come rows of rows.
Public Function Grid(ByVal answer As Variant) As Variant
    Dim cells() As Variant
    Dim row As Long
    Dim column As Long
    Grid = answer
    If Not IsArray(answer) Then Exit Function
    If Not IsArray(answer(LBound(answer))) Then Exit Function
    ReDim cells(LBound(answer) To UBound(answer), LBound(answer(0)) To UBound(answer(0)))
    For row = LBound(answer) To UBound(answer)
        For column = LBound(answer(row)) To UBound(answer(row))
            cells(row, column) = answer(row)(column)
        Next column
    Next row
    Grid = cells
End Function
