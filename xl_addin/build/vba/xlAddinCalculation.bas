Option Explicit
Option Private Module

' Cells of ours that are to be calculated now: Python or a button has something newer for them.

' Calculates cells by their addresses, such as [Book.xlsx]Sheet!A1, a sheet's together. Where there is no such sheet any
' more it may have another name, which no event tells: then all cells of ours are, from what is known.
Public Sub CalculateAll(ByVal addresses As Variant)
    Dim address As Variant
    Dim cell As Object
    Dim together As Object
    Dim sheet As String
    Dim asked As String
    Dim lost As Boolean
    If Not IsArray(addresses) Then Exit Sub
    For Each address In addresses
        Set cell = CellAt(CStr(address))
        If cell Is Nothing Then
            sheet = Left$(address, InStrRev(address, "!"))
            If sheet <> asked Then lost = IsKnown(sheet) Or lost
            asked = sheet
        Else
            If together Is Nothing Then
                Set together = cell
            ElseIf together.Worksheet Is cell.Worksheet Then
                Set together = Application.Union(together, cell)
            Else
                CalculateTogether together
                Set together = cell
            End If
        End If
    Next address
    If Not together Is Nothing Then CalculateTogether together
    If lost Then xlAddinMoved.CalculateOurs
End Sub

' Whether Python knew cells of this sheet; now it has forgotten them, so that they are lost only once.
Private Function IsKnown(ByVal sheet As String) As Boolean
    IsKnown = xlAddinBridge.Told("forget", sheet) > 0
End Function

Private Function CellAt(ByVal address As String) As Object
    Dim bracket As Long
    Dim mark As Long
    On Error GoTo gone
    bracket = InStrRev(address, "]")
    mark = InStrRev(address, "!")
    Set CellAt = Workbooks(Mid$(address, 2, bracket - 2)) _
        .Worksheets(Mid$(address, bracket + 1, mark - bracket - 1)).Range(Mid$(address, mark + 1))
    If CellAt.HasArray Then Set CellAt = CellAt.CurrentArray
    Exit Function
gone:
    Set CellAt = Nothing
End Function

' Dirty has Excel calculate what depends on the cells too; on a sheet that is not in front it may miss them.
Public Sub CalculateTogether(ByVal area As Object)
    Dim manual As Boolean
    manual = (Application.Calculation = xlCalculationManual)
    If manual Or Not (area.Worksheet Is ActiveSheet) Then area.Calculate
    If Not manual Then area.Dirty
End Sub
