Option Explicit
Option Private Module

' Cells that are other cells now: what they were told is forgotten, so that nobody is told another cell's reason.

Private closingPath As String
Private closingName As String

' A workbook that is asked to close. A person may still answer that it shall not.
Public Sub MayClose(ByVal book As Object)
    ForgetClosed
    closingPath = book.FullName
    closingName = book.Name
End Sub

' Whether the workbook has closed is seen when something else happens in Excel.
Public Sub ForgetClosed()
    If closingName = "" Then Exit Sub
    If Not IsThere(closingPath) Then xlAddinBridge.Told "forget", "[" & closingName & "]"
    closingName = ""
End Sub

' A sheet whose cells have other addresses, as rows or columns came or went. They are calculated from what is known.
Public Sub ForgetSheet(ByVal sheet As Object, ByVal changed As Object)
    Dim ours As Object
    If Not IsWhole(sheet, changed) Then Exit Sub
    If xlAddinBridge.Told("forget", "[" & sheet.Parent.Name & "]" & sheet.Name & "!") = 0 Then Exit Sub
    Set ours = OurAreas(sheet)
    If Not ours Is Nothing Then ours.Dirty
End Sub

' Every cell with a function of ours, in all workbooks that are open.
Public Sub CalculateOurs()
    Dim book As Object
    Dim sheet As Object
    Dim ours As Object
    On Error GoTo done ' as while a cell is being edited
    For Each book In Workbooks
        For Each sheet In book.Worksheets
            Set ours = OurAreas(sheet)
            If Not ours Is Nothing Then xlAddinCalculation.CalculateTogether ours
        Next sheet
    Next book
done:
End Sub

Private Function IsThere(ByVal path As String) As Boolean
    Dim book As Object
    For Each book In Workbooks
        If book.FullName = path Then IsThere = True
    Next book
End Function

Private Function IsWhole(ByVal sheet As Object, ByVal changed As Object) As Boolean
    IsWhole = changed.Rows.Count = sheet.Rows.Count Or changed.Columns.Count = sheet.Columns.Count
End Function

' Blocks of formulas with a function of ours among them; Nothing where there is none.
Private Function OurAreas(ByVal sheet As Object) As Object
    Dim area As Object
    On Error GoTo done ' a sheet without formulas has no such cells
    For Each area In sheet.UsedRange.SpecialCells(xlCellTypeFormulas).Areas
        If HasOurs(area.Formula) Then
            If OurAreas Is Nothing Then Set OurAreas = area Else Set OurAreas = Application.Union(OurAreas, area)
        End If
    Next area
done:
End Function

' Of one cell its formula, of several an array of theirs.
Private Function HasOurs(ByVal formulas As Variant) As Boolean
    Dim formula As Variant
    If Not IsArray(formulas) Then
        HasOurs = IsOurs(formulas)
        Exit Function
    End If
    For Each formula In formulas
        HasOurs = IsOurs(formula)
        If HasOurs Then Exit Function
    Next formula
End Function

Private Function IsOurs(ByVal formula As String) As Boolean
    Dim family As Variant
    For Each family In Split(FAMILIES, " ")
        If InStr(1, formula, family, vbTextCompare) > 0 Then IsOurs = True
    Next family
End Function
