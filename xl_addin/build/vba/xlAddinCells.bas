Option Explicit
Option Private Module

' What cells pass to Python: values, or where they are.

Private Const SEVERAL_AREAS As Long = 2099 ' none of Excel's own errors: Python says what it means

' A range as the values in it; a constant as it is. An argument that was left out is blank: Python makes no difference.
Public Function Given(Optional ByVal argument As Variant) As Variant
    Dim cells As Object
    Given = ""
    If IsMissing(argument) Then Exit Function
    If IsObject(argument) Then
        Set cells = argument
        If cells.Areas.Count > 1 Then Given = CVErr(SEVERAL_AREAS) Else Given = InUse(cells).Value
    Else
        Given = argument
    End If
End Function

' A range as its cells' addresses and formulas; anything else as it is.
Public Function Located(ByVal argument As Variant) As Variant
    Dim cells As Object
    If Not IsObject(argument) Then
        Located = argument
        Exit Function
    End If
    Set cells = argument
    If cells.Areas.Count > 1 Then
        Located = CVErr(SEVERAL_AREAS)
        Exit Function
    End If
    Set cells = InUse(cells)
    If cells.Rows.Count = 1 And cells.Columns.Count = 1 Then
        Located = Described(cells)
    Else
        Located = DescribedAll(cells)
    End If
End Function

' The address of the cell that is being calculated; blank where it is none, as in a rule for formats.
' Python is told by a 1904 before it where days are counted from that year.
Public Function Caller() As String
    Dim early As Boolean
    On Error Resume Next
    Caller = PlaceOf(Application.Caller.Cells(1, 1))
    early = Application.Caller.Worksheet.Parent.Date1904
    If early Then Caller = "1904" & Caller
End Function

' Whole columns and whole rows end where their sheet does; other ranges keep their size, blanks and all.
Private Function InUse(ByVal area As Object) As Object
    Dim used As Object
    Dim rows As Long
    Dim columns As Long
    rows = area.Rows.Count
    columns = area.Columns.Count
    Set InUse = area
    If rows < area.Worksheet.Rows.Count And columns < area.Worksheet.Columns.Count Then Exit Function
    Set used = area.Worksheet.UsedRange
    If rows = area.Worksheet.Rows.Count Then rows = used.Row + used.Rows.Count - 1
    If columns = area.Worksheet.Columns.Count Then columns = used.Column + used.Columns.Count - 1
    Set InUse = area.Resize(rows, columns)
End Function

Private Function DescribedAll(ByVal cells As Object) As Variant
    Dim all() As Variant
    Dim row As Long
    Dim column As Long
    ReDim all(1 To cells.Rows.Count, 1 To cells.Columns.Count)
    For row = 1 To cells.Rows.Count
        For column = 1 To cells.Columns.Count
            all(row, column) = Described(cells.Cells(row, column))
        Next column
    Next row
    DescribedAll = all
End Function

Private Function Described(ByVal cell As Object) As String
    Described = PlaceOf(cell) & vbLf & FirstOf(cell).Formula
End Function

' As Python knows a cell, without quotes or dollar signs: [Book.xlsx]Sheet!A1.
Private Function PlaceOf(ByVal cell As Object) As String
    Dim first As Object
    Set first = FirstOf(cell)
    PlaceOf = "[" & first.Worksheet.Parent.Name & "]" & first.Worksheet.Name & "!" & first.Address(False, False)
End Function

' The cell whose formula fills this one: of an array formula and of what spills, the first.
Private Function FirstOf(ByVal cell As Object) As Object
    Set FirstOf = cell
    On Error Resume Next ' an Excel without dynamic arrays knows no SpillParent
    If cell.HasArray Then Set FirstOf = cell.CurrentArray.Cells(1, 1)
    If cell.HasSpill Then Set FirstOf = cell.SpillParent
End Function
